"""Changing weights, norms and use of all criteria on one page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.criteria import sets, showing, versions
from admin.criteria.differences import changes
from admin.criteria.forms import SetForm, form_of, values_of
from admin.criteria.record import Overtaken
from admin.criteria.views.room import blueprint, present_set, saved
from survey.criteria.catalogue import Criterion
from survey.criteria.current import CriteriaSet
from survey.database import reading


@blueprint.route("/edit", methods=["GET", "POST"])
@permits("admin")
def edit() -> ResponseReturnValue:
    """Weights, norms, limits and use; who was overtaken sees both changes put together before saving."""
    base = _base()
    form = _form(base.everything).sent(**values_of(base.everything), version=str(base.version))
    if not form.is_good() or form.refuse_nothing_active(base.everything):
        return _page(form, base), 422 if form.errors else 200
    wanted = form.wanted(base.everything)
    try:
        return saved(form.base, wanted, form.note.data)
    except Overtaken as overtaken:
        return _together(base, wanted, overtaken.present, form.note.data), 409


def _form(criteria: tuple[Criterion, ...]) -> type[SetForm]:
    return form_of(criteria, lambda each: showing.requirement(each).text)


def _base() -> CriteriaSet:
    """The version that the form was made from."""
    present = present_set()
    with reading() as session:
        return versions.base_of(session, current_staff().organisation_id, SetForm.sent().base, present)


def _together(base: CriteriaSet, wanted: tuple[Criterion, ...], present: CriteriaSet, note: str | None) -> str:
    """The form again, filled with their version and my changes on top of it."""
    merged = sets.rebased(base.everything, wanted, present.everything)
    values = values_of(merged) | {"version": str(present.version), "note": note}
    meanwhile = showing.changed(changes(base.everything, present.everything))
    return _page(_form(present.everything)(**values), present, meanwhile)


def _page(form: SetForm, base: CriteriaSet, meanwhile: tuple[showing.Changed, ...] | None = None) -> str:
    return render_template(
        "admin/criteria/edit.html",
        form=form,
        groups=showing.groups(base.everything),
        meanwhile=meanwhile,
        version=base.version,
    )
