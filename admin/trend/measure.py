"""The one call behind month by month: page, chart and file all show what it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from admin.actions import record
from admin.earlier.series import earlier_trend
from admin.insight.measure import measure as compare
from admin.insight.results import Comparison
from admin.insight.scope import Scope
from admin.insight.terms import EVER, OrganisationName, Period, Score
from admin.trend.change import changes, first_month_after, windows
from admin.trend.course import Asked, courses
from admin.trend.results import MARK, Baseline, BeforeAfter, EarlierScore, MeasureMark, TrendView
from survey import dimensions
from survey.organisations import Organisation, teams_by_name

COURSES: Final = (*dimensions.CODES, MARK)
MOST_COMPARED: Final = 10
"""Measures whose before and after is worked out: the latest in view."""


@dataclass(frozen=True, slots=True)
class View:
    """What to show, and from where limits are worked out; `anew_from` is a measure."""

    scope: Scope
    baseline: Baseline = Baseline.FIRST
    anew_from: UUID | None = None


def trend(session: Session, organisation: Organisation, view: View, today: date) -> TrendView:
    """Every B month by month in this view, its signals, and what differs since measures. Raises UnknownTeam."""
    scope, team = view.scope, view.scope.filters.team
    everything = compare(session, organisation, replace(scope, period=EVER))
    known = [mark for mark in marks_of(session, organisation.id) if team is None or mark.team in {None, team}]
    marks = tuple(mark for mark in known if _begins_in(mark, scope.period))
    anew = next((mark for mark in known if mark.id == view.anew_from), None)
    asked = Asked(
        scope.period,
        f"{today:%Y-%m}",
        Baseline.FIRST if view.baseline is Baseline.MEASURE and anew is None else view.baseline,
        f"{first_month_after(anew.starts_on):%Y-%m}" if anew else None,
    )
    return TrendView(
        organisation=OrganisationName(organisation.slug, organisation.name),
        period=scope.period,
        filters=scope.filters,
        weighted=everything.weighted,
        norm=everything.norm,
        min_group=everything.min_group,
        courses=courses(everything.trend, COURSES, asked, _earlier(session, organisation.id, scope)),
        marks=marks,
        changes=_Sides(session, organisation, scope, today).around(marks),
        baseline=asked.baseline,
        baseline_mark=anew,
    )


def _earlier(session: Session, organisation_id: UUID, scope: Scope) -> Mapping[str, tuple[EarlierScore, ...]]:
    """The earlier results per B; none where a channel is chosen, for nobody knows theirs."""
    found: defaultdict[str, list[EarlierScore]] = defaultdict(list)
    if scope.filters.channel is None:
        for each in earlier_trend(session, organisation_id, scope.period, scope.filters.team):
            found[each.dimension].append(EarlierScore(each.month, each.score, each.tool))
    return {dimension: tuple(scores) for dimension, scores in found.items()}


def marks_of(session: Session, organisation_id: UUID) -> tuple[MeasureMark, ...]:
    """All measures of the organisation, numbered from the first that began: a number means the same in every view."""
    names: dict[UUID | None, str] = {team_id: name for name, team_id in teams_by_name(session, organisation_id).items()}
    found = reversed(record.measures(session, organisation_id))
    return tuple(
        MeasureMark(number, each.id, each.title, each.starts_on, each.dimension, names.get(each.team_id))
        for number, each in enumerate(found, start=1)
    )


def _begins_in(mark: MeasureMark, period: Period) -> bool:
    return (period.start is None or period.start <= mark.starts_on) and (
        period.end is None or mark.starts_on <= period.end
    )


class _Sides:
    """Compares the months before and after measures, each view of them once."""

    def __init__(self, session: Session, organisation: Organisation, scope: Scope, today: date) -> None:
        self.session, self.organisation, self.scope, self.today = session, organisation, scope, today
        self.found: dict[Scope, Comparison] = {}

    def around(self, marks: Sequence[MeasureMark]) -> tuple[BeforeAfter, ...]:
        """The latest measures, in order; those of a team by the answers about that team."""
        return tuple(self._around(mark, marks) for mark in marks[-MOST_COMPARED:])

    def _around(self, mark: MeasureMark, marks: Sequence[MeasureMark]) -> BeforeAfter:
        found = windows(mark.starts_on, self.today)
        if found is None:
            return BeforeAfter(mark, None)
        before, after = (self._compared(mark, period) for period in (found.before, found.after))
        codes = COURSES if mark.dimension is None else (mark.dimension,)
        pairs = [(code, perceived(before, code), perceived(after, code)) for code in codes]
        within = Period(found.before.start, found.after.end)
        beside = (other.number for other in marks if other is not mark and _meet(mark, other, within))
        return BeforeAfter(mark, found, changes(pairs), tuple(beside))

    def _compared(self, mark: MeasureMark, period: Period) -> Comparison:
        filters = replace(self.scope.filters, team=mark.team or self.scope.filters.team)
        scope = replace(self.scope, period=period, filters=filters)
        if scope not in self.found:
            self.found[scope] = compare(self.session, self.organisation, scope)
        return self.found[scope]


def perceived(comparison: Comparison, code: str) -> Score:
    """What citizens answered about a B, or their report mark."""
    return comparison.mark.score if code == MARK else comparison.by_dimension()[code].perceived


def _meet(mark: MeasureMark, other: MeasureMark, within: Period) -> bool:
    """Whether the other may have a part in the difference: it began in the same months, about the same."""
    same_b = None in {mark.dimension, other.dimension} or mark.dimension == other.dimension
    same_team = None in {mark.team, other.team} or mark.team == other.team
    return same_b and same_team and _begins_in(other, within)
