"""Pages about what citizens wrote: searching, by reason, and the themes that staff confirm."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.comments import forms, record, shown
from admin.comments.forms import CommentsForm, ThemeForm
from admin.comments.pool import MOST, extent
from admin.comments.record import KnownName, Theme, TooManyWords, Wanted
from admin.comments.shown import Asked, Found
from admin.comments.suggestions import Suggestion, suggestions
from admin.comments.tables import LONGEST_WORD, MOST_WORDS
from admin.insight import formatting
from admin.insight.blocks import Span
from admin.insight.forms import good
from admin.paging import page_of
from survey.database import reading
from survey.languages import BY_CODE
from survey.organisations import Organisation, teams_by_name

PAGE_SIZE: Final = 50

blueprint = Blueprint("comments", __name__, url_prefix="/admin/comments")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """What citizens wrote, in no order, without anything about who wrote it."""
    staff = current_staff()
    with reading() as session:
        organisation = session.get_one(Organisation, staff.organisation_id)
        teams = teams_by_name(session, organisation.id)
        counts = record.counts(session, organisation.id)
        form = forms.asked(tuple(teams), record.oldest(counts))
        asked = _asked(form, teams)
        found = shown.find(session, organisation, asked, counts)
    pages = page_of(len(found.listed), PAGE_SIZE)
    start = (pages.number - 1) * PAGE_SIZE
    page = render_template(
        "admin/comments/index.html",
        form=form,
        asked=asked,
        found=found,
        listed=found.listed[start : start + PAGE_SIZE],
        pages=pages,
        is_filtered=bool(asked.query or asked.theme),
        in_view=_in_view(form, found),
        least=organisation.minimum_group,
        most=MOST,
        languages=BY_CODE,
        say=formatting,
    )
    return page, 422 if form.errors else 200


def _asked(form: CommentsForm, teams: dict[str, UUID]) -> Asked:
    query = good(form.query) or ""
    reason, theme = forms.reason_asked(), forms.theme_asked()
    if reason is not None:
        return Asked(Span(), reason, theme, query)
    team = good(form.team)
    start, end = _months(form)
    return Asked(Span(start, end, teams[team] if team else None), None, theme, query)


def _months(form: CommentsForm) -> tuple[str | None, str | None]:
    """The first and last month (`YYYY-MM`) that the form asks for."""
    start, end = ((found and f"{found:%Y-%m}") for found in (good(form.start), good(form.end)))
    return start, end


def _in_view(form: CommentsForm, found: Found) -> tuple[str, ...]:
    """What the list is of, in words."""
    if found.reason is not None:
        return (gettext("all months"), gettext("all teams"))
    (start, end), team = _months(form), good(form.team)
    told = [(team and gettext("team %(name)s", name=team)) or gettext("all teams")]
    if start:
        told.insert(0, gettext("from %(month)s", month=formatting.month(start)))
    if end:
        told.insert(len(told) - 1, gettext("up to and including %(month)s", month=formatting.month(end)))
    return tuple(told if start or end else [gettext("all months"), *told])


@blueprint.get("/themes")
@permits("admin")
def themes() -> str:
    """The themes, and words that citizens use often."""
    staff = current_staff()
    with reading() as session:
        found = record.themes(session, staff.organisation_id)
        suggested = _suggested(session, staff, found)
    return render_template(
        "admin/comments/themes.html", themes=found, suggested=suggested, languages=BY_CODE, say=formatting
    )


def _suggested(session: Session, staff: Staff, known: tuple[Theme, ...]) -> tuple[Suggestion, ...]:
    organisation = session.get_one(Organisation, staff.organisation_id)
    everything = extent(record.counts(session, organisation.id), Span(), organisation.minimum_group)
    if everything is None:
        return ()
    texts = [(each.language, each.text) for each in record.comments(session, organisation.id, everything)]
    return suggestions(texts, [word for theme in known for word in theme.words])


@blueprint.route("/themes/new", methods=["GET", "POST"])
@permits("admin")
def new_theme() -> ResponseReturnValue:
    """Make a theme, from a suggestion or by hand."""
    staff = current_staff()
    word = request.args.get("word", "").strip()[:LONGEST_WORD]
    form = ThemeForm.sent(name=word.capitalize(), words=word)
    if form.is_good() and _is_kept(form, staff, None):
        flash(gettext("The theme %(name)s is added.", name=form.name.data))
        return redirect(url_for("comments.themes"))
    return _theme_page(form, None, ())


@blueprint.route("/themes/<uuid:theme_id>", methods=["GET", "POST"])
@permits("admin")
def theme(theme_id: UUID) -> ResponseReturnValue:
    """Change a theme: its name, its words, its B."""
    staff = current_staff()
    with reading() as session:
        found = record.get_theme(session, staff.organisation_id, theme_id)
        others = tuple(each for each in record.themes(session, staff.organisation_id) if each.id != theme_id)
    form = ThemeForm.sent(name=found.name, words="\n".join(found.words), dimension=found.dimension or "")
    if form.is_good() and _is_kept(form, staff, theme_id):
        flash(gettext("The theme %(name)s is saved.", name=form.name.data))
        return redirect(url_for("comments.themes"))
    return _theme_page(form, found, others)


def _is_kept(form: ThemeForm, staff: Staff, theme_id: UUID | None) -> bool:
    """Whether the theme could be kept; else the reason is at the field."""
    wanted = Wanted(form.name.data or "", form.lines, form.dimension.data or None)
    try:
        if theme_id is None:
            record.add_theme(staff.organisation_id, staff.actor, wanted)
        else:
            record.change_theme(staff.organisation_id, staff.actor, theme_id, wanted)
    except KnownName:
        form.name.errors = [gettext("There is a theme with this name already.")]
        return False
    return True


def _theme_page(form: ThemeForm, found: Theme | None, others: tuple[Theme, ...]) -> ResponseReturnValue:
    page = render_template("admin/comments/theme.html", form=form, theme=found, others=others)
    return page, 422 if form.errors else 200


@blueprint.route("/themes/<uuid:theme_id>/merge", methods=["GET", "POST"])
@permits("admin")
def merge(theme_id: UUID) -> ResponseReturnValue:
    """Ask, then give this theme's words to another one and remove it."""
    staff = current_staff()
    into: Any = request.values.get("into", type=UUID)
    if into is None or into == theme_id:
        abort(404)
    with reading() as session:
        found, other = (record.get_theme(session, staff.organisation_id, each) for each in (theme_id, into))
    if request.method == "POST":
        try:
            record.merge_themes(staff.organisation_id, staff.actor, theme_id, into)
        except TooManyWords:
            flash(gettext("Use at most %(count)s lines.", count=MOST_WORDS), "fault")
            return redirect(url_for("comments.theme", theme_id=into))
        flash(gettext("“%(name)s” is now part of “%(other)s”.", name=found.name, other=other.name))
        return redirect(url_for("comments.themes"))
    return render_template("admin/comments/merge.html", theme=found, other=other)


@blueprint.route("/themes/<uuid:theme_id>/remove", methods=["GET", "POST"])
@permits("admin")
def remove(theme_id: UUID) -> ResponseReturnValue:
    """Ask, then remove a theme."""
    staff = current_staff()
    with reading() as session:
        found = record.get_theme(session, staff.organisation_id, theme_id)
    if request.method == "POST":
        record.remove_theme(staff.organisation_id, staff.actor, theme_id)
        flash(gettext("“%(name)s” is removed.", name=found.name))
        return redirect(url_for("comments.themes"))
    return render_template("admin/comments/remove.html", theme=found)
