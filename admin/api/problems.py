"""Problem details (RFC 9457), in English, for everything that goes wrong under /api/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import structlog
from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from admin import frame
from survey import errors
from survey.machines import problem

PREFIX: Final = "/api/"
MOST_ERRORS: Final = 10_000
"""So many errors are listed; `detail` tells how many there are."""
_DETAILS: Final = {
    404: "There is nothing at this address. /api/v1/openapi.json describes what there is.",
    405: "This address does not take this method; the header Allow lists those that it takes.",
    413: "The body is too large.",
    500: "Something went wrong on our side. We have taken note of it.",
    503: "The database can't do this at the moment. Send the same again in a few seconds.",
}


@dataclass(frozen=True, slots=True)
class Error:
    """One thing to mend: what is expected, and where: a JSON pointer into the body, or a query parameter."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None

    def as_json(self) -> dict[str, str]:
        """The members that are filled in."""
        members = {"pointer": self.pointer, "parameter": self.parameter, "detail": self.detail}
        return {name: value for name, value in members.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a request."""

    status: int
    detail: str
    errors: Sequence[Error] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """The answer that tells it."""
        told = [error.as_json() for error in self.errors[:MOST_ERRORS]]
        return problem(self.status, self.detail, self.headers, told)


class Refused(Exception):
    """A request that can't be met, with the problem to answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def register(app: Flask) -> None:
    """Answer errors under /api/ with problem details; those of other addresses keep their pages."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _fault)


def on_api(path: str) -> bool:
    """Whether this path belongs to the API."""
    return path.startswith(PREFIX)


def _refused(error: Refused) -> Response:
    return error.problem.response()


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if not on_api(request.path):
        return frame.error_page(error)
    if code < 400:
        return error
    detail = _DETAILS.get(code) or error.description or HTTPStatus(code).phrase
    kept = {name: value for name, value in _headers(error).items() if name in {"Allow", "Retry-After"}}
    return Problem(code, detail, headers=kept).response()


def _headers(error: HTTPException) -> dict[str, Any]:
    return dict(error.get_response().headers)


def _fault(error: Exception) -> ResponseReturnValue:
    if not on_api(request.path):
        return errors.fault(error)
    structlog.get_logger().error("fault", error=error)
    if isinstance(error, OperationalError):
        return Problem(503, _DETAILS[503], headers={"Retry-After": "5"}).response()
    return _http_error(InternalServerError())
