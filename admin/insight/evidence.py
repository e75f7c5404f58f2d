"""What a comparison is made from: counts per stratum, audited calls, the phone log. Pure.

Whoever fills these in has applied period and filters already; the comparison only does the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin.insight.results import EVER, EVERYTHING, AuditRound, Filters, OrganisationName, Period
from survey.criteria.catalogue import OwnRequirement

LEAST_GROUP = 5
"""No setting lets a score on fewer responses than this be shown."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Team × channel: contacts that took place (0 is not known) and the tally of the answers.

    `tally` has the columns of `survey.answers.tally`; a column that is absent counts as 0. `is_hidden`: its own
    figures must not be had, so it gets no weight of its own.
    """

    team: str | None
    channel: str
    contacts: int
    tally: Mapping[str, int]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class MonthStrata:
    """The strata of one month, `YYYY-MM` in the organisation's zone; `withheld` as in Evidence."""

    month: str
    strata: tuple[Stratum, ...]
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AuditedCall:
    """Scores (0-100) of one audited call in the order of `survey.dimensions.CODES`; None: not applicable."""

    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class CriterionScores:
    """All scores (0-100) of one criterion, one for each audited call in which it applied.

    `own` holds the organisation's words for a criterion of its own.
    """

    code: str
    dimension: str
    scores: tuple[float, ...]
    own: OwnRequirement | None = None


@dataclass(frozen=True, slots=True)
class PhoneLog:
    """Sums over all calls of the phone log; waits in whole seconds, ratings 1-5.

    `within_n` counts waits up to `norm_seconds`; `between_*` are of waits above the norm and under
    `limit_seconds`.
    """

    offered: int
    answered: int
    resolved_n: int
    resolved_yes: int
    wait_n: int
    wait_sum: int
    wait_sumsq: int
    within_n: int
    between_n: int
    between_sum: int
    between_sumsq: int
    norm_seconds: int
    limit_seconds: int
    rating_n: int
    rating_sum: int
    rating_sumsq: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything one comparison needs.

    `strata` also lists strata with contacts but without answers: they make the number of contacts. `reasons`
    counts ticks per criterion code. `withheld` names variables (the five B's, `mark`, `resolved`,
    `responses`; `bekend_low` for a B's low scorers) that must stay hidden in this view because a neighbouring
    view's small group could be had from them by subtraction. `auditor_disagreement` is per B the mean absolute
    difference (points) between the first and the second scoring of a call, where enough calls have both.
    `further_steps` counts the steps from contact to answer beside contacts, invited and answered, where known.
    """

    organisation: OrganisationName
    period: Period = EVER
    filters: Filters = EVERYTHING
    strata: tuple[Stratum, ...] = ()
    calls: tuple[AuditedCall, ...] = ()
    criteria: tuple[CriterionScores, ...] = ()
    reasons: Mapping[str, int] | None = None
    months: tuple[MonthStrata, ...] = ()
    phone_log: PhoneLog | None = None
    invited: int = 0
    rounds: tuple[AuditRound, ...] = ()
    withheld: frozenset[str] = frozenset()
    auditor_disagreement: Mapping[str, float] | None = None
    further_steps: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a comparison: least group shown, relevance margin and norm in points, weighted or not.

    Raises ValueError for a `min_group` under `LEAST_GROUP`.
    """

    min_group: int = 10
    margin: float = 5.0
    norm: float = 75.0
    weighted: bool = True

    def __post_init__(self) -> None:
        if self.min_group < LEAST_GROUP:
            raise ValueError(f"min_group is {self.min_group}; the least allowed is {LEAST_GROUP}")
