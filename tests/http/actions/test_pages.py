"""What the organisation does to be better: logged, adopted from advice, changed, done, deleted and put back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from admin.actions.published import published
from admin.actions.record import KEPT_AFTER_DELETION
from admin.actions.tables import ImprovementAction
from survey.database import begin, now, reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http.people import send, signed_in

GOOD = {"title": "Nieuw keuzemenu", "starts_on": "2026-03-01", "owner": "Teamleider", "language": "nl"}
PUBLIC = {"said": "Het menu is te lang.", "did": "Het menu heeft nu twee stappen.", "is_public": "y"}


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def admin(in_app: Flask, organisation: Organisation) -> FlaskClient:
    return signed_in(in_app, organisation.id, "admin")


def the_only_one() -> ImprovementAction:
    with reading() as session:
        return session.scalars(select(ImprovementAction)).one()


def journal() -> list[str]:
    with reading() as session:
        return [entry.action for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.at))]


def test_a_measure_is_logged_and_listed(admin: FlaskClient, organisation: Organisation) -> None:
    team = factories.team(organisation)
    sent = send(admin, "/admin/actions/add", **GOOD, dimension="bereikbaar", team=str(team))
    assert sent.status_code == 302
    kept = the_only_one()
    assert (kept.title, kept.starts_on, kept.owner) == ("Nieuw keuzemenu", date(2026, 3, 1), "Teamleider")
    assert (kept.dimension, kept.team_id, kept.advice, kept.is_public) == ("bereikbaar", team, None, False)
    page = admin.get("/admin/actions").text
    assert "Nieuw keuzemenu" in page
    assert "Burgerzaken" in page
    assert "Teamleider" in page
    assert journal()[-1] == "improvement.added"


def test_an_empty_list_says_so(admin: FlaskClient) -> None:
    assert "Nothing is being done at the moment." in admin.get("/admin/actions").text


def test_advice_is_adopted_with_its_words(admin: FlaskClient) -> None:
    address = "/admin/actions/adopt?advice=bekend.samenvatting&dimension=bekend"
    form = admin.get(address).text
    assert 'value="Sum up before you answer"' in form
    assert '<option value="bekend" selected>' in form
    send(admin, address, **GOOD, dimension="bekend")
    assert the_only_one().advice == "bekend.samenvatting"
    assert "Follows our advice." in admin.get("/admin/actions").text


@pytest.mark.parametrize("code", ["", "x" * 81, "bekend<script>", "a b", "bekend.verzonnen"])
def test_what_can_be_no_advice_is_a_measure_of_ones_own(admin: FlaskClient, code: str) -> None:
    send(admin, f"/admin/actions/adopt?advice={code}&dimension=onzin", **GOOD, dimension="")
    assert the_only_one().advice is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": "  "}, "Fill this in."),
        ({"title": "x" * 201}, "Use at most 200 characters."),
        ({"starts_on": "1 maart"}, "Fill in a day, such as 2026-03-01."),
        ({"starts_on": ""}, "Fill this in."),
        ({"dimension": "beroemd"}, "Not a valid choice."),
        ({"team": str(uuid4())}, "Not a valid choice."),
        ({"is_public": "y", "said": "Iets"}, "Fill this in before you show it to citizens."),
        ({"did": "x" * 501}, "Use at most 500 characters."),
    ],
)
def test_a_fault_is_told_and_nothing_is_stored(admin: FlaskClient, wrong: dict[str, str], told: str) -> None:
    answer = send(admin, "/admin/actions/add", **GOOD | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    with reading() as session:
        assert session.scalars(select(ImprovementAction)).all() == []


def test_a_preview_shows_the_texts_and_stores_nothing(admin: FlaskClient) -> None:
    shown = send(admin, "/admin/actions/add", **GOOD, **PUBLIC, preview="1")
    assert "This is what citizens read" in shown.text
    assert shown.text.count(PUBLIC["did"]) == 2
    assert "Nothing is stored yet." in shown.text
    with reading() as session:
        assert session.scalars(select(ImprovementAction)).all() == []


def test_only_what_is_switched_on_is_public(admin: FlaskClient, organisation: Organisation) -> None:
    send(admin, "/admin/actions/add", **GOOD, said="Iets", did="Iets anders")
    send(admin, "/admin/actions/add", **GOOD | PUBLIC, dimension="bereikbaar")
    other = factories.organisation("ander", "Gemeente Ander")
    with reading() as session:
        (shown,) = published(session, organisation.id)
        assert published(session, other.id) == ()
    assert (shown.said, shown.did, shown.language) == (PUBLIC["said"], PUBLIC["did"], "nl")
    assert (shown.starts_on, shown.done_on, shown.dimension) == (date(2026, 3, 1), None, "bereikbaar")


def test_a_measure_is_changed(admin: FlaskClient) -> None:
    send(admin, "/admin/actions/add", **GOOD)
    address = f"/admin/actions/{the_only_one().id}"
    assert 'value="Nieuw keuzemenu"' in admin.get(address).text
    send(admin, address, **GOOD | {"title": "Kort keuzemenu"})
    assert the_only_one().title == "Kort keuzemenu"
    send(admin, address, **GOOD | {"title": "Kort keuzemenu"})
    assert journal().count("improvement.changed") == 1, "nothing changed the second time"


def test_done_and_not_done_after_all(admin: FlaskClient) -> None:
    send(admin, "/admin/actions/add", **GOOD)
    kept = the_only_one()
    send(admin, f"/admin/actions/{kept.id}/done", "/admin/actions")
    done_on = the_only_one().done_on
    assert done_on is not None
    late = send(admin, f"/admin/actions/{kept.id}", **GOOD | {"starts_on": str(done_on + timedelta(days=1))})
    assert "This is after the day on which it was done." in late.text
    send(admin, f"/admin/actions/{kept.id}/open", "/admin/actions")
    assert the_only_one().done_on is None


def test_what_begins_later_is_never_done_before_it_begins(admin: FlaskClient) -> None:
    send(admin, "/admin/actions/add", **GOOD | {"starts_on": "2099-01-01"})
    send(admin, f"/admin/actions/{the_only_one().id}/done", "/admin/actions")
    assert the_only_one().done_on == date(2099, 1, 1)


def test_deleting_asks_first_and_can_be_undone(admin: FlaskClient, organisation: Organisation) -> None:
    send(admin, "/admin/actions/add", **GOOD | PUBLIC)
    kept = the_only_one()
    address = f"/admin/actions/{kept.id}/delete"
    assert "Delete “Nieuw keuzemenu”?" in admin.get(address).text
    assert the_only_one().deleted_at is None
    send(admin, address)
    assert admin.get(f"/admin/actions/{kept.id}").status_code == 404
    with reading() as session:
        assert published(session, organisation.id) == ()
    assert "Put it back" in admin.get("/admin/actions").text
    send(admin, f"/admin/actions/{kept.id}/put-back", "/admin/actions")
    assert the_only_one().deleted_at is None
    assert journal()[-2:] == ["improvement.deleted", "improvement.put back"]


def test_what_was_deleted_long_ago_goes_for_good(admin: FlaskClient) -> None:
    send(admin, "/admin/actions/add", **GOOD)
    old = the_only_one().id
    send(admin, f"/admin/actions/{old}/delete")
    with begin() as session:
        long_ago = now() - KEPT_AFTER_DELETION - timedelta(days=1)
        session.execute(update(ImprovementAction).values(deleted_at=long_ago))
    assert "Put it back" not in admin.get("/admin/actions").text
    send(admin, "/admin/actions/add", **GOOD | {"title": "Iets anders"})
    assert send(admin, f"/admin/actions/{old}/put-back", "/admin/actions").status_code == 404
    with reading() as session:
        new = session.scalars(select(ImprovementAction.id).where(ImprovementAction.id != old)).one()
    send(admin, f"/admin/actions/{new}/delete")
    assert the_only_one().id == new


def test_a_viewer_reads_and_changes_nothing(in_app: Flask, admin: FlaskClient, organisation: Organisation) -> None:
    send(admin, "/admin/actions/add", **GOOD)
    for role in ("viewer", "auditor"):
        reader = signed_in(in_app, organisation.id, role)
        page = reader.get("/admin/actions?lang=en").text
        assert "Nieuw keuzemenu" in page
        assert "Log what you do" not in page
        assert reader.get("/admin/actions/add").status_code == 403
        assert reader.get(f"/admin/actions/{the_only_one().id}").status_code == 403
