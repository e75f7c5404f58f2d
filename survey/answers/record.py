"""The only writer of answers: one transaction spends the link, stores the response and adds to the rollups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, Insert, Table, Update, bindparam, insert, update

from survey import dimensions
from survey.answers import rollup
from survey.answers.submission import Submission
from survey.answers.tables import (
    OpenSubmission,
    Response,
    ResponseReason,
    answer_counts,
    bereikbaar_counts,
    reason_counts,
)
from survey.database import insert_into
from survey.invitations import wiping
from survey.invitations.tables import Invitation
from survey.rollups import adding


class AlreadyAnswered(Exception):
    """This link, or this form of the open link, has been counted before."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the answer is about: copied from the contact, so that the response needs no way back to it.

    `waiting_class` is the wide class (`survey.intake.waits`) of the wait, None where that is not known. `mode` says
    how the answer came in, one of `survey.dimensions.MODES`.
    """

    organisation_id: UUID
    team_id: UUID | None
    channel: str
    topic: str | None
    language: str
    day: date
    waiting_class: int | None = None
    mode: str = "link"


_SPEND: Update = (
    update(Invitation)
    .where(
        Invitation.organisation_id == bindparam("of_organisation"),
        Invitation.id == bindparam("of_invitation"),
        Invitation.answered_on.is_(None),
        Invitation.expires_at > bindparam("moment"),
    )
    .values(answered_on=bindparam("today"))
    .returning(Invitation.contact_id, Invitation.means)
)
_RESPONSE: Insert = insert(Response)
_REASONS: Insert = insert(ResponseReason)


def by_invitation(
    engine: Engine,
    invitation_id: UUID,
    occasion: Occasion,
    submission: Submission,
    moment: datetime,
    today: date,
) -> None:
    """Count an invited citizen's answer. Raises AlreadyAnswered where the invitation is spent or has expired."""
    with engine.begin() as connection:
        row = connection.execute(
            _SPEND,
            {
                "of_organisation": occasion.organisation_id,
                "of_invitation": invitation_id,
                "moment": moment,
                "today": today,
            },
        ).first()
        if row is None:
            raise AlreadyAnswered
        if row.means is not None:
            wiping.answered(connection, occasion.organisation_id, invitation_id, row.contact_id, row.means, today)
        add(connection, occasion, submission)


def by_open_link(engine: Engine, form_hash: bytes, occasion: Occasion, submission: Submission) -> None:
    """Count an answer that came by the open link. Raises AlreadyAnswered where this very form was sent before."""
    with engine.begin() as connection:
        taken = connection.execute(
            insert_into(OpenSubmission, connection.dialect.name)
            .values(organisation_id=occasion.organisation_id, form_hash=form_hash, day=occasion.day)
            .on_conflict_do_nothing()
            .returning(OpenSubmission.day)
        ).first()
        if taken is None:
            raise AlreadyAnswered
        add(connection, occasion, submission)


def add(connection: Connection, occasion: Occasion, submission: Submission) -> None:
    """Store a response and add it to the rollups, in the caller's transaction."""
    row = response_row(occasion, submission)
    connection.execute(_RESPONSE, row)
    if submission.reasons:
        connection.execute(_REASONS, reason_rows(row, submission))
    _add_to(connection, answer_counts, rollup.key_of(row), rollup.tally_of(row))
    by_wait = rollup.waiting_key(row)
    if by_wait is not None:
        _add_to(connection, bereikbaar_counts, by_wait, rollup.waiting_tally(row))
    for reason in submission.reasons:
        _add_to(connection, reason_counts, rollup.reason_key(row, reason), {"ticked": 1})


def response_row(occasion: Occasion, submission: Submission) -> dict[str, Any]:
    """A row of the table of responses, under a new random key."""
    resolved = None if submission.resolved is None else dimensions.RESOLVED.index(submission.resolved)
    return {
        "organisation_id": occasion.organisation_id,
        "id": uuid4(),
        "team_id": occasion.team_id,
        "channel": occasion.channel,
        "topic": occasion.topic,
        "language": occasion.language,
        "day": occasion.day,
        "mode": occasion.mode,
        "waiting_class": occasion.waiting_class,
        "resolved": resolved,
        "comment": submission.comment,
        **{name: submission.answers.get(name) for name in (*dimensions.CODES, "mark")},
    }


def reason_rows(row: dict[str, Any], submission: Submission) -> list[dict[str, Any]]:
    """The rows of what could be better, for a response row."""
    return [
        {"organisation_id": row["organisation_id"], "response_id": row["id"], "criterion": reason}
        for reason in submission.reasons
    ]


def _add_to(connection: Connection, table: Table, key: rollup.Key, cell: dict[str, int]) -> None:
    names = (column.name for column in table.primary_key)
    connection.execute(adding(table, connection.dialect.name), dict(zip(names, key, strict=True)) | cell)
