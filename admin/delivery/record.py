"""Reads what became of messages, what waits, and who the administrators are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.tables import User
from admin.delivery.figures import Cell
from survey.invitations.providers import sender_of
from survey.invitations.tables import MEANS, DeliverySettings, Message, delivery_counts


@dataclass(frozen=True, slots=True)
class Outbox:
    """What waits by a means, how much of it is due already, and the day on which a message last went (None: never)."""

    means: str
    waiting: int
    due: int
    last_sent_on: date | None


def administrators(session: Session, organisation_id: UUID) -> Sequence[str]:
    """The e-mail addresses of an organisation's administrators."""
    query = select(User.email).where(User.organisation_id == organisation_id, User.role == "admin")
    return session.scalars(query.order_by(User.email)).all()


def cells(session: Session, organisation_id: UUID, start: date, end: date, means: str | None) -> list[Cell]:
    """What happened on these days, both ends included; by one means, or None for all."""
    of = delivery_counts.c
    query = select(of.day, of.means, of.event, of.fault, of.messages).where(
        of.organisation_id == organisation_id, of.day.between(start, end), *([of.means == means] if means else [])
    )
    return [Cell(*row) for row in session.execute(query)]


def outboxes(session: Session, organisation_id: UUID, moment: datetime) -> list[Outbox]:
    """What waits at this moment, for every means."""
    number = func.count()
    waiting = (
        select(Message.means, number, number.filter(Message.due_at <= moment))
        .where(Message.organisation_id == organisation_id, Message.state.in_(("waiting", "sending")))
        .group_by(Message.means)
    )
    of = delivery_counts.c
    last = (
        select(of.means, func.max(of.day))
        .where(of.organisation_id == organisation_id, of.event == "sent")
        .group_by(of.means)
    )
    counts = {means: (number, due) for means, number, due in session.execute(waiting)}
    days = dict(session.execute(last).all())
    return [Outbox(means, *counts.get(means, (0, 0)), days.get(means)) for means in MEANS]


def held_up(session: Session, organisation_id: UUID) -> list[tuple[str, str, int]]:
    """Means, fault and number of the messages that wait because of a fault, the most first."""
    number = func.count()
    query = (
        select(Message.means, Message.fault, number)
        .where(Message.organisation_id == organisation_id, Message.state == "waiting", Message.fault.is_not(None))
        .group_by(Message.means, Message.fault)
        .order_by(number.desc(), Message.means, Message.fault)
    )
    return [(means, str(fault), waiting) for means, fault, waiting in session.execute(query)]


def silent(session: Session, organisation_id: UUID, found: Iterable[str]) -> dict[str, str]:
    """By whom those of these means go of which nobody tells that a message arrived.

    A mail server only sends back what does not arrive; NotifyNL tells once it has a token for that.
    """
    delivery = session.get(DeliverySettings, organisation_id)
    tells = {"notify"} if delivery is not None and delivery.callback_hash is not None else set()
    return {means: sender for means in found if (sender := sender_of(delivery, means)) not in tells}
