"""Calls of every kind, and what they add up to computed straight from the single rows."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from admin.insight.months import whole_months
from admin.insight.terms import Period
from survey.answers import record, rollup
from survey.answers.submission import submission
from survey.answers.tables import Response
from survey.database import begin, engine, reading
from survey.intake import record as contacts
from survey.intake.phone_log import ContactRow
from survey.intake.tables import Contact
from survey.intake.waits import WIDE
from tests.http.insight.opinions import Town

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST, DAYS = datetime(2026, 3, 9, tzinfo=UTC), 60
"""Over the night of 29 March, in which the clock goes forward."""
TODAY = date(2026, 6, 1)


def calls_at_random(town: Town, number: int, seed: int = 8) -> None:
    """Calls at any hour, also some of other channels, of no team, and of which little is known."""
    chance = random.Random(seed)
    with begin() as session:
        contacts.store(session, town.owner.id, [_call(f"R{place}", town, chance) for place in range(number)])


def _call(reference: str, town: Town, chance: random.Random) -> ContactRow:
    moment = FIRST + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    local = moment.astimezone(AMSTERDAM)
    answered = chance.choice([True, True, True, False, None])
    spoken = answered is not False
    return ContactRow(
        row_number=1,
        reference=reference,
        channel=chance.choice(["phone", "phone", "phone", "chat"]),
        team=chance.choice([None, *town.teams]),
        topic=None,
        language=None,
        occurred_at=moment,
        day=local.date(),
        answered=answered,
        resolved=chance.choice([True, False, None]) if spoken else None,
        waiting_seconds=round(chance.lognormvariate(4, 1)) if answered else None,
        talk_seconds=None,
        rating=None,
        transferred=chance.choice([True, False, None]) if spoken else None,
        hour=local.hour if chance.random() < 0.9 else None,
    )


def answers_at_random(town: Town, number: int, seed: int = 9) -> None:
    """Answers about bereikbaar with and without a class of waiting time."""
    chance = random.Random(seed)
    with engine().begin() as connection:
        connection.execute(insert(Response), [_answer(town, chance) for _ in range(number)])
        rollup.rebuild(connection, town.owner.id)


def _answer(town: Town, chance: random.Random) -> dict[str, Any]:
    day = (FIRST + timedelta(days=chance.randrange(DAYS))).date()
    team, channel = chance.choice([None, *town.teams.values()]), chance.choice(["phone", "phone", "counter"])
    occasion = record.Occasion(town.owner.id, team, channel, None, "nl", day, chance.choice([None, *WIDE]))
    sent = submission({"bereikbaar": chance.choice([None, 1, 2, 3, 4, 5]), "mark": 7}, None, (), "")
    return record.response_row(occasion, sent)


def rows(table: type[Contact] | type[Response], period: Period, team_id: UUID | None) -> list[Any]:
    """The phone calls, or the answers after one, of a period (widened to whole months) and team."""
    period = whole_months(period)
    with reading() as session:
        found: Sequence[Any] = session.scalars(select(table).where(table.channel == "phone")).all()
    return [
        row
        for row in found
        if (period.start is None or row.day >= period.start)
        and (period.end is None or row.day <= period.end)
        and team_id in (None, row.team_id)
    ]


def by_hour(calls: Iterable[Any]) -> dict[tuple[int, int], list[Any]]:
    """The calls that were answered or not, by weekday and hour of the clock on the wall."""
    found = defaultdict(list)
    for call in calls:
        if call.hour is not None and call.answered is not None:
            local = call.occurred_at.astimezone(AMSTERDAM)
            found[local.weekday(), local.hour].append(call)
    return found
