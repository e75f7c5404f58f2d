"""Pages about contacts: what came in, and sending in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.exc import IntegrityError

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.contacts import wording
from admin.contacts.arrivals import arrivals, last_file
from admin.contacts.forms import UploadForm
from admin.insight import formatting
from admin.insight.wording import CHANNELS
from survey.database import begin, reading
from survey.intake import importing
from survey.intake.faults import FileFault
from survey.intake.importing import Reading
from survey.intake.reach import ADDRESS_FIELDS
from survey.invitations import files
from survey.invitations.eligibility import WORDS, Outcome
from survey.invitations.files import Counts
from survey.languages import N_
from survey.organisations import Organisation
from survey.privacy import NoKeyError
from survey.settings import settings

MOST_FAULTS: Final = 500
"""Faults that a page lists; the number of all is always told."""

NO_KEY: Final = N_(
    "Citizens would be asked, but this server has no key (ADDRESS_KEYS) to seal addresses with. Nothing is stored."
)

blueprint = Blueprint("contacts", __name__, url_prefix="/admin/contacts")


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read but not stored: its columns and faults, and what storing it would do."""

    found: Reading
    counts: Counts

    @property
    def can_be_stored(self) -> bool:
        """Whether it has no faults, and anything new."""
        return not self.found.faults and self.counts.new > 0


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("viewer")
def index() -> str:
    """What came in during twelve months; without any contact, how to bring them in."""
    staff = current_staff()
    with reading() as session:
        found = arrivals(session, staff.organisation_id)
        latest = last_file(session, staff.organisation_id)
    return render_template(
        "admin/contacts/index.html",
        arrivals=found,
        last_file=latest,
        channels=CHANNELS,
        public_url=settings().public_url,
        say=formatting,
    )


@blueprint.route("/upload", methods=["GET", "POST"])
@permits("admin")
def upload() -> ResponseReturnValue:
    """Look what a file holds, with every fault at once; then store it, all or nothing."""
    staff = current_staff()
    form = UploadForm.sent()
    preview = _preview(form, staff) if form.is_good() else None
    if preview is None:
        return _upload_page(form)
    if preview.found.faults:
        form.file.errors = [_count(len(preview.found.faults))]
    elif form.is_to_be_stored and _is_stored(form, preview, staff):
        return redirect(url_for("contacts.index"))
    return _upload_page(form, preview)


def _preview(form: UploadForm, staff: Staff) -> Preview | None:
    """What the file holds, or None with the reason at the field."""
    with reading() as session:
        against = importing.known(session, staff.organisation_id, staff.timezone)
        try:
            found = importing.read(form.file.data.stream, against, create_teams=form.create_teams.data)
        except FileFault as fault:
            form.file.errors = [" ".join(fault.lines(gettext))]
            return None
        owner = session.get_one(Organisation, staff.organisation_id)
        return Preview(found, files.foreseen(session, owner, found))


def _count(faults: int) -> str:
    return str(
        ngettext(
            "There is %(count)s fault in this file. Nothing is stored yet.",
            "There are %(count)s faults in this file. Nothing is stored yet.",
            faults,
            count=formatting.whole(faults),
        )
    )


def _is_stored(form: UploadForm, preview: Preview, staff: Staff) -> bool:
    """Whether it could be stored; else the reason is at the field."""
    try:
        with begin() as session:
            owner = session.get_one(Organisation, staff.organisation_id)
            counts = files.store(session, owner, preview.found, staff.actor)
    except (IntegrityError, KeyError):
        # The teams are no longer those that the file was checked against.
        form.file.errors = [gettext("The teams have changed meanwhile. Check the file again.")]
        return False
    except NoKeyError:
        form.file.errors = [gettext(NO_KEY)]
        return False
    new, known = formatting.whole(counts.new), formatting.whole(counts.known)
    flash(gettext("The file is stored. New contacts: %(new)s. Known already: %(known)s.", new=new, known=known))
    return True


def _upload_page(form: UploadForm, preview: Preview | None = None) -> ResponseReturnValue:
    """The form, with what the file holds or what is wrong with it."""
    page = render_template(
        "admin/contacts/upload.html",
        form=form,
        preview=preview,
        fields_of_contacts=wording.FIELDS,
        addresses=ADDRESS_FIELDS,
        outcomes=[
            (WORDS[each], preview.counts.outcomes[each])
            for each in reversed(Outcome)
            if each in preview.counts.outcomes
        ]
        if preview
        else [],
        not_recognised=wording.NOT_RECOGNISED,
        most_faults=MOST_FAULTS,
        wanted=lambda fault: fault.wanted(gettext),
        say=formatting,
    )
    return page, 422 if form.errors else 200
