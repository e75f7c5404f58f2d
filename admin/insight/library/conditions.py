"""The evidence that advice can ask for: each condition by its name, and how far what it saw lies under the norm. Pure.

A condition holds only where the figure that it looks at is shown: what is hidden or missing calls for nothing, but for
the two conditions that are about what is missing, `answers_hidden` and `not_audited`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from admin.insight.results import BusyHour, Comparison, CriterionComparison, DimensionComparison
from admin.insight.terms import Score, Verdict

FEWEST_CALLS_IN_HOUR: Final = 20
"""An hour of the week with fewer calls calls for nothing: two calls more would change it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one piece of advice can stand on: the view, its B and criterion where it has these, the busy hours."""

    comparison: Comparison
    row: DimensionComparison | None = None
    criterion: CriterionComparison | None = None
    hours: tuple[BusyHour, ...] = ()


def _no_shortfall(_facts: Facts) -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether the facts meet a least or most value (None: it takes no value), and the shortfall that it saw."""

    holds: Callable[[Facts, float], bool]
    takes_number: bool = False
    shortfall: Callable[[Facts], float] = _no_shortfall
    about: str = "view"
    """What the facts must have for it: `view`, `dimension` or `criterion`."""


def below(score: Score, norm: float) -> float:
    """How far a score lies under the norm, 0 where it does not or is not known."""
    return 0.0 if score.mean is None else max(0.0, norm - score.mean)


def _reaches(score: Score, norm: float) -> bool:
    return score.mean is not None and score.mean >= norm


def _perceived_below(facts: Facts) -> float:
    return below(facts.row.perceived, facts.comparison.norm) if facts.row else 0.0


def _measured_below(facts: Facts) -> float:
    return below(facts.row.measured, facts.comparison.norm) if facts.row else 0.0


def _criterion_below(facts: Facts) -> float:
    return below(facts.criterion.measured, facts.comparison.norm) if facts.criterion else 0.0


def by_reasons(facts: Facts) -> float:
    """That part of citizens' own shortfall for which low scorers gave this criterion as a reason."""
    share = facts.criterion.reason_share if facts.criterion else None
    return _perceived_below(facts) * (share or 0.0) / 100


def _criterion_shortfall(facts: Facts) -> float:
    return max(_criterion_below(facts), by_reasons(facts))


def _of_dimension(shortfall: Callable[[Facts], float]) -> Callable[[Facts], float]:
    """A B's shortfall counts for advice on the B, not for advice on one of its criteria."""
    return lambda facts: 0.0 if facts.criterion else shortfall(facts)


def _quality(holds: Callable[[Facts], bool], shortfall: Callable[[Facts], float] = _no_shortfall) -> Condition:
    return Condition(lambda facts, _: holds(facts), shortfall=_of_dimension(shortfall), about="dimension")


def _cannot_tell(row: DimensionComparison) -> bool:
    return row.gap.mean is not None and row.verdict is Verdict.CANNOT_TELL and row.more_responses_needed is not None


def _not_audited(row: DimensionComparison) -> bool:
    return row.perceived.mean is not None and row.measured.mean is None


_DIMENSION: Final = {
    "perceived_below_norm": _quality(lambda facts: _perceived_below(facts) > 0, _perceived_below),
    "measured_below_norm": _quality(lambda facts: _measured_below(facts) > 0, _measured_below),
    "perceived_at_norm": _quality(
        lambda facts: facts.row is not None and _reaches(facts.row.perceived, facts.comparison.norm)
    ),
    "measured_at_norm": _quality(
        lambda facts: facts.row is not None and _reaches(facts.row.measured, facts.comparison.norm)
    ),
    "cannot_tell": _quality(lambda facts: facts.row is not None and _cannot_tell(facts.row)),
    "within_auditor_disagreement": _quality(
        lambda facts: facts.row is not None and facts.row.within_auditor_disagreement is True
    ),
    "answers_hidden": _quality(lambda facts: facts.row is not None and facts.row.perceived.hidden),
    "not_audited": _quality(lambda facts: facts.row is not None and _not_audited(facts.row)),
    "auditors_apart_at_least": Condition(
        lambda facts, least: facts.row is not None and (facts.row.auditor_disagreement or 0.0) >= least,
        takes_number=True,
        about="dimension",
    ),
}


def _score_of_criterion(facts: Facts) -> Score:
    return facts.criterion.measured if facts.criterion else Score()


