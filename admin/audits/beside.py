"""What stands in an audit sheet beside the scores: totals below the calls, and words for "not applicable". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from admin.audits.columns import FIELDS, REQUIRED
from survey.intake.cells import Cell

NOT_APPLICABLE: Final = frozenset(
    {"n.v.t.", "n.v.t", "nvt", "nvt.", "n/a", "n.a.", "na", "-", "–", "—", "niet van toepassing", "not applicable"}
)
TOTALS: Final = frozenset(
    {"totaal", "totalen", "subtotaal", "eindtotaal", "gemiddelde", "gemiddeld", "gem", "som", "aantal"}
    | {"total", "totals", "subtotal", "average", "mean", "sum", "count"}
)
_GUARDED: Final = re.compile(r"'[=+\-@\t\r]")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")


def is_not_applicable(cell: Cell) -> bool:
    """Whether the cell says that the column does not apply to the call."""
    return isinstance(cell, str) and " ".join(cell.split()).casefold() in NOT_APPLICABLE


def is_absent(cell: Cell) -> bool:
    """Whether the cell is blank, or says that there is nothing to fill in."""
    return cell is None or is_not_applicable(cell)


def unguarded(cell: Cell) -> Cell:
    """The cell without the apostrophe that our CSV files set before a text that looks like a formula."""
    return cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell


def is_total(cells: Sequence[Cell], fields: Mapping[str, int]) -> bool:
    """Whether a row is named a total or mean, where a call has its date, team, channel or reference."""
    own = [cells[fields[name]] for name in FIELDS if name in fields]
    day = cells[fields["date"]] if "date" in fields else None
    return (day is None or _is_name_of_total(day)) and any(map(_is_name_of_total, own))


def is_nameless(cells: Sequence[Cell], fields: Mapping[str, int]) -> bool:
    """Whether a row has neither date, team, channel nor reference, while there are columns for them."""
    return fields.keys() >= set(REQUIRED) and all(cells[place] is None for place in fields.values())


def _is_name_of_total(cell: Cell) -> bool:
    word = _FIRST_WORD.match(cell.strip()) if isinstance(cell, str) else None
    return word is not None and word[0].casefold() in TOTALS
