"""That a link from a message was opened: noted once, by day, after the citizen has the page."""

from __future__ import annotations

from functools import partial

import structlog
from flask import Response, request
from sqlalchemy import Engine, update
from sqlalchemy.exc import SQLAlchemyError

from survey.answers.links import Link
from survey.database import engine
from survey.invitations.counting import count_deliveries
from survey.invitations.tables import Invitation
from survey.organisations import today


def note(link: Link, response: Response) -> Response:
    """`response`, with a note to write down when it has gone out that the link was opened for the first time.

    What a browser fetches ahead of its reader doesn't count, nor a link that no message of ours brought.
    """
    if link.means is not None and link.opened_on is None and _is_read():
        response.call_on_close(partial(_write_down, engine(), link))
    return response


def _is_read() -> bool:
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in ahead.lower()


def _write_down(database: Engine, link: Link) -> None:
    day = today(link.profile.timezone)
    first = (
        update(Invitation)
        .where(
            Invitation.organisation_id == link.profile.id,
            Invitation.id == link.invitation_id,
            Invitation.opened_on.is_(None),
        )
        .values(opened_on=day)
    )
    try:
        with database.begin() as connection:
            if connection.execute(first).rowcount:
                count_deliveries(connection, link.profile.id, {(day, str(link.means), "opened", ""): 1})
    except SQLAlchemyError as error:
        structlog.get_logger().warning("opened", error=error)
