"""Who answered: the way from contact to answer, and each group's share of both, as tables and sentences."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext, ngettext

from admin.insight import wording
from admin.insight.figures import Cell, FigureTable, Row, perceived, reach
from admin.insight.formatting import answers, listed, per_cent, whole
from admin.insight.names import channel_name
from admin.insight.results import Comparison, FunnelStep, GroupShare, ModeScores, Represented
from survey import dimensions
from survey.languages import N_
from survey.locale import translated

STEPS: Final = {
    "contacts": wording.Wording(N_("Contacts"), N_("Calls, visits, e-mails and chats that took place")),
    "eligible": wording.Wording(N_("May be asked"), N_("With an address, and not asked too recently")),
    "invited": wording.Wording(N_("Invited"), ""),
    "delivered": wording.Wording(N_("Delivered"), N_("The message arrived")),
    "opened": wording.Wording(N_("Opened"), N_("The link was opened")),
    "answered": wording.Wording(N_("Answered"), N_("After an invitation")),
}
MODES: Final = {
    "link": N_("Personal link"),
    "code": N_("Code typed in"),
    "open": N_("Open link"),
    "qr": N_("QR code"),
    "voice": N_("By phone"),
    "voice_open": N_("By phone, contact not known"),
}
MODES_DIFFER: Final = N_(
    "A difference between ways of answering can come from who answers that way, and not from the way itself."
)


def funnel(comparison: Comparison) -> FigureTable:
    """From contact to answer: each step that is known, of all contacts and of the step before."""
    steps = comparison.funnel
    return FigureTable(
        gettext("From contact to answer"),
        (gettext("Step"), gettext("Number"), gettext("Of all contacts"), gettext("Of the step before")),
        tuple(_step(step, steps[0], before) for step, before in zip(steps, (None, *steps), strict=False)),
    )


def _step(step: FunnelStep, first: FunnelStep, before: FunnelStep | None) -> Row:
    words = STEPS[step.step]
    cells = (_count(step), _part(step, first), Cell(wording.NOTHING) if before is None else _part(step, before))
    return Row(translated(words.name), translated(words.meaning) if words.meaning else "", cells)


def _count(step: FunnelStep) -> Cell:
    if step.count is None:
        return Cell(translated(wording.TOO_FEW_ANSWERS), is_missing=True)
    return Cell(whole(step.count), number=step.count)


def _part(step: FunnelStep, whole_step: FunnelStep) -> Cell:
    if step.count is None or not whole_step.count:
        return Cell(wording.NOTHING, is_missing=True)
    share = 100 * step.count / whole_step.count
    return Cell(per_cent(share), number=share, bar=share)


def represented(comparison: Comparison) -> FigureTable:
    """Per team and channel the share of the contacts beside the share of the answers."""
    return FigureTable(
        gettext("Who answered, beside who was in contact"),
        (
            gettext("Team and channel"),
            gettext("Of all contacts"),
            gettext("Of all answers"),
            gettext("What this tells us"),
        ),
        tuple(_group(row) for row in comparison.represented),
    )


def _group(row: GroupShare) -> Row:
    contacts = Cell(
        per_cent(row.contact_share),
        (ngettext("%(count)s contact", "%(count)s contacts", row.contacts, count=whole(row.contacts)),),
        row.contact_share,
        bar=row.contact_share,
    )
    return Row(group_name(row), "", (contacts, _answered(row), _told(row)))


def _answered(row: GroupShare) -> Cell:
    if row.answer_share is None or row.answers is None:
        return Cell(translated(wording.TOO_FEW_ANSWERS), is_missing=True)
    details = (*reach(row.low, row.high, per_cent), answers(row.answers))
    return Cell(per_cent(row.answer_share), details, row.answer_share, bar=row.answer_share)


def _told(row: GroupShare) -> Cell:
    if row.representation is None:
        return Cell(wording.NOTHING, is_missing=True)
    return Cell(translated(wording.REPRESENTED[row.representation]))


def group_name(row: GroupShare) -> str:
    """A team and channel in words."""
    if row.is_rest:
        return str(gettext("All others together, too small to show apart"))
    return f"{row.team or gettext('No team')} · {channel_name(row.channel)}"


def modes(comparison: Comparison) -> FigureTable:
    """Per way of answering what citizens say of each B, and their report mark on 0-100."""
    return FigureTable(
        gettext("By way of answering"),
        (
            gettext("Way of answering"),
            *(dimension.name for dimension in dimensions.DIMENSIONS),
            gettext("Report mark, on 0 to 100"),
        ),
        tuple(_mode(found) for found in comparison.modes),
    )


def _mode(found: ModeScores) -> Row:
    scores = {each.dimension: each.perceived for each in found.dimensions}
    cells = (*(perceived(scores[code]) for code in dimensions.CODES), perceived(found.mark))
    about = gettext("with the answers that are too few to show apart") if found.is_rest else ""
    return Row(translated(MODES[found.mode]), about, cells)


def who_lacks(comparison: Comparison) -> tuple[str, ...]:
    """Sentences on who answered less and who more than their contacts foretell, or that all is even."""
    if not comparison.represented:
        return ()
    less = _named(comparison, Represented.LESS)
    more = _named(comparison, Represented.MORE)
    sentences = []
    if less:
        sentences.append(
            gettext("Fewer answers than you would expect from the contacts: %(names)s.", names=listed(less))
        )
    if more:
        sentences.append(
            gettext("More answers than you would expect from the contacts: %(names)s.", names=listed(more))
        )
    return tuple(sentences) or (gettext("Every team and channel answered about in proportion to its contacts."),)


def _named(comparison: Comparison, wanted: Represented) -> list[str]:
    return [
        gettext(
            "%(name)s (%(answers)s of the answers, %(contacts)s of the contacts)",
            name=group_name(row),
            answers=per_cent(row.answer_share),
            contacts=per_cent(row.contact_share),
        )
        for row in comparison.represented
        if row.representation is wanted
    ]
