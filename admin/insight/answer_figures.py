"""Who answered and how satisfied they are, and what the phone log says, as tables for page and spreadsheet."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from admin.insight import wording
from admin.insight.figures import Cell, FigureTable, Row, perceived, reach
from admin.insight.formatting import answers, per_cent, points, seconds, whole
from admin.insight.results import Comparison, Mark, PhoneLogFigures, Resolved, ResponseRate, Share, WithinNorm
from survey.locale import translated


def answered(comparison: Comparison) -> FigureTable:
    """The report mark, whether the question was answered, and the response rate with its denominators."""
    return FigureTable(
        gettext("Mark, result and response"),
        (gettext("Figure"), gettext("Value")),
        (
            Row(gettext("Report mark, from 1 to 10"), "", (report_mark(comparison.mark),)),
            *_resolved(comparison.resolved),
            *_response(comparison.response_rate),
        ),
    )


def report_mark(mark: Mark) -> Cell:
    """The report mark on 1-10."""
    shown = mark.report_mark
    if shown.mean is None or mark.score.n is None:
        return _too_few()
    details = (*reach(shown.low, shown.high, points), answers(mark.score.n))
    return Cell(points(shown.mean), details, shown.mean)


def question_answered(resolved: Resolved) -> Cell:
    """The share of citizens whose question was answered."""
    if resolved.yes is None or resolved.n is None:
        return _too_few()
    details = (*reach(resolved.low, resolved.high, per_cent), answers(resolved.n))
    return Cell(per_cent(resolved.yes), details, resolved.yes)


def response(rate: ResponseRate) -> Cell:
    """The response rate with the numbers that make it."""
    if rate.hidden or rate.answered is None:
        return _too_few()
    if rate.rate is None:
        return Cell(wording.NOTHING, (gettext("Nobody was invited in this view."),), is_missing=True)
    made_of = gettext("%(answered)s of %(invited)s invited", answered=whole(rate.answered), invited=whole(rate.invited))
    return Cell(per_cent(rate.rate), (made_of,), rate.rate)


def _too_few() -> Cell:
    return Cell(translated(wording.TOO_FEW_ANSWERS), is_missing=True)


def _resolved(resolved: Resolved) -> tuple[Row, ...]:
    return (
        Row(gettext("Question answered: yes"), "", (question_answered(resolved),)),
        Row(gettext("Question answered: partly"), "", (_share(resolved.partly),)),
        Row(gettext("Question answered: no"), "", (_share(resolved.no),)),
    )


def _share(value: float | None) -> Cell:
    return _too_few() if value is None else Cell(per_cent(value), number=value)


def _response(rate: ResponseRate | None) -> tuple[Row, ...]:
    if rate is None:
        return ()
    hidden = rate.hidden or rate.answered is None
    return (
        Row(gettext("Contacts"), "", (_count(rate.contacts),)),
        Row(gettext("Invited"), "", (_count(rate.invited),)),
        Row(gettext("Answered after an invitation"), "", (_too_few() if hidden else _count(rate.answered),)),
        Row(gettext("Response rate"), gettext("Answered of those invited"), (_rate(rate),)),
    )


def _rate(rate: ResponseRate) -> Cell:
    shown = response(rate)
    if rate.low is None or shown.is_missing:
        return shown
    return Cell(shown.text, (*reach(rate.low, rate.high, per_cent), *shown.details), shown.number)


def _count(value: int | None) -> Cell:
    return Cell(whole(value), number=value)


def phone_log(figures: PhoneLogFigures) -> FigureTable:
    """What the phone log measures over all its calls."""
    within = gettext("Answered within %(norm)s seconds", norm=whole(figures.within_norm.norm_seconds))
    return FigureTable(
        gettext("The phone log"),
        (gettext("Figure"), gettext("Value")),
        (
            Row(gettext("Calls answered"), "", (_of_calls(figures.answered_share),)),
            Row(gettext("Mean waiting time"), "", (_wait(figures),)),
            Row(within, "", (_of_calls(figures.within_norm),)),
            Row(gettext("Waiting time as a score"), gettext("0 to 100"), (_of_waits(figures),)),
            Row(gettext("Solved, by the phone log"), "", (_of_calls(figures.resolved),)),
            Row(gettext("Rating in the phone system"), gettext("0 to 100"), (perceived(figures.source_rating),)),
        ),
    )


def _calls(count: int) -> str:
    return str(ngettext("%(count)s phone call", "%(count)s phone calls", count, count=whole(count)))


def _of_calls(share: Share | WithinNorm) -> Cell:
    if share.share is None:
        return Cell(wording.NOTHING, is_missing=True)
    return Cell(per_cent(share.share), (*reach(share.low, share.high, per_cent), _calls(share.n)), share.share)


def _wait(figures: PhoneLogFigures) -> Cell:
    if figures.wait_mean_seconds is None:
        return Cell(wording.NOTHING, is_missing=True)
    low, high = figures.wait_low_seconds, figures.wait_high_seconds
    details = (*reach(low, high, points), _calls(figures.wait_n))
    return Cell(seconds(figures.wait_mean_seconds), details, figures.wait_mean_seconds)


def _of_waits(figures: PhoneLogFigures) -> Cell:
    score = figures.wait_score
    if score.mean is None:
        return Cell(wording.NOTHING, is_missing=True)
    return Cell(points(score.mean), (*reach(score.low, score.high, points), _calls(figures.wait_n)), score.mean)
