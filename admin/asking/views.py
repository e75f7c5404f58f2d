"""Pages about asking citizens: who was asked and why not, the rules, and the switch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session
from wtforms import SelectField

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.asking import record, wording
from admin.asking.forms import RulesForm
from admin.asking.shares import SPARE
from admin.asking.why import STATES, explain
from admin.insight import formatting
from admin.insight.forms import PeriodForm, filled, good, period_of, team_choices
from admin.insight.wording import CHANNELS
from survey.database import begin, reading
from survey.invitations import outcomes
from survey.invitations.eligibility import ANY, Outcome, Rules
from survey.invitations.outcomes import Cell
from survey.invitations.preview import Preview, preview
from survey.organisations import Organisation, teams_by_name, today

blueprint = Blueprint("asking", __name__, url_prefix="/admin/asking")


class AskedForm(PeriodForm):
    """Whole months, a team and a channel."""

    channel = SelectField("", default="")


@dataclass(frozen=True, slots=True)
class Asked:
    """Contacts of a view by what was decided about them, and the same of each team."""

    form: AskedForm
    start: date | None
    end: date | None
    cells: list[Cell]
    teams: dict[str, UUID]

    @property
    def by_team(self) -> list[tuple[str, list[Cell]]]:
        """The cells of each team that has any, by name; contacts without a team last, under no name."""
        found = [(name, [each for each in self.cells if each.team_id == key]) for name, key in self.teams.items()]
        found.append(("", [each for each in self.cells if each.team_id is None]))
        return [(name, cells) for name, cells in found if cells]


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("admin")
def index() -> ResponseReturnValue:
    """Whether citizens are asked, who was and why others were not, and the same of one contact."""
    staff = current_staff()
    reference = request.args.get("reference", "").strip().replace("\0", "")
    with reading() as session:
        rules = record.rules_of(session, staff.organisation_id)
        found = _asked(session, staff)
        explained = explain(session, staff.organisation_id, reference, rules) if reference else None
    page = render_template(
        "admin/asking/index.html",
        form=found.form,
        found=found,
        rules=rules,
        reference=reference,
        explained=explained,
        states=STATES,
        outcomes=outcomes,
        **_words(),
    )
    return page, 422 if found.form.errors else 200


def _asked(session: Session, staff: Staff) -> Asked:
    teams = teams_by_name(session, staff.organisation_id)
    form = AskedForm(filled())
    form.team.choices = team_choices(tuple(teams))
    form.channel.label.text = gettext("Channel")
    form.channel.choices = [("", gettext("All channels")), *((code, gettext(name)) for code, name in CHANNELS.items())]
    form.validate()
    period = period_of(form, today(staff.timezone))
    cells = outcomes.cells(session, staff.organisation_id, period.start, period.end)
    team = good(form.team)
    chosen = outcomes.among(cells, teams[team] if team else None, good(form.channel))
    return Asked(form, period.start, period.end, chosen, teams)


@blueprint.route("/rules", methods=["GET", "POST"])
@permits("admin")
def rules() -> ResponseReturnValue:
    """Every rule; looked at first against the contacts of the last days, then saved."""
    staff = current_staff()
    with reading() as session:
        current = record.rules_of(session, staff.organisation_id)
        teams = teams_by_name(session, staff.organisation_id)
        topics = record.topics(session, staff.organisation_id, today(staff.timezone))
    form = RulesForm.of(current, topics, [str(key) for key in teams.values()])
    seen = None
    if form.is_good():
        if form.is_to_be_stored:
            return _saved(form, staff) or _rules_page(form, teams, None, current)
        seen = _preview(staff, current, form.rules())
    return _rules_page(form, teams, seen, current)


def _preview(staff: Staff, current: Rules, wanted: Rules) -> Preview:
    with reading() as session:
        owner = session.get_one(Organisation, staff.organisation_id)
        return preview(session, owner, current, wanted, today(staff.timezone))


def _saved(form: RulesForm, staff: Staff) -> ResponseReturnValue | None:
    """The way on, or None with the reason at the field: rules that are on must be possible."""
    with begin() as session:
        owner = session.get_one(Organisation, staff.organisation_id)
        against = record.change(session, owner, staff.actor, form.rules())
    if against:
        form.means.errors = [gettext(against[0])]
        return None
    flash(gettext("The rules are saved. They hold for contacts that come in from now on."))
    return redirect(url_for("asking.index"))


def _rules_page(form: RulesForm, teams: dict[str, UUID], seen: Preview | None, current: Rules) -> ResponseReturnValue:
    names = {str(key): name for name, key in teams.items()}
    page = render_template(
        "admin/asking/rules.html",
        form=form,
        teams={ANY: gettext("All teams"), **names},
        all_channels={ANY: gettext("All channels"), **{code: gettext(name) for code, name in CHANNELS.items()}},
        spare=SPARE,
        seen=seen,
        rules=current,
        **_words(),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/switch", methods=["GET", "POST"])
@permits("admin")
def switch() -> ResponseReturnValue:
    """Switch asking on or off, after saying what that does; refused while something lacks."""
    staff = current_staff()
    with reading() as session:
        current = record.rules_of(session, staff.organisation_id)
        against = [] if current.is_on else record.obstacles(session, staff.organisation_id, current)
        waits = record.waiting(session, staff.organisation_id)
    # What the person saw, so that two who press at once don't undo each other.
    if request.method == "POST" and request.form.get("wanted") in ("on", "off"):
        is_on = request.form["wanted"] == "on"
        if not (is_on and against):
            return _switched(staff, is_on=is_on)
    page = render_template("admin/asking/switch.html", rules=current, against=against, waits=waits, **_words())
    return page, 422 if request.method == "POST" else 200


def _switched(staff: Staff, *, is_on: bool) -> ResponseReturnValue:
    with begin() as session:
        owner = session.get_one(Organisation, staff.organisation_id)
        cancel = request.form.get("cancel") == "y"
        cancelled = record.switch(session, owner, staff.actor, is_on=is_on, cancel=cancel)
    if is_on:
        flash(gettext("Asking is on. Citizens of contacts that come in from now on are asked."))
    else:
        flash(gettext("Asking is off. Messages cancelled: %(count)s.", count=formatting.whole(cancelled)))
    return redirect(url_for("asking.index"))


def _words() -> dict[str, object]:
    """What every page about asking uses."""
    return {"say": formatting, "wording": wording, "all_outcomes": tuple(Outcome)}
