"""Which column of a phone log is which of our fields, and which are left out, with the reason. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from survey.intake.faults import FileFault, FileFaults
from survey.intake.reach import ADDRESS_FIELDS
from survey.intake.words import (
    CITIZEN,
    CLOCK_OR_MOMENT,
    COLUMNS,
    EMPLOYEE,
    FIELDS,
    TOTALS,
    normalised,
)
from survey.languages import N_

DROP: Final = "-"
"""What a column is mapped to when it must be left out."""

_EMPLOYEE: Final = N_("names of employees are never stored")
_CITIZEN: Final = N_("personal data of the citizen is not stored")
_TOTAL: Final = N_("a total over the whole file")
_ASKED: Final = N_("left out as you asked")
_CHOSEN: Final = N_("another column was chosen for this")

_NO_COLUMN: Final = N_("There is no column “%(column)s”. The columns are: %(columns)s.")
_NO_FIELD: Final = N_("“%(field)s” is not a field. The fields are: %(fields)s.")
_TWICE: Final = N_("The columns “%(first)s” and “%(second)s” both stand for %(field)s. Choose one.")
_NO_REFERENCE: Final = N_("There is no column with the reference of a contact. The columns are: %(columns)s.")
_NO_DATE: Final = N_("There is no column with a date. The columns are: %(columns)s.")
_PERSONAL: Final = N_("The column “%(column)s” may point at a person and cannot be used as %(field)s.")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column that is recognised and left out; `reason` is an English message id."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Field to position in the header; columns left out, with the reason; columns that nobody knows."""

    header: tuple[str, ...]
    fields: Mapping[str, int]
    dropped: tuple[Dropped, ...]
    unknown: tuple[str, ...]

    def column(self, field: str) -> str:
        """The name in the file of the column for this field; `KeyError` when the plan has none."""
        return self.header[self.fields[field]]

    @property
    def is_about_citizens(self) -> bool:
        """Whether there are columns with who a citizen is or how to reach them, also where they are left out."""
        names = {normalised(column) for column in self.header}
        known = {*self.fields, *(COLUMNS[name] for name in names & COLUMNS.keys())}
        return not known.isdisjoint(ADDRESS_FIELDS) or not names.isdisjoint(CITIZEN)


def plan_columns(header: Sequence[str], overrides: Mapping[str, str] | None = None) -> ColumnPlan:
    """The plan for a header; `overrides` maps column names to fields, or to `-` to leave them out.

    `FileFaults` names everything that is wrong with the overrides, fields with two columns, and a reference or
    date that is missing.
    """
    chosen, faults = _chosen(header, overrides or {})
    recognised, dropped, unknown = _recognised(header, chosen)
    fields, doubles = _one_column_a_field(header, chosen, recognised)
    fields, unused = _one_moment(fields)
    faults += doubles + _missing(header, fields)
    if faults:
        raise FileFaults(faults)
    taken = set(fields.values())
    beaten = [index for index in recognised if index not in taken] + unused
    dropped |= dict.fromkeys(beaten, _CHOSEN)
    reasons = tuple(Dropped(header[index], dropped[index]) for index in sorted(dropped))
    return ColumnPlan(tuple(header), fields, reasons, tuple(header[index] for index in unknown))


def _chosen(header: Sequence[str], overrides: Mapping[str, str]) -> tuple[dict[int, str], list[FileFault]]:
    """Position to field (or `-`) as the caller asks, and what cannot be done."""
    chosen: dict[int, str] = {}
    faults: list[FileFault] = []
    for column, field in overrides.items():
        index = _position(header, column)
        if index is None:
            faults.append(FileFault(_NO_COLUMN, column=column, columns=_listed(header)))
        elif field not in (*FIELDS, DROP):
            faults.append(FileFault(_NO_FIELD, field=field, fields=", ".join(FIELDS)))
        elif not _may_be(header[index], field):
            faults.append(FileFault(_PERSONAL, column=header[index], field=field))
        else:
            chosen[index] = field
    return chosen, faults


def _position(header: Sequence[str], column: str) -> int | None:
    if column in header:
        return header.index(column)
    matches = [index for index, name in enumerate(header) if normalised(name) == normalised(column)]
    return matches[0] if len(matches) == 1 else None


def _may_be(column: str, field: str) -> bool:
    """An employee's name may stand for a team when the caller says so; an address is nothing but an address."""
    name = normalised(column)
    if name in EMPLOYEE:
        return field in {"team", DROP}
    if COLUMNS.get(name) in ADDRESS_FIELDS:
        return field in {*ADDRESS_FIELDS, DROP}
    return name not in CITIZEN or field == DROP


def _recognised(header: Sequence[str], chosen: Mapping[int, str]) -> tuple[dict[int, str], dict[int, str], list[int]]:
    """Of the columns that were not chosen by hand: those with a field, those with a reason, and the rest."""
    recognised: dict[int, str] = {}
    dropped = {index: _ASKED for index, field in chosen.items() if field == DROP}
    unknown: list[int] = []
    dated = _has_date(header, chosen)
    for index, column in enumerate(header):
        if index in chosen or not column:
            continue
        name = normalised(column)
        if (field := _field(name, dated=dated)) is not None:
            recognised[index] = field
        elif (reason := _reason(name)) is not None:
            dropped[index] = reason
        else:
            unknown.append(index)
    return recognised, dropped, unknown


def _has_date(header: Sequence[str], chosen: Mapping[int, str]) -> bool:
    return "date" in chosen.values() or any(
        COLUMNS.get(normalised(column)) == "date" for index, column in enumerate(header) if index not in chosen
    )


def _field(name: str, *, dated: bool) -> str | None:
    if name in CLOCK_OR_MOMENT:
        return "time" if dated else "datetime"
    return COLUMNS.get(name)


def _reason(name: str) -> str | None:
    for names, reason in ((EMPLOYEE, _EMPLOYEE), (CITIZEN, _CITIZEN), (TOTALS, _TOTAL)):
        if name in names:
            return reason
    return None


def _one_column_a_field(
    header: Sequence[str], chosen: Mapping[int, str], recognised: Mapping[int, str]
) -> tuple[dict[str, int], list[FileFault]]:
    """Field to position: a choice by hand goes before a name that is recognised; two of one kind is a fault."""
    fields: dict[str, int] = {}
    faults: list[FileFault] = []
    by_hand = {field for field in chosen.values() if field != DROP}
    candidates = [(index, field) for index, field in chosen.items() if field != DROP]
    candidates += [(index, field) for index, field in recognised.items() if field not in by_hand]
    for index, field in candidates:
        if field in fields:
            faults.append(FileFault(_TWICE, first=header[fields[field]], second=header[index], field=field))
        fields.setdefault(field, index)
    return fields, faults


def _one_moment(fields: dict[str, int]) -> tuple[dict[str, int], list[int]]:
    """Without a separate date and time where one column holds both, and the positions no longer used."""
    if "datetime" not in fields:
        return fields, []
    unused = [index for field, index in fields.items() if field in {"date", "time"}]
    return {field: index for field, index in fields.items() if field not in {"date", "time"}}, unused


def _missing(header: Sequence[str], fields: Mapping[str, int]) -> list[FileFault]:
    faults = []
    if "reference" not in fields:
        faults.append(FileFault(_NO_REFERENCE, columns=_listed(header)))
    if "date" not in fields and "datetime" not in fields:
        faults.append(FileFault(_NO_DATE, columns=_listed(header)))
    return faults


def _listed(header: Sequence[str]) -> str:
    return ", ".join(f"“{column}”" for column in header if column)
