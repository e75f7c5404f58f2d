"""What stands around every staff page: navigation, language choice, dates, error pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from admin.accounts.permission import allows
from admin.accounts.session import Staff, on_staff_side, staff_or_none
from survey import errors, locale
from survey.languages import N_

OPEN_TOO_LONG: Final = N_("This page was open for too long. Go back, reload it and send it again.")


@dataclass(frozen=True, slots=True)
class Door:
    """A room of the house in the navigation."""

    endpoint: str
    label: str
    level: str
    also: tuple[str, ...] = ()
    """Other rooms that are behind the same door."""


@dataclass(frozen=True, slots=True)
class Item:
    """A door that this user may open."""

    url: str
    label: str
    is_current: bool


INSIGHT: Final = (
    Door("insight.comparison", N_("Overview"), "viewer"),
    Door("groups.index", N_("Teams"), "viewer"),
    Door("trend.index", N_("Month by month"), "viewer"),
    Door("comments.index", N_("Comments"), "viewer"),
    Door("advice.index", N_("Advice"), "viewer"),
    Door("actions.index", N_("Improvements"), "viewer"),
    Door("certainty.index", N_("How sure"), "viewer"),
    Door("benchmark.index", N_("Others"), "viewer"),
    Door("reports.index", N_("Reports"), "viewer"),
)
"""The pages about the comparison, each a room of its own."""
KEPT_ACROSS: Final = ("from", "to", "team", "channel", "unweighted")
"""Filters that go along from one of these pages to the next."""

DOORS: Final = (
    Door("insight.comparison", N_("Comparison"), "viewer", tuple(door.endpoint.partition(".")[0] for door in INSIGHT)),
    Door("phone.index", N_("Phone log"), "viewer"),
    Door("audits.rounds", N_("Audits"), "viewer"),
    Door("criteria.index", N_("Criteria"), "viewer"),
    Door("contacts.index", N_("Contacts"), "viewer", ("codes", "cards")),
    Door("users.index", N_("Users"), "admin"),
    Door("keys.index", N_("Keys"), "admin"),
    Door(
        "settings.organisation",
        N_("Settings"),
        "admin",
        ("sources", "publication", "asking", "earlier", "messages", "delivery", "voice"),
    ),
)


def register(app: Flask) -> None:
    """Give staff's templates what they use, and staff their own error pages."""
    app.jinja_env.globals.update(
        has_endpoint=has_endpoint,
        insight_tabs=insight_tabs,
        navigation=navigation,
        staff_or_none=staff_or_none,
        this_page=this_page,
        url_in_language=url_in_language,
    )
    app.jinja_env.filters["day"] = day
    app.register_error_handler(HTTPException, error_page)


def has_endpoint(name: str) -> bool:
    """Whether the program has a page of this name."""
    return name in current_app.view_functions


def navigation() -> list[Item]:
    """The rooms that this user may enter."""
    staff = staff_or_none()
    if staff is None:
        return []
    return [_item(door) for door in DOORS if has_endpoint(door.endpoint) and allows(staff.role, door.level)]


def _item(door: Door) -> Item:
    rooms = {door.endpoint.partition(".")[0], *door.also}
    return Item(url_for(door.endpoint), str(gettext(door.label)), not rooms.isdisjoint(request.blueprints))


def insight_tabs() -> list[Item]:
    """The pages about the comparison, with the filters that all of them know."""
    staff = staff_or_none()
    if staff is None:
        return []
    kept: dict[str, Any] = {name: request.args[name] for name in KEPT_ACROSS if request.args.get(name)}
    return [
        Item(
            url_for(door.endpoint, **kept),
            str(gettext(door.label)),
            door.endpoint.partition(".")[0] in request.blueprints,
        )
        for door in INSIGHT
        if has_endpoint(door.endpoint) and allows(staff.role, door.level)
    ]


def home(staff: Staff) -> str:
    """The address of the first room that this user may enter."""
    doors = [door for door in DOORS if has_endpoint(door.endpoint) and allows(staff.role, door.level)]
    return url_for(doors[0].endpoint if doors else "accounts.password")


def url_in_language(code: str) -> str:
    """This page in another language; a page that can only be sent leads to the start."""
    if request.url_rule is None or "GET" not in (request.url_rule.methods or ()):
        return url_for("accounts.start", lang=code)
    return this_page(lang=code)


def this_page(**changed: str | int) -> str:
    """The address of this page with these arguments changed, the others as they are."""
    # By hand: url_for would take an argument called _scheme or _external from the address as an order.
    arguments = request.args.to_dict(flat=False) | {name: [str(value)] for name, value in changed.items()}
    return f"{quote(request.path)}?{urlencode(arguments, doseq=True)}"


def day(moment: date | datetime | None) -> str:
    """A day in words of the page's language, on the organisation's clock; a dash where there is none."""
    if moment is None:
        return "–"
    staff = staff_or_none()
    if isinstance(moment, datetime) and staff is not None:
        moment = moment.astimezone(ZoneInfo(staff.timezone)).date()
    return str(format_date(moment, "medium"))


def error_page(error: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP error, within the frame of the side that it happened on."""
    code = error.code or 500
    if code < 400 or code >= 500 or not on_staff_side(request.path):
        return errors.page(error)
    if "language" not in g:
        locale.use()
    title, text = errors.WORDS.get(code, errors.WORDS[400])
    if isinstance(error, CSRFError):
        text = OPEN_TOO_LONG
    response: Any = error.get_response()
    response.data = render_template("admin/error.html", title=gettext(title), text=gettext(text))
    response.content_type = "text/html; charset=utf-8"
    return response  # type: ignore[no-any-return]
