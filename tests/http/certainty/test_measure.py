"""Equal weights by the database beside the plain means, and how many queries the page takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from statistics import fmean

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import Engine, event, select

from admin.audits.tables import AuditedCall, AuditScore
from admin.certainty.measure import Asked, certainty
from admin.certainty.results import Choice
from admin.certainty.summaries import equal_criteria
from admin.insight.scope import Scope
from admin.insight.terms import EVER, Filters, Period
from survey.database import begin, reading
from survey.organisations import Organisation
from tests.http.insight import opinions
from tests.http.insight.opinions import Town

MAY = date(2026, 5, 12)


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    opinions.contacts_at_random(found, 200)
    opinions.answer_at_random(found, 120)
    opinions.audit(found, "Winter", 30)
    opinions.audit(found, "Spring", 12, team="Belastingen", day=date(2026, 4, 1), seed=9)
    return found


def plain_means(team: object = None) -> dict[str, list[float]]:
    """Per B one mean for each call, of all its scored criteria."""
    scores: defaultdict[tuple[object, str], list[float]] = defaultdict(list)
    with reading() as session:
        rows = session.execute(
            select(AuditScore.call_id, AuditScore.criterion, AuditScore.score, AuditedCall.team_id)
            .join(AuditedCall, AuditedCall.id == AuditScore.call_id)
            .where(AuditedCall.is_done.is_(True), AuditedCall.second_of.is_(None))
        )
        for call, criterion, score, of in rows:
            if score is not None and team in (None, of):
                scores[call, criterion.split(".")[0]].append(score)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for (_, code), values in scores.items():
        found[code].append(fmean(values))
    return dict(found)


def leave_out(criterion: str) -> None:
    """Let some calls have no score on a criterion, and one call be unfinished."""
    with begin() as session:
        scored = session.scalars(select(AuditScore).where(AuditScore.criterion == criterion).limit(7)).all()
        for each in scored:
            each.value = each.score = None
        session.scalars(select(AuditedCall).limit(1)).one().is_done = False


def test_equal_criteria_are_plain_means_per_call(town: Town) -> None:
    leave_out("beleefd.serieus")
    for name in (None, "Burgerzaken"):
        team = town.teams[name] if name else None
        with reading() as session:
            found = equal_criteria(session, town.owner.id, EVER, team, "phone")
        expected = plain_means(team)
        assert found.keys() == expected.keys()
        for code, sample in found.items():
            assert sample.n == len(expected[code])
            assert sample.mean == pytest.approx(fmean(expected[code]))
            assert sample.sd == pytest.approx(np.std(expected[code], ddof=1))


def test_they_keep_to_period_and_channel(town: Town) -> None:
    with reading() as session:
        of = town.owner.id
        assert equal_criteria(session, of, EVER, None, "counter") == {}
        spring = equal_criteria(session, of, Period(date(2026, 4, 1), date(2026, 4, 30)), None, None)
    assert {sample.n for sample in spring.values()} == {12}


@contextmanager
def queries() -> Iterator[list[str]]:
    found: list[str] = []

    def note(*arguments: object) -> None:
        found.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_the_page_asks_the_database_one_thing_more_than_the_comparison(town: Town) -> None:
    scope = Scope(Period(date(2026, 1, 1), date(2026, 4, 30)), Filters("Burgerzaken"))
    with reading() as session:
        organisation = session.get_one(Organisation, town.owner.id)
        with queries() as asked:
            found = certainty(session, organisation, Asked(scope), MAY)
    assert len(asked) <= 13
    assert {each.choice for each in found.variations} == set(Choice)
    assert {plan.difference for plan in found.plans} == {organisation.margin}
    assert found.pace.keys() <= found.comparison.by_dimension().keys()


def test_one_language_has_no_other_weights_and_no_phone_log(town: Town) -> None:
    scope = Scope(Period(date(2026, 1, 1), date(2026, 4, 30)), Filters(language="en"))
    with reading() as session:
        organisation = session.get_one(Organisation, town.owner.id)
        found = certainty(session, organisation, Asked(scope, 8.0), MAY)
    assert {each.choice for each in found.variations}.isdisjoint({Choice.OTHER_WEIGHTS, Choice.PHONE_LOG})
    assert {plan.difference for plan in found.plans} == {8.0}
