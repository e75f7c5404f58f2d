"""Pages of reliability: how far auditors agree, and the calls to score a second time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from admin.accounts.permission import allows, permits
from admin.accounts.session import current_staff
from admin.audits.closing import NoSuchRound, RoundClosed
from admin.audits.tables import AuditRound
from admin.insight import formatting, wording
from admin.reliability import figures
from admin.reliability.double import Chosen, draw_second, share, waiting
from admin.reliability.pairs import rounds_with_pairs, twice_scored, value_pairs
from admin.reliability.report import report
from admin.sampling.lottery import new_seed
from survey import dimensions
from survey.database import reading

blueprint = Blueprint("reliability", __name__, url_prefix="/admin/audits")


def register(app: Flask) -> None:
    """Add the pages, as a part of the room of audits: its door stays the current one."""
    app.register_blueprint(blueprint, name_prefix="audits")


@blueprint.get("/reliability")
@permits("viewer")
def everything() -> str:
    """Agreement over all calls that were ever scored twice."""
    owner = current_staff().organisation_id
    with reading() as session:
        calls = twice_scored(session, owner)
        found = report(calls, value_pairs(session, owner, calls))
        rounds = rounds_with_pairs(session, owner)
    return _page(found=found, rounds=rounds, round=None, share=None)


@blueprint.get("/<uuid:round_id>/reliability")
@permits("viewer")
def one_round(round_id: UUID) -> str:
    """Agreement over the calls of one round, and how far its second scorings are."""
    owner = current_staff().organisation_id
    with reading() as session:
        audit_round = session.get(AuditRound, (owner, round_id))
        if audit_round is None:
            abort(404)
        calls = twice_scored(session, owner, round_id)
        found = report(calls, value_pairs(session, owner, calls, round_id))
        progress = share(session, audit_round)
    return _page(found=found, rounds=(), round=audit_round, share=progress)


def _page(**shown: Any) -> str:
    return render_template(
        "admin/reliability/reliability.html",
        dimensions=dimensions.CODES,
        channels=wording.CHANNELS,
        figures=figures,
        say=formatting,
        may_draw=allows(current_staff().role, "auditor"),
        **shown,
    )


@blueprint.post("/<uuid:round_id>/reliability")
@permits("auditor")
def draw(round_id: UUID) -> ResponseReturnValue:
    """Draw second scorings up to the share of the round."""
    staff = current_staff()
    try:
        chosen = draw_second(staff.organisation_id, round_id, new_seed(), staff.actor)
    except NoSuchRound:
        abort(404)
    except RoundClosed:
        flash(gettext("This round is closed. Nothing is drawn."), "fault")
    else:
        flash(_told(chosen), "message" if chosen.chosen else "fault")
    return redirect(url_for("audits.reliability.one_round", round_id=round_id))


def _told(chosen: Chosen) -> str:
    if not chosen.chosen:
        return str(gettext("There is no call to draw: none is left, or no other auditor is assigned to this round."))
    return str(
        ngettext(
            "%(count)s call is drawn for a second scoring. The seed is %(seed)s.",
            "%(count)s calls are drawn for a second scoring. The seed is %(seed)s.",
            chosen.chosen,
            count=formatting.whole(chosen.chosen),
            seed=chosen.seed,
        )
    )


@blueprint.get("/second")
@permits("auditor")
def second() -> str:
    """The calls that this auditor is to score a second time; an admin sees everyone's."""
    staff = current_staff()
    is_admin = staff.role == "admin"
    with reading() as session:
        found = waiting(session, staff.organisation_id, None if is_admin else staff.id)
    return render_template(
        "admin/reliability/second.html", calls=found, is_admin=is_admin, channels=wording.CHANNELS, say=formatting
    )
