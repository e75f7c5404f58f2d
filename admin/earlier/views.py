"""Pages about answers that were gathered earlier with another tool: the list, bringing in a file, removing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.earlier import record, shown, wording
from admin.earlier.columns import Use, proposal, tool_of
from admin.earlier.forms import CHECK, STORE, EarlierForm, own_faults, sent_uses, token_of
from admin.earlier.reading import Against, Look, Reading, look, read
from admin.earlier.record import Arrival, Batch, KnownFile
from admin.earlier.tables import LONGEST_LABEL
from admin.insight import formatting
from survey.database import reading
from survey.intake.faults import FileFault
from survey.organisations import Organisation, teams_by_name, today

MOST_FAULTS: Final = 500
"""Faults that the page lists; the number of all is always told."""

blueprint = Blueprint("earlier", __name__, url_prefix="/admin/settings/earlier")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way in: what it is like, what its columns are, and what they add up to where that is known."""

    file_hash: bytes
    look: Look
    uses: dict[str, Use]
    found: Reading | None = None

    @property
    def can_be_stored(self) -> bool:
        """Whether it has no faults, and any answer."""
        return self.found is not None and not self.found.faulty_rows and self.found.answers > 0


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("admin")
def index() -> str:
    """The files that came in."""
    staff = current_staff()
    with reading() as session:
        found = record.batches(session, staff.organisation_id)
    return render_template("admin/earlier/index.html", batches=found, tools=wording.TOOLS, say=formatting)


@blueprint.route("/import", methods=["GET", "POST"])
@permits("admin")
def bring_in() -> ResponseReturnValue:
    """Look at a file's columns, say what they are, look what they add up to, store the sums."""
    staff = current_staff()
    form = EarlierForm.sent()
    sent = _sent(form, staff) if form.is_good() else None
    if sent is not None and sent.can_be_stored and form.step.data == STORE and _is_stored(form, staff, sent):
        return redirect(url_for("earlier.index"))
    return _page(form, staff, sent)


def _sent(form: EarlierForm, staff: Staff) -> Sent | None:
    """What was sent, as far as it can be read; the reason of what can't is at the file."""
    stream = form.file.data.stream
    file_hash = record.hash_of(stream)
    try:
        with reading() as session:
            record.refuse_known(session, staff.organisation_id, file_hash)
        seen = look(stream)
    except FileFault as fault:
        form.file.errors = [" ".join(fault.lines(gettext))]
        return None
    except KnownFile as known:
        form.file.errors = [_known(known)]
        return None
    if form.mark.data != file_hash.hex():
        return _first_look(form, staff, Sent(file_hash, seen, {}))
    return _checked(form, staff, Sent(file_hash, seen, sent_uses(seen)))


def _known(known: KnownFile) -> str:
    return str(gettext("This file came in before, as “%(label)s”.", label=known.label))


def _first_look(form: EarlierForm, staff: Staff, sent: Sent) -> Sent:
    """The file with a proposal of what its columns are."""
    if form.tool.data == "":
        form.tool.data = tool_of(sent.look.header)
    form.label.data = form.label.data or (form.file.data.filename or "")[:LONGEST_LABEL]
    with reading() as session:
        kept = record.kept_uses(session, staff.organisation_id)
    return Sent(sent.file_hash, sent.look, proposal(sent.look.columns, form.tool.data, kept))


def _checked(form: EarlierForm, staff: Staff, sent: Sent) -> Sent:
    """The file with what it adds up to, or the reasons at its field."""
    wrong = own_faults(sent.look)
    if wrong:
        numbers = gettext("Fill in a number from %(min)s to %(max)s.", min=0, max=100)
        form.file.errors = [f"{numbers} ({'; '.join(wrong)})"]
        return sent
    try:
        found = read(form.file.data.stream, sent.uses, _against(staff, form.month.data))
    except FileFault as fault:
        form.file.errors = [" ".join(fault.lines(gettext))]
        return sent
    if found.faulty_rows:
        form.file.errors = [_count(found.faulty_rows)]
    return Sent(sent.file_hash, sent.look, sent.uses, found)


def _against(staff: Staff, month: date | None) -> Against:
    with reading() as session:
        teams = tuple(teams_by_name(session, staff.organisation_id))
    return Against(ZoneInfo(staff.timezone), teams, today(staff.timezone), month)


def _count(rows: int) -> str:
    return str(
        ngettext(
            "%(count)s row has a fault. Nothing is stored yet.",
            "%(count)s rows have a fault. Nothing is stored yet.",
            rows,
            count=formatting.whole(rows),
        )
    )


def _is_stored(form: EarlierForm, staff: Staff, sent: Sent) -> bool:
    """Whether it could be stored; else the reason is at the field."""
    if form.seen.data != token_of(sent.file_hash, sent.uses, form.month.data):
        form.file.errors = [gettext("This is not what you looked at: something has changed. Look again.")]
        return False
    label = form.label.data or (form.file.data.filename or "")[:LONGEST_LABEL]
    tool = form.tool.data or tool_of(sent.look.header)
    found = sent.found
    if found is None:
        return False
    try:
        record.store(staff.organisation_id, staff.actor, Arrival(tool, label, sent.file_hash, sent.uses, found))
    except KnownFile as known:
        form.file.errors = [_known(known)]
        return False
    except KeyError:
        # A team went or got another name between the reading and the storing.
        form.file.errors = [gettext("The teams have changed meanwhile. Check the file again.")]
        return False
    flash(gettext("The sums of %(answers)s are stored.", answers=formatting.answers(found.answers)))
    return True


def _page(form: EarlierForm, staff: Staff, sent: Sent | None) -> ResponseReturnValue:
    values: dict[str, Any] = {}
    if sent is not None:
        form.mark.data = sent.file_hash.hex()
        form.seen.data = token_of(sent.file_hash, sent.uses, form.month.data) if sent.can_be_stored else ""
        values = {"columns": shown.asked(sent.look, sent.uses), "rows": sent.look.rows, "can_store": sent.can_be_stored}
        with reading() as session:
            values["least"] = session.get_one(Organisation, staff.organisation_id).minimum_group
            values["overlap"] = _overlap(record.batches(session, staff.organisation_id), sent.found)
    page = render_template(
        "admin/earlier/import.html",
        form=form,
        found=sent.found if sent else None,
        shown=shown,
        wording=wording,
        steps={"check": CHECK, "store": STORE},
        most_faults=MOST_FAULTS,
        wanted=lambda fault: fault.wanted(gettext),
        say=formatting,
        **values,
    )
    return page, 422 if form.errors else 200


def _overlap(batches: tuple[Batch, ...], found: Reading | None) -> tuple[str, ...]:
    """Labels of files that have answers in the same months: the same citizens may be in both."""
    if found is None or not found.months:
        return ()
    first, last = min(found.months), max(found.months)
    return tuple(batch.label for batch in batches if batch.first_month <= last and first <= batch.last_month)


@blueprint.route("/<uuid:batch_id>/remove", methods=["GET", "POST"])
@permits("admin")
def remove(batch_id: UUID) -> ResponseReturnValue:
    """Ask, then remove what a file brought in."""
    staff = current_staff()
    with reading() as session:
        batch = record.get_batch(session, staff.organisation_id, batch_id)
    if request.method == "POST":
        record.remove(staff.organisation_id, staff.actor, batch_id)
        flash(gettext("“%(name)s” is removed.", name=batch.label))
        return redirect(url_for("earlier.index"))
    return render_template("admin/earlier/remove.html", batch=batch, tools=wording.TOOLS, say=formatting)
