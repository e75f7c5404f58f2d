"""Rules are looked at against last month before they are saved; asking goes on only where it can."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from admin.asking import record
from survey.database import begin, now, reading
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.invitations.tables import ContactAddress, DeliverySettings, Message, delivery_counts
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.conftest import AnotherApp
from tests.http.invitations.arrivals import arrived, email, reachable

PATH = "/admin/asking/rules?lang=en"
SWITCH = "/admin/asking/switch?lang=en"
FIELDS: dict[str, Any] = {
    "means": ["email"],
    "cap_days": "60",
    "oldest_hours": "24",
    "other_topics": "Uitvaart\n  Bezwaar  en beroep ",
    "delay_hours": "2",
    "quiet_from": "21:00",
    "quiet_until": "08:30",
    "reminder_days": "4",
    "lasts_days": "10",
    "spread_per_hour": "100",
}
ON = Rules(is_on=True, means=("email",))


def saved(owner: Organisation) -> Rules:
    with reading() as session:
        return rules.rules_of(session, owner.id)


def keep(owner: Organisation, wanted: Rules = ON) -> None:
    with begin() as session:
        rules.save(session, owner.id, wanted)


def journal() -> list[JournalEntry]:
    with reading() as session:
        return list(session.scalars(select(JournalEntry).where(JournalEntry.action.like("asking.%"))))


def come_in(owner: Organisation, number: int = 3, **fields: Any) -> None:
    moment = now()
    fields = {"occurred_at": moment - timedelta(hours=1), "day": moment.date(), **fields}
    contacts = [reachable(f"R{each}", email(f"inwoner{each}@example.nl"), **fields) for each in range(number)]
    arrived(owner, *contacts, moment=moment)


def test_the_page_begins_with_sensible_rules_for_the_means_that_can_go(admin: FlaskClient) -> None:
    page = admin.get(PATH).text
    assert 'name="cap_days" type="text" value="90"' in page
    assert page.count(" checked>") == 1
    assert 'value="20:00"' in page


def test_every_rule_is_saved_and_the_journal_tells_what_differs(admin: FlaskClient, owner: Organisation) -> None:
    team = factories.team(owner)
    answer = people.send(
        admin, PATH, **FIELDS, on_sundays="y", step="store",
        share_team=["*", str(team), "*"], share_channel=["*", "phone", "*"], share_percent=["50", "25", ""],
    )  # fmt: skip
    assert answer.location == "/admin/asking"
    assert saved(owner) == Rules(
        cap_days=60, oldest_hours=24, delay_hours=2, quiet_from=time(21), quiet_until=time(8, 30), on_sundays=True,
        reminder_days=4, lasts_days=10, spread_per_hour=100, means=("email",),
        excluded_topics=("Uitvaart", "Bezwaar en beroep"), shares={"*|*": 50, f"{team}|phone": 25},
    )  # fmt: skip
    (entry,) = journal()
    assert (entry.detail["cap_days.before"], entry.detail["cap_days"]) == (90, 60)
    assert entry.detail["shares"] == f"*|*=50, {team}|phone=25"
    assert "is_on" not in entry.detail
    assert "Uitvaart" in admin.get(PATH).text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"means": []}, "Choose at least one."),
        ({"means": ["pigeon", "%s"]}, "Not a valid choice."),
        ({"cap_days": "731"}, "Fill in a number from 0 to 730."),
        ({"quiet_from": "laat"}, "Fill in a time, as in 20:00."),
        ({"reminder_days": "10"}, "The link must work for longer than the days until the reminder."),
        ({"share_team": ["*"], "share_channel": ["*"], "share_percent": ["101"]}, "Fill in a whole number from 0 to"),
        ({"other_topics": "x" * 201}, "Use at most 200 topics of at most 200 characters."),
    ],
)
def test_rules_that_can_not_be_are_refused(
    admin: FlaskClient, owner: Organisation, fields: dict[str, Any], message: str
) -> None:
    answer = people.send(admin, PATH, **FIELDS | fields, step="store")
    assert answer.status_code == 422
    assert message in answer.text
    assert saved(owner) == Rules()


def test_what_other_rules_would_have_meant_is_shown_and_nothing_saved(admin: FlaskClient, owner: Organisation) -> None:
    keep(owner)
    come_in(owner, topic="Paspoort")
    page = people.send(admin, PATH, **FIELDS, topics=["Paspoort"], step="check").text
    assert "With these rules 0 citizens would have been invited in place of 3." in page
    assert "Nobody is asked about this topic" in page
    assert "example.nl" not in page
    assert saved(owner) == ON


def test_without_contacts_the_preview_says_so(admin: FlaskClient) -> None:
    assert "So there is nothing to compare with yet." in people.send(admin, PATH, **FIELDS, step="check").text


def test_rules_that_are_on_are_not_changed_to_what_nobody_sends(admin: FlaskClient, owner: Organisation) -> None:
    keep(owner)
    answer = people.send(admin, PATH, **FIELDS | {"means": ["email", "sms"]}, step="store")
    assert answer.status_code == 422
    assert "Nobody sends SMS yet." in answer.text
    assert saved(owner) == ON


def test_switching_on_says_what_happens_and_is_noted(admin: FlaskClient, owner: Organisation) -> None:
    assert "Nobody is asked about contacts that are here already." in admin.get(SWITCH).text
    assert people.send(admin, SWITCH, wanted="on").location == "/admin/asking"
    assert saved(owner).is_on
    assert [(entry.action, entry.detail["is_on"]) for entry in journal()] == [("asking.changed", True)]
    assert "Citizens of contacts that come in from now on are asked." in admin.get("/admin/asking?lang=en").text


def test_without_a_key_or_a_sender_it_can_not_be_switched_on(another_app: AnotherApp, owner: Organisation) -> None:
    bare = another_app(address_keys=())
    keep(owner, replace(Rules(), means=("email", "letter")))
    browser = people.signed_in(bare, owner.id, "admin")
    page = browser.get(SWITCH).text
    for words in ("ADDRESS_KEYS", "Nobody sends e-mail yet.", "Nobody sends letters yet."):
        assert words in page
    token = people.token_of(browser.get(PATH))
    assert browser.post(SWITCH, data={"csrf_token": token, "wanted": "on"}).status_code == 422
    assert not saved(owner).is_on


def test_a_provider_counts_only_with_its_key(admin: FlaskClient, owner: Organisation) -> None:
    keep(owner, Rules(means=("sms",)))
    with begin() as session:
        session.add(DeliverySettings(organisation_id=owner.id, sms_by="notify"))
    assert "Nobody sends SMS yet." in admin.get(SWITCH).text
    with begin() as session:
        session.get_one(DeliverySettings, owner.id).sealed_notify_key = b"sealed"
    assert "Nobody sends SMS yet." not in admin.get(SWITCH).text


@pytest.mark.parametrize("is_on", [True, False])
def test_saving_rules_leaves_asking_on_or_off(admin: FlaskClient, owner: Organisation, is_on: bool) -> None:
    keep(owner, replace(ON, is_on=is_on))
    people.send(admin, PATH, **FIELDS, step="store")
    assert (saved(owner).is_on, saved(owner).cap_days) == (is_on, 60)


def test_who_saves_rules_does_not_undo_a_switch_that_came_first(owner: Organisation) -> None:
    keep(owner)
    with begin() as session:
        record.switch(session, session.merge(owner, load=False), "somebody", is_on=False)
        assert record.change(session, session.merge(owner, load=False), "another", replace(ON, cap_days=60)) == []
    assert not saved(owner).is_on


@pytest.mark.parametrize("cancel", ["y", ""])
def test_switching_off_leaves_or_cancels_what_waits(admin: FlaskClient, owner: Organisation, cancel: str) -> None:
    keep(owner)
    come_in(owner)
    assert "Also cancel the messages that wait: 3" in admin.get(SWITCH).text
    people.send(admin, SWITCH, wanted="off", cancel=cancel)
    with reading() as session:
        assert set(session.scalars(select(Message.state))) == {"cancelled" if cancel else "waiting"}
        assert session.scalar(select(func.count()).select_from(ContactAddress)) == (0 if cancel else 3)
        counted = dict(session.execute(select(delivery_counts.c.event, delivery_counts.c.messages)).all())
    assert counted == {"waiting": 3} | ({"cancelled": 3} if cancel else {})
    assert not saved(owner).is_on


def test_only_administrators(mailing: Flask, owner: Organisation) -> None:
    viewer = people.signed_in(mailing, owner.id)
    assert {viewer.get(path).status_code for path in ("/admin/asking", PATH, SWITCH)} == {403}
