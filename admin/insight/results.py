"""What a comparison holds: the frozen result that page, chart, spreadsheet, command and API all show. Pure.

Scores, shares and differences are on 0-100 (differences on -100 to 100) unless a name says otherwise. None
means that a value is missing, cannot be computed, or may not be shown; `hidden` tells the last of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from admin.insight.terms import (
    UNKNOWN,
    Filters,
    OrganisationName,
    Period,
    Quadrant,
    Score,
    Verdict,
)
from survey.criteria.catalogue import OwnRequirement


@dataclass(frozen=True, slots=True)
class Gap:
    """Perceived minus measured: 95 % interval, p (the level at which it reaches 0) and Holm's adjusted p."""

    mean: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None


@dataclass(frozen=True, slots=True)
class ProfileGap:
    """Each B minus its own side's mean over the B's, perceived minus measured, with its 95 % interval.

    `verdict` is what the profile says by itself; `says_otherwise` is set where both it and the absolute
    verdict can tell, and tell different things.
    """

    mean: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Verdict = Verdict.CANNOT_TELL
    says_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class DimensionComparison:
    """One B, perceived beside measured.

    `more_responses_needed` is given where the verdict cannot be told yet and further responses alone would
    tell. `importance` is the correlation (-1 to 1) of the answers with the report mark, over `importance_n`
    citizens. `auditor_disagreement` is how many points two auditors who scored the same call lie apart, on
    average; `within_auditor_disagreement` tells whether the gap is smaller than that. Both are None where
    too few calls were scored twice, the latter without a gap too.
    """

    dimension: str
    perceived: Score
    measured: Score
    gap: Gap
    profile_gap: ProfileGap
    verdict: Verdict
    quadrant: Quadrant | None
    more_responses_needed: int | None
    importance: float | None
    importance_n: int | None
    auditor_disagreement: float | None = None
    within_auditor_disagreement: bool | None = None


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """From contacts to answers; `rate` is answered / invited in per cent with Wilson's interval.

    `answered` counts invited citizens only; who came by the open link has no rate.
    """

    contacts: int
    invited: int
    answered: int | None
    rate: float | None
    low: float | None
    high: float | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class ReportMark:
    """The report mark on its own scale, 1-10."""

    mean: float | None
    low: float | None
    high: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """The report mark on 0-100, and the same on 1-10."""

    score: Score
    report_mark: ReportMark


@dataclass(frozen=True, slots=True)
class Resolved:
    """Is the question answered: shares in per cent; `low` and `high` are Wilson's interval of `yes`."""

    yes: float | None = None
    partly: float | None = None
    no: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent of n cases, with Wilson's 95 % interval."""

    share: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class WithinNorm:
    """Share of the answered calls that waited no longer than `norm_seconds`."""

    share: float | None
    low: float | None
    high: float | None
    n: int
    norm_seconds: int


