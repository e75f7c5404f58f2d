"""What the pages of this room share: where they hang, and saving with all that can come of it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.session import current_staff
from admin.criteria import record
from survey.criteria import current
from survey.criteria.catalogue import Criterion
from survey.criteria.current import CriteriaSet
from survey.database import reading

blueprint = Blueprint("criteria", __name__, url_prefix="/admin/criteria")


def present_set() -> CriteriaSet:
    """The newest version of the reader's organisation."""
    with reading() as session:
        return current.current(session, current_staff().organisation_id)


def saved(base: int, wanted: Sequence[Criterion], note: str | None) -> ResponseReturnValue:
    """Save, and lead to the criteria. Raises Overtaken and NothingActive."""
    staff = current_staff()
    result = record.save(staff.organisation_id, staff.actor, base, wanted, note or "")
    if result.changes:
        flash(gettext("Saved as version %(number)s. New rounds are scored with it.", number=result.version))
    else:
        flash(gettext("Nothing was different, so there is no new version."))
    return redirect(url_for("criteria.index"))
