"""Keeps what is published: worked out once a period by `measure`, and the switches that say who sees it."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from admin.insight.measure import measure
from admin.insight.scope import Scope
from admin.insight.terms import Period, Score
from admin.publication import figures as pure
from admin.publication.figures import Figures, Scores
from admin.publication.period import settled, year_to
from admin.publication.tables import Publication, PublishedScore
from survey import journal
from survey.database import begin, now, reading
from survey.organisations import Organisation, take_turns, today

Switch = Literal["public_page", "public_audits", "benchmark"]


def kept(session: Session, organisation: Organisation, until: date) -> Figures | None:
    """What is kept of the period that ends on this day, by the smallest group of now; None where nothing is."""
    found = session.get(Publication, (organisation.id, until))
    if found is None:
        return None
    shown = _scores(session, organisation.id, until)
    return pure.figures(Period(found.since, found.until), found.made_at, shown, organisation.minimum_group)


def _scores(session: Session, organisation_id: UUID, until: date) -> dict[tuple[str, str], Score]:
    query = select(PublishedScore).where(
        PublishedScore.organisation_id == organisation_id, PublishedScore.until == until
    )
    rows = session.scalars(query).all()
    return {(row.dimension, row.side): Score(row.mean, row.low, row.high, None, row.n) for row in rows}


def current(organisation_id: UUID, until: date | None = None) -> Figures:
    """The figures of the period that ends on `until`, or of the one that has settled.

    The first who asks has them worked out and kept.
    """
    with reading() as session:
        organisation = session.get_one(Organisation, organisation_id)
        wanted = until or settled_until(organisation)
        found = kept(session, organisation, wanted)
    return found or make(organisation_id, wanted)


def make(organisation_id: UUID, until: date) -> Figures:
    """Work out the figures of the period that ends on this day and keep them, unless somebody else did meanwhile."""
    with reading() as session:
        organisation = session.get_one(Organisation, organisation_id)
        shown = _worked_out(session, organisation, until)
    with begin() as session:
        take_turns(session, organisation_id)
        return kept(session, organisation, until) or _keep(session, organisation, until, shown)


def renew(organisation_id: UUID, actor: str) -> bool:
    """Work the period's figures out anew: the audits always, citizens' scores where nobody can learn from it.

    Gives whether citizens' scores may be renewed; they stay as they were where fewer than the smallest group changed.
    """
    with reading() as session:
        organisation = session.get_one(Organisation, organisation_id)
        until = settled_until(organisation)
        shown = _worked_out(session, organisation, until)
    with begin() as session:
        take_turns(session, organisation_id)
        old = _scores(session, organisation_id, until)
        is_apart = pure.may_replace(old, shown, organisation.minimum_group)
        wanted = shown if is_apart else _perceived(old) | _measured(shown)
        for table in (PublishedScore, Publication):
            session.execute(delete(table).where(table.organisation_id == organisation_id, table.until == until))
        _keep(session, organisation, until, wanted)
        journal.note(session, organisation_id, actor, "publication.renewed", str(until), answers_too=is_apart)
    return is_apart


def _perceived(scores: Scores) -> dict[tuple[str, str], Score]:
    return {key: score for key, score in scores.items() if key[1] == "perceived"}


def _measured(scores: Scores) -> dict[tuple[str, str], Score]:
    return {key: score for key, score in scores.items() if key[1] == "measured"}


def settled_until(organisation: Organisation) -> date:
    """The last day of the period that is published now."""
    return settled(today(organisation.timezone))


def _worked_out(session: Session, organisation: Organisation, until: date) -> dict[tuple[str, str], Score]:
    return pure.shown_in(measure(session, organisation, Scope(year_to(until))))


def _keep(session: Session, organisation: Organisation, until: date, shown: Scores) -> Figures:
    period = year_to(until)
    made = Publication(organisation_id=organisation.id, since=period.start, until=until, made_at=now())
    session.add(made)
    session.flush()
    session.add_all(
        PublishedScore(
            organisation_id=organisation.id,
            until=until,
            dimension=code,
            side=side,
            mean=score.mean,
            low=score.low,
            high=score.high,
            n=score.n,
        )
        for (code, side), score in shown.items()
    )
    return pure.figures(period, made.made_at, shown, organisation.minimum_group)


def switch(organisation_id: UUID, actor: str, name: Switch, *, on: bool) -> bool:
    """Turn a switch on or off. Gives whether it was the other way before; the journal says so."""
    with begin() as session:
        organisation = session.get_one(Organisation, organisation_id)
        if getattr(organisation, name) == on:
            return False
        setattr(organisation, name, on)
        journal.note(session, organisation_id, actor, f"publication.{'on' if on else 'off'}", name)
    return True
