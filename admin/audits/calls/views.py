"""The form on which one call is scored, with script and without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID, uuid4

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.audits.calls import record, shown
from admin.audits.calls.filled import LONGEST_REMARK, FilledCall, Wrong, read, value_field
from admin.audits.calls.record import Editor, Form, NoSuchCall, NothingScored, ReferenceTaken, Saved, SavedMeanwhile
from admin.audits.calls.stored import Room, address_of, fields_of, get_call, next_second, room, scores_of
from admin.audits.closing import NoSuchRound, RoundClosed
from admin.audits.planning.progress import may_score
from admin.audits.tables import AuditedCall
from admin.insight import formatting, wording
from survey import dimensions
from survey.database import reading
from survey.languages import N_

blueprint = Blueprint("calls", __name__, url_prefix="/<uuid:round_id>/calls")

NOTHING: Final = N_("Score at least one criterion first.")
TAKEN: Final = N_("Another call of this round has this reference.")
BLANK: Final = (None,) * len(dimensions.CODES)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page is drawn from. `values` and `theirs` are fields as a browser sends them."""

    room: Room
    form: Form
    values: Mapping[str, str]
    scores: tuple[float | None, ...] = BLANK
    call: AuditedCall | None = None
    faults: shown.Faults = field(default_factory=shown.Faults)
    theirs: Mapping[str, str] | None = None
    told: str = ""
    is_refused: bool = False


@blueprint.route("/new", methods=["GET", "POST"])
@permits("auditor")
def new(round_id: UUID) -> ResponseReturnValue:
    """An empty form; what is sent becomes a call of this auditor."""
    staff = current_staff()
    with reading() as session:
        place = room(session, staff.organisation_id, round_id, staff.timezone)
        if not may_score(session, place.round, staff.id, staff.role):
            abort(403)
    if request.method == "POST":
        return _save(staff, place, _sent_id("id"), is_new=True)
    if place.round.closed_at is not None:
        return redirect(url_for("audits.one_round", round_id=round_id))
    return _page(staff, Sheet(place, Form(uuid4(), 0, uuid4(), is_new=True, finish=False), _first_values(place)))


@blueprint.route("/<uuid:call_id>", methods=["GET", "POST"])
@permits("auditor")
def one(round_id: UUID, call_id: UUID) -> ResponseReturnValue:
    """A call that was begun, to go on with; an administrator finds any call of the round."""
    staff = current_staff()
    with reading() as session:
        place = room(session, staff.organisation_id, round_id, staff.timezone)
        call = get_call(session, _editor(staff, place), call_id) if request.method == "GET" else None
        values = {} if call is None else fields_of(session, call, place.criteria)
    if call is None:
        return _save(staff, place, call_id, is_new=False)
    form = Form(call_id, call.edition, uuid4(), is_new=False, finish=False)
    return _page(staff, Sheet(place, form, values, scores_of(call), call))


@blueprint.route("/<uuid:call_id>/delete", methods=["GET", "POST"])
@permits("auditor")
def delete(round_id: UUID, call_id: UUID) -> ResponseReturnValue:
    """Ask whether a call that is not finished may go, then delete it."""
    staff = current_staff()
    with reading() as session:
        place = room(session, staff.organisation_id, round_id, staff.timezone)
        call = get_call(session, _editor(staff, place), call_id)
    if call.is_done or call.second_of is not None:
        abort(404)
    if request.method == "GET":
        return render_template("admin/audits/delete_call.html", round=place.round, call=call)
    try:
        record.delete_draft(_editor(staff, place), call_id, staff.actor)
    except (NoSuchRound, NoSuchCall):
        abort(404)
    except RoundClosed:
        flash(gettext("This round is closed. Nothing is changed."), "fault")
    else:
        flash(gettext("The call is deleted."))
    return redirect(url_for("audits.one_round", round_id=round_id))


def _editor(staff: Staff, place: Room) -> Editor:
    return Editor(staff.organisation_id, place.round.id, staff.id, staff.role == "admin")


def _sent_id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        abort(400)


def _first_values(place: Room) -> dict[str, str]:
    """What a new call begins with: what the address says of a drawn call, else today or the round's last day."""
    asked = request.args.get("channel", "")
    teams = {str(team) for team in place.teams.values()}
    team = request.args.get("team", next(iter(teams)) if len(teams) == 1 else "")
    return {
        "day": request.args.get("day", place.rules.last_day.isoformat()),
        "reference": request.args.get("reference", ""),
        "team": team if team in teams else "",
        "channel": asked if asked in dimensions.CHANNELS else dimensions.CHANNELS[0],
    }


def _save(staff: Staff, place: Room, call_id: UUID, is_new: bool) -> ResponseReturnValue:
    """Store what was sent, and say so to the script or to the reader."""
    form = Form(
        call_id,
        request.form.get("edition", 0, type=int),
        _sent_id("writer"),
        is_new,
        finish=request.form.get("then") in {"finish", "next"},
    )
    sheet = Sheet(place, form, request.form.to_dict())
    with reading() as session:
        call = session.get(AuditedCall, (staff.organisation_id, call_id))
        editor = _editor(staff, place)
        if call is not None and call.round_id == place.round.id and editor.may_change(call):
            sheet = replace(sheet, call=call, scores=scores_of(call), values=_kept(session, call, place))
    filled = read(sheet.values, place.rules)
    if not isinstance(filled, FilledCall):
        return _refused(staff, sheet, filled)
    return _stored(staff, sheet, filled)


def _kept(session: Session, call: AuditedCall, place: Room) -> dict[str, str]:
    """What was sent; of a second scoring, day and place are those of the first."""
    sent = request.form.to_dict()
    if call.second_of is None:
        return sent
    stored = fields_of(session, call, place.criteria)
    return sent | {name: stored[name] for name in ("day", "team", "channel", "reference")}


