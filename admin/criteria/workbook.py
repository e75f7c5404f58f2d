"""A set of criteria as a workbook: a sheet `criteria`, and a sheet `reasons` with the citizen's words by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from admin.criteria import sets
from admin.criteria.entries import REASONS, Entry, Place, ReadSet, SetFault, as_fields, read_entries
from admin.workbooks import new_workbook
from survey import languages
from survey.criteria.catalogue import SCALES, Criterion
from survey.intake.cells import Cell
from survey.intake.faults import FileFault, Translate, shown
from survey.intake.lines import Limits
from survey.intake.workbooks import read_named
from survey.languages import N_

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CRITERIA: Final = "criteria"
REASONS_SHEET: Final = "reasons"
BUILT_IN: Final = "built_in"
"""A column for the reader's eye: the words of a built-in criterion. It is not read."""
COLUMNS: Final = ("code", BUILT_IN, "scale", "norm", "limit", "weight", "active", "requirement_nl", "requirement_en")
REASON_COLUMNS: Final = ("code", *languages.CODES)
_NEEDED: Final = {CRITERIA: ("code", "scale", "weight", "active"), REASONS_SHEET: ("code",)}
_LIMITS: Final = Limits(rows=2_000, columns=100, cells=100_000, unpacked_bytes=1 << 25)

_NO_SHEET: Final = N_("The workbook needs a sheet called “criteria”.")
_COLUMN: Final = N_("one of the columns: %(names)s")
_EACH_ONCE: Final = N_("each column once")
_MISSING: Final = N_("a column “%(name)s”")
_KNOWN: Final = N_("a code that the sheet “criteria” has")
_CODE_ONCE: Final = N_("each code once")

