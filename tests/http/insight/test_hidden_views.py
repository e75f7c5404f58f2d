"""Small groups are in no figure by themselves, nor in the difference of two: on the page and in its files."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from itertools import combinations, product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.insight.measure import measure
from admin.insight.results import Comparison
from admin.insight.scope import Scope
from admin.insight.terms import Filters, Period
from survey import dimensions
from survey.database import begin, reading
from survey.organisations import Organisation
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.people import signed_in

LEAST = 10
MONTHS = ("2026-01", "2026-02", "2026-03")
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


def test_a_few_answers_of_one_team_are_left_out_of_everything(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=30)
    opinions.answer(town, "Belastingen", times=4)
    assert [shown(view(town)), shown(view(town, team="Burgerzaken"))] == [{30}, {30}]
    found = view(town, team="Belastingen")
    assert shown(found) == {None}
    assert (found.mark.score.n, found.resolved.n) == (None, None)
    assert {point.perceived.n for point in found.trend} <= {None}
    assert found.response_rate is not None
    assert found.response_rate.answered is None


def test_a_few_answers_of_two_teams_count_together(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=30)
    opinions.answer(town, "Belastingen", times=4)
    opinions.answer(town, None, times=7)
    assert shown(view(town)) == {41}
    assert [shown(view(town, team=team)) for team in town.teams] == [{30}, {None}, {None}]


def test_a_teams_few_answers_a_month_count_in_their_quarter(town: Town) -> None:
    for month in (1, 2, 3):
        opinions.answer(town, "Burgerzaken", day=date(2026, month, 5), times=20)
        opinions.answer(town, "Belastingen", day=date(2026, month, 5), times=5)
    assert shown(view(town)) == {75}
    assert shown(view(town, team="Belastingen")) == {15}
    assert shown(view(town, Period(MARCH, MARCH))) == {20}
    assert shown(view(town, Period(MARCH, MARCH), team="Belastingen")) == {None}
    assert {point.perceived.n for point in view(town).trend} == {20}


def test_the_most_used_language_is_never_shown_apart(town: Town) -> None:
    opinions.answer(town, day=MARCH, times=30)
    opinions.answer(town, language="tr", day=MARCH, times=4)
    opinions.answer(town, language="en", day=MARCH, times=12)
    assert shown(view(town)) == {46}
    assert [shown(view(town, language=language)) for language in ("nl", "tr", "en")] == [{None}, {None}, {12}]
    assert "Most answers are in this language" in view(town, language="nl").notes[0]


def test_modes_stand_beside_each_other_from_enough_answers_on(town: Town) -> None:
    opinions.answer(town, times=20, value=4)
    opinions.answer(town, times=12, value=2, mode="qr")
    opinions.answer(town, times=3, value=1, mode="code")
    rest, qr = view(town).modes
    assert (rest.mode, rest.is_rest, rest.n) == ("link", True, 23)
    assert (qr.mode, qr.n, qr.dimensions[0].perceived.mean, qr.mark.n) == ("qr", 12, 25.0, 12)
    assert view(town, team="Burgerzaken").modes == ()


def test_weighted_and_unweighted_together_do_not_tell_a_small_team(town: Town) -> None:
    opinions.answer(town, "Burgerzaken", times=8, value=5)
    opinions.answer(town, "Belastingen", times=3, value=1)
    with begin() as session:
        for team, contacts in (("Burgerzaken", 30), ("Belastingen", 70)):
            for place in range(contacts):
                day = opinions.START
                factories.add_contact(session, town.owner, f"{team}{place}", team_id=town.teams[team], day=day)
    with reading() as session:
        weighted, plain = (measure(session, town.owner, Scope(Period(), weighted=way)) for way in (True, False))
    assert weighted.dimensions[0].perceived == plain.dimensions[0].perceived
    assert weighted.dimensions[0].perceived.n == 11


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


def scattered(town: Town) -> None:
    """Answers here and there: a few in most places, many in some."""
    chance = random.Random(12)
    for team, channel, month in product((None, *town.teams), opinions.CHANNELS, MONTHS):
        day, times = date.fromisoformat(f"{month}-03"), chance.choice([0, 2, 4, 7, 11, 15, 19])
        opinions.answer(town, team, channel, day=day, times=times, value=chance.randint(1, 5))
        opinions.answer(town, team, channel, "tr", day, times=chance.choice([0, 1, 3]), value=1)


Asked = tuple[str | None, str | None, str, str]


def views() -> list[Asked]:
    teams = (None, "Burgerzaken", "Belastingen", "Zorg")
    periods = [*combinations(MONTHS, 2), *((month, month) for month in MONTHS)]
    return [(team, channel, *period) for team, channel, period in product(teams, (None, "phone", "counter"), periods)]


def within(inner: Asked, outer: Asked) -> bool:
    return (
        inner != outer
        and outer[0] in {None, inner[0]}
        and outer[1] in {None, inner[1]}
        and outer[2] <= inner[2]
        and inner[3] <= outer[3]
    )


def address(kind: str, asked: Asked) -> str:
    team, channel, first, last = asked
    return f"/admin/comparison.{kind}?from={first}&to={last}&team={team or ''}&channel={channel or ''}&unweighted=1"


def number_in_json(client: FlaskClient, asked: Asked, also: str = "") -> int:
    return client.get(address("json", asked) + also).get_json()["mark"]["n"] or 0


def number_in_csv(client: FlaskClient, asked: Asked) -> int:
    rows = csv.DictReader(io.StringIO(client.get(address("csv", asked)).get_data().decode("utf-8-sig")), delimiter=";")
    [row] = [row for row in rows if row["part"] == "mark" and row["figure"] == "score"]
    return int(row["n"] or 0)


def test_no_view_less_one_inside_it_leaves_a_small_group(app: Flask, town: Town) -> None:
    scattered(town)
    client = signed_in(app, town.owner.id)
    found = {asked: number_in_json(client, asked) for asked in views()}
    assert len(set(found.values())) > 8
    for inner, outer in product(found, found):
        if within(inner, outer):
            left = found[outer] - found[inner]
            assert left == 0 or left >= LEAST, (inner, outer)
    for period in {asked[2:] for asked in found}:
        of_all = (None, None, *period)
        turkish = number_in_json(client, of_all, "&language=tr")
        assert all(number == 0 or number >= LEAST for number in (turkish, found[of_all] - turkish))
    everything = [asked for asked in found if asked[2:] == (MONTHS[0], MONTHS[-1])]
    for asked in everything:
        assert number_in_csv(client, asked) == found[asked]
