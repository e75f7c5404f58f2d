"""What month by month holds: the frozen result that page, chart and file all show. Months are `YYYY-MM`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from admin.insight.terms import Filters, OrganisationName, Period, Score
from admin.trend.change import Change, Windows
from admin.trend.control import Limits, Rule

MARK: Final = "mark"
"""Stands for the report mark, on 0-100, where else a B stands."""


class Baseline(StrEnum):
    """From where limits are worked out: the first months ever, those of the view, or anew from a measure on."""

    FIRST = "first"
    VIEW = "view"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Point:
    """A month's score. One that is not over has no part in limits and signals."""

    month: str
    score: Score
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """A month's score by answers that were gathered earlier with another tool, by that tool's code."""

    month: str
    score: Score
    tool: str


@dataclass(frozen=True, slots=True)
class MonthsWithLimits:
    """The months that share limits."""

    first: str
    last: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class MonthsWithSignal:
    """The months in which a rule finds more than chance."""

    rule: Rule
    first: str
    last: str
    is_up: bool


@dataclass(frozen=True, slots=True)
class Course:
    """One B (or the mark) through the months in view, without a month skipped.

    Without limits, `needed` months more are needed; `needed_again` where those from a measure on are too few.
    """

    dimension: str
    points: tuple[Point, ...]
    phases: tuple[MonthsWithLimits, ...]
    signals: tuple[MonthsWithSignal, ...]
    needed: int
    needed_again: int
    earlier: tuple[EarlierScore, ...] = ()

    @property
    def has_scores(self) -> bool:
        """Whether any month is shown."""
        scores = [each.score for each in self.points] + [each.score for each in self.earlier]
        return any(score.mean is not None for score in scores)

    def limits_in(self, month: str) -> Limits | None:
        """The limits that hold in a month."""
        return next((phase.limits for phase in self.phases if phase.first <= month <= phase.last), None)


@dataclass(frozen=True, slots=True)
class MeasureMark:
    """A measure on the axis, numbered by the day it began; `dimension` and `team` None are all."""

    number: int
    id: UUID
    title: str
    starts_on: date
    dimension: str | None
    team: str | None

    @property
    def month(self) -> str:
        """The month in which it began."""
        return f"{self.starts_on:%Y-%m}"

    def is_about(self, dimension: str) -> bool:
        """Whether it is about this B; every measure may show in the report mark."""
        return dimension == MARK or self.dimension in {None, dimension}


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A measure and what differs since. `windows` None: no whole month has passed since.

    `beside` are the numbers of other measures that began in the same months and are about the same.
    """

    mark: MeasureMark
    windows: Windows | None
    changes: tuple[Change, ...] = ()
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendView:
    """Every course of one organisation in one view. `baseline_mark` is the measure that limits start anew from."""

    organisation: OrganisationName
    period: Period
    filters: Filters
    weighted: bool
    norm: float
    min_group: int
    courses: tuple[Course, ...]
    marks: tuple[MeasureMark, ...]
    changes: tuple[BeforeAfter, ...]
    baseline: Baseline
    baseline_mark: MeasureMark | None = None

    def by_dimension(self) -> Mapping[str, Course]:
        """The courses by their codes."""
        return {course.dimension: course for course in self.courses}

    @property
    def most_telling(self) -> str:
        """The B with the most signals, the first of equals."""
        return max(self.courses, key=lambda course: len(course.signals)).dimension

    @property
    def months(self) -> tuple[str, ...]:
        """Every month that some course or earlier result has, without one skipped."""
        own = {point.month for course in self.courses for point in course.points}
        earlier = {point.month for course in self.courses for point in course.earlier}
        return between(min(own | earlier), max(own | earlier)) if own or earlier else ()


def between(first: str, last: str) -> tuple[str, ...]:
    """All months from `first` up to and including `last`."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{place // 12:04}-{place % 12 + 1:02}" for place in range(start, end + 1))
