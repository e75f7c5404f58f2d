"""Pages to take a round out as a file, and to bring a file into an open round."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.audits import rounds as queries
from admin.audits.check import Checked, check
from admin.audits.closing import NoSuchRound, RoundClosed
from admin.audits.exchange.changes import Changes
from admin.audits.exchange.contents import Words, contents
from admin.audits.exchange.files import MIMETYPES, written
from admin.audits.exchange.forms import ImportForm
from admin.audits.exchange.record import ChangedMeanwhile, foreseen, merge
from admin.audits.exchange.told import CellWords, reading_told
from admin.audits.planning.progress import get_round
from admin.audits.tables import AuditRound
from admin.insight import formatting, wording
from survey.criteria.current import of_version
from survey.database import reading
from survey.intake.faults import FileFault
from survey.locale import page_language
from survey.organisations import teams_by_name

MOST_SHOWN: Final = 500
"""Faults, and calls with changes, that a page lists; the number of all is always told."""

blueprint = Blueprint("exchange", __name__)


@blueprint.get("/<uuid:round_id>/export.<any(xlsx, csv, ods):kind>")
@permits("viewer")
def export(round_id: UUID, kind: str) -> ResponseReturnValue:
    """The round as a file, in the reader's language."""
    staff = current_staff()
    with reading() as session:
        found = get_round(session, staff.organisation_id, round_id)
        if _is_blind(session, staff, round_id):
            return _kept_back(round_id)
        tables = contents(session, found, Words(page_language().code, gettext))
    response = Response(written(tables, kind), mimetype=MIMETYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"{found.name}.{kind}")
    return response


@blueprint.route("/<uuid:round_id>/import", methods=["GET", "POST"])
@permits("auditor")
def bring_in(round_id: UUID) -> ResponseReturnValue:
    """Look what a file would change in an open round, cell by cell; then store it, all or nothing."""
    staff = current_staff()
    with reading() as session:
        found = get_round(session, staff.organisation_id, round_id)
        is_blind = _is_blind(session, staff, round_id)
    if is_blind:
        return _kept_back(round_id)
    form = ImportForm.sent()
    if found.closed_at is not None:
        return _page(form, found), 409
    checked = _checked(form, staff, found) if form.is_good() else None
    if checked is None:
        return _page(form, found), 422 if form.errors else 200
    if checked.faults:
        form.file.errors = [_count(len(checked.faults))]
        return _page(form, found, checked), 422
    due = foreseen(staff.organisation_id, round_id, checked)
    if form.is_to_be_stored and _is_stored(form, staff, found, checked):
        return redirect(url_for("audits.one_round", round_id=round_id))
    return _page(form, found, checked, due), 422 if form.errors else 200


def _is_blind(session: Session, staff: Staff, round_id: UUID) -> bool:
    return bool(queries.blind_for(session, staff.organisation_id, round_id, staff.id))


def _kept_back(round_id: UUID) -> ResponseReturnValue:
    """Scores that are to be given a second time, blind, are not shown before."""
    flash(gettext("First score your calls a second time: until then you don't see the scores of this round."))
    return redirect(url_for("audits.one_round", round_id=round_id))


def _checked(form: ImportForm, staff: Staff, found: AuditRound) -> Checked | None:
    """What the file holds, or None with the reason at the field."""
    try:
        return check(form.file.data.stream, staff.organisation_id, staff.timezone, version=found.criteria_version)
    except FileFault as fault:
        form.file.errors = [" ".join(fault.lines(gettext))]
        return None


def _count(faults: int) -> str:
    return str(
        ngettext(
            "There is %(count)s fault in this file. Nothing is stored yet.",
            "There are %(count)s faults in this file. Nothing is stored yet.",
            faults,
            count=formatting.whole(faults),
        )
    )


def _is_stored(form: ImportForm, staff: Staff, found: AuditRound, checked: Checked) -> bool:
    """Whether it could be stored; else the reason is at the field."""
    try:
        due = merge(staff.organisation_id, found.id, checked, form.mark.data or "", staff.id)
    except NoSuchRound:
        abort(404)
    except RoundClosed:
        form.file.errors = [gettext("This round is closed: its scores are fixed.")]
        return False
    except ChangedMeanwhile:
        form.file.errors = [gettext("This is not what you looked at: the file or the round has changed. Look again.")]
        return False
    new, changed = formatting.whole(due.new), formatting.whole(due.changed)
    stored = gettext("The file is stored. New calls: %(new)s. Changed calls: %(changed)s.", new=new, changed=changed)
    flash(" ".join([stored, *reading_told(checked)]))
    return True


def _page(form: ImportForm, found: AuditRound, checked: Checked | None = None, due: Changes | None = None) -> str:
    owner = found.organisation_id
    with reading() as session:
        teams = {team: name for name, team in teams_by_name(session, owner).items()}
        criteria = {each.code: each for each in of_version(session, owner, found.criteria_version).everything}
    return render_template(
        "admin/audits/import.html",
        form=form,
        round=found,
        checked=checked,
        due=due,
        most=MOST_SHOWN,
        told=reading_told(checked) if checked else (),
        wanted=lambda fault: fault.wanted(gettext),
        teams=teams,
        channels=wording.CHANNELS,
        said=CellWords(teams, criteria).both,
        say=formatting,
    )
