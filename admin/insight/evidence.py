"""What a comparison is made from: counts per stratum, audited calls, the phone log. Pure.

Whoever fills these in has applied period and filters already; the comparison only does the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.insight.results import AuditRound, ModeScores
from admin.insight.terms import EVER, EVERYTHING, Filters, OrganisationName, Period
from survey.criteria.catalogue import OwnRequirement

LEAST_GROUP = 5
"""No setting lets a score on fewer responses than this be shown."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Team × channel: contacts that took place (0 is not known) and the tally of the answers.

    `tally` has the columns of `survey.answers.tally`; a column that is absent counts as 0. `is_pooled`: answers of
    several teams (`team` is None) or channels (`channel` is empty) that are only shown together.
    """

    team: str | None
    channel: str
    contacts: int
    tally: Mapping[str, int]
    is_pooled: bool = False


@dataclass(frozen=True, slots=True)
class MonthStrata:
    """One month, `YYYY-MM` in the organisation's zone: per question the strata of what may be shown of it apart."""

    month: str
    questions: Mapping[str, tuple[Stratum, ...]]


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

    `questions` has per question (the B's, `mark`, `resolved`, `responses`; `pairs` for pairs of them) its strata, with
    only answers that may be added up here (see `admin.insight.atoms`); strata with contacts but without answers are
    listed too: they make the number of contacts. `reasons` counts ticks per criterion code, by the
    `low_scorers` of each B. `answered` is the exact number of invited citizens who answered. `auditor_disagreement`
    is per B the mean absolute difference (points) between the first and the second scoring of a call, where enough
    calls have both. `further_steps` counts the steps from contact to answer beside contacts, invited and answered,
    where known. `is_ground`: the language that was chosen is the most-used one, which is never shown apart.
    """

    organisation: OrganisationName
    period: Period = EVER
    filters: Filters = EVERYTHING
    questions: Mapping[str, tuple[Stratum, ...]] = field(default_factory=dict)
    calls: tuple[AuditedCall, ...] = ()
    criteria: tuple[CriterionScores, ...] = ()
    low_scorers: Mapping[str, int] | None = None
    reasons: Mapping[str, int] | None = None
    months: tuple[MonthStrata, ...] = ()
    phone_log: PhoneLog | None = None
    invited: int = 0
    answered: int = 0
    rounds: tuple[AuditRound, ...] = ()
    auditor_disagreement: Mapping[str, float] | None = None
    further_steps: Mapping[str, int] | None = None
    modes: tuple[ModeScores, ...] = ()
    is_ground: bool = False


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