_CRITERION: Final = {
    "criterion_below_norm": Condition(
        lambda facts, _: _criterion_below(facts) > 0, shortfall=_criterion_shortfall, about="criterion"
    ),
    "criterion_not_below_norm": Condition(
        lambda facts, _: facts.criterion is not None and not _criterion_below(facts), about="criterion"
    ),
    "calls_at_least": Condition(
        lambda facts, least: (_score_of_criterion(facts).n or 0) >= least, takes_number=True, about="criterion"
    ),
    "reason_share_at_least": Condition(
        lambda facts, least: facts.criterion is not None and (facts.criterion.reason_share or 0.0) >= least,
        takes_number=True,
        shortfall=by_reasons,
        about="criterion",
    ),
    "reasons_at_least": Condition(
        lambda facts, least: facts.criterion is not None and (facts.criterion.reason_count or 0) >= least,
        takes_number=True,
        about="criterion",
    ),
}


def _unanswered(facts: Facts) -> float | None:
    log = facts.comparison.phone_log
    share = log.answered_share.share if log else None
    return None if share is None else 100 - share


def _unanswered_shortfall(facts: Facts) -> float:
    unanswered = _unanswered(facts)
    return 0.0 if unanswered is None else max(0.0, facts.comparison.norm - (100 - unanswered))


def _wait_below(facts: Facts) -> float:
    log = facts.comparison.phone_log
    return below(log.wait_score, facts.comparison.norm) if log else 0.0


def _response_below(facts: Facts, most: float) -> bool:
    rate = facts.comparison.response_rate
    return rate is not None and rate.high is not None and rate.high < most


def _resolved_below(facts: Facts) -> float:
    yes = facts.comparison.resolved.yes
    return 0.0 if yes is None else max(0.0, facts.comparison.norm - yes)


def busy_hours(facts: Facts, least: float) -> tuple[BusyHour, ...]:
    """The hours in which at least this share (0-100) of the calls was missed, those with most missed calls first.

    Only where that is more than in the whole week by the hour's interval, so that chance picks none.
    """
    usual = _unanswered(facts)
    if usual is None:
        return ()
    found = [hour for hour in facts.hours if _is_busy(hour, least, usual)]
    return tuple(sorted(found, key=lambda hour: -(hour.not_answered.share or 0.0) * hour.not_answered.n))


def _is_busy(hour: BusyHour, least: float, usual: float) -> bool:
    missed = hour.not_answered
    if missed.share is None or missed.low is None or missed.n < FEWEST_CALLS_IN_HOUR:
        return False
    return missed.share >= least and missed.low > usual


_VIEW: Final = {
    "contacts_at_least": Condition(
        lambda facts, least: (
            (facts.comparison.response_rate.contacts if facts.comparison.response_rate else 0) >= least
        ),
        takes_number=True,
    ),
    "response_rate_below": Condition(_response_below, takes_number=True),
    "resolved_below": Condition(
        lambda facts, most: facts.comparison.resolved.yes is not None and facts.comparison.resolved.yes < most,
        takes_number=True,
        shortfall=_resolved_below,
    ),
    "phone_calls_at_least": Condition(
        lambda facts, least: facts.comparison.phone_log is not None and facts.comparison.phone_log.offered >= least,
        takes_number=True,
    ),
    "phone_unanswered_at_least": Condition(
        lambda facts, least: (_unanswered(facts) or 0.0) >= least, takes_number=True, shortfall=_unanswered_shortfall
    ),
    "phone_wait_below_norm": Condition(lambda facts, _: _wait_below(facts) > 0, shortfall=_wait_below),
    "phone_wait_at_norm": Condition(
        lambda facts, _: (
            facts.comparison.phone_log is not None
            and _reaches(facts.comparison.phone_log.wait_score, facts.comparison.norm)
        )
    ),
    "phone_unanswered_below": Condition(
        lambda facts, most: (unanswered := _unanswered(facts)) is not None and unanswered < most, takes_number=True
    ),
    "hours_unanswered_at_least": Condition(
        lambda facts, least: bool(busy_hours(facts, least)), takes_number=True, shortfall=_unanswered_shortfall
    ),
}

CONDITIONS: Final[Mapping[str, Condition]] = {**_DIMENSION, **_CRITERION, **_VIEW}
"""Every condition by the name that the library uses."""
