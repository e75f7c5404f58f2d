"""An organisation with contacts, answers and audits, spread over teams, channels, languages and months."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import insert

from admin.audits import record as audits
from admin.audits.scoring import Scored, dimension_scores
from admin.audits.spreadsheet import ScoredCall
from survey import dimensions
from survey.answers import record, rollup, tally
from survey.answers.record import Occasion
from survey.answers.submission import Submission, submission
from survey.answers.tables import Response, ResponseReason
from survey.criteria.catalogue import CATALOGUE
from survey.database import begin, engine
from survey.organisations import Organisation
from tests import factories

START, END = date(2026, 1, 1), date(2026, 4, 30)
DAYS = (END - START).days + 1
CHANNELS = ("phone", "counter")
LANGUAGES = ("nl", "nl", "nl", "en", "tr")


@dataclass(frozen=True, slots=True)
class Town:
    """An organisation with the ids of its teams by name."""

    owner: Organisation
    teams: dict[str, UUID]


def town(slug: str = "voorbeeld", teams: Sequence[str] = ("Burgerzaken", "Belastingen")) -> Town:
    """An organisation with teams and nothing else."""
    owner = factories.organisation(slug, f"Gemeente {slug.title()}")
    return Town(owner, {name: factories.team(owner, name) for name in teams})


def answer(
    town: Town,
    team: str | None = "Burgerzaken",
    channel: str = "phone",
    language: str = "nl",
    day: date = START,
    times: int = 1,
    value: int = 4,
    mode: str = "link",
    skipped: Sequence[str] = (),
) -> None:
    """The same answer to everything but the B's that are skipped, a number of times."""
    of_team = town.teams[team] if team else None
    occasion = Occasion(town.owner.id, of_team, channel, None, language, day, mode=mode)
    answers = dict.fromkeys(dimensions.CODES, value) | dict.fromkeys(skipped)
    sent = submission({**answers, "mark": 2 * value}, "yes", (), "")
    _store(town, [(occasion, sent)] * times)


def answer_at_random(town: Town, number: int, seed: int = 5) -> None:
    """Citizens of every kind, who skip questions and come by invitation or open link."""
    chance = random.Random(seed)
    given = []
    for _ in range(number):
        answers = {name: chance.choice([None, *values]) for name, values in tally.VALUES.items()}
        if not any(answers.values()):
            continue
        reasons = [f"{code}.{what}" for code, what in (("bekend", "taal"), ("beleefd", "serieus"))]
        sent = submission(answers, chance.choice([None, *dimensions.RESOLVED]), reasons, "")
        given.append((_occasion(town, chance), sent))
    _store(town, given)


def _store(town: Town, given: Sequence[tuple[Occasion, Submission]]) -> None:
    """All at once, and the rollups from them: one by one takes seconds, and is tried where answers are recorded."""
    if not given:
        return
    rows = [(record.response_row(occasion, sent), sent) for occasion, sent in given]
    reasons = [reason for row, sent in rows for reason in record.reason_rows(row, sent)]
    with engine().begin() as connection:
        connection.execute(insert(Response), [row for row, _ in rows])
        if reasons:
            connection.execute(insert(ResponseReason), reasons)
        rollup.rebuild(connection, town.owner.id)


def _occasion(town: Town, chance: random.Random) -> Occasion:
    return Occasion(
        town.owner.id,
        chance.choice([None, *town.teams.values()]),
        chance.choice(CHANNELS),
        None,
        chance.choice(LANGUAGES),
        START + timedelta(days=chance.randrange(DAYS)),
        mode="open" if chance.random() < 0.2 else "link",
    )


def contacts_at_random(town: Town, number: int, seed: int = 6) -> None:
    """Contacts, some not answered, some invited, with waits and ratings."""
    chance = random.Random(seed)
    with begin() as session:
        for place in range(number):
            answered = chance.random() < 0.8
            factories.add_contact(
                session,
                town.owner,
                f"R{place}",
                team_id=chance.choice([None, *town.teams.values()]),
                channel=chance.choice(CHANNELS),
                day=START + timedelta(days=chance.randrange(DAYS)),
                answered=answered,
                resolved=chance.random() < 0.7 if answered else None,
                waiting_seconds=chance.randrange(250) if answered else None,
                rating=chance.randint(1, 5) if answered else None,
                invited=answered and chance.random() < 0.9,
            )


def audit(town: Town, name: str, number: int, team: str = "Burgerzaken", day: date = START, seed: int = 7) -> None:
    """A round of phone calls with every criterion scored, one call a day."""
    chance = random.Random(seed)
    calls = []
    for place in range(number):
        scores = {criterion.code: chance.choice([0.0, 50.0, 100.0]) for criterion in CATALOGUE}
        scored = {code: Scored(value / 100, value) for code, value in scores.items()}
        moment = day + timedelta(days=place)
        calls.append(ScoredCall(moment, town.teams[team], "phone", None, scored, dimension_scores(scores, CATALOGUE)))
    audits.import_round(town.owner.id, name, 1, tuple(calls), "command", False)
