"""Comments as they are stored, and the themes that staff confirmed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from admin.comments.pool import MOST, Comment, Extent
from admin.comments.tables import MOST_WORDS, CommentTheme
from admin.insight.atoms import Place
from admin.insight.blocks import place
from survey.answers.tables import Response, ResponseReason
from survey.database import NO_TEAM, begin
from survey.journal import note
from survey.organisations import take_turns

CHANGED = "theme.changed"
REMOVED = "theme.removed"


class KnownName(Exception):
    """There is a theme of this name already."""


class TooManyWords(Exception):
    """Two themes together have more words than one can have."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; `dimension` is one of the five B's or None."""

    id: UUID
    name: str
    words: tuple[str, ...]
    dimension: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a theme is to be."""

    name: str
    words: tuple[str, ...]
    dimension: str | None


def counts(session: Session, organisation_id: UUID) -> dict[Place, int]:
    """How many comments there are by month and team: read from the index of comments alone."""
    # By day, in the order of the index: by month would sort all comments first.
    query = (
        select(Response.day, Response.team_id, func.count())
        .where(Response.organisation_id == organisation_id, Response.comment.is_not(None))
        .group_by(Response.day, Response.team_id)
    )
    found: dict[Place, int] = {}
    for day, team_id, number in session.execute(query):
        where = place(f"{day:%Y-%m}", team_id or NO_TEAM)
        found[where] = found.get(where, 0) + number
    return found


def oldest(counts: Mapping[Place, int]) -> date | None:
    """The first month with comments, by its first day."""
    return min((date.fromisoformat(f"{place.month}-01") for place in counts), default=None)


def comments(session: Session, organisation_id: UUID, found: Extent) -> list[Comment]:
    """The comments of these places, at most MOST: where there are more, drawn by their random keys."""
    query = (
        select(Response.id, Response.day, Response.team_id, Response.language, Response.comment)
        .where(*_within(organisation_id, found))
        .order_by(Response.id)
        .limit(MOST)
    )
    read = (
        Comment(row.id, place(f"{row.day:%Y-%m}", row.team_id or NO_TEAM), row.language, row.comment)
        for row in session.execute(query)
    )
    return [comment for comment in read if comment.place in found.places]


def _within(organisation_id: UUID, found: Extent) -> tuple[ColumnElement[bool], ...]:
    first, last = date.fromisoformat(f"{found.first}-01"), date.fromisoformat(f"{found.last}-01")
    teams = {each.team_id for each in found.places}
    named = Response.team_id.in_(teams - {NO_TEAM})
    return (
        Response.organisation_id == organisation_id,
        Response.day.between(first, last.replace(day=monthrange(last.year, last.month)[1])),
        Response.comment.is_not(None),
        named | Response.team_id.is_(None) if NO_TEAM in teams else named,
    )


def ticked(session: Session, organisation_id: UUID, found: Extent) -> dict[UUID, set[str]]:
    """What the writers of these comments ticked as what could be better, by the key of the response."""
    query = (
        select(ResponseReason.response_id, ResponseReason.criterion)
        .join(
            Response,
            (Response.organisation_id == ResponseReason.organisation_id) & (Response.id == ResponseReason.response_id),
        )
        .where(*_within(organisation_id, found))
        .order_by(ResponseReason.response_id)
        .limit(MOST * 10)
    )
    reasons: dict[UUID, set[str]] = {}
    for key, criterion in session.execute(query):
        reasons.setdefault(key, set()).add(criterion)
    return reasons


def themes(session: Session, organisation_id: UUID) -> tuple[Theme, ...]:
    """All themes, by name."""
    rows = session.scalars(
        select(CommentTheme).where(CommentTheme.organisation_id == organisation_id).order_by(CommentTheme.name)
    )
    return tuple(map(_theme, rows))


def get_theme(session: Session, organisation_id: UUID, theme_id: UUID) -> Theme:
    """One theme; 404 where this organisation has none."""
    return _theme(_row(session, organisation_id, theme_id))


def _row(session: Session, organisation_id: UUID, theme_id: UUID) -> CommentTheme:
    return session.get(CommentTheme, (organisation_id, theme_id)) or abort(404)


def _theme(row: CommentTheme) -> Theme:
    return Theme(row.id, row.name, tuple(row.words), row.dimension)


def add_theme(organisation_id: UUID, actor: str, wanted: Wanted) -> UUID:
    """Make a theme; gives its id. Raises KnownName."""
    theme_id = uuid4()
    try:
        with begin() as session:
            session.add(CommentTheme(organisation_id=organisation_id, id=theme_id, **_columns(wanted)))
            session.flush()
            note(session, organisation_id, actor, "theme.added", str(theme_id))
    except IntegrityError as error:
        raise KnownName(wanted.name) from error
    return theme_id


def change_theme(organisation_id: UUID, actor: str, theme_id: UUID, wanted: Wanted) -> None:
    """Give a theme another name, other words or another B. Raises KnownName."""
    try:
        with begin() as session:
            take_turns(session, organisation_id)
            row = _row(session, organisation_id, theme_id)
            row.name, row.words, row.dimension = wanted.name, list(wanted.words), wanted.dimension
            session.flush()
            note(session, organisation_id, actor, CHANGED, str(theme_id))
    except IntegrityError as error:
        raise KnownName(wanted.name) from error


def _columns(wanted: Wanted) -> dict[str, object]:
    return {"name": wanted.name, "words": list(wanted.words), "dimension": wanted.dimension}


def merge_themes(organisation_id: UUID, actor: str, theme_id: UUID, into: UUID) -> Theme:
    """Give a theme's words to another one and remove it; gives that other one. Raises TooManyWords."""
    with begin() as session:
        take_turns(session, organisation_id)
        row, other = _row(session, organisation_id, theme_id), _row(session, organisation_id, into)
        other.words = list(dict.fromkeys([*other.words, *row.words]))
        if len(other.words) > MOST_WORDS:
            raise TooManyWords(other.name)
        session.delete(row)
        note(session, organisation_id, actor, CHANGED, str(into))
        note(session, organisation_id, actor, REMOVED, str(theme_id))
        return _theme(other)


def remove_theme(organisation_id: UUID, actor: str, theme_id: UUID) -> None:
    """Remove a theme; the comments stay."""
    with begin() as session:
        session.delete(_row(session, organisation_id, theme_id))
        note(session, organisation_id, actor, REMOVED, str(theme_id))
