"""What is wrong with a file that someone sent us, in words they can act on. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from survey.intake.cells import Cell
from survey.intake.personal import hidden_if_personal
from survey.languages import N_

SHOWN_LENGTH: Final = 60
"""Longest piece of a cell that a fault repeats: what people type may be personal."""

Translate = Callable[[str], str]

_FOUND: Final = N_("Row %(row)s, column “%(column)s”: found “%(value)s”, expected %(expected)s.")
_EMPTY: Final = N_("Row %(row)s, column “%(column)s”: the cell is empty, expected %(expected)s.")
_IN_ROW: Final = N_("Row %(row)s: found “%(value)s”, expected %(expected)s.")
_ROW: Final = N_("Row %(row)s: expected %(expected)s.")
_ON_SHEET: Final = N_("Sheet “%(sheet)s”: %(fault)s")


def _in_english(message: str) -> str:
    return message


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be used: row as its reader sees it, column name, what stood there, what was expected.

    `column` is empty for a fault of the whole row; `expected` is an English message id, `values` fill its placeholders.
    `sheet` is empty where there is only one, as in CSV.
    """

    row: int
    column: str
    value: str
    expected: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    sheet: str = ""

    def wanted(self, translate: Translate = _in_english) -> str:
        """What was expected, in English or by `translate` (gettext)."""
        return translate(self.expected) % self.values if self.values else translate(self.expected)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be used, with every fault in it."""

    row_number: int
    faults: tuple[Fault, ...]


class FileFault(Exception):
    """A file that cannot be read at all: an English message id and the values for its placeholders."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def lines(self, translate: Translate = _in_english) -> list[str]:
        """Each fault as one line, in English or by `translate` (gettext)."""
        return [translate(self.message) % self.values if self.values else translate(self.message)]

    def __str__(self) -> str:
        return "\n".join(self.lines())


class FileFaults(FileFault):
    """Several faults of one file, so that all of them can be mended at once."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults[0].message, **self.faults[0].values)

    def lines(self, translate: Translate = _in_english) -> list[str]:
        """Each fault as one line, in English or by `translate` (gettext)."""
        return [line for fault in self.faults for line in fault.lines(translate)]


def shown(cell: Cell) -> str:
    """A cell as a fault repeats it: at most 60 characters, no address, and nothing that a terminal would obey."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = cell.isoformat() if isinstance(cell, date | datetime | time) else str("" if cell is None else cell)
    text = hidden_if_personal(text)
    if len(text) > SHOWN_LENGTH:
        text = text[: SHOWN_LENGTH - 1] + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def as_line(fault: Fault, translate: Translate = _in_english) -> str:
    """The fault as one line, in English or by `translate` (gettext)."""
    message = (_FOUND if fault.value else _EMPTY) if fault.column else (_IN_ROW if fault.value else _ROW)
    line = translate(message) % {
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "expected": fault.wanted(translate),
    }
    return translate(_ON_SHEET) % {"sheet": shown(fault.sheet), "fault": line} if fault.sheet else line