def _stored(staff: Staff, sheet: Sheet, filled: FilledCall) -> ResponseReturnValue:
    try:
        saved = record.save(_editor(staff, sheet.room), sheet.form, filled)
    except (NoSuchRound, NoSuchCall):
        abort(404)
    except RoundClosed:
        return _closed(staff, sheet)
    except SavedMeanwhile as meanwhile:
        return _meanwhile(staff, sheet, meanwhile)
    except NothingScored:
        first = sheet.room.criteria.criteria[0]
        return _refused(staff, sheet, {value_field(first.code): Wrong(NOTHING)})
    except ReferenceTaken:
        return _refused(staff, sheet, {"reference": Wrong(TAKEN)})
    return _told(staff, sheet, filled, saved)


def _wants_json() -> bool:
    return request.headers.get("Accept") == "application/json"


def _told(staff: Staff, sheet: Sheet, filled: FilledCall, saved: Saved) -> ResponseReturnValue:
    """That it went well, and the way on."""
    onward = _onward(staff, sheet, saved)
    told = gettext("Saved %(time)s", time=shown.clock(saved.saved_at, staff.timezone))
    found = tuple(kind for kind in shown.KINDS if any(kind in each.kinds for each in filled.masked.values()))
    masked = gettext("Taken out of your remarks: %(kinds)s.", kinds=shown.kinds(found)) if found else ""
    page = url_for("audits.calls.one", round_id=sheet.room.round.id, call_id=sheet.form.call_id)
    if onward is not None or not _wants_json():
        flash(_finished(saved) if onward is not None else told)
        if masked:
            flash(masked)
    if not _wants_json():
        return redirect(onward or page, 303)
    return jsonify(
        told=told,
        edition=saved.edition,
        scores=shown.points(saved.scores),
        masked={name: each.text for name, each in filled.masked.items()},
        note=masked,
        url=page,
        onward=onward,
    )


def _finished(saved: Saved) -> str:
    if saved.is_second:
        return str(gettext("The second scoring is finished."))
    return str(gettext("The call is finished: it counts from now on."))


def _onward(staff: Staff, sheet: Sheet, saved: Saved) -> str | None:
    """Where a finished call leads: to the next one, or back to the round; None where this user stays here."""
    round_id = sheet.room.round.id
    if request.form.get("then") != "next":
        has_gone = sheet.form.finish or (saved.is_done and staff.role != "admin")
        return url_for("audits.one_round", round_id=round_id) if has_gone else None
    with reading() as session:
        second = next_second(session, _editor(staff, sheet.room)) if saved.is_second else None
    if second is not None:
        return url_for("audits.calls.one", round_id=round_id, call_id=second)
    if saved.is_second:
        return url_for("audits.one_round", round_id=round_id)
    return url_for("audits.calls.new", round_id=round_id)


def _refused(staff: Staff, sheet: Sheet, wrong: Mapping[str, Wrong]) -> ResponseReturnValue:
    found = shown.faults(wrong, sheet.room.criteria.criteria)
    if _wants_json():
        return jsonify(faults=[{"id": each.id, "text": f"{each.label.text}: {each.errors[0]}"} for each in found]), 422
    return _page(staff, replace(sheet, faults=found), 422)


def _closed(staff: Staff, sheet: Sheet) -> ResponseReturnValue:
    told = gettext("This round is closed meanwhile. What you filled in is not stored.")
    if _wants_json():
        return jsonify(closed=told), 409
    return _page(staff, replace(sheet, told=told, is_refused=True), 409)


def _meanwhile(staff: Staff, sheet: Sheet, meanwhile: SavedMeanwhile) -> ResponseReturnValue:
    """Somebody else was first: who and when, what they filled in, and the edition to save over."""
    with reading() as session:
        call = get_call(session, _editor(staff, sheet.room), sheet.form.call_id)
        theirs = fields_of(session, call, sheet.room.criteria)
        address = address_of(session, staff.organisation_id, meanwhile.saved_by)
    when = shown.clock(meanwhile.saved_at, staff.timezone)
    if meanwhile.saved_by == staff.id:
        told = gettext("You saved this call in another window at %(time)s.", time=when)
    else:
        told = gettext("%(address)s saved this call at %(time)s.", address=address or "–", time=when)
    if _wants_json():
        return jsonify(meanwhile=told, edition=meanwhile.edition, theirs=theirs), 409
    form = replace(sheet.form, edition=meanwhile.edition)
    return _page(staff, replace(sheet, form=form, theirs=theirs, told=told, is_refused=True), 409)


def _page(staff: Staff, sheet: Sheet, status: int = 200) -> ResponseReturnValue:
    place = sheet.room
    teams = {str(team_id): name for name, team_id in place.teams.items()}
    channels = {code: gettext(wording.CHANNELS[code]) for code in dimensions.CHANNELS}
    theirs = sheet.theirs
    page = render_template(
        "admin/audits/call.html",
        sheet=sheet,
        form=sheet.faults,
        round=place.round,
        blocks=shown.blocks(place.criteria.criteria, sheet.values, sheet.faults.errors, theirs),
        theirs=[] if theirs is None else shown.other_differences(sheet.values, theirs, teams | channels),
        points=shown.points(sheet.scores),
        teams=teams,
        channels=channels,
        labels=shown.LABELS,
        rules=place.rules,
        longest=LONGEST_REMARK,
        is_locked=place.round.closed_at is not None or (sheet.is_refused and theirs is None),
        saved=shown.clock(sheet.call.saved_at, staff.timezone) if sheet.call else None,
        say=formatting,
    )
    return page, status
