"""The page where reports are chosen, and the reports themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.insight import forms as filters
from admin.insight.forms import FilterForm
from admin.insight.scope import Scope
from admin.insight.summaries import choices
from admin.reports import forms, shelf
from admin.reports.forms import ReportForm
from admin.reports.gathering import gather
from admin.reports.kinds import BY_CODE, filename
from admin.reports.making import file_of
from survey import retention
from survey.database import reading
from survey.languages import BY_CODE as LANGUAGES
from survey.organisations import Organisation, today
from survey.retention import Keeper

blueprint = Blueprint("reports", __name__, url_prefix="/admin/reports")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the filters, the report, and the scope that the filters make."""

    form: FilterForm
    report: ReportForm
    scope: Scope

    @property
    def is_good(self) -> bool:
        """Whether nothing that was asked has a fault."""
        return not (self.form.errors or self.report.errors)


def register(app: Flask) -> None:
    """Add the page and its files, and have reports removed with the answers that they are about."""
    app.register_blueprint(blueprint)
    retention.KEEPERS["reports"] = Keeper(
        foreseen=lambda session, of, before: shelf.count_before(session, of, before.answers),
        remove=lambda session, of, before: shelf.remove_before(session, of, before.answers),
    )


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """Choose a view, a kind and a language; below it the reports that are kept."""
    staff = current_staff()
    asked = _asked()
    with reading() as session:
        kept = shelf.kept(session, staff.organisation_id)
    page = render_template(
        "admin/reports/index.html",
        form=asked.form,
        report=asked.report,
        kept=kept,
        kinds=BY_CODE,
        languages=LANGUAGES,
        period_name=period_name,
    )
    return page, 200 if asked.is_good else 422


@blueprint.get("/download")
@permits("viewer")
def download() -> ResponseReturnValue:
    """The report, or the way to the page where something has a fault: never another report than asked."""
    staff = current_staff()
    asked = _asked()
    if not asked.is_good:
        return redirect(f"{url_for('reports.index')}?{request.query_string.decode()}", 303)
    kind, language = asked.report.kind.data, asked.report.report_language.data
    with reading() as session:
        organisation = session.get_one(Organisation, staff.organisation_id)
        report = gather(session, organisation, asked.scope, kind, today(staff.timezone))
    period = f"{asked.scope.period.start}-{asked.scope.period.end}"
    return _sent(file_of(report, kind, language), kind, filename(staff.slug, period, kind, language))


@blueprint.get("/kept/<uuid:report_id>")
@permits("viewer")
def kept(report_id: UUID) -> ResponseReturnValue:
    """A report that was made earlier."""
    staff = current_staff()
    with reading() as session:
        found = shelf.one(session, staff.organisation_id, report_id)
    if found is None:
        abort(404)
    return _sent(found.content, found.kind, shelf.name_of(found, staff.slug))


def period_name(name: str) -> str:
    """A kept report's period in words: `2026-Q1`, `2026-03` or `2026`."""
    year, _, part = name.partition("-")
    if part.startswith("Q"):
        return str(gettext("quarter %(number)s of %(year)s", number=part[1:], year=year))
    return str(format_date(date.fromisoformat(f"{name}-01"), "LLLL y")) if part else year


def _asked() -> Asked:
    staff = current_staff()
    with reading() as session:
        form = filters.asked(choices(session, staff.organisation_id))
    return Asked(form, forms.asked(), filters.scope_of(form, today(staff.timezone)))


def _sent(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=BY_CODE[kind].mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
