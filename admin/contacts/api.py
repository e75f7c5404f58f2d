"""`POST /api/v1/contacts`: an organisation's own systems send contacts by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Flask, jsonify
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.api.bearer import caller
from admin.api.body import json_body
from admin.api.problems import Error, Problem, Refused
from admin.contacts.batch import UnusableBatch
from admin.contacts.record import Invited, Taken, take_in
from survey.privacy import NoKeyError
from survey.settings import settings

_NO_KEY: Final = Problem(
    503,
    "Citizens would be asked, but the server has no key to seal addresses with; nothing was stored. Whoever runs "
    "Klankbord sets ADDRESS_KEYS, then send the same again.",
)
blueprint = Blueprint("contacts_api", __name__, url_prefix="/api/v1")


def register(app: Flask) -> None:
    """Add the address."""
    app.register_blueprint(blueprint)


@blueprint.post("/contacts")
@permits("key")
def add() -> ResponseReturnValue:
    """Take in one contact or a list of them, all or nothing; those that are known are left as they are."""
    who = caller()
    body = json_body()
    try:
        taken = take_in(who, body)
    except UnusableBatch as unusable:
        raise Refused(_problem(unusable)) from unusable
    except NoKeyError as error:
        raise Refused(_NO_KEY) from error
    told = [_contact(each) for each in taken]
    return jsonify(told if isinstance(body, list) else told[0]), 201 if any(each.is_new for each in taken) else 200


def _problem(unusable: UnusableBatch) -> Problem:
    found = [Error(misfit.detail, pointer=misfit.pointer) for misfit in unusable.misfits]
    what = "1 fault" if len(found) == 1 else f"{len(found):,} faults"
    return Problem(422, f"The body has {what}; nothing was stored.", found)


def _contact(taken: Taken) -> dict[str, Any]:
    return {
        "reference": taken.reference,
        "status": taken.status,
        "invitation": None if taken.invited is None else _invitation(taken.invited),
    }


def _invitation(invited: Invited) -> dict[str, Any]:
    return {
        "status": invited.status,
        "url": None if invited.token is None else f"{settings().public_url}/s/{invited.token}",
        "code": invited.code,
        "expires_at": None if invited.expires_at is None else _moment(invited.expires_at),
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
