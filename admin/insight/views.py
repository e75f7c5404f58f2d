"""The comparison as a page, as charts and as files: one address with the same filters for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.insight import answer_figures, charts, exports, figures, formatting, story
from admin.insight.advised import recommendations
from admin.insight.forms import FilterForm, arguments_of, asked, scope_of
from admin.insight.measure import measure
from admin.insight.results import EVERYTHING, Comparison
from admin.insight.scope import Scope
from admin.insight.summaries import choices
from survey import dimensions
from survey.database import reading
from survey.organisations import Organisation, today

blueprint = Blueprint("insight", __name__, url_prefix="/admin")
MOST_URGENT = 5
"""So many recommendations are open on the page; the rest is folded away."""


@dataclass(frozen=True, slots=True)
class View:
    """What was asked for, and what it measures."""

    form: FilterForm
    scope: Scope
    comparison: Comparison


def register(app: Flask) -> None:
    """Add the page, its charts and its files."""
    app.register_blueprint(blueprint)


def _view() -> View:
    staff = current_staff()
    with reading() as session:
        form = asked(choices(session, staff.organisation_id))
        scope = scope_of(form, today(staff.timezone))
        organisation = session.get_one(Organisation, staff.organisation_id)
        return View(form, scope, measure(session, organisation, scope))


@blueprint.get("/")
@permits("viewer")
def comparison() -> ResponseReturnValue:
    """Perceived beside measured, told from the findings down to the exact figures."""
    view = _view()
    page = render_template(
        "admin/insight/comparison.html",
        form=view.form,
        scope=view.scope,
        comparison=view.comparison,
        is_limited=view.scope.filters != EVERYTHING,
        arguments=arguments_of(view.scope),
        phone_arguments={
            name: kept for name, kept in arguments_of(view.scope).items() if name in {"from", "to", "team"}
        },
        other_weights=arguments_of(replace(view.scope, weighted=not view.scope.weighted)),
        criteria=[figures.criteria(view.comparison, code) for code in dimensions.CODES],
        advice=recommendations(view.comparison),
        most_urgent=MOST_URGENT,
        story=story,
        figures=figures,
        answers=answer_figures,
        charts=charts,
        formatting=formatting,
    )
    return page, 422 if view.form.errors else 200


@blueprint.get("/comparison.svg")
@permits("viewer")
def comparison_chart() -> ResponseReturnValue:
    """Perceived and measured per B; `size=narrow` fits a phone."""
    return _chart(charts.comparison_svg)


@blueprint.get("/trend.svg")
@permits("viewer")
def trend_chart() -> ResponseReturnValue:
    """Perceived per B and month; `size=narrow` fits a phone."""
    return _chart(charts.trend_svg)


@blueprint.get("/comparison.csv")
@permits("viewer")
def comparison_csv() -> ResponseReturnValue:
    """One figure a row."""
    return _file(exports.comparison_csv, "csv", "text/csv")


@blueprint.get("/comparison.xlsx")
@permits("viewer")
def comparison_xlsx() -> ResponseReturnValue:
    """The view as seen, and one figure a row."""
    return _file(exports.comparison_xlsx, "xlsx", exports.XLSX_TYPE)


@blueprint.get("/comparison.json")
@permits("viewer")
def comparison_json() -> ResponseReturnValue:
    """The comparison for programs."""
    return _file(exports.comparison_json, "json", "application/json")


def _chart(draw: Callable[..., bytes]) -> ResponseReturnValue:
    narrow = request.args.get("size") == "narrow"
    return Response(draw(_view().comparison, narrow=narrow), mimetype="image/svg+xml")


def _file(write: Callable[[Comparison], bytes], kind: str, mimetype: str) -> ResponseReturnValue:
    """The view as a file, or the way to the page where the filters have a fault: never other figures than asked."""
    view = _view()
    if view.form.errors:
        return redirect(f"{url_for('insight.comparison')}?{request.query_string.decode()}", 303)
    response = Response(write(view.comparison), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=_filename(view, kind))
    return response


def _filename(view: View, kind: str) -> str:
    period = view.scope.period
    return f"klankbord-{view.comparison.organisation.slug}-{period.start}-{period.end}.{kind}"
