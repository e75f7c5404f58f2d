"""The page where a citizen types the code that an employee read aloud. Guessing is slowed down."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey import locale, throttle
from survey.database import begin
from survey.invitations import codes
from survey.invitations.record import token_by_code
from survey.languages import N_
from survey.throttle import Subject, ThrottledError, network_of

blueprint = Blueprint("code", __name__)
PER_NETWORK: Final = 10
"""Codes that lead nowhere, from one network in a quarter of an hour."""
ALTOGETHER: Final = 100
"""The same for everybody together, whatever number of networks somebody has."""
EMPTY: Final = N_("Fill in the code that the employee gave you.")
MISTYPED: Final = N_("Something is not right in this code. Look at it once more: it has eight letters and numbers.")
UNKNOWN: Final = N_("We do not know this code. It may be too old. Look at it once more.")
TOO_OFTEN: Final = N_("There were too many codes that we do not know. Try again in a quarter of an hour.")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.route("/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Lead to the survey about the contact that the code is for."""
    locale.use(chosen=request.form.get("lang"))
    if request.method == "GET" or "code" not in request.form:
        return render_template("survey/code.html")
    typed = request.form["code"]
    normalised = codes.normalise(typed)
    if normalised is None:
        return _again(typed, EMPTY if not typed.strip() else MISTYPED, 422)
    try:
        token = _known(normalised)
    except ThrottledError as error:
        page = render_template("survey/code.html", typed=typed, fault=locale.translated(TOO_OFTEN))
        return page, 429, {"Retry-After": str(error.seconds)}
    if token is None:
        return _again(typed, UNKNOWN, 404)
    return redirect(url_for("answers.personal", token=token, lang=request.form.get("lang")), 303)


def _known(normalised: str) -> str | None:
    """The token behind a code. Only codes that could be right count as attempts: a slip of the finger costs nothing."""
    attempt = throttle.admit(
        Subject("code, network", network_of(request.remote_addr), PER_NETWORK), Subject("code", "", ALTOGETHER)
    )
    with begin() as session:
        token = token_by_code(session, normalised)
        if token is not None:
            throttle.forgive(session, attempt, earlier=False)
    return token


def _again(typed: str, fault: str, status: int) -> ResponseReturnValue:
    return render_template(
        "survey/code.html", typed=typed[: codes.LONGEST_TYPED], fault=locale.translated(fault)
    ), status
