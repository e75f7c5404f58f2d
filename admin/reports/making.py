"""Makes a report's file from what was gathered for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from admin.insight.exports import comparison_csv, comparison_json, comparison_xlsx
from admin.insight.results import Comparison
from admin.reports.documents import pdf
from admin.reports.kinds import PDF
from admin.reports.ods import comparison_ods
from admin.reports.report import Report
from admin.reports.speaking import speaking

_WRITERS: Final[dict[str, Callable[[Comparison], bytes]]] = {
    "xlsx": comparison_xlsx,
    "ods": comparison_ods,
    "csv": comparison_csv,
    "json": comparison_json,
}


def file_of(report: Report, kind: str, language: str) -> bytes:
    """The report as a file of this kind and language. Raises documents.UnusableDocument."""
    if kind in PDF:
        return pdf(report, kind, language)
    with speaking(language):
        return _WRITERS[kind](report.comparison)
