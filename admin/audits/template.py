"""An empty audit sheet to fill in, with an organisation's own teams and criteria."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Final

from admin.audits.columns import FIELDS
from admin.audits.scoring import BEST_MARK, EXPECTED, LEAST_MARK
from admin.audits.spreadsheet import FIRST_DAY
from admin.workbooks import new_workbook
from survey import dimensions
from survey.criteria.catalogue import Criterion, requirement_in
from survey.criteria.current import CriteriaSet
from survey.intake.faults import Translate
from survey.languages import N_

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LAST_ROW: Final = 10_000
"""Rows that the spreadsheet helps to fill in; more rows can be read."""
LONGEST_DURATION: Final = 86_399
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
DUTCH: Final = frozenset({"nl", "fy"})
"""Languages in which the sheet itself is in Dutch; in the others it is in English. Both can be read."""

_WORDS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "yes_no": (("yes", "no"), ("ja", "nee")),
    "yes_partly_no": (("yes", "partly", "no"), ("ja", "deels", "nee")),
}
_DUTCH_CHANNELS: Final = ("telefoon", "balie", "e-mail", "chat", "web", "brief")

_SHEETS: Final = (("calls", "criteria", "choices"), ("gesprekken", "meetpunten", "keuzes"))
_CODE: Final = N_("Code")
_REQUIREMENT: Final = N_("Requirement")
_FILL_IN: Final = N_("What to fill in")
_MEANING: Final = N_("What the score means")
_BLANK: Final = N_("Leave a cell empty where the requirement does not apply to the call.")
_MEANINGS: Final[Mapping[str, str]] = {
    "yes_no": N_("yes 100, no 0"),
    "yes_partly_no": N_("yes 100, partly 50, no 0"),
    "mark": N_("1 is 0, 10 is 100"),
    "seconds": N_("up to %(norm)s seconds 100, from %(limit)s seconds 0"),
}


@dataclass(frozen=True, slots=True)
class Template:
    """What an empty sheet is made from. `language` is one of `survey.languages`; `translate` is its gettext."""

    criteria: CriteriaSet
    teams: Sequence[str]
    language: str
    translate: Translate

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns: the fields, then a code for each criterion."""
        place = -1 if self.language in DUTCH else 0
        return (
            *(names[place] for names in FIELDS.values()),
            *(each.code for each in self.criteria.criteria),
        )

    @property
    def channels(self) -> tuple[str, ...]:
        """The words for the channels."""
        return _DUTCH_CHANNELS if self.language in DUTCH else dimensions.CHANNELS

    @property
    def sheets(self) -> tuple[str, str, str]:
        """The names of the sheets: the calls, the criteria explained, the lists to choose from."""
        return _SHEETS[self.language in DUTCH]

    def answers(self, criterion: Criterion) -> tuple[str, ...]:
        """The words to choose from on this criterion's scale; none for marks and seconds."""
        words = _WORDS.get(criterion.scale)
        return () if words is None else words[self.language in DUTCH]


def as_csv(template: Template) -> bytes:
    """The header row as Excel in the Netherlands opens it right: UTF-8 with its mark, semicolons."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerow([harmless(name) for name in template.header])
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula when it opens a CSV file."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_xlsx(template: Template) -> bytes:
    """A workbook: the sheet to fill in, the criteria explained, and the lists to choose from."""
    content = BytesIO()
    with new_workbook(content) as book:
        formats = _Formats.of(book)
        calls, explained, lists = (book.add_worksheet(name) for name in template.sheets)
        _write_calls(calls, template, formats)
        _write_criteria(explained, template, formats)
        for place, words in enumerate((template.teams, template.channels)):
            _write_column(lists, place, (template.header[place + 1], *words))
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    wrapped: Format
    day: Format
    text: Format

    @classmethod
    def of(cls, book: Workbook) -> _Formats:
        return cls(
            heading=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
            day=book.add_format({"num_format": "dd-mm-yyyy"}),
            text=book.add_format({"num_format": "@"}),
        )


def _write_calls(sheet: Worksheet, template: Template, formats: _Formats) -> None:
    for place, name in enumerate(template.header):
        sheet.write_string(0, place, name, formats.heading)
    sheet.freeze_panes(1, len(FIELDS))
    sheet.set_column(0, len(template.header) - 1, 16)
    sheet.set_column(0, 0, 12, formats.day)
    sheet.set_column(3, 3, 16, formats.text)
    for place, rule in enumerate(_rules(template)):
        if rule is not None:
            sheet.data_validation(1, place, LAST_ROW, place, rule)


def _rules(template: Template) -> list[dict[str, Any] | None]:
    """What the spreadsheet itself refuses, column by column."""
    day = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
    # An empty list would refuse every team there may be when the sheet is read.
    team = _one_of_column(template, 0, len(template.teams)) if template.teams else None
    channel = _one_of_column(template, 1, len(template.channels))
    return [day, team, channel, None, *(_rule(template, each, place) for place, each in _placed(template))]


def _placed(template: Template) -> list[tuple[int, Criterion]]:
    return list(enumerate(template.criteria.criteria, start=len(FIELDS)))


def _one_of_column(template: Template, place: int, length: int) -> dict[str, Any]:
    from xlsxwriter.utility import xl_col_to_name

    column = xl_col_to_name(place, col_abs=True)
    return {"validate": "list", "source": f"={template.sheets[2]}!{column}$2:{column}${length + 1}"}


def _rule(template: Template, criterion: Criterion, place: int) -> dict[str, Any]:
    if criterion.scale == "mark":
        from xlsxwriter.utility import xl_col_to_name

        cell = f"{xl_col_to_name(place)}2"
        whole_or_half = f"=AND(ISNUMBER({cell}),{cell}>={LEAST_MARK},{cell}<={BEST_MARK},MOD({cell}*2,1)=0)"
        return {"validate": "custom", "value": whole_or_half}
    if criterion.scale == "seconds":
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LONGEST_DURATION}
    return {"validate": "list", "source": list(template.answers(criterion))}


def _write_criteria(sheet: Worksheet, template: Template, formats: _Formats) -> None:
    translate = template.translate
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 3, 48)
    for place, name in enumerate((_CODE, _REQUIREMENT, _FILL_IN, _MEANING)):
        sheet.write_string(0, place, translate(name), formats.heading)
    sheet.freeze_panes(1, 0)
    for row, each in enumerate(template.criteria.criteria, start=1):
        meaning = translate(_MEANINGS[each.scale]) % {"norm": _plain(each.norm), "limit": _plain(each.limit)}
        requirement = requirement_in(each, template.language, translate).text
        texts = (each.code, requirement, translate(EXPECTED[each.scale]), meaning)
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, formats.wrapped)
    sheet.write_string(len(template.criteria.criteria) + 2, 0, translate(_BLANK))


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _write_column(sheet: Worksheet, place: int, texts: Sequence[str]) -> None:
    sheet.set_column(place, place, 30)
    for row, text in enumerate(texts):
        sheet.write_string(row, place, text)
