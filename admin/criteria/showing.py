"""Criteria as the pages show them, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal, gettext

from admin.criteria import sets, wording
from admin.criteria.differences import Change
from admin.insight.formatting import per_cent
from survey import dimensions
from survey.criteria.catalogue import Criterion, Wording, requirement_in
from survey.dimensions import Dimension
from survey.locale import page_language, translated


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion in a table: its words, and all else as text."""

    criterion: Criterion
    requirement: Wording
    scale: str
    seconds: str
    weight: str
    share: str


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one B."""

    dimension: Dimension
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after, in words; `language` where these are somebody's own words."""

    name: str
    before: str
    after: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """One criterion that differs, and in what."""

    code: str
    requirement: Wording
    kind: str
    fields: tuple[Difference, ...]


def requirement(criterion: Criterion) -> Wording:
    """What an auditor checks, in the page's language where there are words in it."""
    return requirement_in(criterion, page_language().code, translated)


def groups(criteria: Sequence[Criterion]) -> tuple[Group, ...]:
    """All criteria by B."""
    shares = sets.shares(criteria)
    return tuple(
        Group(dimension, tuple(_line(each, shares.get(each.code)) for each in criteria if each.dimension == code))
        for code, dimension in dimensions.BY_CODE.items()
    )


def _line(criterion: Criterion, share: float | None) -> Line:
    seconds = wording.NOTHING
    if criterion.norm is not None and criterion.limit is not None:
        seconds = str(
            gettext("%(norm)s and %(limit)s seconds", norm=number(criterion.norm), limit=number(criterion.limit))
        )
    return Line(
        criterion,
        requirement(criterion),
        translated(wording.SCALES[criterion.scale]),
        seconds,
        number(criterion.weight),
        per_cent(share),
    )


def number(value: float) -> str:
    """A weight or a number of seconds as people write it."""
    return str(format_decimal(value, "#,##0.##"))


def changed(changes: Iterable[Change]) -> tuple[Changed, ...]:
    """What differs, in words."""
    return tuple(
        Changed(
            change.criterion.code,
            requirement(change.criterion),
            translated(wording.KINDS[change.kind]),
            tuple(
                Difference(
                    wording.field_name(field.name, translated),
                    wording.value_in_words(field.name, field.before, translated, number),
                    wording.value_in_words(field.name, field.after, translated, number),
                    wording.language_of(field.name),
                )
                for field in change.fields
            ),
        )
        for change in changes
    )
