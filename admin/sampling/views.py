"""Pages that draw calls to audit: how many, which, and the list to take along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.audits.closing import NoSuchRound, RoundClosed
from admin.audits.planning.progress import may_score
from admin.audits.tables import AuditRound
from admin.insight import formatting, wording
from admin.paging import page_of
from admin.sampling import frame
from admin.sampling.forms import DEFAULT_MARGIN, DrawForm, SizeForm, asked
from admin.sampling.lists import WRITERS
from admin.sampling.lottery import new_seed
from admin.sampling.record import Drawn, NothingToDraw, Wish, draw_sample
from admin.sampling.sizes import margins, round_size, sizes
from survey import dimensions
from survey.database import reading

blueprint = Blueprint("sampling", __name__, url_prefix="/admin/audits")


def register(app: Flask) -> None:
    """Add the pages, as a part of the room of audits: its door stays the current one."""
    app.register_blueprint(blueprint, name_prefix="audits")


@blueprint.get("/<uuid:round_id>/sample")
@permits("auditor")
def sample(round_id: UUID) -> ResponseReturnValue:
    """How many calls the round needs, a form to draw them, and those that are drawn."""
    staff = current_staff()
    found = _round(staff, round_id)
    size_form = asked(found.starts_on, found.ends_on)
    return _page(staff, found, size_form, None)


@blueprint.post("/<uuid:round_id>/sample")
@permits("auditor")
def draw(round_id: UUID) -> ResponseReturnValue:
    """Draw calls for the round."""
    staff = current_staff()
    found = _round(staff, round_id)
    form = DrawForm.sent()
    if form.is_good():
        return _drawn(staff, found, form)
    size_form = SizeForm(start=form.start.data, end=form.end.data, margin=form.margin.data)
    return _page(staff, found, size_form, form)


@blueprint.get("/<uuid:round_id>/sample.<any(csv, xlsx):kind>")
@permits("auditor")
def drawn_list(round_id: UUID, kind: str) -> Response:
    """All calls that are drawn for the round, as a file."""
    staff = current_staff()
    _round(staff, round_id)
    with reading() as session:
        calls = frame.drawn_calls(session, staff.organisation_id, round_id, staff.timezone)
    write, mimetype = WRITERS[kind]
    response = Response(write(calls), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=f"sample-{staff.slug}.{kind}")
    return response


def _round(staff: Staff, round_id: UUID) -> AuditRound:
    """The round, or 404 where this organisation has none."""
    with reading() as session:
        found = session.get(AuditRound, (staff.organisation_id, round_id))
    if found is None:
        abort(404)
    return found


def _drawn(staff: Staff, found: AuditRound, form: DrawForm) -> ResponseReturnValue:
    seed = new_seed() if form.seed.data is None else form.seed.data
    wish = Wish(form.size.data or 0, form.period, seed, bool(form.is_plan.data))
    try:
        drawn = draw_sample(staff.organisation_id, found.id, staff.timezone, wish, staff.actor)
    except NothingToDraw:
        flash(gettext("There is no call left to draw in these days."), "fault")
    except RoundClosed:
        flash(gettext("This round is closed. Nothing is drawn."), "fault")
    except NoSuchRound:
        abort(404)
    else:
        flash(_told(drawn))
    return redirect(url_for("audits.sampling.sample", round_id=found.id, **_days(form)))


def _days(form: SizeForm) -> dict[str, Any]:
    """The days and the margin as they stand in the address."""
    given = {"from": form.start.data, "to": form.end.data, "margin": form.margin.data}
    return {name: str(value) for name, value in given.items() if value is not None}


def _told(drawn: Drawn) -> str:
    return str(
        ngettext(
            "%(count)s call is drawn out of %(frame)s. The seed is %(seed)s.",
            "%(count)s calls are drawn out of %(frame)s. The seed is %(seed)s.",
            drawn.calls,
            count=formatting.whole(drawn.calls),
            frame=formatting.whole(drawn.frame),
            seed=drawn.seed,
        )
    )


def _page(staff: Staff, found: AuditRound, size_form: SizeForm, form: DrawForm | None) -> ResponseReturnValue:
    owner = staff.organisation_id
    with reading() as session:
        contacts = frame.population(session, owner, size_form.period)
        earlier = frame.earlier_scores(session, owner, found.id)
        drawn = frame.number_drawn(session, owner, found.id)
        pages = page_of(drawn, frame.PAGE_LENGTH)
        calls = frame.drawn_calls(session, owner, found.id, staff.timezone, pages.number)
        draws = frame.draws(session, owner, found.id)
        scores = found.closed_at is None and may_score(session, found, staff.id, staff.role)
    needed = (
        () if size_form.errors or not contacts else sizes(size_form.margin.data or DEFAULT_MARGIN, earlier, contacts)
    )
    left = max(1, min(round_size(needed), contacts) - drawn) if needed else None
    page = render_template(
        "admin/sampling/sample.html",
        round=found,
        form=size_form if size_form.errors else form or DrawForm(size=left),
        size_form=size_form,
        contacts=contacts,
        sizes=needed,
        size=round_size(needed) if needed else None,
        margins=margins(drawn, needed, contacts) if drawn >= 2 else {},
        drawn=drawn,
        calls=calls,
        pages=pages,
        draws=draws,
        may_score=scores,
        names=dimensions.BY_CODE,
        channels=wording.CHANNELS,
        say=formatting,
    )
    return page, 422 if size_form.errors or (form is not None and form.errors) else 200
