"""A set of criteria as JSON and as a workbook: the same comes back, and each fault has its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from xlsxwriter import Workbook

from admin.criteria.entries import ReadSet
from admin.criteria.exchange import LARGEST, read_file
from admin.criteria.json_file import as_json
from admin.criteria.workbook import COLUMNS, REASON_COLUMNS, as_xlsx
from survey.criteria.catalogue import CATALOGUE, Criterion
from survey.intake.faults import FileFault
from survey.intake.lines import Limits
from survey.intake.workbooks import read_named
from tests.unit.criteria.sets import OWN, WITH_OWN, whole_sets

Rows = list[list[Any]]
PLACE = [each.code for each in WITH_OWN].index(OWN.code)


def same(message: str) -> str:
    return message


def told(read: ReadSet) -> list[str]:
    """Every fault as its place and what was expected."""
    return [f"{fault.place.said()}: {fault.wanted()}" for fault in read.faults]


@given(whole_sets())
@example(WITH_OWN)
@settings(max_examples=40)
def test_any_set_comes_back_from_both_kinds_of_file(criteria: tuple[Criterion, ...]) -> None:
    for content in (as_json(criteria), as_xlsx(criteria, same)):
        read = read_file(BytesIO(content))
        assert told(read) == []
        assert read.criteria == criteria


def test_the_json_has_the_shape_that_is_written_down() -> None:
    found = json.loads(as_json(WITH_OWN))
    assert (found["format"], found["format_version"], len(found["criteria"])) == ("klankbord-criteria", 1, 28)
    assert found["criteria"][0] == {"code": "bekend.behoefte", "scale": "mark", "weight": 1, "active": True}
    assert found["criteria"][PLACE] == {
        "code": "beleefd.naam",
        "scale": "seconds",
        "norm": 5,
        "limit": 20,
        "weight": 2.5,
        "active": True,
        "requirement": {"nl": "Noemt de naam", "en": "Says the name"},
        "reasons": {"nl": "=Ze noemden mijn naam niet", "ar": "لم يذكروا اسمي."},
    }


def test_text_that_begins_as_a_formula_stays_text_in_the_workbook() -> None:
    sheets = read_named(BytesIO(as_xlsx(WITH_OWN, same)), ("reasons",), Limits())
    assert sheets["reasons"][1][1][1] == "=Ze noemden mijn naam niet"


def in_json(change: Callable[[Any], object]) -> ReadSet:
    """The JSON file of a set with one thing done to it."""
    content = json.loads(as_json(WITH_OWN))
    change(content)
    return read_file(BytesIO(json.dumps(content).encode()))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"code": "beleefd"}, "/code: the code of a built-in criterion, or a B, a dot and"),
        ({"code": "vriendelijk.naam"}, "/code: the code of"),
        ({"code": "beleefd.na-am"}, "/code: the code of"),
        ({"code": None}, "/code: the code of"),
        ({"code": "beleefd.luisteren"}, "/code: each code once"),
        ({"scale": "stars"}, "/scale: one of: yes_no, yes_partly_no, mark, seconds"),
        ({"scale": None}, "/scale: one of"),
        ({"norm": None}, "/norm: a whole number of seconds, from 0 to 86399"),
        ({"norm": 1.5}, "/norm: a whole number"),
        ({"limit": 86400}, "/limit: a whole number"),
        ({"limit": 5}, "/limit: more seconds than the norm"),
        ({"scale": "mark"}, "/norm: nothing: only criteria in seconds"),
        ({"weight": 0}, "/weight: a number from 0.01 to 100"),
        ({"weight": 1.001}, "/weight: a number from 0.01 to 100, with at most two decimals"),
        ({"weight": True}, "/weight: a number"),
        ({"weight": {"a": 1}}, "/weight: a text, a number, true or false"),
        ({"active": "perhaps"}, "/active: yes or no"),
        ({"requirement": {"nl": "Noemt"}}, "/requirement/en: one line of 1 to 300 characters"),
        ({"requirement": "Noemt"}, "/requirement: an object with words by language"),
        ({"requirement": {"nl": "x" * 301, "en": "x"}}, "/requirement/nl: one line of 1 to 300 characters"),
        ({"reasons": {"en": "My name."}}, "/reasons/nl: one line of 1 to 200 characters"),
        ({"reasons": {"nl": "x", "xx": "x"}}, "/reasons/xx: one of: nl, en, fy"),
        ({"reasons": {"nl": "turned \u202e around"}}, "/reasons/nl: one line"),
        ({"wieght": 2}, "/wieght: one of: code, scale"),
        ({"a/b~c": 2}, "/a~1b~0c: one of: code, scale"),
    ],
)
def test_a_fault_in_json_has_its_pointer(fields: dict[str, Any], expected: str) -> None:
    faults = told(in_json(lambda content: content["criteria"][PLACE].update(fields)))
    assert any(fault.startswith(f"/criteria/{PLACE}{expected}") for fault in faults), faults


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda content: content.update(format="other"), "/format: “klankbord-criteria”"),
        (lambda content: content.update(format_version=2), "/format_version: “1”"),
        (lambda content: content.update(criteria={}), "/criteria: a list of criteria"),
        (lambda content: content.update(extra=1), "/extra: one of: format, format_version, criteria"),
        (lambda content: content["criteria"].append(5), "/criteria/28: an object: a criterion with its code"),
        (lambda content: content["criteria"][0].update(scale="yes_no"), "/criteria/0/scale: “mark”: the scale of"),
        (
            lambda content: content["criteria"][0].update(requirement={"nl": "Anders"}),
            "/criteria/0/requirement/nl: nothing: the words of a built-in criterion stay as they are",
        ),
        (
            lambda content: [each.update(active=False) for each in content["criteria"][:5]],
            "/criteria: at least one active criterion of bekend",
        ),
        (lambda content: content["criteria"].clear(), "/criteria: at least one active criterion of bekend"),
    ],
)
def test_a_fault_of_the_whole_has_its_pointer_too(change: Callable[[Any], object], expected: str) -> None:
    assert any(fault.startswith(expected) for fault in told(in_json(change)))


@pytest.mark.parametrize("text", ['{"format": 1, "format": 2}', '{"criteria": NaN}', "[", "", '"text', "9" * 5000])
def test_what_is_no_plain_json_cannot_be_read(text: str) -> None:
    with pytest.raises(FileFault):
        read_file(BytesIO(text.encode()))


def test_another_json_file_is_no_set() -> None:
    assert told(read_file(BytesIO(b"[]"))) == ["/: an object with “criteria”"]


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(FileFault, match="larger than 1 MB"):
        read_file(BytesIO(b" " * (LARGEST + 1)))


def workbook(criteria: Rows, reasons: Rows | None = None, names: tuple[str, str] = ("criteria", "reasons")) -> BytesIO:
    """A workbook with these rows."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in zip(names, (criteria, reasons), strict=True):
            if rows is not None:
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
    return BytesIO(content.getvalue())


