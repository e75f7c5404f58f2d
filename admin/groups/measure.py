"""The one call that compares groups: page and files show what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from admin.groups.ranking import against_mean, places
from admin.groups.results import Group, GroupsView, Kind, Side, Standing
from admin.insight.measure import load, measure_loaded
from admin.insight.results import Comparison, Gap
from admin.insight.scope import Scope
from admin.insight.summaries import Choices
from admin.insight.terms import Filters, OrganisationName, Score, Verdict
from survey import dimensions
from survey.organisations import Organisation

MARK: Final = "mark"
ABOUT: Final = (*dimensions.CODES, MARK)
"""What groups can be compared on."""


def compare_groups(
    session: Session, organisation: Organisation, scope: Scope, choices: Choices, kind: Kind, about: str
) -> GroupsView:
    """All teams or all channels in this scope, each as its own comparison shows it, and no more than that shows.

    The scope's filter on what is compared is left out, and its language too: a language is of everybody together.
    """
    filters = replace(scope.filters, language=None, **{kind.value: None})
    names = choices.teams if kind is Kind.TEAM else choices.channels
    loaded = load(session, organisation, scope.period)
    found = {name: measure_loaded(loaded, replace(scope, filters=_only(filters, kind, name))) for name in names}
    return view_of(found, organisation, replace(scope, filters=filters), kind, about)


def _only(filters: Filters, kind: Kind, name: str) -> Filters:
    return replace(filters, **{kind.value: name})


def view_of(
    found: Mapping[str, Comparison], organisation: Organisation, scope: Scope, kind: Kind, about: str
) -> GroupsView:
    """The groups beside each other, from each one's comparison."""
    sides = {each: _sides(found, each, each == about) for each in ABOUT}
    groups = [Group(name, tuple(sides[each][name] for each in ABOUT)) for name in found]
    return GroupsView(
        OrganisationName(organisation.slug, organisation.name),
        scope.period,
        scope.filters,
        scope.weighted,
        organisation.norm,
        organisation.minimum_group,
        kind,
        about,
        tuple(sorted(groups, key=lambda group: _order(group.side(about)))),
    )


def _order(side: Side) -> tuple[bool, float, bool]:
    mean = side.perceived.score.mean
    return mean is None, 0.0 if mean is None else -mean, side.measured.score.mean is None


def _sides(found: Mapping[str, Comparison], about: str, with_places: bool) -> dict[str, Side]:
    """One B or the mark of every group."""
    perceived = _standings(found, lambda comparison: _perceived(comparison, about), with_places)
    measured = _standings(found, lambda comparison: _measured(comparison, about), with_places)
    return {
        name: Side(about, perceived[name], measured[name], *_gap(comparison, about))
        for name, comparison in found.items()
    }


def _standings(
    found: Mapping[str, Comparison], score_of: Callable[[Comparison], Score], with_places: bool
) -> dict[str, Standing]:
    scores = {name: score_of(comparison) for name, comparison in found.items()}
    against = against_mean(scores)
    ranges = places(scores) if with_places and len(against) > 1 else {}
    return {name: Standing(score, against.get(name), *ranges.get(name, (None, None))) for name, score in scores.items()}


def _perceived(comparison: Comparison, about: str) -> Score:
    return comparison.mark.score if about == MARK else comparison.by_dimension()[about].perceived


def _measured(comparison: Comparison, about: str) -> Score:
    return Score(n=0) if about == MARK else comparison.by_dimension()[about].measured


def _gap(comparison: Comparison, about: str) -> tuple[Gap, Verdict | None]:
    if about == MARK:
        return Gap(), None
    row = comparison.by_dimension()[about]
    return row.gap, row.verdict if row.gap.mean is not None else None
