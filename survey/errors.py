"""A kind page for every error, never a stack trace."""

from __future__ import annotations

from typing import Final

import structlog
from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from survey import locale
from survey.languages import N_

WORDS: Final = {
    400: (N_("This did not go well"), N_("We could not read what was sent. Go back and try again.")),
    403: (N_("You may not see this page"), N_("Ask the administrator of your organisation for access.")),
    404: (N_("We can't find this page"), N_("Check the address, or go back to where you came from.")),
    405: (N_("This did not go well"), N_("We could not read what was sent. Go back and try again.")),
    413: (N_("This is too large"), N_("Send a smaller file or a shorter text.")),
    429: (N_("Too many attempts"), N_("Wait a few minutes and try again.")),
    500: (N_("Something went wrong on our side"), N_("Try again in a moment. We have taken note of it.")),
    503: (N_("We can't be reached for a moment"), N_("Try again in a few minutes.")),
}


def register(app: Flask) -> None:
    """Show `survey/error.html` for every HTTP error and every fault of our own."""
    app.register_error_handler(HTTPException, page)
    app.register_error_handler(Exception, fault)


def page(error: HTTPException) -> ResponseReturnValue:
    """The page of an HTTP error; a redirect passes unchanged."""
    code = error.code or 500
    if code < 400:
        return error
    if "language" not in g:
        locale.use()
    title, text = WORDS.get(code, WORDS[500 if code >= 500 else 400])
    response = error.get_response()
    response.data = render_template("survey/error.html", title=title, text=text, code=code)
    response.content_type = "text/html; charset=utf-8"
    return response


def fault(error: Exception) -> ResponseReturnValue:
    """The page of an error that nobody expected; the log says where, not with which values."""
    structlog.get_logger().error("fault", error=error)
    return page(InternalServerError())
