"""The months before the story, as another tool asked citizens then: sums, no single answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from admin.demo.opinions import LEVEL
from admin.demo.phone_log import TEAMS
from admin.earlier.reading import Key, Reading, Sums
from survey import dimensions

TOOL: Final = "limesurvey"
LABEL: Final = "tevredenheid-limesurvey.csv"
MONTHS: Final = 6
ANSWERS: Final = (26, 40)
"""Fewest and most answers of a team in a month."""
LOWER: Final = {"bekend": 5.0, "bereikbaar": 9.0, "beleefd": 2.0, "behulpzaam": 4.0, "betrouwbaar": 6.0}
"""Points (0-100) by which citizens were less content then."""
MARK: Final = 6.6
"""Mean report mark of those months."""


def earlier_answers(first_day: date, chance: Random) -> Reading:
    """What the whole months before this day's own month add up to."""
    sums: dict[Key, Sums] = {}
    answers: Counter[date] = Counter()
    for month in _months_before(first_day):
        for team in TEAMS:
            number = chance.randint(*ANSWERS)
            answers[month] += number
            sums |= {Key(month, team.name, field): found for field, found in _sums(number, chance).items()}
    return Reading(sums, answers.total(), 0, 0, answers, (), (), 0)


def _months_before(day: date) -> list[date]:
    found = [day.replace(day=1)]
    for _ in range(MONTHS):
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[:0:-1]


def _sums(number: int, chance: Random) -> Mapping[str, Sums]:
    found = dict.fromkeys((*dimensions.CODES, "mark"), Sums())
    for _ in range(number):
        mood = chance.gauss(0, 12)
        for code in dimensions.CODES:
            points = LEVEL[code] - LOWER[code] + mood + chance.gauss(0, 20)
            answer = min(5, max(1, round(points / 25 + 1)))
            found[code] = found[code].plus(dimensions.agreement_score(answer))
        mark = min(10, max(1, round(MARK + mood / 10 + chance.gauss(0, 1))))
        found["mark"] = found["mark"].plus(dimensions.mark_score(mark))
    return found
