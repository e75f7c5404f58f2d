"""What NotifyNL or GOV.UK Notify reports about messages that it was given: `POST /notify/receipts`.

Who reports proves itself with the bearer token that the organisation made for it. The report has an address in it,
which is never read. Notify reports again what it gets a 5xx for.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Flask, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.bodies import json_object
from survey.database import begin, now, reading
from survey.invitations import outbox
from survey.invitations.tables import DeliverySettings, Message
from survey.machines import problem, shown_token, token_hash

blueprint = Blueprint("receipts", __name__)
PREFIX: Final = "kbr_"
LARGEST: Final = 65_536
"""Bytes of a report: Notify's have a few hundred."""
DELIVERED: Final = frozenset({"delivered", "received"})
"""An e-mail or SMS that came in, and a letter that was printed."""
FAULTS: Final = {
    "permanent-failure": "no_mailbox",
    "temporary-failure": "not_reached",
    "technical-failure": "provider_fault",
    "validation-failed": "refused",
    "virus-scan-failed": "refused",
    "cancelled": "refused",
}
"""Our code by Notify's status; every other status is one in between."""
FOR_GOOD: Final = frozenset({"no_mailbox"})
"""Faults of the address itself: it is not used again."""


def register(app: Flask) -> None:
    """Add the address that reports come to."""
    app.register_blueprint(blueprint)


@blueprint.post("/notify/receipts")
def receive() -> Response:
    """Note what became of one message. A message that is not known is no fault: it may be gone, or another's."""
    owner = _reporter()
    if owner is None:
        challenge = {"WWW-Authenticate": 'Bearer realm="Klankbord receipts"'}
        return problem(401, "Send the token that the administrator made: Authorization: Bearer kbr_...", challenge)
    if (request.content_length or 0) > LARGEST:
        return problem(413, "A report is a few hundred bytes.")
    report = json_object()
    if report is None or not isinstance(report.get("status"), str):
        return problem(400, "Expected a JSON object with reference and status.")
    reference = _reference(report)
    if reference is not None and not _noted(owner, reference, report["status"]):
        return problem(503, "We are still writing down that this message was handed over.", {"Retry-After": "60"})
    return Response("{}", content_type="application/json")


def _reporter() -> UUID | None:
    """The organisation whose token came along."""
    wanted = token_hash(shown_token())
    query = select(DeliverySettings.organisation_id, DeliverySettings.callback_hash)
    with reading() as session:
        rows = session.execute(query.where(DeliverySettings.callback_hash == wanted)).all()
    return next((row.organisation_id for row in rows if hmac.compare_digest(row.callback_hash, wanted)), None)


def _reference(report: dict[str, Any]) -> UUID | None:
    try:
        return UUID(report["reference"])
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _noted(organisation_id: UUID, reference: UUID, status: str) -> bool:
    """Whether the report is dealt with; not where the sender has not written down yet that it was handed over."""
    fault = FAULTS.get(status)
    if fault is None and status not in DELIVERED:
        return True
    with begin() as session:
        query = select(Message).where(Message.organisation_id == organisation_id, Message.id == reference)
        message = session.scalar(query.with_for_update())
        if message is None:
            return True
        if message.state in {"waiting", "sending"}:
            return False
        if message.state == "sent":
            _note(session, message, fault, now())
    return True


def _note(session: Session, message: Message, fault: str | None, moment: datetime) -> None:
    if fault in FOR_GOOD and message.provider_reference is not None:
        outbox.came_back(session, message.provider_reference, fault, moment)
    else:
        outbox.reported(session, message, fault, moment)
