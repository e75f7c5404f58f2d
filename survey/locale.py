"""Which language a page is shown in."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, gettext
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from survey import languages
from survey.languages import Language


def register(app: Flask) -> None:
    """Translate by `g.language`, which a view sets; Dutch where nothing did."""
    Babel(app, default_locale=languages.DEFAULT, locale_selector=_selected)
    app.jinja_env.globals.update(page_language=page_language, all_languages=languages.LANGUAGES)


def _selected() -> str:
    return page_language().code


def page_language() -> Language:
    """The language of the page that is being made."""
    code = g.get("language", languages.DEFAULT) if has_request_context() else languages.DEFAULT
    return languages.BY_CODE[code]


def use(*wishes: str | None, chosen: str | None = None) -> Language:
    """Show this page as `chosen` on it, else as the link says, else the first of `wishes`, else as the browser."""
    browser = _tags(request.headers.get("Accept-Language", ""))
    g.language = languages.choose(chosen, request.args.get("lang"), *wishes, browser=browser)
    return languages.BY_CODE[g.language]


@lru_cache(maxsize=512)
def _tags(header: str) -> tuple[str, ...]:
    """A browser's languages, the one it likes best first."""
    return tuple(parse_accept_header(header, LanguageAccept).values())


def translated(message: str) -> str:
    """A message that was marked elsewhere, in the language of this page."""
    return str(gettext(message))
