"""Pages to plan a round, to close it, and to open it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.audits import record
from admin.audits.closing import NoSuchRound, RoundClosed, RoundOpen, close_round, reopen_round
from admin.audits.planning.forms import ReopenForm, RoundForm, as_filled, opened
from admin.audits.planning.progress import days_scored, get_round, possible_auditors, progress
from admin.audits.planning.record import change_round, make_round, wanted_of
from admin.audits.tables import AuditRound
from admin.insight import formatting, wording
from survey import dimensions
from survey.criteria.current import current
from survey.database import reading
from survey.organisations import teams_by_name

blueprint = Blueprint("planning", __name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What a round can be planned with: teams (id by name) and auditors (id, address)."""

    teams: Mapping[str, UUID]
    auditors: Sequence[tuple[UUID, str]]


@blueprint.route("/new", methods=["GET", "POST"])
@permits("auditor")
def make() -> ResponseReturnValue:
    """Plan a round that is scored with the criteria of now."""
    staff = current_staff()
    with reading() as session:
        version = current(session, staff.organisation_id).version
        place = Place(
            teams_by_name(session, staff.organisation_id),
            possible_auditors(session, staff.organisation_id, frozenset()),
        )
    form = opened(place.teams, place.auditors, double_share=0)
    if form.is_good():
        try:
            round_id = make_round(staff.organisation_id, form.planned(place.teams), staff.actor)
        except record.RoundExists:
            form.name.errors = [_known_name()]
        else:
            flash(gettext("The round “%(name)s” is made.", name=form.name.data))
            return redirect(url_for("audits.one_round", round_id=round_id))
    return _page(form, place, version)


@blueprint.route("/<uuid:round_id>/edit", methods=["GET", "POST"])
@permits("auditor")
def edit(round_id: UUID) -> ResponseReturnValue:
    """Change what an open round is to be."""
    staff = current_staff()
    with reading() as session:
        found = get_round(session, staff.organisation_id, round_id)
        planned, auditors = wanted_of(session, found)
        scored = days_scored(session, found)
        place = Place(
            teams_by_name(session, staff.organisation_id),
            possible_auditors(session, staff.organisation_id, auditors),
        )
    if found.closed_at is not None:
        return redirect(url_for("audits.one_round", round_id=round_id))
    form = opened(place.teams, place.auditors, **as_filled(found, planned, auditors))
    form.scored = scored
    if form.is_good():
        try:
            change_round(staff.organisation_id, round_id, form.planned(place.teams), staff.actor)
        except record.RoundExists:
            form.name.errors = [_known_name()]
        except NoSuchRound:
            abort(404)
        except RoundClosed:
            return _is_closed(round_id)
        else:
            flash(gettext("The round “%(name)s” is changed.", name=form.name.data))
            return redirect(url_for("audits.one_round", round_id=round_id))
    return _page(form, place, found.criteria_version, found)


@blueprint.route("/<uuid:round_id>/close", methods=["GET", "POST"])
@permits("auditor")
def close(round_id: UUID) -> ResponseReturnValue:
    """Ask whether the scores may be fixed, then fix them."""
    staff = current_staff()
    with reading() as session:
        found = get_round(session, staff.organisation_id, round_id)
        counts = progress(session, found)
    if found.closed_at is not None:
        return redirect(url_for("audits.one_round", round_id=round_id))
    if request.method == "GET":
        return render_template("admin/audits/close.html", round=found, progress=counts, say=formatting)
    try:
        close_round(staff.organisation_id, round_id, staff.actor)
    except NoSuchRound:
        abort(404)
    except RoundClosed:
        return _is_closed(round_id)
    flash(gettext("“%(name)s” is closed: its scores are fixed.", name=found.name))
    return redirect(url_for("audits.one_round", round_id=round_id))


@blueprint.route("/<uuid:round_id>/reopen", methods=["GET", "POST"])
@permits("auditor")
def reopen(round_id: UUID) -> ResponseReturnValue:
    """Open a closed round again, for a reason that stays on the record."""
    staff = current_staff()
    with reading() as session:
        found = get_round(session, staff.organisation_id, round_id)
    if found.closed_at is None:
        return redirect(url_for("audits.one_round", round_id=round_id))
    form = ReopenForm.sent()
    if not form.is_good():
        return render_template("admin/audits/reopen.html", form=form, round=found), 422 if form.errors else 200
    try:
        kept = reopen_round(staff.organisation_id, round_id, staff.actor, form.reason.data)
    except NoSuchRound:
        abort(404)
    except RoundOpen:
        return redirect(url_for("audits.one_round", round_id=round_id))
    flash(gettext("“%(name)s” is open again.", name=found.name))
    if kept.kinds:
        flash(gettext("We took personal data out of your text."))
    return redirect(url_for("audits.one_round", round_id=round_id))


def _page(form: RoundForm, place: Place, version: int, found: AuditRound | None = None) -> ResponseReturnValue:
    page = render_template(
        "admin/audits/plan.html",
        form=form,
        round=found,
        version=version,
        rows=form.plan_rows(place.teams),
        channels=[(code, wording.CHANNELS[code]) for code in dimensions.CHANNELS],
    )
    return page, 422 if form.errors else 200


def _is_closed(round_id: UUID) -> ResponseReturnValue:
    flash(gettext("This round is closed. Nothing is changed."), "fault")
    return redirect(url_for("audits.one_round", round_id=round_id))


def _known_name() -> str:
    return str(gettext("There is a round with this name already."))
