"""Pages of audit rounds: the list, one round, sending in, deleting, and the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.audits import record
from admin.audits import rounds as queries
from admin.audits.calls import views as calls
from admin.audits.check import Checked, check
from admin.audits.closing import NoSuchRound, RoundClosed, history
from admin.audits.exchange import views as exchange
from admin.audits.exchange.told import reading_told
from admin.audits.forms import UploadForm
from admin.audits.planning import views as planning
from admin.audits.planning.forms import METHOD_NAMES
from admin.audits.planning.progress import Draft, Progress, drafts, get_round, may_score, progress
from admin.audits.tables import AuditRound
from admin.audits.template import Template, as_csv, as_xlsx
from admin.insight import formatting, wording
from admin.paging import page_of
from survey import dimensions
from survey.criteria.current import current
from survey.database import reading
from survey.intake.faults import Fault, FileFault
from survey.locale import page_language
from survey.organisations import teams_by_name

MOST_FAULTS: Final = 500
"""Faults that a page lists; the number of all is always told."""
_KINDS: Final = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv"),
}

blueprint = Blueprint("audits", __name__, url_prefix="/admin/audits")
blueprint.register_blueprint(planning.blueprint)
blueprint.register_blueprint(calls.blueprint)
blueprint.register_blueprint(exchange.blueprint)


@dataclass(frozen=True, slots=True)
class Work:
    """What a round is to be and how far it is; `drafts` are those that this user may go on with."""

    planned: AuditRound
    progress: Progress
    drafts: tuple[Draft, ...]
    may_score: bool


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("viewer")
def rounds() -> str:
    """All rounds, the latest first."""
    with reading() as session:
        found = queries.summaries(session, current_staff().organisation_id)
    return render_template("admin/audits/rounds.html", rounds=found, dimensions=dimensions.DIMENSIONS, say=formatting)


@blueprint.get("/<uuid:round_id>")
@permits("viewer")
def one_round(round_id: UUID) -> str:
    """A round: how far it is, what it measured, and its calls by the page."""
    staff = current_staff()
    owner = staff.organisation_id
    with reading() as session:
        found = queries.get_round(session, owner, round_id)
        pages = page_of(found.calls, queries.PAGE_LENGTH)
        calls = queries.calls_page(session, owner, round_id, pages.number)
        blind = queries.blind_for(session, owner, round_id, staff.id)
        events = history(session, owner, round_id)
        work = _work(session, staff, round_id)
    return render_template(
        "admin/audits/round.html",
        round=found,
        calls=calls,
        blind=blind,
        pages=pages,
        events=events,
        work=work,
        methods=METHOD_NAMES,
        dimensions=dimensions.DIMENSIONS,
        channels=wording.CHANNELS,
        say=formatting,
    )


def _work(session: Session, staff: Staff, round_id: UUID) -> Work:
    planned = get_round(session, staff.organisation_id, round_id)
    own = None if staff.role == "admin" else staff.id
    return Work(
        planned,
        progress(session, planned),
        drafts(session, planned, own) if staff.role != "viewer" else (),
        planned.closed_at is None and may_score(session, planned, staff.id, staff.role),
    )


@blueprint.route("/upload", methods=["GET", "POST"])
@permits("auditor")
def upload() -> ResponseReturnValue:
    """Send in a round: every fault at once, and a question before one is replaced."""
    staff = current_staff()
    form = UploadForm.sent(name=request.args.get("name", ""))
    if not form.is_good():
        return _upload_page(form, staff)
    checked = _checked(form, staff)
    if checked is None:
        return _upload_page(form, staff)
    if checked.faults:
        form.file.errors = [_count(checked.faults)]
        return _upload_page(form, staff, checked.faults)
    recorded = _recorded(form, staff, checked)
    if recorded is None:
        return _upload_page(form, staff)
    _tell(form.name.data, recorded, checked)
    return redirect(url_for("audits.one_round", round_id=recorded.round_id))


def _checked(form: UploadForm, staff: Staff) -> Checked | None:
    """What the file holds, or None with the reason at the field."""
    try:
        return check(form.file.data.stream, staff.organisation_id, staff.timezone)
    except FileFault as fault:
        form.file.errors = [" ".join(fault.lines(gettext))]
        return None


def _count(faults: tuple[Fault, ...]) -> str:
    return str(
        ngettext(
            "There is %(count)s fault in this file. Nothing is stored yet.",
            "There are %(count)s faults in this file. Nothing is stored yet.",
            len(faults),
            count=formatting.whole(len(faults)),
        )
    )


def _recorded(form: UploadForm, staff: Staff, checked: Checked) -> record.Recorded | None:
    """What was stored, or None with the question at the box."""
    try:
        return record.import_round(
            staff.organisation_id,
            form.name.data or "",
            checked.criteria_version,
            checked.calls,
            staff.actor,
            form.may_replace,
        )
    except record.RoundExists:
        form.replace.errors = [gettext("There is a round with this name already. Nothing is stored yet.")]
    except RoundClosed:
        form.name.errors = [gettext("The round with this name is closed: its scores are fixed. Nothing is stored.")]
    return None


def _tell(name: str, recorded: record.Recorded, checked: Checked) -> None:
    message = ngettext(
        "“%(name)s” is stored: %(calls)s call, %(scores)s scores.",
        "“%(name)s” is stored: %(calls)s calls, %(scores)s scores.",
        recorded.calls,
        name=name,
        calls=formatting.whole(recorded.calls),
        scores=formatting.whole(recorded.scores),
    )
    gone = [gettext("The round that was there is gone.")] if recorded.replaced else []
    flash(" ".join([message, *gone, *reading_told(checked)]))


def _upload_page(form: UploadForm, staff: Staff, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    """The form, with what was filled in and what is wrong with it."""
    with reading() as session:
        is_present = _is_present(session, staff, form.name.data or "")
        has_teams = bool(teams_by_name(session, staff.organisation_id))
    page = render_template(
        "admin/audits/upload.html",
        form=form,
        faults=faults,
        most_faults=MOST_FAULTS,
        wanted=lambda fault: fault.wanted(gettext),
        is_present=is_present,
        has_teams=has_teams,
    )
    return page, 422 if form.errors else 200


def _is_present(session: Session, staff: Staff, name: str) -> bool:
    try:
        return queries.id_of(session, staff.organisation_id, record.usable_name(name)) is not None
    except record.UnusableName:
        return False


@blueprint.route("/<uuid:round_id>/delete", methods=["GET", "POST"])
@permits("auditor")
def delete(round_id: UUID) -> ResponseReturnValue:
    """Ask whether the round may go, then delete it with all that hangs under it."""
    staff = current_staff()
    with reading() as session:
        found = queries.get_round(session, staff.organisation_id, round_id)
    if request.method == "GET":
        return render_template("admin/audits/delete.html", round=found, say=formatting)
    try:
        record.delete_round(staff.organisation_id, round_id, staff.actor)
    except NoSuchRound:
        abort(404)
    except RoundClosed:
        return render_template("admin/audits/delete.html", round=found, say=formatting), 409
    flash(gettext("“%(name)s” is deleted.", name=found.name))
    return redirect(url_for("audits.rounds"))


@blueprint.get("/template.<any(xlsx, csv):kind>")
@permits("auditor")
def template(kind: str) -> Response:
    """An empty sheet with the organisation's own teams and criteria, in the reader's language."""
    staff = current_staff()
    with reading() as session:
        criteria = current(session, staff.organisation_id)
        teams = tuple(teams_by_name(session, staff.organisation_id))
    write, mimetype = _KINDS[kind]
    response = Response(write(Template(criteria, teams, page_language().code, gettext)), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=f"audit-{staff.slug}.{kind}")
    return response
