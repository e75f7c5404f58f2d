"""A sample is drawn from contacts alone, by its seed, nothing twice, and written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, func, select, update

from admin.audits.closing import NoSuchRound, RoundClosed, close_round
from admin.audits.tables import RoundPlan
from admin.insight.terms import EVER, Period
from admin.sampling import frame
from admin.sampling.allocation import allocate
from admin.sampling.record import ACTION, Drawn, NothingToDraw, Wish, draw_sample
from admin.sampling.strata import AFTERNOON, MORNING, OTHER, part_of
from admin.sampling.tables import SampledContact, SampleDraw
from survey import retention
from survey.database import begin, engine, reading
from survey.intake.tables import Contact
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http.audits.rounds import call, stored
from tests.http.sampling.contacts import MONDAY, ZONE, contacts, drawn_references, planned_round

WISH = Wish(40, EVER, 7)


@pytest.fixture
def teams(owner: Organisation, team: UUID) -> list[UUID]:
    """Two teams."""
    return [team, factories.team(owner, "Belastingen")]


@pytest.fixture
def spring(owner: Organisation, teams: list[UUID]) -> UUID:
    """An open round, and 300 contacts to draw from."""
    contacts(owner, teams)
    return planned_round(owner)


def drawn(owner: Organisation, round_id: UUID, wish: Wish = WISH) -> Drawn:
    return draw_sample(owner.id, round_id, owner.timezone, wish, "command")


def test_it_draws_in_proportion_to_the_strata(owner: Organisation, spring: UUID) -> None:
    found = drawn(owner, spring)
    assert (found.calls, found.frame, found.seed) == (40, 300, 7)
    assert len(found.strata) == 12
    assert {each.stratum: each.drawn for each in found.strata} == allocate(
        {each.stratum: each.contacts for each in found.strata}, 40
    )
    assert len(drawn_references(spring)) == 40


def test_the_same_seed_draws_the_same_calls(owner: Organisation, spring: UUID) -> None:
    other = planned_round(owner, "Autumn")
    drawn(owner, spring)
    drawn(owner, other)
    assert drawn_references(spring) == drawn_references(other)
    third = planned_round(owner, "Winter")
    drawn(owner, third, replace(WISH, seed=8))
    assert drawn_references(third) != drawn_references(spring)


def test_the_same_contacts_of_another_organisation_give_the_same_draw(owner: Organisation, spring: UUID) -> None:
    """Ids differ there, and so does the order in which contacts came in."""
    twin = factories.organisation("tweeling", "Gemeente Tweeling")
    names = ["Burgerzaken", "Belastingen"]
    contacts(twin, [factories.team(twin, name) for name in names])
    twin_round = planned_round(twin)
    drawn(owner, spring)
    drawn(twin, twin_round)
    assert drawn_references(spring) == drawn_references(twin_round)


def test_what_citizens_answered_plays_no_part(owner: Organisation, spring: UUID) -> None:
    drawn(owner, spring)
    before = drawn_references(spring)
    with begin() as session:
        session.execute(update(Contact).values(rating=None, resolved=None, invited=False))
    again = planned_round(owner, "Again")
    drawn(owner, again)
    assert drawn_references(again) == before


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield seen
    event.remove(engine(), "before_cursor_execute", note)


def test_the_query_asks_for_contacts_and_for_nothing_that_a_citizen_filled(owner: Organisation, spring: UUID) -> None:
    with statements() as seen:
        drawn(owner, spring)
    asked = [statement for statement in seen if "contacts" in statement and statement.startswith("SELECT")]
    assert any("FROM contacts" in statement.replace("\n", "") for statement in asked)
    answers = ("responses", "response_", "answer_counts", "reason_counts", "invitations", "rating")
    for statement in seen:
        found = [word for word in (*answers, "resolved", "contacts.invited") if word in statement]
        assert not found, statement


def test_only_answered_contacts_of_a_team_are_drawn(owner: Organisation, team: UUID) -> None:
    round_id = planned_round(owner)
    with begin() as session:
        factories.add_contact(session, owner, "answered", team_id=team)
        factories.add_contact(session, owner, "missed", team_id=team, answered=False)
        factories.add_contact(session, owner, "unknown", team_id=team, answered=None)
        factories.add_contact(session, owner, "no team")
    assert drawn(owner, round_id).frame == 1
    assert drawn_references(round_id) == {"answered"}


def test_only_contacts_of_the_period_are_drawn(owner: Organisation, spring: UUID) -> None:
    drawn(owner, spring, replace(WISH, period=Period(MONDAY, MONDAY + timedelta(days=3))))
    with reading() as session:
        days = set(session.scalars(select(Contact.day).join(SampledContact, SampledContact.contact_id == Contact.id)))
    assert min(days) >= MONDAY
    assert max(days) <= MONDAY + timedelta(days=3)


def test_nothing_is_drawn_twice_in_a_round(owner: Organisation, spring: UUID) -> None:
    first = drawn(owner, spring)
    taken = drawn_references(spring)
    second = drawn(owner, spring)
    assert (first.frame, second.frame) == (300, 260)
    assert len(drawn_references(spring) - taken) == 40
    assert drawn(owner, spring, replace(WISH, size=1000)).calls == 220
    with pytest.raises(NothingToDraw):
        drawn(owner, spring)


def test_a_call_that_is_audited_already_is_not_drawn(owner: Organisation, teams: list[UUID]) -> None:
    contacts(owner, teams, number=5)
    round_id = stored(owner, "Spring", [call(teams[0], 0, "C0002")]).round_id
    assert drawn(owner, round_id).frame == 4
    assert "C0002" not in drawn_references(round_id)


def test_contacts_of_others_are_not_drawn(owner: Organisation, spring: UUID) -> None:
    stranger = factories.organisation("ander", "Gemeente Ander")
    contacts(stranger, [factories.team(stranger)], number=50)
    assert drawn(owner, spring).frame == 300
    with pytest.raises(NoSuchRound):
        drawn(stranger, spring)


def test_seed_and_frame_are_in_the_journal(owner: Organisation, spring: UUID) -> None:
    drawn(owner, spring, replace(WISH, period=Period(MONDAY, None)))
    with reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.action == ACTION)).one()
        kept = frame.draws(session, owner.id, spring)
    expected = {"name": "Spring", "seed": 7, "frame": 300, "drawn": 40, "first_day": "2026-03-02"}
    assert (entry.subject, entry.actor, entry.detail) == (str(spring), "command", expected)
    assert [(each.seed, each.frame, each.drawn) for each in kept] == [(7, 300, 40)]


def plans(round_id: UUID) -> dict[tuple[UUID, str], int]:
    with reading() as session:
        found = session.scalars(select(RoundPlan).where(RoundPlan.round_id == round_id)).all()
    return {(plan.team_id, plan.channel): plan.planned for plan in found}


def test_what_is_drawn_becomes_the_plan(owner: Organisation, spring: UUID, teams: list[UUID]) -> None:
    with begin() as session:
        for team_id, channel in ((teams[0], "phone"), (teams[0], "letter")):
            session.add(
                RoundPlan(organisation_id=owner.id, round_id=spring, team_id=team_id, channel=channel, planned=3)
            )
    drawn(owner, spring, replace(WISH, is_plan=False))
    assert sum(plans(spring).values()) == 6
    drawn(owner, spring)
    found = plans(spring)
    assert found.pop((teams[0], "letter")) == 3
    assert sum(found.values()) == 80


def test_a_closed_round_refuses(owner: Organisation, spring: UUID) -> None:
    close_round(owner.id, spring, "command")
    with pytest.raises(RoundClosed):
        drawn(owner, spring)
    assert drawn_references(spring) == set()


def test_what_was_drawn_goes_with_its_contact(owner: Organisation, spring: UUID) -> None:
    drawn(owner, spring)
    with begin() as session:
        retention.remove(session, owner.id, replace_contacts(date(2026, 3, 10)))
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(SampledContact)) == len(drawn_references(spring)) < 40
        assert session.scalar(select(func.count()).select_from(SampleDraw)) == 1


def replace_contacts(day: date) -> retention.Limits:
    """Limits that only touch contacts before this day."""
    never = date(1990, 1, 1)
    moment = datetime(1990, 1, 1, tzinfo=ZONE)
    return retention.Limits(comments=never, answers=never, contacts=day, invitations=moment, open_submissions=never)


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        ("2026-03-02T05:59", OTHER),
        ("2026-03-02T06:00", MORNING),
        ("2026-03-06T11:59", MORNING),
        ("2026-03-06T12:00", AFTERNOON),
        ("2026-03-06T17:59", AFTERNOON),
        ("2026-03-06T18:00", OTHER),
        ("2026-03-07T10:00", OTHER),
        ("2026-03-08T14:00", OTHER),
    ],
)
def test_the_parts_of_the_week(moment: str, part: str) -> None:
    assert part_of(datetime.fromisoformat(moment).replace(tzinfo=ZONE)) == part


def test_the_part_is_that_of_the_organisations_clock(owner: Organisation, team: UUID) -> None:
    """On 29 March 2026 the clock moves: 10:30 UTC is 11:30 the Friday before and 12:30 the Monday after."""
    with begin() as session:
        for day in (27, 30):
            at = datetime.fromisoformat(f"2026-03-{day}T10:30:00+00:00")
            factories.add_contact(session, owner, f"R{day}", team_id=team, occurred_at=at, day=at.date())
    with reading() as session:
        found = frame.candidates(session, owner.id, planned_round(owner), EVER, owner.timezone)
    assert {each.reference: each.part for each in found} == {"R27": MORNING, "R30": AFTERNOON}
