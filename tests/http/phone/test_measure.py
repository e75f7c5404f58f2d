"""The phone log's figures are what its single calls add up to, for any period and team, in few queries."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import event

from admin.insight.results import Share
from admin.insight.terms import Period
from admin.phone.measure import Scope, measure
from admin.phone.results import PhoneLogView
from survey.answers.tables import Response
from survey.database import begin, engine, reading
from survey.intake.tables import Contact
from survey.intake.waits import WIDE
from survey.organisations import UnknownTeam
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.phone import calls

PERIODS = (
    Period(),
    Period(date(2026, 4, 1), date(2026, 4, 30)),
    Period(date(2026, 3, 12), date(2026, 5, 3)),
    Period(date(2026, 3, 29), date(2026, 3, 29)),
    Period(date(2026, 3, 12), calls.TODAY),
)
TEAMS = (None, "Burgerzaken")
MOST_QUERIES = 12


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    calls.calls_at_random(found, 900)
    calls.answers_at_random(found, 2500)
    return found


def measured(town: Town, scope: Scope) -> PhoneLogView:
    with reading() as session:
        return measure(session, town.owner, scope)


def assert_share(found: Share, values: list[bool]) -> None:
    assert found.n == len(values)
    assert found.share == (pytest.approx(100 * np.mean(values)) if values else None)


def test_all_figures_are_those_of_the_calls(town: Town) -> None:
    for period, team in product(PERIODS, TEAMS):
        found = calls.rows(Contact, period, town.teams[team] if team else None)
        view = measured(town, Scope(period, team))
        total = view.total.service
        spoken = [call for call in found if call.answered is not False]
        waits = [call.waiting_seconds for call in found if call.waiting_seconds is not None]
        assert_share(total.not_answered, [not call.answered for call in found if call.answered is not None])
        assert_share(total.within, [wait <= 30 for wait in waits])
        assert_share(total.transferred, [call.transferred for call in spoken if call.transferred is not None])
        assert_share(total.resolved, [call.resolved for call in spoken if call.resolved is not None])
        assert total.wait_mean == (pytest.approx(np.mean(waits)) if waits else None)
        assert sum(bar.calls for bar in view.bars) == len(waits)
        if waits:
            exact = np.quantile(waits, 0.5, method="inverted_cdf")
            assert view.total.median.seconds == pytest.approx(exact, abs=5)


def test_hours_are_those_of_the_clock_on_the_wall(town: Town) -> None:
    for period, team in product(PERIODS, TEAMS):
        found = calls.rows(Contact, period, town.teams[team] if team else None)
        view = measured(town, Scope(period, team))
        expected = calls.by_hour(found)
        assert [(hour.weekday, hour.hour) for hour in view.hours] == sorted(expected)
        for hour in view.hours:
            here = expected[hour.weekday, hour.hour]
            assert (hour.service is None) == (len(here) < 5)
            if hour.service is not None:
                assert_share(hour.service.not_answered, [not call.answered for call in here])
                waits = [call.waiting_seconds for call in here if call.waiting_seconds is not None]
                assert hour.service.wait_mean == (pytest.approx(np.mean(waits)) if waits else None)
        known = [call for call in found if call.answered is not None]
        assert view.calls_without_hour == len(known) - sum(map(len, expected.values()))


def test_teams_and_months_are_parts_of_the_whole(town: Town) -> None:
    view = measured(town, Scope(PERIODS[2]))
    assert [line.name for line in view.teams] == ["Belastingen", "Burgerzaken", ""]
    assert [line.name for line in view.months] == ["2026-03", "2026-04", "2026-05"]
    for lines in (view.teams, view.months):
        assert sum(line.service.offered for line in lines) == view.total.service.offered
    march = [call for call in calls.rows(Contact, PERIODS[2], None) if call.day.month == 3]
    waits = [call.waiting_seconds for call in march if call.waiting_seconds is not None]
    exact = np.quantile(waits, 0.9, method="inverted_cdf")
    assert view.months[0].ninetieth.seconds == pytest.approx(exact, abs=5)


def test_perceived_is_what_citizens_of_each_class_said(town: Town) -> None:
    exact = 0
    for period, team in product(PERIODS, TEAMS):
        found = calls.rows(Response, period, town.teams[team] if team else None)
        view = measured(town, Scope(period, team))
        for place in WIDE:
            scores = [25 * (row.bereikbaar - 1) for row in found if row.waiting_class == place and row.bereikbaar]
            score = view.perceived.classes[place].score
            assert score.hidden or 10 <= (score.n or 0) <= len(scores)
            if score.n == len(scores):
                exact += 1
                assert score.mean == pytest.approx(np.mean(scores))
    assert exact > 20


def test_the_norm_is_the_organisations_and_the_score_is_that_of_the_requirement(town: Town) -> None:
    view = measured(town, Scope(Period()))
    waits = np.array([c.waiting_seconds for c in calls.rows(Contact, Period(), None) if c.waiting_seconds is not None])
    assert (view.norm_seconds, view.limit_seconds) == (30, 180)
    assert view.wait_score.mean == pytest.approx(np.clip((180 - waits) / 1.5, 0, 100).mean())


def test_an_hour_that_comes_twice_counts_twice(in_app: Flask) -> None:
    town = opinions.town()
    with begin() as session:
        for place, minute in enumerate(range(0, 120, 10)):
            moment = calls.FIRST.replace(month=10, day=25, hour=minute // 60, minute=minute % 60)
            local = moment.astimezone(calls.AMSTERDAM)
            values = {"occurred_at": moment, "day": local.date(), "hour": local.hour}
            factories.add_contact(session, town.owner, f"R{place}", **values)
    view = measured(town, Scope(Period()))
    assert [(hour.weekday, hour.hour) for hour in view.hours] == [(6, 2)]
    assert view.hours[0].service is not None
    assert view.hours[0].service.offered == 12


def test_an_organisation_sees_nothing_of_another(town: Town) -> None:
    neighbour = opinions.town("buren")
    view = measured(neighbour, Scope(Period()))
    assert not view.has_calls
    assert (view.hours, view.teams, view.months, view.calls_without_hour) == ((), (), (), 0)
    assert sum(bar.calls for bar in view.bars) == 0
    with pytest.raises(UnknownTeam, match="Nergens"):
        measured(neighbour, Scope(Period(), "Nergens"))


def statements_of(town: Town, scope: Scope) -> list[str]:
    found: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        found.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    try:
        measured(town, scope)
    finally:
        event.remove(engine(), "before_cursor_execute", note)
    return [statement for statement in found if statement != "BEGIN"]


def test_a_view_takes_few_queries_and_looks_at_no_single_call(town: Town) -> None:
    for period, team in product(PERIODS, TEAMS):
        asked = statements_of(town, Scope(period, team))
        assert 0 < len(asked) <= MOST_QUERIES
        assert not [each for each in asked if "FROM contacts" in each or "FROM responses" in each]
