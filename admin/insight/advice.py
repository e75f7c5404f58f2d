"""Recommendations: what to do first, on which evidence. Pure.

What can be advised is data: the reviewed library. A piece is given only where the figures that are shown meet all the
evidence that it asks for. Advice ranks by importance × shortfall. The importance of a B is its correlation with the
report mark; where too few citizens answered to know it, it counts as the mean of those known, and as 1 where none is.
The shortfall of a B is how far its lowest side lies under the norm. That of a criterion is how far its audited mean
lies under the norm, or that part of citizens' own shortfall for which low scorers gave it as a reason, whichever is
more. What there is to find out comes after what there is to improve, what goes well comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from admin.insight.library.conditions import CONDITIONS, Facts, busy_hours
from admin.insight.library.items import OWN, PLACE, Item
from admin.insight.library.reading import library
from admin.insight.results import (
    Advice,
    AdviceEvidence,
    AdviceKind,
    AdviceWords,
    BusyHour,
    Comparison,
    CriterionComparison,
    DimensionComparison,
)
from survey.criteria.catalogue import BY_CODE as CRITERIA
from survey.criteria.catalogue import OwnRequirement

NAMED: Final = ".named"
"""Ends the code of advice on a criterion that citizens name and the audits don't."""
_KINDS: Final = tuple(AdviceKind)
_HOURS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Titled:
    """The words of a piece of advice by its code, to show where its evidence is not at hand."""

    nl: AdviceWords
    en: AdviceWords

    def words(self, language: str) -> tuple[AdviceWords, str]:
        """The words to show on a page in `language` (a code), and the code of the language that they are in."""
        return (self.nl, "nl") if language in {"nl", "fy"} else (self.en, "en")


def advise(comparison: Comparison, hours: tuple[BusyHour, ...] = ()) -> tuple[Advice, ...]:
    """All advice for which this comparison has evidence, most urgent first.

    `hours` are the hours of the week of the phone log, where these are known as well.
    """
    view, weights = Facts(comparison, hours=hours), _weights(comparison)
    found = [*_on_everything(view), *_on_dimensions(view, weights), *_on_criteria(view, weights)]
    found.sort(key=_urgency)
    return tuple(replace(advice, priority=priority) for priority, advice in enumerate(found, start=1))


def titled(code: str, own: OwnRequirement | None = None) -> Titled | None:
    """The words of the advice of this code; `own` are the words of the criterion where that is an organisation's own.

    None where there is no such advice (any more).
    """
    known = library().by_code
    if own is None:
        item = known.get(code)
        return Titled(item.nl, item.en) if item else None
    item = known[f"{OWN}{NAMED}" if code.endswith(NAMED) else f"{OWN}.low"]
    return Titled(_naming(item.nl, own.nl), _naming(item.en, own.en))


def _urgency(advice: Advice) -> tuple[int, float, float]:
    found = advice.evidence
    return _KINDS.index(advice.kind), -found.weight * found.shortfall, -found.shortfall


def _weights(comparison: Comparison) -> dict[str, float]:
    rows = comparison.dimensions
    known = [max(0.0, row.importance) for row in rows if row.importance is not None]
    usual = sum(known) / len(known) if known else 1.0
    return {row.dimension: usual if row.importance is None else max(0.0, row.importance) for row in rows}


def _on_dimensions(view: Facts, weights: Mapping[str, float]) -> Iterator[Advice]:
    for row in view.comparison.dimensions:
        facts = replace(view, row=row)
        for item in library().of_dimension(row.dimension):
            if item.fits(facts):
                yield _advice(item, facts, weights[row.dimension])


def _on_criteria(view: Facts, weights: Mapping[str, float]) -> Iterator[Advice]:
    rows = view.comparison.by_dimension()
    for criterion in view.comparison.criteria:
        facts = replace(view, row=rows[criterion.dimension], criterion=criterion)
        for item in library().of_criterion(criterion.code, criterion.code not in CRITERIA):
            if item.fits(facts):
                yield _advice(item, facts, weights[criterion.dimension])


def _on_everything(view: Facts) -> Iterator[Advice]:
    """Advice on the whole service: given once, with the B's that called for it."""
    for item in library().of_dimension(None):
        fitting = [row for row in view.comparison.dimensions if item.fits(replace(view, row=row))]
        if fitting:
            yield _about_all(item, view, fitting)


def _about_all(item: Item, view: Facts, fitting: list[DimensionComparison]) -> Advice:
    by_dimension = any(CONDITIONS[need.name].about == "dimension" for need in item.needs)
    needed = [row.more_responses_needed for row in fitting if row.more_responses_needed is not None]
    apart = [row.auditor_disagreement for row in fitting if row.auditor_disagreement is not None]
    evidence = AdviceEvidence(
        dimensions=tuple(row.dimension for row in fitting) if by_dimension else (),
        more_responses_needed=min(needed) if item.asks("cannot_tell") else None,
        auditor_disagreement=max(apart) if item.asks("auditors_apart_at_least") else None,
        response_rate=view.comparison.response_rate if _is_about_response(item) else None,
    )
    return Advice(item.code, None, None, None, item.kind, item.nl, item.en, evidence, priority=0)


def _is_about_response(item: Item) -> bool:
    return item.asks("contacts_at_least") or item.asks("response_rate_below")


def _advice(item: Item, facts: Facts, weight: float) -> Advice:
    row, criterion = facts.row, facts.criterion
    own = criterion.own if criterion and item.criterion == OWN else None
    return Advice(
        code=_code(item, criterion),
        dimension=row.dimension if row else None,
        criterion=criterion.code if criterion else None,
        quadrant=row.quadrant if row else None,
        kind=item.kind,
        nl=_naming(item.nl, own.nl) if own else _naming(item.nl, criterion.code if criterion else ""),
        en=_naming(item.en, own.en) if own else _naming(item.en, criterion.code if criterion else ""),
        evidence=_evidence(item, facts, weight),
        priority=0,
        own=own,
    )


def _code(item: Item, criterion: CriterionComparison | None) -> str:
    if criterion is None or item.criterion != OWN:
        return item.code
    return criterion.code + (NAMED if item.code.endswith(NAMED) else "")


def _naming(words: AdviceWords, criterion: str) -> AdviceWords:
    """The words with the organisation's own criterion in its place."""
    named = {name: getattr(words, name).replace(PLACE, criterion) for name in ("title", "text", "first_step")}
    return replace(words, **named, see_it_worked=words.see_it_worked.replace(PLACE, criterion))


def _evidence(item: Item, facts: Facts, weight: float) -> AdviceEvidence:
    row, criterion, view = facts.row, facts.criterion, facts.comparison
    found = AdviceEvidence(shortfall=item.shortfall(facts), weight=weight)
    if row is not None:
        found = replace(found, perceived=row.perceived, measured=row.measured, gap=row.gap, importance=row.importance)
    if criterion is not None:
        share, count = criterion.reason_share, criterion.reason_count
        return replace(found, criterion=criterion.measured, reason_count=count, reason_share=share)
    return replace(
        found,
        resolved=view.resolved if item.asks("resolved_below") else None,
        phone_log=view.phone_log if item.asks("phone_calls_at_least") else None,
        hours=_hours(item, facts),
    )


def _hours(item: Item, facts: Facts) -> tuple[BusyHour, ...]:
    least = {need.name: need.value or 0.0 for need in item.needs}.get("hours_unanswered_at_least")
    return () if least is None else busy_hours(facts, least)[:_HOURS_SHOWN]
