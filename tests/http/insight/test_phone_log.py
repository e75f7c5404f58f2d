"""The phone log's figures are those of all phone calls in view."""

from __future__ import annotations

from statistics import fmean

import pytest
from flask import Flask

from admin.audits.scoring import seconds_score
from admin.insight.measure import measure
from admin.insight.results import PhoneLogFigures
from admin.insight.scope import Scope
from admin.insight.terms import Filters
from survey.database import begin, reading
from tests import factories
from tests.http.insight import direct, opinions
from tests.http.insight.opinions import Town


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    opinions.contacts_at_random(found, 300)
    return found


def log(town: Town, **filters: str) -> PhoneLogFigures | None:
    with reading() as session:
        return measure(session, town.owner, Scope(filters=Filters(**filters))).phone_log


@pytest.mark.parametrize("filters", [{}, {"team": "Burgerzaken"}, {"channel": "phone"}])
def test_shares_waits_and_ratings_are_those_of_the_calls(town: Town, filters: dict[str, str]) -> None:
    calls = direct.contacts(town, Scope(filters=Filters(filters.get("team"), "phone")))
    found = log(town, **filters)
    assert found is not None
    answered = [call for call in calls if call.answered]
    waits = [call.waiting_seconds for call in answered]
    assert (found.offered, found.answered) == (len(calls), len(answered))
    assert found.wait_mean_seconds == pytest.approx(fmean(waits))
    assert found.within_norm.share == pytest.approx(100 * fmean(wait <= 30 for wait in waits))
    assert found.wait_score.mean == pytest.approx(fmean(seconds_score(wait, 30, 180) for wait in waits))
    assert found.resolved.share == pytest.approx(100 * fmean(call.resolved for call in answered))
    assert found.source_rating.mean == pytest.approx(fmean(25 * (call.rating - 1) for call in answered))


def test_other_channels_and_languages_have_no_phone_log(town: Town) -> None:
    assert log(town, channel="counter") is None
    assert log(town, language="nl") is None


def test_a_few_ratings_are_left_out_so_that_they_are_not_the_difference(in_app: Flask) -> None:
    town = opinions.town()
    with begin() as session:
        for place, (team, rating) in enumerate([("Burgerzaken", 4)] * 20 + [("Belastingen", 1)] * 3):
            factories.add_contact(session, town.owner, f"R{place}", team_id=town.teams[team], rating=rating)
    ours, everybody = log(town, team="Burgerzaken"), log(town)
    assert ours is not None
    assert everybody is not None
    assert (ours.answered, ours.source_rating.n) == (20, 20)
    assert (everybody.answered, everybody.source_rating.n) == (23, 20)
