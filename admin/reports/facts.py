"""The figures that everybody asks for first."""

from __future__ import annotations

from flask_babel import gettext

from admin.insight import answer_figures
from admin.insight.figures import Cell
from admin.insight.formatting import whole
from admin.reports.blocks import Fact
from admin.reports.report import Report
from admin.reports.words import Words


def facts(report: Report, words: Words) -> tuple[Fact, ...]:
    """Report mark, question answered, response rate where it is known, and the number of audited calls."""
    comparison = report.comparison
    response = comparison.response_rate
    audited = sum(entry.calls for entry in comparison.rounds)
    return (
        Fact(words("mark"), answer_figures.report_mark(comparison.mark)),
        Fact(gettext("Question answered"), answer_figures.question_answered(comparison.resolved)),
        *([Fact(gettext("Response rate"), answer_figures.response(response))] if response else []),
        Fact(words("calls"), Cell(whole(audited), number=audited)),
    )
