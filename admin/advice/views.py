"""All advice of a view with the figures that called for it, and the whole library to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.advice.shelf import shelves, shown
from admin.advice.taken import Taken, taken
from admin.insight import story
from admin.insight.advice import advise
from admin.insight.advised import Recommendation, recommendation
from admin.insight.forms import FilterForm, arguments_of, asked, scope_of
from admin.insight.library.reading import library as read_library
from admin.insight.measure import measure
from admin.insight.results import AdviceKind, BusyHour, Comparison
from admin.insight.scope import Scope
from admin.insight.summaries import choices
from admin.insight.terms import EVERYTHING
from admin.phone import measure as phone
from survey import dimensions
from survey.database import reading
from survey.organisations import Organisation, today

blueprint = Blueprint("advice", __name__, url_prefix="/admin/advice")
MOST_URGENT: Final = 5
"""So many pieces of a kind are open; the others unfold from their titles."""
_KINDS: Final = tuple(AdviceKind)


@dataclass(frozen=True, slots=True)
class View:
    """What was asked for, what it measures, the hours of the week in its phone log, and what was adopted."""

    form: FilterForm
    scope: Scope
    comparison: Comparison
    hours: tuple[BusyHour, ...]
    taken: Mapping[str, tuple[Taken, ...]]


def register(app: Flask) -> None:
    """Add the pages. Raises UnusableLibrary: the program does not start with a library that has faults."""
    read_library()
    app.register_blueprint(blueprint)


def _view() -> View:
    staff = current_staff()
    now = today(staff.timezone)
    with reading() as session:
        form = asked(choices(session, staff.organisation_id))
        scope = scope_of(form, now)
        organisation = session.get_one(Organisation, staff.organisation_id)
        found = measure(session, organisation, scope)
        hours = _hours(session, organisation, scope) if found.phone_log else ()
        return View(form, scope, found, hours, taken(session, staff.organisation_id))


def _hours(session: Session, organisation: Organisation, scope: Scope) -> tuple[BusyHour, ...]:
    """The hours of the week with the calls that nobody answered, as the phone log's page has them."""
    found = phone.measure(session, organisation, phone.Scope(scope.period, scope.filters.team))
    return tuple(
        BusyHour(hour.weekday, hour.hour, hour.service.not_answered) for hour in found.hours if hour.service is not None
    )


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """What to improve, what to find out, and what goes well, each with why now and what was adopted."""
    view = _view()
    advice = [recommendation(each, view.comparison.norm) for each in advise(view.comparison, view.hours)]
    page = render_template(
        "admin/advice/index.html",
        form=view.form,
        comparison=view.comparison,
        advice=_by_kind(advice),
        taken=view.taken,
        arguments=arguments_of(view.scope),
        is_limited=view.scope.filters != EVERYTHING,
        may_adopt=current_staff().role == "admin",
        story=story,
        most_urgent=MOST_URGENT,
        filters_at="advice.index",
    )
    return page, 422 if view.form.errors else 200


def _by_kind(advice: list[Recommendation]) -> dict[str, list[Recommendation]]:
    return {kind.value: [each for each in advice if each.kind is kind] for kind in _KINDS}


@blueprint.get("/library")
@permits("viewer")
def library() -> ResponseReturnValue:
    """Every piece of advice that there is, or those on one B, with when each is given and when it was reviewed."""
    asked_for = request.args.get("dimension")
    chosen = asked_for if asked_for in dimensions.BY_CODE else None
    return render_template(
        "admin/advice/library.html",
        shelves=list(shelves(chosen)),
        chosen=chosen,
        dimensions=dimensions.DIMENSIONS,
        number=len(read_library().items),
        shown=shown,
    )
