"""Recommendations: what to do first, on which evidence. Pure.

Advice ranks by importance × shortfall. The importance of a B is its correlation with the report mark; where
too few citizens answered to know it, it counts as the mean of those known, and as 1 where none is. The
shortfall of a B is how far its lowest side lies under the norm. That of a criterion is how far its audited
mean lies under the norm, or that part of citizens' own shortfall for which low scorers gave it as a reason,
whichever is more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from admin.insight.advice_texts import CRITERION_TEXTS, DIMENSION_TEXTS, REQUIREMENTS, TITLES
from admin.insight.results import (
    Advice,
    AdviceEvidence,
    CriterionComparison,
    DimensionComparison,
    Score,
)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Advice before it has a priority, with what it ranks by."""

    importance: float
    shortfall: float
    advice: Advice


def advise(
    dimensions: Sequence[DimensionComparison], criteria: Sequence[CriterionComparison], norm: float
) -> tuple[Advice, ...]:
    """All advice for which there is evidence, most urgent first; what goes well comes last.

    A B gets advice where it has a quadrant, a built-in criterion where it falls short of `norm`.
    """
    importance = _importance(dimensions)
    by_code = {row.dimension: row for row in dimensions}
    ranked = [
        *_on_dimensions(dimensions, importance, norm),
        *_on_criteria(criteria, by_code, importance, norm),
    ]
    ranked.sort(key=lambda item: (-item.importance * item.shortfall, -item.shortfall))
    return tuple(replace(item.advice, priority=priority) for priority, item in enumerate(ranked, start=1))


def shortfall(score: Score, norm: float) -> float:
    """How far a score lies under the norm, 0 where it does not or is not known."""
    return 0.0 if score.mean is None else max(0.0, norm - score.mean)


def _importance(dimensions: Sequence[DimensionComparison]) -> dict[str, float]:
    known = [max(0.0, row.importance) for row in dimensions if row.importance is not None]
    usual = sum(known) / len(known) if known else 1.0
    return {row.dimension: usual if row.importance is None else max(0.0, row.importance) for row in dimensions}


def _on_dimensions(
    dimensions: Sequence[DimensionComparison], importance: Mapping[str, float], norm: float
) -> Iterator[_Ranked]:
    for row in dimensions:
        if row.quadrant is None:
            continue
        advice = Advice(
            code=f"{row.dimension}.{row.quadrant.value}",
            dimension=row.dimension,
            criterion=None,
            quadrant=row.quadrant,
            title=TITLES[row.quadrant],
            text=DIMENSION_TEXTS[row.dimension, row.quadrant],
            telefoonwijzer=REQUIREMENTS[row.dimension],
            evidence=_evidence(row),
            priority=0,
        )
        short = max(shortfall(row.perceived, norm), shortfall(row.measured, norm))
        yield _Ranked(importance[row.dimension], short, advice)


def _on_criteria(
    criteria: Sequence[CriterionComparison],
    by_code: Mapping[str, DimensionComparison],
    importance: Mapping[str, float],
    norm: float,
) -> Iterator[_Ranked]:
    for criterion in criteria:
        row, words = by_code[criterion.dimension], CRITERION_TEXTS.get(criterion.code)
        short = _criterion_shortfall(criterion, row, norm)
        if words is None or short <= 0:
            continue
        advice = Advice(
            code=criterion.code,
            dimension=criterion.dimension,
            criterion=criterion.code,
            quadrant=row.quadrant,
            title=words.title,
            text=words.text,
            telefoonwijzer=words.requirement,
            evidence=_evidence(row, criterion),
            priority=0,
        )
        yield _Ranked(importance[criterion.dimension], short, advice)


def _criterion_shortfall(criterion: CriterionComparison, row: DimensionComparison, norm: float) -> float:
    by_reasons = shortfall(row.perceived, norm) * (criterion.reason_share or 0.0) / 100
    return max(shortfall(criterion.measured, norm), by_reasons)


def _evidence(row: DimensionComparison, criterion: CriterionComparison | None = None) -> AdviceEvidence:
    return AdviceEvidence(
        perceived=row.perceived,
        measured=row.measured,
        gap=row.gap,
        criterion=criterion.measured if criterion else None,
        reason_count=criterion.reason_count if criterion else None,
        reason_share=criterion.reason_share if criterion else None,
        importance=row.importance,
    )
