"""The distribution over the organisations of this instance that take part: made once a period, then never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from admin.benchmark.quartiles import FEWEST_OTHERS, Quartiles, quartiles
from admin.benchmark.tables import BenchmarkQuartiles
from admin.publication import record
from admin.publication.period import settled
from admin.publication.tables import Publication, PublishedScore
from survey.database import begin, reading
from survey.organisations import Organisation, today

FEWEST: Final = FEWEST_OTHERS + 1
"""Organisations that take part, whoever looks among them."""
AT_ONCE: Final = 10
"""Organisations whose figures a page works out before it is shown; the command does all."""
ZONE: Final = "Europe/Amsterdam"
"""Whose day ends a period for the instance as a whole."""

Distribution = dict[tuple[str, str], Quartiles]
"""By B and side."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did for the period that ends on `until`."""

    until: date
    taking_part: int
    worked_out: int
    lacking: int
    is_made: bool


def current_until() -> date:
    """The last day of the period that is compared now."""
    return settled(today(ZONE))


def refresh(most: int | None = None) -> Refreshed:
    """Work out the figures of whoever takes part and lacks them, at most so many; then make the distribution.

    It is made only when nobody's figures are lacking, so that it never comes in two versions.
    """
    until = current_until()
    with reading() as session:
        taking_part = session.scalars(select(Organisation.id).where(takes_part()).order_by(Organisation.id)).all()
        lacking = _lacking(session, until, taking_part)
        is_made = _is_made(session, until)
    done = [] if is_made or len(taking_part) < FEWEST else lacking[:most]
    for organisation_id in done:
        record.make(organisation_id, until)
    left = len(lacking) - len(done)
    if not is_made and not left and len(taking_part) >= FEWEST:
        is_made = _make(until)
    return Refreshed(until, len(taking_part), len(done), left, is_made)


def takes_part() -> ColumnElement[bool]:
    """The condition on an organisation: it switched the benchmark on, and is no demo."""
    return and_(Organisation.benchmark, Organisation.is_demo.is_(False))


def _lacking(session: Session, until: date, organisations: Iterable[UUID]) -> list[UUID]:
    present = set(session.scalars(select(Publication.organisation_id).where(Publication.until == until)))
    return [each for each in organisations if each not in present]


def _is_made(session: Session, until: date) -> bool:
    query = select(BenchmarkQuartiles.until).where(BenchmarkQuartiles.until == until).limit(1)
    return session.scalar(query) is not None


def _make(until: date) -> bool:
    """Make the distribution, unless somebody else does. Gives whether there is one."""
    try:
        with begin() as session:
            made = {
                key: found for key, scores in _scores(session, until).items() if (found := quartiles(scores, FEWEST))
            }
            session.add_all(
                BenchmarkQuartiles(
                    until=until,
                    dimension=code,
                    side=side,
                    organisations=found.organisations,
                    lower=found.lower,
                    middle=found.middle,
                    upper=found.upper,
                )
                for (code, side), found in made.items()
            )
            return bool(made)
    except IntegrityError:
        return True


def _scores(session: Session, until: date) -> dict[tuple[str, str], list[float]]:
    """The means of whoever takes part, by B and side; citizens' never on fewer answers than their smallest group."""
    query = (
        select(PublishedScore.dimension, PublishedScore.side, PublishedScore.mean)
        .join(Organisation, Organisation.id == PublishedScore.organisation_id)
        .where(
            PublishedScore.until == until,
            takes_part(),
            or_(PublishedScore.side == "measured", PublishedScore.n >= Organisation.minimum_group),
        )
    )
    found = defaultdict(list)
    for code, side, mean in session.execute(query):
        found[code, side].append(mean)
    return found


def distribution(session: Session, until: date) -> Distribution:
    """The distribution of the period that ends on this day; empty where there is none."""
    rows = session.scalars(select(BenchmarkQuartiles).where(BenchmarkQuartiles.until == until)).all()
    return {(row.dimension, row.side): Quartiles(row.organisations, row.lower, row.middle, row.upper) for row in rows}


def newest(session: Session) -> date | None:
    """The last day of the newest period that has a distribution."""
    return session.scalar(select(BenchmarkQuartiles.until).order_by(BenchmarkQuartiles.until.desc()).limit(1))
