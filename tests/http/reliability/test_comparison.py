"""The comparison knows how far auditors lie apart in its own view: period, team and channel."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from admin.insight.measure import measure
from admin.insight.scope import Scope
from admin.insight.terms import EVER, EVERYTHING, Filters, Period
from survey.database import reading
from survey.organisations import Organisation
from tests import factories
from tests.http.reliability.scorings import FIRST_DAY, double_round, scored, twice


def disagreement(owner: Organisation, period: Period = EVER, filters: Filters = EVERYTHING) -> dict[str, float]:
    with reading() as session:
        found = measure(session, owner, Scope(period, filters))
    return {row.dimension: row.auditor_disagreement for row in found.dimensions if row.auditor_disagreement is not None}


@pytest.fixture
def spring(owner: Organisation, team: UUID) -> UUID:
    """Two calls scored twice, in two months: yes and no once, and once the same."""
    round_id = double_round(owner, [])
    twice(owner, round_id, team, {"bekend.historie": "ja"}, {"bekend.historie": "nee"}, days=0)
    twice(owner, round_id, team, {"bekend.historie": "ja"}, {"bekend.historie": "ja"}, days=40)
    return round_id


def test_it_is_the_mean_absolute_difference_per_b(owner: Organisation, spring: UUID) -> None:
    assert disagreement(owner) == {"bekend": 50.0}


def test_one_call_tells_nothing(owner: Organisation, spring: UUID) -> None:
    assert disagreement(owner, Period(FIRST_DAY, FIRST_DAY + timedelta(days=3))) == {}


def test_it_is_of_the_view(owner: Organisation, team: UUID, spring: UUID) -> None:
    other = factories.team(owner, "Belastingen")
    for days in range(2):
        twice(owner, spring, other, {"beleefd.luisteren": "10"}, {"beleefd.luisteren": "1"}, days)
    assert disagreement(owner) == {"bekend": 50.0, "beleefd": 100.0}
    assert disagreement(owner, filters=Filters("Belastingen")) == {"beleefd": 100.0}
    assert disagreement(owner, filters=Filters(channel="chat")) == {}


def test_what_is_not_finished_does_not_count(owner: Organisation, team: UUID, spring: UUID) -> None:
    first = scored(owner, spring, team, {"bekend.historie": "ja"})
    scored(owner, spring, team, {"bekend.historie": "nee"}, second_of=first, done=False)
    assert disagreement(owner) == {"bekend": 50.0}


def test_others_have_no_part_in_it(spring: UUID) -> None:
    assert disagreement(factories.organisation("ander")) == {}
