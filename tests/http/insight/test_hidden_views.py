"""A view is hidden where it, or a neighbour had by subtraction, is of too few answers."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from admin.insight.measure import measure
from admin.insight.results import Comparison, Filters, Period
from admin.insight.scope import Scope
from survey import dimensions
from survey.database import begin, reading
from survey.organisations import Organisation
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town

MARCH = date(2026, 3, 9)


@pytest.fixture
def town(in_app: Flask) -> Town:
    return opinions.town(teams=("Burgerzaken", "Belastingen", "Zorg"))


def view(town: Town, period: Period | None = None, **filters: str) -> Comparison:
    with reading() as session:
        return measure(session, town.owner, Scope(period or Period(), Filters(**filters)))


def shown(found: Comparison) -> set[int | None]:
    """The numbers of answers shown per B; None where hidden."""
    return {row.perceived.n for row in found.dimensions}


def test_a_small_team_and_what_it_could_be_subtracted_from_are_hidden(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=30)
    opinions.answer(town, "Belastingen", times=4)
    assert shown(view(town)) == {34}
    assert shown(view(town, team="Belastingen")) == {None}
    found = view(town, team="Burgerzaken")
    assert shown(found) == {None}
    assert (found.mark.score.n, found.resolved.n) == (None, None)
    assert {point.perceived.n for point in found.trend} == {None}
    assert found.response_rate is not None
    assert found.response_rate.answered is None


def test_with_more_teams_the_smallest_other_is_hidden_too(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=30)
    opinions.answer(town, "Zorg", times=20)
    opinions.answer(town, "Belastingen", times=4)
    assert [shown(view(town, team=team)) for team in town.teams] == [{30}, {None}, {None}]


def test_answers_without_a_team_are_protected_as_well(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=30)
    opinions.answer(town, None, times=4)
    assert shown(view(town, team="Burgerzaken")) == {None}


def test_a_language_is_hidden_beside_a_small_one_also_on_the_edge_of_a_month(town: Town) -> None:
    opinions.answer(town, day=MARCH, times=30)
    opinions.answer(town, language="tr", day=MARCH, times=4)
    opinions.answer(town, language="tr", day=date(2026, 3, 20), times=20)
    assert shown(view(town, language="nl")) == {30}
    assert shown(view(town, Period(None, date(2026, 3, 15)), language="nl")) == {None}


def test_a_month_is_hidden_where_the_other_teams_are_few_in_it(town: Town) -> None:
    for day, others in ((date(2026, 1, 5), 20), (date(2026, 2, 5), 4), (date(2026, 3, 5), 25), (date(2026, 4, 5), 26)):
        opinions.answer(town, "Burgerzaken", day=day, times=15)
        opinions.answer(town, "Belastingen", day=day, times=others)
    found = view(town, team="Burgerzaken")
    assert shown(found) == {60}
    months = {point.month: point.perceived.n for point in found.trend if point.dimension == "bekend"}
    assert months == {"2026-01": None, "2026-02": None, "2026-03": 15, "2026-04": 15}


def test_a_months_small_stratum_does_not_follow_from_a_channel_and_a_team_in_it(town: Town) -> None:
    for month, few in ((1, 20), (2, 3), (3, 20)):
        for team, channel, times in (("Burgerzaken", "phone", few), ("Burgerzaken", "counter", 30),
                                     ("Belastingen", "phone", 40), ("Belastingen", "counter", 50)):  # fmt: skip
            opinions.answer(town, team, channel, day=date(2026, month, 5), times=times)
    asked: tuple[dict[str, str], ...] = ({"channel": "phone"}, {"team": "Belastingen", "channel": "phone"})
    february = [
        {point.perceived.n for point in view(town, None, **filters).trend if point.month == "2026-02"}
        for filters in asked
    ]
    assert february == [{43}, {None}]


def test_weighted_and_unweighted_together_do_not_tell_a_small_team(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=20, value=5)
    opinions.answer(town, "Belastingen", times=3, value=1)
    with begin() as session:
        for team, contacts in (("Burgerzaken", 30), ("Belastingen", 70)):
            for place in range(contacts):
                day = opinions.START
                factories.add_contact(session, town.owner, f"{team}{place}", team_id=town.teams[team], day=day)
    with reading() as session:
        weighted, plain = (measure(session, town.owner, Scope(Period(), weighted=way)) for way in (True, False))
    assert weighted.dimensions[0].perceived == plain.dimensions[0].perceived
    assert weighted.dimensions[0].perceived.n == 23


def test_the_organisations_own_least_group_counts(town: Town) -> None:
    opinions.answer(town, times=12)
    assert shown(view(town)) == {12}
    with begin() as session:
        stricter = session.get_one(Organisation, town.owner.id)
        stricter.minimum_group = 13
    with reading() as session:
        found = measure(session, session.get_one(Organisation, town.owner.id), Scope())
    assert shown(found) == {None}
    assert len(found.dimensions) == len(dimensions.CODES)
