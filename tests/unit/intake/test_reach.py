"""Addresses are read beside the contact, however they are written, and show in no fault and no representation."""

from __future__ import annotations

from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from survey.intake.columns import plan_columns
from survey.intake.faults import RowFault, as_line
from survey.intake.payload import read_object, read_reach
from survey.intake.phone_log import LoggedContact, read_contacts
from survey.intake.reach import NOWHERE, Reach
from survey.intake.sheets import open_sheet
from tests.unit.intake.built_files import xlsx_file

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEADER = "kenmerk;datum;e-mail;mobiel;adres;vertrouwelijk"


def rows(stream: BytesIO) -> list[LoggedContact | RowFault]:
    sheet = open_sheet(stream)
    return list(read_contacts(sheet, plan_columns(sheet.header), AMSTERDAM))


def of_csv(*lines: str) -> list[LoggedContact | RowFault]:
    return rows(BytesIO("\n".join([HEADER, *lines]).encode()))


def reaches(found: list[LoggedContact | RowFault]) -> list[Reach]:
    return [each.reach for each in found if isinstance(each, LoggedContact)]


def test_a_row_gives_its_addresses_beside_the_contact() -> None:
    found = of_csv(
        'A1;01-02-2026;jan@example.nl;06 12345678;"J. Jansen\nKerkstraat 1\n1234 AB Ons Dorp";nee',
        "A2;01-02-2026;;;;ja",
    )
    assert reaches(found) == [
        Reach("jan@example.nl", "06 12345678", "J. Jansen\nKerkstraat 1\n1234 AB Ons Dorp", confidential=False),
        Reach(confidential=True),
    ]
    assert "jan@" not in repr(found)
    assert "12345678" not in repr(found)


def test_a_number_that_a_spreadsheet_made_of_it_is_read_too() -> None:
    found = rows(xlsx_file(["kenmerk", "datum", "mobiel"], ["A1", "01-02-2026", 612345678]))
    assert reaches(found) == [Reach(mobile="612345678")]


def test_a_file_without_such_columns_leads_nowhere() -> None:
    assert reaches(rows(BytesIO(b"kenmerk;datum\nA1;01-02-2026"))) == [NOWHERE]


def test_what_is_no_address_is_no_fault_but_another_confidentiality_is() -> None:
    (good, bad) = of_csv("A1;01-02-2026;geen;geen;geen;", "A2;01-02-2026;;;;misschien")
    assert isinstance(good, LoggedContact)
    assert isinstance(bad, RowFault)


def test_an_address_as_reference_is_refused_without_repeating_it() -> None:
    (found,) = of_csv("06-12345678;01-02-2026;;;;")
    assert isinstance(found, RowFault)
    line = as_line(found.faults[0])
    assert line.endswith("expected a text without a telephone number or e-mail address.")
    assert "12345678" not in line


def test_an_object_gives_its_addresses_and_a_letter_as_lines_or_as_text() -> None:
    lines = ["J. Jansen", "Kerkstraat 1", "1234 AB Ons Dorp"]
    as_list, _ = read_reach({"email": "jan@example.nl", "letter": lines, "confidential": True, "mobile": None})
    as_text, _ = read_reach({"email": "jan@example.nl", "letter": "\n".join(lines), "confidential": True})
    assert as_list == as_text == Reach("jan@example.nl", None, "\n".join(lines), confidential=True)


@pytest.mark.parametrize(
    ("field", "value"), [("email", 3), ("mobile", 612345678), ("letter", [1]), ("letter", {}), ("confidential", "ja")]
)
def test_what_is_no_text_is_a_fault(field: str, value: object) -> None:
    _, faults = read_reach({field: value})
    assert [fault.field for fault in faults] == [field]


@pytest.mark.parametrize("value", ["", "x" * 1001])
def test_a_text_that_can_be_no_address_is_none(value: str) -> None:
    assert read_reach({"email": value}) == (NOWHERE, [])


@pytest.mark.parametrize("field", ["reference", "topic"])
def test_an_object_whose_texts_lead_to_a_person_is_refused(field: str) -> None:
    fields = {"reference": "A1", "occurred_at": "2026-03-02T10:15:00", field: "jan@example.nl"}
    contact, faults = read_object(fields, AMSTERDAM, ())
    assert contact is None
    assert [(fault.field, fault.detail) for fault in faults] == [
        (field, "expected a text without a telephone number or e-mail address")
    ]
