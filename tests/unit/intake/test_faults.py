"""A fault says where it is, what stood there and what was expected, in the reader's language."""

from __future__ import annotations

from datetime import date

from survey.intake.faults import Fault, FileFault, FileFaults, as_line, shown

_DUTCH = {
    "Row %(row)s, column “%(column)s”: found “%(value)s”, expected %(expected)s.": (
        "Rij %(row)s, kolom “%(column)s”: gevonden “%(value)s”, verwacht %(expected)s."
    ),
    "a whole number": "een heel getal",
    "The file has more than %(rows)s rows. Send it in parts.": "Het bestand heeft meer dan %(rows)s rijen.",
}


def in_dutch(message: str) -> str:
    return _DUTCH.get(message, message)


def test_a_fault_is_one_line_in_english_or_in_the_readers_language() -> None:
    fault = Fault(12, "Cijfer 100%", "drie", "a whole number")
    assert as_line(fault) == "Row 12, column “Cijfer 100%”: found “drie”, expected a whole number."
    assert as_line(fault, in_dutch) == "Rij 12, kolom “Cijfer 100%”: gevonden “drie”, verwacht een heel getal."


def test_a_blank_cell_and_a_whole_row_have_their_own_words() -> None:
    assert as_line(Fault(3, "Datum", "", "a date")) == "Row 3, column “Datum”: the cell is empty, expected a date."
    assert as_line(Fault(3, "", "x", "nothing")) == "Row 3: found “x”, expected nothing."


def test_what_stood_in_a_cell_is_shown_short_and_without_control_characters() -> None:
    assert shown("x" * 61) == "x" * 59 + "…"
    assert shown("a\x1b[2J\n") == "a\ufffd[2J\ufffd"
    assert [shown(cell) for cell in (None, 3.0, 3.5, date(2021, 1, 4))] == ["", "3", "3.5", "2021-01-04"]


def test_faults_of_a_file_come_together_and_are_translated() -> None:
    many = FileFault("The file has more than %(rows)s rows. Send it in parts.", rows=5)
    both = FileFaults([many, FileFault("100% wrong")])
    assert both.lines(in_dutch) == ["Het bestand heeft meer dan 5 rijen.", "100% wrong"]
    assert str(both) == "The file has more than 5 rows. Send it in parts.\n100% wrong"
