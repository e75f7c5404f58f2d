"""The steps between a contact and an answer that the sending of messages counts, for the way from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.insight.terms import Period
from survey.invitations import outcomes
from survey.invitations.outcomes import Cell
from survey.invitations.tables import delivery_counts

_EVENTS: Final = ("delivered", "opened")


@dataclass(frozen=True, slots=True)
class Steps:
    """What was decided about contacts of a period, and what happened to messages in it (of all teams together)."""

    decided: Sequence[Cell] = ()
    messages: Mapping[str, int] = field(default_factory=dict)

    def further(self, team_id: UUID | None, channel: str | None, invited: int, answered: int) -> dict[str, int]:
        """The steps beside contacts, invited and answered that are known of everybody in this view; None is all.

        One that doesn't lie between its neighbours is not: links were handed over in another way too, a reminder
        counted as a message of its own, or messages went out in another month than the contacts were in.
        """
        found: dict[str, int] = {}
        eligible = outcomes.eligible(outcomes.added(outcomes.among(self.decided, team_id, channel)))
        if eligible and eligible >= invited:
            found["eligible"] = eligible
        if team_id is None and channel is None:
            most = invited
            for event in _EVENTS:
                if answered <= (number := self.messages.get(event, 0)) <= most and number:
                    found[event] = most = number
        return found


def steps(session: Session, organisation_id: UUID, period: Period) -> Steps:
    """The steps in a period of whole months, from the counts by day."""
    of = delivery_counts.c
    bounds = [of.day >= period.start] if period.start else []
    bounds += [of.day <= period.end] if period.end else []
    query = (
        select(of.event, func.sum(of.messages))
        .where(of.organisation_id == organisation_id, of.event.in_(_EVENTS), *bounds)
        .group_by(of.event)
    )
    messages = {event: int(number) for event, number in session.execute(query)}
    return Steps(outcomes.cells(session, organisation_id, period.start, period.end), messages)
