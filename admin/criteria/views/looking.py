"""Looking at the criteria: those in use, earlier versions, and what differs between two."""

from __future__ import annotations

from typing import Final

from flask import Response, render_template, request
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.criteria import showing, versions
from admin.criteria.differences import changes
from admin.criteria.json_file import as_json
from admin.criteria.views.room import blueprint, present_set
from admin.criteria.workbook import as_xlsx
from admin.paging import page_of
from survey.criteria import current
from survey.database import reading

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
@permits("viewer")
def index() -> str:
    """The criteria as they are now, by B."""
    present = present_set()
    with reading() as session:
        line, _ = versions.one_version(session, current_staff().organisation_id, present.version)
    return render_template("admin/criteria/index.html", line=line, groups=showing.groups(present.everything))


@blueprint.get("/versions")
@permits("viewer")
def all_versions() -> str:
    """Every version, the newest first."""
    owner = current_staff().organisation_id
    with reading() as session:
        pages = page_of(versions.number_of_versions(session, owner), versions.PAGE_LENGTH)
        lines = versions.versions_page(session, owner, pages.number)
        numbers = versions.numbers(session, owner)
    return render_template("admin/criteria/versions.html", lines=lines, pages=pages, numbers=numbers)


@blueprint.get("/versions/<int:number>")
@permits("viewer")
def version(number: int) -> str:
    """One version as it was saved."""
    owner = current_staff().organisation_id
    with reading() as session:
        line, found = versions.one_version(session, owner, number)
        newest = versions.numbers(session, owner)[0]
    return render_template(
        "admin/criteria/version.html", line=line, newest=newest, groups=showing.groups(found.everything)
    )


@blueprint.get("/compare")
@permits("viewer")
def compare() -> str:
    """What differs between two versions; without a choice, between the last two."""
    owner = current_staff().organisation_id
    with reading() as session:
        numbers = versions.numbers(session, owner)
        after = request.args.get("after", numbers[0], type=int)
        before = request.args.get("before", numbers[min(1, len(numbers) - 1)], type=int)
        (old_line, old), (new_line, new) = (versions.one_version(session, owner, each) for each in (before, after))
    found = showing.changed(changes(old.everything, new.everything))
    return render_template("admin/criteria/compare.html", old=old_line, new=new_line, numbers=numbers, changes=found)


@blueprint.get("/criteria.<any(xlsx, json):kind>")
@permits("viewer")
def download(kind: str) -> Response:
    """The criteria as one file, to keep or to share; `version` asks for an earlier one."""
    staff = current_staff()
    with reading() as session:
        number = request.args.get("version", type=int)
        if number is None:
            number = current.current(session, staff.organisation_id).version
        _, found = versions.one_version(session, staff.organisation_id, number)
    if kind == "xlsx":
        response = Response(as_xlsx(found.everything, gettext), mimetype=XLSX_TYPE)
    else:
        response = Response(as_json(found.everything), mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"criteria-{staff.slug}-{number}.{kind}")
    return response
