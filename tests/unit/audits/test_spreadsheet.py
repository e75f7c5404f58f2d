"""A sheet of audited calls is read whole, or every fault in it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from admin.audits.scoring import EXPECTED, Scored
from admin.audits.spreadsheet import ScoredCall, read_calls
from survey.intake.faults import Fault, as_line
from survey.intake.sheets import open_sheet
from survey.organisations import today
from tests.unit.audits.sheets import CRITERIA, TEAMS, as_csv, as_ods, as_xlsx

ZONE = ZoneInfo("Europe/Amsterdam")
DUTCH = ("datum", "team", "kanaal", "referentie", "bekend.taal", "beleefd.begroeting", "bereikbaar.wachttijd")
PLAIN = ("date", "team", "channel", "bekend.taal")


def read(file: BytesIO, teams: dict[str, object] | None = None) -> tuple[tuple[ScoredCall, ...], tuple[Fault, ...]]:
    known = TEAMS if teams is None else teams
    found = read_calls(open_sheet(file), CRITERIA, known, ZONE)  # type: ignore[arg-type]
    return found.calls, found.faults


def faults_of(*rows: Sequence[object]) -> tuple[Fault, ...]:
    return read(as_csv(rows))[1]


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_ods])
def test_csv_xlsx_and_ods_give_the_same_calls(write: Callable[[Sequence[Sequence[object]]], BytesIO]) -> None:
    rows = [
        DUTCH,
        ("03-02-2026", "Burgerzaken", "telefoon", "A1", "7,5", "ja", "30"),
        ("2026-02-04", "BELASTINGEN", "balie", "", "", "nee", ""),
    ]
    calls, faults = read(write(rows))
    assert faults == ()
    first, second = calls
    assert (first.day, first.team_id, first.channel, first.reference) == (
        date(2026, 2, 3), TEAMS["Burgerzaken"], "phone", "A1",
    )  # fmt: skip
    assert first.scores == {
        "bekend.taal": Scored(7.5, pytest.approx(6.5 / 9 * 100)),  # type: ignore[arg-type]
        "beleefd.begroeting": Scored(1.0, 100.0),
        "bereikbaar.wachttijd": Scored(30.0, 100.0),
    }
    assert first.dimensions[:3] == pytest.approx((6.5 / 9 * 100, 100.0, 100.0))
    assert first.dimensions[3:] == (None, None)
    assert (second.team_id, second.reference, second.dimensions) == (
        TEAMS["Belastingen"], None, (None, None, 0.0, None, None),
    )  # fmt: skip


def test_real_dates_numbers_and_answers_of_a_spreadsheet_are_read() -> None:
    rows = [("Date", "Team", "Channel", "Bekend.Taal", "beleefd.begroeting"),
            (datetime(2026, 2, 3), "Burgerzaken", "phone", 8, True)]  # fmt: skip  # noqa: DTZ001
    calls, faults = read(as_xlsx(rows))
    assert faults == ()
    assert calls[0].day == date(2026, 2, 3)
    assert {code: scored.value for code, scored in calls[0].scores.items()} == {
        "bekend.taal": 8.0,
        "beleefd.begroeting": 1.0,
    }


def test_every_fault_of_every_row_is_told_at_once_with_its_place() -> None:
    rows = (
        DUTCH,
        ("morgen", "Onbekend", "duif", "A1", "11", "misschien", "-3"),
        ("03-02-2026", "Burgerzaken", "telefoon", "A2", "7", "", ""),
        ("", "", "", "A3", "zeven", "", ""),
    )
    found = [(fault.row, fault.column, fault.value) for fault in faults_of(*rows)]
    assert found == [
        (2, "datum", "morgen"),
        (2, "team", "Onbekend"),
        (2, "kanaal", "duif"),
        (2, "bekend.taal", "11"),
        (2, "beleefd.begroeting", "misschien"),
        (2, "bereikbaar.wachttijd", "-3"),
        (4, "datum", ""),
        (4, "team", ""),
        (4, "kanaal", ""),
        (4, "bekend.taal", "zeven"),
    ]


def test_a_fault_says_what_was_expected() -> None:
    (fault,) = faults_of(PLAIN, ("03-02-2026", "Burgerzaken", "telefoon", "11"))
    assert fault.expected == EXPECTED["mark"]
    assert as_line(fault) == f"Row 2, column “bekend.taal”: found “11”, expected {EXPECTED['mark']}."


def test_an_unknown_team_is_a_fault_that_names_the_known_teams() -> None:
    (fault,) = faults_of(PLAIN, ("03-02-2026", "Parkeren", "telefoon", "8"))
    assert fault.wanted() == "one of your teams: Burgerzaken, Belastingen"


def test_without_any_team_the_fault_says_to_add_them() -> None:
    _, (fault,) = read(as_csv([PLAIN, ("03-02-2026", "Parkeren", "telefoon", "8")]), teams={})
    assert "add them first" in fault.wanted()


def test_a_percent_sign_in_a_team_name_does_no_harm() -> None:
    _, (fault,) = read(as_csv([PLAIN, ("03-02-2026", "X", "tel", "8")]), teams={"100%(x)s": TEAMS["Burgerzaken"]})
    assert fault.wanted(lambda text: text) == "one of your teams: 100%(x)s"


def test_an_unknown_column_is_a_fault_that_names_the_nearest() -> None:
    header = (*PLAIN, "bekend.tall", "Agent")
    near, far = faults_of(header, ("03-02-2026", "Burgerzaken", "telefoon", "8", "", ""))
    assert (near.row, near.column, near.wanted()) == (
        1, "bekend.tall", "a column of the template, perhaps “bekend.taal”",
    )  # fmt: skip
    assert (far.column, far.wanted()) == ("Agent", "a column of the template")


def test_missing_columns_are_faults_beside_those_of_the_rows() -> None:
    found = faults_of(("channel", "bekend.taal"), ("duif", "8"))
    assert [fault.wanted() for fault in found[:2]] == ["a column “date / datum”", "a column “team”"]
    assert (found[2].row, found[2].column) == (2, "channel")


def test_a_sheet_without_criteria_is_a_fault() -> None:
    (fault,) = faults_of(("date", "team", "channel"), ("03-02-2026", "Burgerzaken", "telefoon"))
    assert "code of a criterion" in fault.wanted()


def test_a_name_in_two_languages_is_one_column_twice() -> None:
    (fault,) = faults_of(("date", "datum", *PLAIN[1:]), ("03-02-2026", "03-02-2026", "Burgerzaken", "tel", "8"))
    assert (fault.column, fault.wanted()) == ("datum", "each column once")


def test_a_column_without_a_name_is_a_fault() -> None:
    (fault,) = faults_of(("date", "", *PLAIN[1:]), ("03-02-2026", "x", "Burgerzaken", "tel", "8"))
    assert fault.wanted() == "a name for column 2"


def test_a_row_without_any_score_is_a_fault() -> None:
    (fault,) = faults_of(PLAIN, ("03-02-2026", "Burgerzaken", "telefoon", ""))
    assert (fault.row, fault.wanted()) == (2, "at least one score in this row")


def test_a_sheet_with_only_a_header_is_a_fault() -> None:
    (fault,) = faults_of(PLAIN)
    assert fault.wanted() == "at least one row with a call"


def test_a_reference_counts_once() -> None:
    row = ("03-02-2026", "Burgerzaken", "telefoon", "A1", "8", "", "")
    (fault,) = faults_of(DUTCH, row, row)
    assert (fault.row, fault.value, fault.wanted()) == (3, "A1", "each reference once; row 2 has this one too")


def test_cells_beyond_the_last_column_are_a_fault() -> None:
    (fault,) = faults_of(PLAIN, ("03-02-2026", "Burgerzaken", "telefoon", "8", "9"))
    assert (fault.row, fault.value) == (2, "9")


def test_a_day_is_from_2000_up_to_today_in_the_organisations_zone() -> None:
    latest = today(ZONE.key)
    rows = [(day.isoformat(), "Burgerzaken", "telefoon", "8")
            for day in (date(1999, 12, 31), date(2000, 1, 1), latest, latest + timedelta(days=1))]  # fmt: skip
    assert [fault.row for fault in faults_of(PLAIN, *rows)] == [2, 5]


def test_the_row_is_the_one_in_the_file_also_below_blank_lines() -> None:
    (fault,) = faults_of((), (), PLAIN, (), ("03-02-2026", "Burgerzaken", "telefoon", "x"))
    assert fault.row == 5
    (fault,) = faults_of((), (), (*PLAIN, "x"), ("03-02-2026", "Burgerzaken", "telefoon", "8", ""))
    assert fault.row == 3
