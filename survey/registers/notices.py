"""Where a register says that a contact was registered: `POST /registers/<id>/notices`.

The message is that of VNG's Notificaties API. It is put in a queue and answered at once; the record is fetched later,
and only from the configured address.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Flask, Response, request

from survey.bodies import json_object
from survey.database import begin, now, reading
from survey.machines import problem, shown_token
from survey.registers import record
from survey.registers.locations import RESOURCE, NotOurPlaceError, record_id, record_url
from survey.registers.tables import Register

blueprint = Blueprint("registers", __name__)
LARGEST: Final = 65_536
"""Bytes of a message; they have some hundreds."""
NEEDED: Final = ("kanaal", "hoofdObject", "resource", "actie", "resourceUrl")
ACTIONS: Final = frozenset({"create", "update", "partial_update"})
"""A record that was changed may have got its addresses only then. What is known already stays as it is."""
_ONE: Final = "klantcontact"


def register(app: Flask) -> None:
    """Add the address that notices come to."""
    app.register_blueprint(blueprint)


@blueprint.post("/registers/<uuid:register_id>/notices")
def receive(register_id: UUID) -> Response:
    """Take one message: 204 where it is understood, also where there is nothing for us in it."""
    with reading() as session:
        found = record.opened_by(session, register_id, shown_token())
    if found is None:
        challenge = {"WWW-Authenticate": 'Bearer realm="Klankbord notices"'}
        return problem(401, "Send the token that the administrator was given: Authorization: Bearer kbn_...", challenge)
    if (request.content_length or 0) > LARGEST:
        return problem(413, "A message is a few hundred bytes.")
    message = json_object()
    if message is None or not all(isinstance(message.get(name), str) for name in NEEDED):
        return problem(400, f"Expected a JSON object with {', '.join(NEEDED)}.")
    if not _is_for_us(message):
        return Response("", 204, content_type="application/json")
    try:
        place = record_url(found.base_url, record_id(found.base_url, message["resourceUrl"]))
    except NotOurPlaceError:
        return problem(400, "Expected a resourceUrl of a record under the address that is set for this register.")
    if found.is_on:
        _take(found, place)
    return Response("", 204, content_type="application/json")


def _is_for_us(message: dict[str, Any]) -> bool:
    """A contact that was made or changed; not the trial message with which a subscription begins."""
    return message["kanaal"] == RESOURCE and message["resource"] == _ONE and message["actie"] in ACTIONS


def _take(found: Register, place: str) -> None:
    with begin() as session:
        if (current := session.get(Register, (found.organisation_id, found.id))) is not None:
            record.take_notice(session, current, place, now())