_Row = tuple[int, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of one sheet: number in the sheet, and the cells that are filled in, by column name."""

    name: str
    header_row: int
    rows: tuple[_Row, ...]


def as_xlsx(criteria: Sequence[Criterion], translate: Translate) -> bytes:
    """The workbook; the words of built-in criteria are in the language of `translate` (gettext)."""
    content = BytesIO()
    with new_workbook(content) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        first, second = book.add_worksheet(CRITERIA), book.add_worksheet(REASONS_SHEET)
        _write(first, COLUMNS, [_criterion_row(each, translate) for each in criteria], heading, wrapped)
        _write(second, REASON_COLUMNS, [_reason_row(each) for each in criteria if each.own], heading, wrapped)
        _offer(first)
    return content.getvalue()


def _criterion_row(criterion: Criterion, translate: Translate) -> list[Any]:
    fields: dict[str, Any] = as_fields(criterion)
    fields[BUILT_IN] = None if criterion.own else translate(criterion.requirement)
    fields["active"] = "yes" if criterion.active else "no"
    return [fields[name] for name in COLUMNS]


def _reason_row(criterion: Criterion) -> list[Any]:
    fields = as_fields(criterion)
    return [fields["code"], *(fields[name] for name in REASONS)]


def _write(sheet: Worksheet, header: Sequence[str], rows: list[list[Any]], heading: Format, wrapped: Format) -> None:
    for place, name in enumerate(header):
        sheet.write_string(0, place, name, heading)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(header) - 1, 40 if header is REASON_COLUMNS else 14)
    if header is COLUMNS:
        sheet.set_column(1, 1, 50)
        sheet.set_column(7, 8, 50)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value, wrapped)
            elif value is not None:
                sheet.write_number(number, place, value, wrapped)


def _offer(sheet: Worksheet) -> None:
    """Let the spreadsheet offer what can be chosen."""
    for name, choices in (("scale", SCALES), ("active", ("yes", "no"))):
        place = COLUMNS.index(name)
        sheet.data_validation(1, place, sets.MOST_CRITERIA, place, {"validate": "list", "source": list(choices)})


def read_xlsx(stream: BinaryIO) -> ReadSet:
    """The criteria in the workbook, with every fault by sheet, row and column.

    Raises FileFault where it can't be opened or has no sheet `criteria`.
    """
    sheets = read_named(stream, (CRITERIA, REASONS_SHEET), _LIMITS)
    if CRITERIA not in sheets:
        raise FileFault(_NO_SHEET)
    faults: list[SetFault] = []
    criteria = _table(CRITERIA, sheets[CRITERIA], COLUMNS, faults)
    reasons = _table(REASONS_SHEET, sheets.get(REASONS_SHEET, ()), REASON_COLUMNS, faults)
    if faults:
        return ReadSet((), tuple(faults))
    words = _words(reasons, {_code_of(row) for row in criteria.rows}, faults)
    read = read_entries(_entries(criteria, words), Place(sheet=CRITERIA))
    return ReadSet(read.criteria, (*faults, *read.faults))


def _table(
    name: str, lines: Sequence[tuple[int, Sequence[Cell]]], known: Sequence[str], faults: list[SetFault]
) -> _Table:
    read = ((number, _cells(raw)) for number, raw in lines)
    filled = [(number, cells) for number, cells in read if any(cell is not None for cell in cells)]
    if not filled:
        if name == CRITERIA:
            faults += [SetFault(Place(sheet=name), "", _MISSING, {"name": each}) for each in _NEEDED[name]]
        return _Table(name, 1, ())
    header_row, titles = filled[0]
    header = ["" if cell is None else shown(cell).strip().casefold() for cell in titles]
    faults += _header_faults(name, header_row, header, known)
    return _Table(name, header_row, tuple((number, _by_name(header, cells)) for number, cells in filled[1:]))


def _cells(raw: Sequence[Cell]) -> list[Cell]:
    return [None if isinstance(cell, str) and not cell.strip() else cell for cell in raw]


def _by_name(header: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    return {title: cell for title, cell in zip(header, cells, strict=False) if cell is not None}


def _header_faults(name: str, row: int, header: Sequence[str], known: Sequence[str]) -> Iterator[SetFault]:
    counted = Counter(header)
    for title in counted:
        if title and title not in known:
            yield SetFault(Place(sheet=name, row=row), title, _COLUMN, {"names": ", ".join(known)})
        elif title and counted[title] > 1:
            yield SetFault(Place(sheet=name, row=row, column=title), title, _EACH_ONCE)
    for needed in _NEEDED[name]:
        if needed not in counted:
            yield SetFault(Place(sheet=name, row=row), "", _MISSING, {"name": needed})


def _code_of(row: _Row) -> str:
    return shown(row[1].get("code")).strip().casefold()


def _words(reasons: _Table, codes: set[str], faults: list[SetFault]) -> dict[str, _Row]:
    """The rows of the sheet with the citizen's words, by code."""
    found: dict[str, _Row] = {}
    for row in reasons.rows:
        code = _code_of(row)
        if code not in codes or code in found:
            place = Place(sheet=reasons.name, row=row[0], column="code")
            faults.append(SetFault(place, shown(row[1].get("code")), _CODE_ONCE if code in found else _KNOWN))
        else:
            found[code] = row
    return found


def _entries(criteria: _Table, words: Mapping[str, _Row]) -> Iterator[Entry]:
    for number, cells in criteria.rows:
        reasons = words.get(_code_of((number, cells)))
        fields = {name: cell for name, cell in cells.items() if name not in {BUILT_IN, ""}}
        if reasons is not None:
            fields |= {f"reason_{name}": cell for name, cell in reasons[1].items() if name in languages.BY_CODE}
        code = "" if reasons else _code_of((number, cells))
        yield Entry(fields, partial(_place, row=number, reasons_row=reasons[0] if reasons else 0, code=code))


def _place(name: str, row: int, reasons_row: int, code: str) -> Place:
    if name in REASONS:
        return Place(sheet=REASONS_SHEET, row=reasons_row, column=name.removeprefix("reason_"), code=code)
    return Place(sheet=CRITERIA, row=row, column=name)
