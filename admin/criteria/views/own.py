"""An organisation's own criteria: adding, changing and removing one."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.criteria import sets, showing, versions
from admin.criteria.differences import changes
from admin.criteria.forms import NOTHING_ACTIVE, ChangeForm, NewOwnForm, OwnForm, values_of_own
from admin.criteria.record import NothingActive, Overtaken
from admin.criteria.views.room import blueprint, present_set, saved
from survey import dimensions
from survey.criteria import current
from survey.criteria.catalogue import Criterion
from survey.criteria.current import CriteriaSet
from survey.database import reading


@blueprint.route("/add", methods=["GET", "POST"])
@permits("admin")
def add() -> ResponseReturnValue:
    """Add a criterion of one's own."""
    present = present_set()
    form = NewOwnForm.sent(version=str(present.version), weight=1.0)
    if form.is_good():
        if form.code in {criterion.code for criterion in present.everything}:
            form.name.errors = [gettext("There is a criterion with this name already.")]
        else:
            wanted = sets.with_own(present.everything, form.wanted(form.code, active=True))
            try:
                return saved(form.base, wanted, form.note.data)
            except Overtaken as overtaken:
                return _page(form, None, _meanwhile(form, overtaken.present)), 409
    return _page(form, None), 422 if form.errors else 200


@blueprint.route("/own/<code>", methods=["GET", "POST"])
@permits("admin")
def own(code: str) -> ResponseReturnValue:
    """Change a criterion of one's own; saving one that was removed meanwhile brings it back."""
    present = present_set()
    found = _own(code, present) or _removed(code)
    if found is None:
        abort(404)
    form = OwnForm.sent(**values_of_own(found), version=str(present.version))
    if not form.is_good():
        return _page(form, found), 422 if form.errors else 200
    wanted = sets.with_own(present.everything, form.wanted(code, found.active))
    try:
        return saved(form.base, wanted, form.note.data)
    except Overtaken as overtaken:
        return _page(form, found, _meanwhile(form, overtaken.present)), 409


@blueprint.route("/own/<code>/remove", methods=["GET", "POST"])
@permits("admin")
def remove(code: str) -> ResponseReturnValue:
    """Ask whether the criterion may go, then leave it out of the next version."""
    present = present_set()
    found = _own(code, present)
    if found is None:
        abort(404)
    form = ChangeForm.sent(version=str(present.version))
    meanwhile: tuple[showing.Changed, ...] | None = None
    if form.is_good():
        try:
            return saved(form.base, sets.without(present.everything, code), form.note.data)
        except NothingActive as refused:
            form.note.errors = [gettext(NOTHING_ACTIVE, name=dimensions.BY_CODE[refused.dimension].name)]
        except Overtaken as overtaken:
            meanwhile = _meanwhile(form, overtaken.present)
    page = render_template(
        "admin/criteria/remove.html", form=form, criterion=found, name=showing.requirement(found), meanwhile=meanwhile
    )
    return page, 409 if meanwhile is not None else 422 if form.errors else 200


def _own(code: str, found: CriteriaSet) -> Criterion | None:
    return next((each for each in found.everything if each.code == code and each.own is not None), None)


def _removed(code: str) -> Criterion | None:
    """The criterion as it was last, where a form of it that was open meanwhile is sent."""
    if request.method != "POST":
        return None
    owner = current_staff().organisation_id
    with reading() as session:
        number = versions.last_with_own(session, owner, code)
        return None if number is None else _own(code, current.of_version(session, owner, number))


def _base(form: ChangeForm, present: CriteriaSet) -> CriteriaSet:
    with reading() as session:
        return versions.base_of(session, current_staff().organisation_id, form.base, present)


def _meanwhile(form: ChangeForm, present: CriteriaSet) -> tuple[showing.Changed, ...]:
    """What others saved since the form was made, which from now on is made from the newest version."""
    before = _base(form, present)
    form.version.data = str(present.version)
    return showing.changed(changes(before.everything, present.everything))


def _page(form: OwnForm, criterion: Criterion | None, meanwhile: tuple[showing.Changed, ...] | None = None) -> str:
    return render_template("admin/criteria/own.html", form=form, criterion=criterion, meanwhile=meanwhile)
