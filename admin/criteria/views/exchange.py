"""Taking in a set of criteria from a file: look first, then save."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from admin.accounts.permission import permits
from admin.criteria import showing
from admin.criteria.entries import SetFault
from admin.criteria.exchange import Proposal, proposed, read_file
from admin.criteria.forms import STORE, FileForm, StoreForm
from admin.criteria.json_file import as_json, read_json
from admin.criteria.record import Overtaken
from admin.criteria.views.room import blueprint, present_set, saved
from admin.insight import formatting
from survey.intake.faults import FileFault

MOST_FAULTS: Final = 500
"""Faults that a page lists; the number of all is always told."""


@blueprint.route("/upload", methods=["GET", "POST"])
@permits("admin")
def upload() -> ResponseReturnValue:
    """Look what a file would change, with every fault at once; then save it as a new version."""
    if request.form.get("step") == STORE:
        return _store()
    form = FileForm.sent()
    proposal = _proposal(form) if form.is_good() else None
    if proposal is not None and proposal.faults:
        form.file.errors = [_count(len(proposal.faults))]
    return _page(form, proposal), 422 if form.errors else 200


def _proposal(form: FileForm) -> Proposal | None:
    """What the file would change, or None with the reason at the field."""
    try:
        with closing(form.file.data.stream) as stream:
            return proposed(read_file(stream), present_set())
    except FileFault as fault:
        form.file.errors = [" ".join(fault.lines(gettext))]
        return None


def _store() -> ResponseReturnValue:
    """Save what was looked at. The page brought it along as a file, so it is read and checked as one."""
    form = StoreForm.sent()
    try:
        read = read_json((form.content.data or "").encode())
    except FileFault as fault:
        lost = FileForm()
        lost.file.errors = fault.lines(gettext)
        return _page(lost, None), 422
    proposal = proposed(read, present_set())
    if not form.is_good() or proposal.faults:
        return _page(FileForm(), proposal, form), 422
    try:
        return saved(form.base, proposal.criteria, form.note.data)
    except Overtaken as overtaken:
        return _page(FileForm(), proposed(read, overtaken.present), form, is_overtaken=True), 409


def _count(faults: int) -> str:
    return str(
        ngettext(
            "There is %(count)s fault in this file. Nothing is stored yet.",
            "There are %(count)s faults in this file. Nothing is stored yet.",
            faults,
            count=formatting.whole(faults),
        )
    )


def _page(
    form: FileForm, proposal: Proposal | None, store: StoreForm | None = None, *, is_overtaken: bool = False
) -> str:
    faults: tuple[SetFault, ...] = () if proposal is None else proposal.faults
    if proposal is not None and not faults:
        store = StoreForm(
            version=str(proposal.base),
            content=as_json(proposal.criteria).decode(),
            note=None if store is None else store.note.data,
        )
    return render_template(
        "admin/criteria/upload.html",
        form=form,
        faults=[(fault.place.said(gettext), fault.value, fault.wanted(gettext)) for fault in faults[:MOST_FAULTS]],
        is_cut=len(faults) > MOST_FAULTS,
        changes=None if proposal is None or faults else showing.changed(proposal.changes),
        store=store,
        is_overtaken=is_overtaken,
    )
