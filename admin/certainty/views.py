"""How sure the comparison is, as a page."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.certainty import shown, story
from admin.certainty.forms import asked_for, plan_asked
from admin.certainty.measure import certainty
from admin.insight import story as insight_story
from admin.insight.forms import arguments_of, asked
from admin.insight.summaries import choices
from survey.database import reading
from survey.organisations import Organisation, today

blueprint = Blueprint("certainty", __name__, url_prefix="/admin/certainty")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """Per B sure or not yet, what a difference of some points takes, and whether the verdicts hold."""
    staff = current_staff()
    now = today(staff.timezone)
    with reading() as session:
        filters = asked(choices(session, staff.organisation_id))
        organisation = session.get_one(Organisation, staff.organisation_id)
        plan = plan_asked(organisation.margin)
        wanted = asked_for(filters, plan, now)
        found = certainty(session, organisation, wanted, now)
    page = render_template(
        "admin/certainty/index.html",
        form=filters,
        plan=plan,
        found=found,
        arguments=arguments_of(wanted.scope),
        insight_story=insight_story,
        shown=shown,
        story=story,
    )
    return page, 422 if filters.errors or plan.errors else 200
