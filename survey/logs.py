"""Structured logs, a line of JSON each, without personal data.

A request is logged by its route (`/s/<token>`), never by its path, and without the caller's address.
"""

from __future__ import annotations

import logging
import sys
from time import perf_counter

import structlog
from flask import Flask, Response, g, request

from survey.config import Config


def register(app: Flask) -> None:
    """Log every request, and send the program's own log lines to standard error as JSON."""
    config: Config = app.config["KLANKBORD"]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _exception_without_values,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[config.log_level]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("gunicorn.error").addFilter(_without_caller)
    # Flask would write the path, with the token in it, and the values in the error.
    app.log_exception = _nothing  # type: ignore[method-assign, assignment]
    app.before_request(_start)
    app.after_request(_finish)


def _without_caller(line: logging.LogRecord) -> bool:
    """Keep from gunicorn's own lines the address and the path of a request that it could not read or answer."""
    for start in ("Invalid request", "Error handling request"):
        if str(line.msg).startswith(start):
            line.msg, line.args, line.exc_info = start, None, None
    return True


def _exception_without_values(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Keep the kind of an error and where it happened; its text can hold what a citizen wrote."""
    error = event.pop("error", None)
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        frames, trace = [], error.__traceback__
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["where"] = frames[-8:]
    return event


def _nothing(*details: object) -> None:
    """`errors.fault` logs what nobody expected."""


def _start() -> None:
    g.started = perf_counter()


def _finish(response: Response) -> Response:
    structlog.get_logger().info(
        "request",
        method=request.method,
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        milliseconds=round((perf_counter() - g.started) * 1000, 1) if "started" in g else None,
    )
    return response
