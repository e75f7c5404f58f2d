from __future__ import annotations

from datetime import timedelta

from flask import Flask

from admin.demo import record
from admin.demo.story import SEED, SLUG
from admin.insight.forms import a_year_to
from admin.insight.measure import measure
from admin.insight.results import Comparison
from admin.insight.scope import Scope
from admin.insight.terms import Period, Quadrant, Verdict
from survey.database import reading
from survey.organisations import by_slug, today


def seen() -> Comparison:
    """The comparison as its page shows it at first."""
    with reading() as session:
        owner = by_slug(session, SLUG)
        last = today(owner.timezone)
        return measure(session, owner, Scope(Period(a_year_to(last), last)))


def test_the_comparison_shows_the_story(in_app: Flask) -> None:
    record.load(SEED, lambda step: None)
    found = seen().by_dimension()
    assert {code: row.quadrant for code, row in found.items()} == {
        "bekend": Quadrant.GOODWILL_AT_RISK,
        "bereikbaar": Quadrant.PRIORITY,
        "beleefd": Quadrant.BOTH_GOOD,
        "behulpzaam": Quadrant.BLIND_SPOT,
        "betrouwbaar": Quadrant.PRIORITY,
    }
    assert {code: row.verdict for code, row in found.items()} == {
        "bekend": Verdict.MORE_POSITIVE,
        "bereikbaar": Verdict.MORE_CRITICAL,
        "beleefd": Verdict.IN_LINE,
        "behulpzaam": Verdict.MORE_CRITICAL,
        "betrouwbaar": Verdict.CANNOT_TELL,
    }


def test_the_whole_story_lies_in_the_year_that_is_shown(in_app: Flask) -> None:
    loaded = record.load(SEED, lambda step: None)
    shown = seen()
    assert shown.response_rate is not None
    assert shown.response_rate.contacts == loaded.contacts
    assert shown.response_rate.invited == loaded.invitations
    assert sum(each.calls for each in shown.rounds) == loaded.audited_calls
    assert len({point.month for point in shown.trend}) in {12, 13}
    with reading() as session:
        owner = by_slug(session, SLUG)
        yesterday = today(owner.timezone) - timedelta(days=1)
        assert measure(session, owner, Scope(Period(end=yesterday))).dimensions == shown.dimensions


def test_what_citizens_were_asked_leads_in_order_from_contact_to_answer(in_app: Flask) -> None:
    record.load(SEED, lambda step: None)
    steps = seen().funnel
    assert [each.step for each in steps] == ["contacts", "eligible", "invited", "delivered", "opened", "answered"]
    counts = [each.count for each in steps]
    assert counts == sorted(counts, key=lambda count: -(count or 0))
