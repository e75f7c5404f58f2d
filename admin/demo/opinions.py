"""What the invented citizens think of their contact. Pure.

The story: citizens feel less helped than auditors hear (a blind spot), feel better understood than the calls
deserve (goodwill at risk), wait too long by both counts, are treated as kindly as auditors say, and say too
little about promises to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from admin.demo.comments import comment
from admin.demo.days import WEEKS
from admin.demo.phone_log import Contact
from survey import dimensions
from survey.answers.submission import Submission, submission
from survey.criteria.catalogue import reasons_of

LEVEL: Final = {"bekend": 84.0, "bereikbaar": 65.0, "beleefd": 89.5, "behulpzaam": 66.0, "betrouwbaar": 73.5}
"""Points (0-100) around which opinions spread, before they are cut to the scale."""
OF_TEAM: Final[Mapping[str, Mapping[str, float]]] = {
    "Burgerzaken": {"behulpzaam": 5.0, "betrouwbaar": 3.0},
    "Belastingen": {"bereikbaar": -6.0, "bekend": -3.0},
    "Zorg en ondersteuning": {"behulpzaam": -8.0, "betrouwbaar": -4.0, "beleefd": 1.0},
}
UNKNOWN: Final = {"bekend": 0.03, "bereikbaar": 0.03, "beleefd": 0.02, "behulpzaam": 0.04, "betrouwbaar": 0.5}
"""Share of "don't know" and blank: whether a promise is kept often shows later."""
IN_MARK: Final = {"bekend": 0.15, "bereikbaar": 0.15, "beleefd": 0.15, "behulpzaam": 0.37, "betrouwbaar": 0.18}
"""How much each B weighs in the report mark."""
ANGRY: Final = 0.03
"""Share of citizens for whom nothing was right."""
OFTEN_NAMED: Final = {
    "bekend.historie": 3.0,
    "bereikbaar.wachttijd": 4.0,
    "bereikbaar.doorverbinden": 2.0,
    "behulpzaam.vervolg": 4.0,
    "behulpzaam.antwoord": 2.0,
    "betrouwbaar.afspraak": 3.0,
    "betrouwbaar.nagekomen": 2.0,
}
"""Reasons that are ticked more often than the others, which weigh 1."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A citizen's answer in a language, given some days after the contact."""

    submission: Submission
    language: str
    days_later: int


def answer_about(contact: Contact, chance: Random) -> Answer:
    """What the citizen of this contact submits."""
    shift = dict(OF_TEAM[contact.team.name])
    waited = 0 if contact.waiting_seconds is None else min(contact.waiting_seconds, 240)
    progress = (WEEKS / 2 - contact.slot.weeks_back) / WEEKS * 6
    shift["bereikbaar"] = shift.get("bereikbaar", 0.0) + progress - waited / 12
    given = _submission(shift, contact.language, chance)
    return Answer(given, contact.language, min(13, int(chance.expovariate(0.4))))


def answer_of_passer_by(language: str, chance: Random) -> Answer:
    """What somebody submits by the open link, on a poster at the counter."""
    return Answer(_submission({}, language, chance), language, 0)


def _submission(shift: Mapping[str, float], language: str, chance: Random) -> Submission:
    mood = chance.gauss(0, 12) - (32 if chance.random() < ANGRY else 0)
    points = {code: LEVEL[code] + shift.get(code, 0.0) + mood + chance.gauss(0, 20) for code in dimensions.CODES}
    answers = {
        code: None if chance.random() < UNKNOWN[code] else _on_scale(points[code] / 25 + 1, 1, 5)
        for code in dimensions.CODES
    }
    overall = sum(IN_MARK[code] * points[code] for code in dimensions.CODES)
    mark = _on_scale(0.3 + overall * 0.1 + chance.gauss(0, 0.6), 1, 10)
    reasons = [
        reason for code, value in answers.items() if value in dimensions.LOW for reason in _reasons(code, chance)
    ]
    text = comment(language, mark, chance) if chance.random() < 0.14 else ""
    return submission(
        answers | {"mark": None if chance.random() < 0.04 else mark},
        None if chance.random() < 0.03 else _resolved(points["behulpzaam"], chance),
        reasons,
        text,
    )


def _on_scale(value: float, lowest: int, highest: int) -> int:
    return min(highest, max(lowest, round(value)))


def _resolved(points: float, chance: Random) -> str:
    felt = points + chance.gauss(0, 12)
    return "yes" if felt > 58 else "partly" if felt > 34 else "no"


def _reasons(code: str, chance: Random) -> set[str]:
    offered = [each.code for each in reasons_of(code)]
    weights = [OFTEN_NAMED.get(reason, 1.0) for reason in offered]
    return set(chance.choices(offered, weights, k=chance.choices((0, 1, 2), (25, 50, 25))[0]))
