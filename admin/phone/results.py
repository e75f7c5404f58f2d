"""What the phone log page holds: the frozen result that page, charts and files all show. Pure.

Shares and scores are on 0-100, waits in seconds; None is a figure that does not exist or may not be shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from admin.insight.results import Share
from admin.insight.terms import OrganisationName, Period, Score

FEWEST_CALLS = 5
"""An hour with fewer calls has no figures: one call more or less would turn them over."""


@dataclass(frozen=True, slots=True)
class Quantile:
    """Seconds within which a part of the answered calls was answered, with its 95 % interval.

    None with `is_beyond`: the last class holds it, ten minutes or longer. None without: nobody waited.
    """

    seconds: float | None = None
    low: float | None = None
    high: float | None = None
    is_beyond: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """What the phone log measures over some of its calls.

    `not_answered` is of the calls offered; `within`, `transferred` and `resolved` are of the answered calls of
    which it is known.
    """

    offered: int
    not_answered: Share
    within: Share
    transferred: Share
    resolved: Share
    wait_mean: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One team (empty name: no team) or month (`YYYY-MM`), with the median and the 90th percentile of its waits."""

    name: str
    service: Service
    median: Quantile
    ninetieth: Quantile


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the week: weekday (0 is Monday), hour (0-23); `service` is None where the calls are too few."""

    weekday: int
    hour: int
    service: Service | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many answered calls waited from `start` seconds up to `end` (not included; None: no end)."""

    start: int
    end: int | None
    calls: int


@dataclass(frozen=True, slots=True)
class WaitClass:
    """What citizens said about bereikbaar who waited `above` seconds at least and `up_to` at most (None: no end)."""

    above: int
    up_to: int | None
    score: Score


@dataclass(frozen=True, slots=True)
class Perceived:
    """Perceived bereikbaar by waiting time. `best` and `falls_from` are places in `classes`.

    `falls_from` is the first class after the best with a lower mean (Welch; Holm over every pair of classes,
    for the best one is picked after looking), None where that cannot be told yet.
    """

    classes: tuple[WaitClass, ...]
    best: int | None
    falls_from: int | None


@dataclass(frozen=True, slots=True)
class PhoneLogView:
    """The phone log of an organisation, or of one of its teams, in a period.

    `answered_score` and `wait_score` are the phone log's scores of `bereikbaar.opgenomen` and
    `bereikbaar.wachttijd`. `calls_without_hour` are in every figure but those by hour.
    """

    organisation: OrganisationName
    period: Period
    team: str | None
    norm_seconds: int
    limit_seconds: int
    norm: float
    min_group: int
    total: Line
    wait_score: Score
    teams: tuple[Line, ...]
    months: tuple[Line, ...]
    hours: tuple[Hour, ...]
    calls_without_hour: int
    bars: tuple[Bar, ...]
    perceived: Perceived

    @property
    def has_calls(self) -> bool:
        """Whether the phone log has anything to tell here."""
        return self.total.service.offered > 0 or self.total.service.within.n > 0