@dataclass(frozen=True, slots=True)
class PhoneLogFigures:
    """What the phone log measures over all its calls, apart from the audited sample.

    `wait_score` is 100 up to the norm, 0 from the limit, linear between; `source_rating` is the exchange's
    own rating of 1-5 on 0-100.
    """

    offered: int
    answered: int
    answered_share: Share
    wait_n: int
    wait_mean_seconds: float | None
    wait_low_seconds: float | None
    wait_high_seconds: float | None
    within_norm: WithinNorm
    wait_score: Score
    resolved: Share
    source_rating: Score


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One B, or `mark` on 0-100, in one month (`YYYY-MM`, in the organisation's zone) as citizens perceived it."""

    month: str
    dimension: str
    perceived: Score


@dataclass(frozen=True, slots=True)
class PerceivedScore:
    """One B as citizens perceived it."""

    dimension: str
    perceived: Score


@dataclass(frozen=True, slots=True)
class ModeScores:
    """How citizens score who answered in one way, one of `survey.dimensions.MODES`; `mark` is on 0-100.

    `is_rest`: the most-used way, with all answers that may not be shown apart. Where ways are mixed within a small
    group, the others hold its answers in the most-used language only.
    """

    mode: str
    n: int
    dimensions: tuple[PerceivedScore, ...]
    mark: Score
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class CriterionComparison:
    """A criterion as audited, beside how many low scorers (1 or 2) of its dimension ticked it.

    `reason_share` is in per cent of the dimension's low scorers; both are None where these are too few to
    show. `own` holds the organisation's words for a criterion of its own, None for a built-in one.
    """

    code: str
    dimension: str
    measured: Score
    reason_count: int | None
    reason_share: float | None
    own: OwnRequirement | None = None


@dataclass(frozen=True, slots=True)
class AuditRound:
    """An audit round by its name, the number of its calls in view, and its version of the criteria."""

    name: str
    calls: int
    criteria_version: int


@dataclass(frozen=True, slots=True)
class BusyHour:
    """An hour of the week (weekday 0 is Monday, hour 0-23) with the share of its calls that nobody answered."""

    weekday: int
    hour: int
    not_answered: Share


@dataclass(frozen=True, slots=True)
class AdviceEvidence:
    """The figures that a piece of advice stands on; what did not call for it is None or empty.

    `dimensions` are the B's that called for advice on the whole service. `shortfall` is how far what it is about
    lies under the norm; advice is ranked by it, times the importance of its B: `weight`, which is `importance`
    where that is known.
    """

    perceived: Score = UNKNOWN
    measured: Score = UNKNOWN
    gap: Gap = Gap()
    criterion: Score | None = None
    reason_count: int | None = None
    reason_share: float | None = None
    importance: float | None = None
    shortfall: float = 0.0
    weight: float = 1.0
    dimensions: tuple[str, ...] = ()
    more_responses_needed: int | None = None
    auditor_disagreement: float | None = None
    resolved: Resolved | None = None
    response_rate: ResponseRate | None = None
    phone_log: PhoneLogFigures | None = None
    hours: tuple[BusyHour, ...] = ()


class AdviceKind(StrEnum):
    """What a piece of advice asks for: to do better, to know more first, or to go on like this."""

    IMPROVE = "improve"
    FIND_OUT = "find_out"
    GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class AdviceWords:
    """A piece of advice in one language; `telefoonwijzer` is the requirement that it serves."""

    title: str
    text: str
    first_step: str
    see_it_worked: str
    telefoonwijzer: str


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation in Dutch and English; `priority` 1 comes first.

    `code` names the advice: a criterion's code; that with `.named` where citizens name it and the audits don't; a B
    with a quadrant (`behulpzaam.priority`) or a subject. `criterion` is None for advice on a whole B,
    `dimension` is None as well for advice on the whole service. `own` holds the organisation's words where the
    criterion is its own.
    """

    code: str
    dimension: str | None
    criterion: str | None
    quadrant: Quadrant | None
    kind: AdviceKind
    nl: AdviceWords
    en: AdviceWords
    evidence: AdviceEvidence
    priority: int
    own: OwnRequirement | None = None

    def words(self, language: str) -> tuple[AdviceWords, str]:
        """The words to show on a page in `language` (a code), and the code of the language that they are in."""
        return (self.nl, "nl") if language in {"nl", "fy"} else (self.en, "en")


class Represented(StrEnum):
    """Whether a group answered as often as its contacts foretell."""

    LESS = "less"
    MORE = "more"
    IN_PROPORTION = "in_proportion"


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step from contact to answer: `contacts`, `eligible`, `invited`, `delivered`, `opened` or `answered`."""

    step: str
    count: int | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A team × channel: its share of all contacts beside its share of all answers, in per cent.

    `low` and `high` are Wilson's 95 % interval of `answer_share`. `is_rest`: all groups that are too small to show,
    together; else `team` is None for contacts of no team. `representation` is None where hidden.
    """

    team: str | None
    channel: str
    contacts: int
    contact_share: float
    answers: int | None = None
    answer_share: float | None = None
    low: float | None = None
    high: float | None = None
    p_adjusted: float | None = None
    representation: Represented | None = None
    is_rest: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RankAgreement:
    """Whether audits and citizens point at the same requirements of a B, or (`dimension` None) of all B's.

    `tau` is Kendall's tau-b between how far the audits' scores fall short and how often citizens name the
    requirements: 1 where what audits score lowest is named most, -1 where it is named least. `p` is two-sided,
    `criteria` the number of requirements compared.
    """

    dimension: str | None
    tau: float
    p: float
    criteria: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Perceived beside measured for one organisation, period and choice of filters.

    `response_rate` and `phone_log` are None where a language is chosen: the language of most contacts is not
    known. `notes` say what the filters leave out, as English message ids. `represented` is empty where the view
    holds fewer than two groups; `modes` where the view has a filter, or no mode can be shown apart.
    """

    organisation: OrganisationName
    period: Period
    filters: Filters
    weighted: bool
    norm: float
    margin: float
    min_group: int
    dimensions: tuple[DimensionComparison, ...]
    response_rate: ResponseRate | None
    mark: Mark
    resolved: Resolved
    phone_log: PhoneLogFigures | None
    trend: tuple[TrendPoint, ...]
    criteria: tuple[CriterionComparison, ...]
    rounds: tuple[AuditRound, ...]
    advice: tuple[Advice, ...]
    notes: tuple[str, ...] = ()
    funnel: tuple[FunnelStep, ...] = ()
    represented: tuple[GroupShare, ...] = ()
    modes: tuple[ModeScores, ...] = ()
    rank_agreement: tuple[RankAgreement, ...] = ()

    def by_dimension(self) -> Mapping[str, DimensionComparison]:
        """The five B's by their codes."""
        return {row.dimension: row for row in self.dimensions}
