"""The kinds of report, with the file that each of them is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from survey.languages import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind by its code, its name as an English message id, and what its file ends in and holds."""

    code: str
    name: str
    extension: str
    mimetype: str


KINDS: Final = (
    Kind("summary", N_("Summary for the council, one page (PDF)"), "pdf", "application/pdf"),
    Kind("full", N_("Full report with the method (PDF)"), "pdf", "application/pdf"),
    Kind(
        "xlsx",
        N_("Spreadsheet for Excel (XLSX)"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    Kind("ods", N_("Spreadsheet for LibreOffice (ODS)"), "ods", "application/vnd.oasis.opendocument.spreadsheet"),
    Kind("csv", N_("One figure a row (CSV)"), "csv", "text/csv"),
    Kind("json", N_("For programs (JSON)"), "json", "application/json"),
)
CODES: Final = tuple(kind.code for kind in KINDS)
BY_CODE: Final = {kind.code: kind for kind in KINDS}
PDF: Final = ("summary", "full")


def filename(slug: str, period: str, kind: str, language: str) -> str:
    """The name of a report's file; the same report always has the same name."""
    return f"klankbord-{slug}-{period}-{kind}-{language}.{BY_CODE[kind].extension}"
