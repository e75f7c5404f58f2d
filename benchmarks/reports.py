"""Reports as PDF: what they take beside an empty page that the same typesetter sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final
from uuid import UUID

from flask import Flask

from admin.insight.scope import Scope
from admin.insight.terms import Period
from admin.reports import documents
from admin.reports.gathering import gather
from admin.reports.report import Report
from benchmarks.lines import Line, milliseconds
from benchmarks.rounds import interleaved, ratio, seconds
from survey import database
from survey.organisations import Organisation

FULL: Final = "/admin/reports/download?kind=full&report_language=nl"
EMPTY: Final = '#set document(title: "Empty")\n'
"""A PDF/UA-1 of one page needs no more than a title."""


def lines(app: Flask, organisation_id: UUID, folder: Path, rounds: int) -> Iterator[Line]:
    """Both documents from measured figures to PDF, beside an empty page."""
    source = folder / "empty.typ"
    source.write_text(EMPTY)
    with app.app_context():
        report = _report(organisation_id)
        works: dict[str, Callable[[], float]] = {
            "bare": lambda: seconds(lambda: documents.typeset(source, {}, datetime(2026, 1, 1, tzinfo=UTC))),
            "summary": lambda: seconds(lambda: documents.pdf(report, "summary", "nl")),
            "full": lambda: seconds(lambda: documents.pdf(report, "full", "nl")),
        }
        found = interleaved(works, rounds)
    bare = found.pop("bare")
    for kind, times in found.items():
        limit = f"{milliseconds(median(bare))} an empty page by typst"
        yield Line(f"{kind} report as PDF/UA-1", milliseconds(median(times)), limit, ratio(times, bare))


def _report(organisation_id: UUID) -> Report:
    last = database.now().date()
    with database.reading() as session:
        organisation = session.get_one(Organisation, organisation_id)
        year = Scope(Period(last.replace(year=last.year - 1, day=1), last))
        return gather(session, organisation, year, "full", last)
