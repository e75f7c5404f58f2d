"""Which column of an audit sheet holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from survey.criteria.catalogue import Criterion
from survey.criteria.current import CriteriaSet
from survey.intake.faults import Fault
from survey.intake.sheets import HeaderTest
from survey.languages import N_

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "datum"),
    "team": ("team",),
    "channel": ("channel", "kanaal"),
    "reference": ("reference", "referentie"),
}
"""Names of the columns that are no criterion, English first and Dutch last."""
REQUIRED: Final = ("date", "team", "channel")

_UNKNOWN: Final = N_("a column of the template")
_PERHAPS: Final = N_("a column of the template, perhaps “%(name)s”")
_TWICE: Final = N_("each column once")
_MISSING: Final = N_("a column “%(name)s”")
_NAMELESS: Final = N_("a name for column %(number)s")
_NO_CRITERION: Final = N_("at least one column with the code of a criterion")


@dataclass(frozen=True, slots=True)
class Columns:
    """Position (from 0) of each field and criterion in a row's cells."""

    header: tuple[str, ...]
    fields: Mapping[str, int]
    criteria: tuple[tuple[int, Criterion], ...]


@dataclass(slots=True)
class _Found:
    fields: dict[str, int] = field(default_factory=dict)
    criteria: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def plan(header: Sequence[str], criteria: CriteriaSet, row: int = 1) -> tuple[Columns, tuple[Fault, ...]]:
    """Where everything stands, and what is wrong with the header (in row `row`).

    Upper and lower case are the same.
    """
    known = _known_names(criteria)
    found = _Found()
    for place, title in enumerate(header):
        if title.strip():
            _place(found, known, place, title.strip(), row)
        else:
            found.faults.append(Fault(row, "", "", _NAMELESS, {"number": str(place + 1)}))
    found.faults += _missing(found, row)
    by_code = criteria.by_code()
    placed = tuple((place, by_code[code]) for code, place in found.criteria.items())
    return Columns(tuple(header), found.fields, placed), tuple(found.faults)


def header_tests(criteria: CriteriaSet) -> tuple[HeaderTest, ...]:
    """By what a header is known: all that is needed, else two names of columns, else nothing at all."""
    known = _known_names(criteria)

    def found(header: Sequence[str]) -> set[str]:
        return {known[name] for title in header if (name := title.strip().casefold()) in known}

    def is_whole(header: Sequence[str]) -> bool:
        names = found(header)
        return names.issuperset(REQUIRED) and len(names - set(FIELDS)) > 0

    return is_whole, lambda header: len(found(header)) > 1


def _known_names(criteria: CriteriaSet) -> dict[str, str]:
    names = {name: name_of for name_of, names in FIELDS.items() for name in names}
    return names | {criterion.code.casefold(): criterion.code for criterion in criteria.criteria}


def _place(found: _Found, known: Mapping[str, str], place: int, title: str, row: int) -> None:
    name = known.get(title.casefold())
    if name is None:
        found.faults.append(_unknown(title, known, row))
        return
    target = found.fields if name in FIELDS else found.criteria
    if name in target:
        found.faults.append(Fault(row, title, title, _TWICE))
        return
    target[name] = place


def _unknown(title: str, known: Mapping[str, str], row: int) -> Fault:
    near = get_close_matches(title.casefold(), known, n=1)
    if not near:
        return Fault(row, title, title, _UNKNOWN)
    return Fault(row, title, title, _PERHAPS, {"name": near[0]})


def _missing(found: _Found, row: int) -> list[Fault]:
    faults = [
        Fault(row, "", "", _MISSING, {"name": " / ".join(FIELDS[name])})
        for name in REQUIRED
        if name not in found.fields
    ]
    if not found.criteria:
        faults.append(Fault(row, "", "", _NO_CRITERION))
    return faults