BUILT_IN: Rows = [list(COLUMNS), *([each.code, "", each.scale, each.norm, each.limit, 1, "yes"] for each in CATALOGUE)]
OWN_ROW = ["beleefd.naam", "", "mark", None, None, "2,5", "ja", "Noemt de naam", "Says the name"]
HEAVY = [*OWN_ROW[:5], "zwaar", *OWN_ROW[6:]]
REASONS: Rows = [list(REASON_COLUMNS), ["beleefd.naam", "Mijn naam niet."]]


def test_a_workbook_is_read_as_offices_fill_it_in() -> None:
    shuffled = [BUILT_IN[0], OWN_ROW, [], *reversed(BUILT_IN[1:])]
    shuffled[1] = [cell if cell != "mark" else " Mark " for cell in OWN_ROW]
    read = read_file(workbook(shuffled, REASONS, names=("Criteria", "REASONS ")))
    assert told(read) == []
    [own] = [each for each in read.criteria if each.own]
    assert (own.scale, own.weight, own.active, own.own and own.own.reasons) == (
        "mark",
        2.5,
        True,
        (("nl", "Mijn naam niet."),),
    )
    assert [each.code for each in read.criteria if not each.own] == [each.code for each in CATALOGUE]


@pytest.mark.parametrize(
    ("criteria", "reasons", "expected"),
    [
        (
            [*BUILT_IN, HEAVY],
            REASONS,
            "Sheet “criteria”, row 29, column “weight”: a",
        ),
        ([*BUILT_IN, OWN_ROW[:7]], REASONS, "Sheet “criteria”, row 29, column “requirement_nl”: one line"),
        ([*BUILT_IN, OWN_ROW], None, "Sheet “reasons”, a row for “beleefd.naam”, column “nl”: one line"),
        (
            [*BUILT_IN, OWN_ROW],
            [REASONS[0], ["beleefd.naam", None, "My name."]],
            "Sheet “reasons”, row 2, column “nl”:",
        ),
        (
            [*BUILT_IN, OWN_ROW],
            [*REASONS, ["beleefd.nooit", "x"]],
            "Sheet “reasons”, row 3, column “code”: a code",
        ),
        ([*BUILT_IN, OWN_ROW], [*REASONS, REASONS[1]], "Sheet “reasons”, row 3, column “code”: each code once"),
        (BUILT_IN, [REASONS[0], ["bekend.taal", "Anders"]], "Sheet “reasons”, row 2, column “nl”: nothing: the words"),
        ([["code", "scale", "weight", "active", "zwaarte"]], None, "Sheet “criteria”, row 1: one of the columns: code"),
        (
            [["code", "scale", "weight", "active", "Code"]],
            None,
            "Sheet “criteria”, row 1, column “code”: each",
        ),
        ([["code", "scale", "weight"]], None, "Sheet “criteria”, row 1: a column “active”"),
        ([], None, "Sheet “criteria”: a column “code”"),
        (BUILT_IN[:1], None, "Sheet “criteria”: at least one active criterion of bekend"),
        ([*BUILT_IN, BUILT_IN[1]], None, "Sheet “criteria”, row 29, column “code”: each code once"),
    ],
)
def test_a_fault_in_a_workbook_has_sheet_row_and_column(criteria: Rows, reasons: Rows | None, expected: str) -> None:
    faults = told(read_file(workbook(criteria, reasons)))
    assert any(fault.startswith(expected) for fault in faults), faults


def test_a_workbook_without_the_sheet_cannot_be_read() -> None:
    with pytest.raises(FileFault, match="a sheet called “criteria”"):
        read_file(workbook(BUILT_IN, None, names=("Blad1", "")))
