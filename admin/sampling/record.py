"""The only writer of samples: draws calls for a round, once each, and writes down how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from admin.audits.closing import hold_open
from admin.audits.tables import RoundPlan
from admin.insight.terms import Period
from admin.sampling import frame
from admin.sampling.strata import Candidate, StratumShare, draw, shares
from admin.sampling.tables import SampledContact, SampleDraw
from survey import database, journal

ACTION = "sample drawn"


class NothingToDraw(LookupError):
    """No contact of the period may be drawn (any more)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to draw: how many calls, out of which days, by which seed, and whether that becomes the round's plan."""

    size: int
    period: Period
    seed: int
    is_plan: bool = True


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: out of `frame` contacts, per stratum."""

    seed: int
    frame: int
    strata: tuple[StratumShare, ...]

    @property
    def calls(self) -> int:
        """How many calls were drawn."""
        return sum(each.drawn for each in self.strata)


def draw_sample(organisation_id: UUID, round_id: UUID, timezone: str, wish: Wish, actor: str) -> Drawn:
    """Draw calls for a round in one transaction; seed and frame go into the journal.

    Raises NoSuchRound, RoundClosed, NothingToDraw.
    """
    with database.begin() as session:
        name = hold_open(session, organisation_id, round_id).name
        found = frame.candidates(session, organisation_id, round_id, wish.period, timezone)
        chosen = draw(found, wish.size, wish.seed)
        if not chosen:
            raise NothingToDraw(name)
        _store(session, organisation_id, round_id, wish.seed, len(found), chosen)
        if wish.is_plan:
            _plan(session, organisation_id, round_id)
        detail: dict[str, str | int] = {
            "name": name,
            "seed": wish.seed,
            "frame": len(found),
            "drawn": len(chosen),
            **_days(wish.period),
        }
        journal.note(session, organisation_id, actor, ACTION, str(round_id), **detail)
    return Drawn(wish.seed, len(found), shares(found, chosen))


def _days(period: Period) -> dict[str, str]:
    days = {"first_day": period.start, "last_day": period.end}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _store(
    session: Session, organisation_id: UUID, round_id: UUID, seed: int, contacts: int, chosen: Sequence[Candidate]
) -> None:
    draw_id = uuid4()
    session.add(
        SampleDraw(
            organisation_id=organisation_id,
            id=draw_id,
            round_id=round_id,
            seed=seed,
            frame=contacts,
            drawn=len(chosen),
        )
    )
    session.flush()
    key = {"organisation_id": organisation_id, "round_id": round_id, "draw_id": draw_id}
    rows = [key | {"contact_id": each.contact_id, "part": each.part} for each in chosen]
    session.connection().execute(insert(SampledContact), rows)


def _plan(session: Session, organisation_id: UUID, round_id: UUID) -> None:
    """Plan what is drawn; numbers of teams and channels without a drawn call stay as they are."""
    for (team_id, channel), number in frame.drawn_by_place(session, organisation_id, round_id).items():
        session.merge(
            RoundPlan(
                organisation_id=organisation_id, round_id=round_id, team_id=team_id, channel=channel, planned=number
            )
        )
