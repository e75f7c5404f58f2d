"""The comparison as a page, as charts and as files: one address with the same filters for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.frame import KEPT_ACROSS
from admin.insight import answer_figures, answering, charts, exports, figures, formatting, kept, story, told
from admin.insight.advised import recommendations
from admin.insight.forms import FilterForm, arguments_of, asked, scope_of
from admin.insight.measure import measure
from admin.insight.results import Comparison
from admin.insight.scope import Scope
from admin.insight.summaries import choices
from admin.insight.terms import EVERYTHING
from survey import dimensions
from survey.database import reading
from survey.locale import page_language
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
    version = kept.version_of(view.comparison)
    kept.shelf.put(_key(version), view.comparison)
    page = render_template(
        "admin/insight/comparison.html",
        form=view.form,
        scope=view.scope,
        comparison=view.comparison,
        is_limited=view.scope.filters != EVERYTHING,
        arguments=arguments_of(view.scope),
        version=version,
        kept_arguments={name: value for name, value in arguments_of(view.scope).items() if name in KEPT_ACROSS},
        phone_arguments={
            name: value for name, value in arguments_of(view.scope).items() if name in {"from", "to", "team"}
        },
        other_weights=arguments_of(replace(view.scope, weighted=not view.scope.weighted)),
        criteria=[(code, figures.criteria(view.comparison, code)) for code in dimensions.CODES],
        advice=recommendations(view.comparison),
        most_urgent=MOST_URGENT,
        story=story,
        figures=figures,
        answers=answer_figures,
        answering=answering,
        told=told,
        charts=charts,
        formatting=formatting,
    )
    return page, 422 if view.form.errors else 200


@blueprint.get("/<any(comparison, quadrants, trend):name>.svg")
@permits("viewer")
def chart(name: str) -> ResponseReturnValue:
    """One of the charts; `size=narrow` fits a phone, `v` is the version of the figures that the page shows.

    A browser that has this version already gets no more than that word; a worker that has just measured it doesn't
    measure again. Figures that changed in the meantime are shown as they are now.
    """
    version = request.args.get("v", "")
    if _tag(name, version) in request.if_none_match:
        return _fresh(Response(status=304), name, version)
    comparison = kept.shelf.get(_key(version)) or _view().comparison
    drawn = charts.CHARTS[name](comparison, narrow=_is_narrow())
    return _fresh(Response(drawn, mimetype="image/svg+xml"), name, kept.version_of(comparison))


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


def _is_narrow() -> bool:
    return request.args.get("size") == "narrow"


def _tag(name: str, version: str) -> str:
    """What a browser keeps this chart under: another language or size is another chart."""
    return f"{name}-{page_language().code}-{'narrow' if _is_narrow() else 'wide'}-{version}"


def _fresh(response: Response, name: str, version: str) -> Response:
    """Let a browser keep the chart for its reader only, and ask each time whether it is still right."""
    response.set_etag(_tag(name, version))
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response


def _key(version: str) -> kept.Key:
    staff = current_staff()
    return kept.Key(staff.organisation_id, staff.minimum_group, staff.norm, staff.margin, version)


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
