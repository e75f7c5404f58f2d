"""A round comes in whole, is replaced whole, and goes whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from admin.audits import record, rounds
from admin.audits.closing import NoSuchRound
from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from admin.insight.statistics import mean_interval, sample_from_values
from survey import dimensions
from survey.database import reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http.audits.rounds import FIRST_DAY, call, stored


def counts() -> tuple[int, int, int]:
    """Rounds, calls and scores in the database."""
    with reading() as session:
        rows, calls, scores = (
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (AuditRound, AuditedCall, AuditScore)
        )
    return rows, calls, scores


def journal() -> list[tuple[str, str, dict[str, object]]]:
    with reading() as session:
        query = select(JournalEntry.action, JournalEntry.subject, JournalEntry.detail).order_by(JournalEntry.at)
        return [tuple(row) for row in session.execute(query) if row.action.startswith("audit")]


def test_calls_and_scores_are_stored_with_the_scores_per_dimension(owner: Organisation, team: UUID) -> None:
    made = stored(owner, "Spring", [call(team, 0, "A1", bekend_taal=40.0, beleefd_begroeting=100.0), call(team, 1)])
    assert (made.calls, made.scores, made.replaced) == (2, 3, False)
    with reading() as session:
        first, second = session.scalars(select(AuditedCall).order_by(AuditedCall.day))
        kept = session.execute(
            select(AuditScore.criterion, AuditScore.value, AuditScore.score)
            .where(AuditScore.call_id == first.id)
            .order_by(AuditScore.criterion)
        ).all()
    assert (first.reference, first.team_id, first.channel, first.day) == ("A1", team, "phone", FIRST_DAY)
    assert [getattr(first, code) for code in dimensions.CODES] == [40.0, None, 100.0, None, None]
    assert second.bekend == 50.0
    assert [tuple(row) for row in kept] == [("bekend.taal", 0.4, 40.0), ("beleefd.begroeting", 1.0, 100.0)]
    assert journal() == [("audit round imported", "Spring", {"calls": 2, "scores": 3})]


def test_a_round_of_that_name_is_refused(owner: Organisation, team: UUID) -> None:
    stored(owner, "Spring", [call(team)])
    with pytest.raises(record.RoundExists):
        stored(owner, " Spring ", [call(team), call(team)])
    assert counts() == (1, 1, 1)


def test_replacing_keeps_nothing_of_the_old(owner: Organisation, team: UUID) -> None:
    old = stored(owner, "Spring", [call(team, each) for each in range(5)])
    new = stored(owner, "Spring", [call(team, bekend_taal=70.0)], replace=True)
    assert new.replaced
    assert new.round_id != old.round_id
    assert counts() == (1, 1, 1)
    assert [action for action, _, _ in journal()] == ["audit round imported", "audit round replaced"]


def test_a_replacement_that_fails_leaves_the_old_round(owner: Organisation, team: UUID) -> None:
    stored(owner, "Spring", [call(team, each) for each in range(5)])
    with pytest.raises(IntegrityError):
        stored(owner, "Spring", [call(team), replace(call(team), team_id=uuid4())], replace=True)
    assert counts() == (1, 5, 5)
    assert len(journal()) == 1


def test_asking_to_replace_what_is_not_there_simply_stores(owner: Organisation, team: UUID) -> None:
    assert not stored(owner, "Spring", [call(team)], replace=True).replaced
    assert counts() == (1, 1, 1)


def test_two_imports_at_once_make_one_round(owner: Organisation, team: UUID, in_app: Flask) -> None:
    def attempt(_: int) -> bool:
        with in_app.app_context():
            try:
                stored(owner, "Spring", [call(team)])
            except record.RoundExists:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(attempt, range(4)))
    assert sorted(done) == [False, False, False, True]
    assert counts() == (1, 1, 1)


def test_more_calls_than_are_written_at_once_all_arrive(owner: Organisation, team: UUID) -> None:
    number = record.ROWS_AT_ONCE + 1
    assert stored(owner, "Spring", (call(team) for _ in range(number))).calls == number
    assert counts() == (1, number, number)


def test_deleting_takes_calls_and_scores_along_and_leaves_other_rounds(owner: Organisation, team: UUID) -> None:
    gone = stored(owner, "Spring", [call(team), call(team)])
    stored(owner, "Autumn", [call(team)])
    record.delete_round(owner.id, gone.round_id, "command")
    assert counts() == (1, 1, 1)
    assert journal()[-1] == ("audit round deleted", "Spring", {})
    with pytest.raises(NoSuchRound):
        record.delete_round(owner.id, gone.round_id, "command")


def test_a_round_of_another_organisation_is_not_there(owner: Organisation, team: UUID) -> None:
    other = factories.organisation("elders", "Gemeente Elders")
    made = stored(owner, "Spring", [call(team)])
    with pytest.raises(NoSuchRound):
        record.delete_round(other.id, made.round_id, "command")
    with reading() as session:
        with pytest.raises(NotFound):
            rounds.get_round(session, other.id, made.round_id)
        assert rounds.summaries(session, other.id) == ()
        assert rounds.id_of(session, other.id, "Spring") is None
        assert rounds.calls_page(session, other.id, made.round_id, 1) == ()
    assert counts() == (1, 1, 1)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b", "a\x1bb"])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(record.UnusableName):
        record.usable_name(name)


def test_a_name_is_kept_without_needless_white_space() -> None:
    assert record.usable_name("  Najaar \n 2026 ") == "Najaar 2026"


def test_a_summary_tells_period_calls_and_the_mean_with_its_interval(owner: Organisation, team: UUID) -> None:
    points = [40.0, 70.0, 85.0]
    calls = [call(team, days, bekend_taal=value) for days, value in enumerate(points)]
    made = stored(owner, "Spring", [*calls, call(team, 9, beleefd_begroeting=100.0)])
    with reading() as session:
        found = rounds.get_round(session, owner.id, made.round_id)
    assert (found.calls, found.criteria_version) == (4, 1)
    assert (found.first_day, found.last_day) == (FIRST_DAY, FIRST_DAY.replace(day=12))
    bekend, bereikbaar, beleefd, *_ = found.measured
    sample = sample_from_values(points)
    assert sample is not None
    expected = mean_interval(sample)
    assert expected is not None
    assert bekend.n == 3
    assert bekend.mean == pytest.approx(65.0)
    assert bekend.interval is not None
    assert (bekend.interval.low, bekend.interval.high) == pytest.approx((expected.low, expected.high))
    assert (bereikbaar.n, bereikbaar.mean, bereikbaar.interval) == (0, None, None)
    assert (beleefd.n, beleefd.mean, beleefd.interval) == (1, 100.0, None)


def test_a_round_without_calls_and_an_organisation_without_rounds(owner: Organisation) -> None:
    with reading() as session:
        assert rounds.summaries(session, owner.id) == ()
    stored(owner, "Empty", [])
    with reading() as session:
        (found,) = rounds.summaries(session, owner.id)
    assert (found.calls, found.first_day, found.measured[0].n) == (0, None, 0)


def test_calls_come_by_the_page_each_exactly_once(owner: Organisation, team: UUID) -> None:
    made = stored(owner, "Spring", [call(team, each // 40, f"R{each:03}") for each in range(120)])
    with reading() as session:
        pages = [rounds.calls_page(session, owner.id, made.round_id, page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [50, 50, 20, 0]
    assert [line.reference for page in pages for line in page] == [f"R{each:03}" for each in range(120)]
    assert (pages[0][0].team, pages[0][0].scores) == ("Burgerzaken", (50.0, None, None, None, None))


def test_the_round_with_the_latest_calls_comes_first(owner: Organisation, team: UUID) -> None:
    stored(owner, "Late", [call(team, 30)])
    stored(owner, "Early", [call(team, 0)])
    with reading() as session:
        assert [found.name for found in rounds.summaries(session, owner.id)] == ["Late", "Early"]
