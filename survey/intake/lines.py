"""What both kinds of file come down to: numbered lines of cells, and how far the reading is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from survey.intake.cells import Cell
from survey.languages import N_

NOT_OURS: Final = N_("This is not a CSV, XLSX or ODS file.")
DAMAGED: Final = N_("The file is damaged and cannot be opened.")
TOO_MANY_ROWS: Final = N_("The file has more than %(rows)s rows. Send it in parts.")
TOO_MANY_COLUMNS: Final = N_("The file has more than %(columns)s columns.")


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read. `cells` is rows times columns of a spreadsheet, which is held in memory whole."""

    rows: int = 1_000_000
    columns: int = 500
    cells: int = 20_000_000
    unpacked_bytes: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of cells with their number in the file (from 1), to be read once.

    `total` is the size of the whole and `position()` how much of it is read: bytes of a CSV file, rows of a sheet.
    """

    name: str
    total: int
    position: Callable[[], int]
    numbered: Iterator[tuple[int, Sequence[Cell]]]
