"""Where an organisation stands among the others of its instance, and among those that files speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from admin.benchmark import received, shared
from admin.benchmark.contents import Peer
from admin.benchmark.quartiles import Quartiles, quartiles
from admin.insight.terms import Period, Score
from admin.publication import record
from admin.publication.figures import SIDES, Figures
from admin.publication.period import year_to
from survey import dimensions
from survey.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """One B of one side: the own score, and the quartiles of all where enough take part."""

    dimension: str
    side: str
    own: Score
    among: Quartiles | None


@dataclass(frozen=True, slots=True)
class Standing:
    """All places over one period; `organisations` is the largest number that any of them is among."""

    period: Period
    organisations: int
    places: tuple[Place, ...]

    def of(self, side: str) -> tuple[Place, ...]:
        """The five B's of one side; nothing where no B can be compared."""
        found = tuple(place for place in self.places if place.side == side)
        return found if any(place.among for place in found) else ()


def here(session: Session, organisation: Organisation) -> Standing | None:
    """Among the organisations of this instance that take part, in the newest period that has a distribution."""
    until = shared.newest(session)
    return None if until is None else _standing(session, organisation, until, shared.distribution(session, until))


def elsewhere(session: Session, organisation: Organisation) -> Standing | None:
    """Among the organisations that files speak of, in the newest period that has enough of them.

    Never mixed with those of this instance: who makes up files could find these out by shifting the quartiles.
    """
    for until in received.periods(session, organisation.id):
        among = _over(received.peers(session, organisation.id, until).values())
        if among and (found := _standing(session, organisation, until, among)):
            return found
    return None


def _over(peers: Iterable[Peer]) -> dict[tuple[str, str], Quartiles]:
    scores = defaultdict(list)
    for peer in peers:
        for score in peer.scores:
            scores[score.dimension, score.side].append(score.tenths / 10)
    return {key: made for key, means in scores.items() if (made := quartiles(means))}


def _standing(
    session: Session, organisation: Organisation, until: date, among: Mapping[tuple[str, str], Quartiles]
) -> Standing | None:
    own = record.kept(session, organisation, until)
    if own is None or not among:
        return None
    most = max(each.organisations for each in among.values())
    return Standing(year_to(until), most, tuple(_places(own, among)))


def _places(own: Figures, among: Mapping[tuple[str, str], Quartiles]) -> Iterable[Place]:
    of = {each.dimension: each for each in own.dimensions}
    for side in SIDES:
        for code in dimensions.CODES:
            yield Place(code, side, getattr(of[code], side), among.get((code, side)))
