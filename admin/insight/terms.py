"""The terms that every result is told in: verdict, quadrant, period, filters, score. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What the gap between perceived and measured lets us say."""

    IN_LINE = "in_line"
    MORE_POSITIVE = "citizens_more_positive"
    MORE_CRITICAL = "citizens_more_critical"
    CANNOT_TELL = "cannot_tell"


class Quadrant(StrEnum):
    """Perceived and measured, each against the norm."""

    BOTH_GOOD = "both_good"
    BLIND_SPOT = "blind_spot"
    GOODWILL_AT_RISK = "goodwill_at_risk"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The organisation by its address name and its own name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included, in the organisation's zone; None is open."""

    start: date | None = None
    end: date | None = None


EVER = Period()
"""Open at both ends."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the view is limited to: team name, channel, language code; None is all."""

    team: str | None = None
    channel: str | None = None
    language: str | None = None


EVERYTHING = Filters()
"""No filter at all."""


@dataclass(frozen=True, slots=True)
class Score:
    """A mean with its 95 % interval, standard deviation, number of cases and Kish's effective number."""

    mean: float | None = None
    low: float | None = None
    high: float | None = None
    sd: float | None = None
    n: int | None = None
    n_effective: float | None = None
    hidden: bool = False


HIDDEN = Score(hidden=True)
"""A score on too few cases to be shown: even the number is kept back."""


NOT_MEASURED = Score(n=0)
"""No audited call scored this."""
UNKNOWN = Score()
"""A score of which nothing is known."""
