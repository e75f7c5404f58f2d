"""A view of comments: which are in it, what they are about, which lists there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from admin.comments import record
from admin.comments.pool import Comment, Extent, by_reason, extent, shuffled
from admin.comments.record import Theme
from admin.comments.words import has_all, is_about, searchable, terms_of
from admin.insight.atoms import Place
from admin.insight.blocks import Span
from survey import dimensions
from survey.criteria import current
from survey.criteria.catalogue import Wording, reason_in
from survey.dimensions import Dimension
from survey.locale import page_language, translated
from survey.organisations import Organisation
from survey.privacy import derived_key
from survey.settings import settings

ORDER = "order of comments"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked for. With a `reason` the span is everything: a list by reason knows no team or month."""

    span: Span
    reason: str | None = None
    theme: UUID | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme with the number of comments about it and their share in per cent; both None where these are too few."""

    theme: Theme
    comments: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason that citizens ticked, in their words, with the number of comments in its list."""

    code: str
    wording: Wording
    comments: int


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The reasons of one B."""

    dimension: Dimension
    lines: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything on the page. `total` comments are in the view, `listed` fit theme and search as well.

    `is_hidden`: there are comments, but too few to show any.
    """

    total: int
    listed: tuple[Comment, ...]
    extent: Extent | None
    is_hidden: bool
    themes: tuple[ThemeLine, ...]
    reasons: tuple[ReasonGroup, ...]
    reason: Wording | None


def find(session: Session, organisation: Organisation, asked: Asked, counts: Mapping[Place, int]) -> Found:
    """The comments of a view, in no order that means anything; `counts` are those of the record."""
    least = organisation.minimum_group
    lists = _lists(session, organisation, counts)
    reasons = _groups(session, organisation.id, lists)
    found = extent(counts, asked.span, least)
    if asked.reason is not None:
        pool: Sequence[Comment] = lists.get(asked.reason, [])
    else:
        pool = record.comments(session, organisation.id, found) if found else []
    texts = {comment.key: searchable(comment.text) for comment in pool}
    themes = record.themes(session, organisation.id)
    words = {line.code: line.wording for group in reasons for line in group.lines}
    return Found(
        total=len(pool),
        listed=tuple(shuffled(_listed(pool, texts, themes, asked), _key())),
        extent=found,
        is_hidden=not pool and any(n > 0 and asked.span.has(place) for place, n in counts.items()),
        themes=tuple(_line(theme, list(texts.values()), least) for theme in themes),
        reasons=reasons,
        reason=words.get(asked.reason) if asked.reason else None,
    )


def _key() -> bytes:
    return derived_key(settings().secret_key, ORDER)


def _lists(session: Session, organisation: Organisation, counts: Mapping[Place, int]) -> dict[str, list[Comment]]:
    """The lists by reason: over all months and teams, whatever the page is asked for."""
    everything = extent(counts, Span(), organisation.minimum_group)
    if everything is None:
        return {}
    comments = record.comments(session, organisation.id, everything)
    ticked = record.ticked(session, organisation.id, everything)
    return by_reason(comments, ticked, organisation.minimum_group, _key())


def _groups(session: Session, organisation_id: UUID, lists: Mapping[str, Sequence[Comment]]) -> tuple[ReasonGroup, ...]:
    criteria = current.current(session, organisation_id).everything
    groups = []
    for code, dimension in dimensions.BY_CODE.items():
        lines = [
            ReasonLine(each.code, reason_in(each, page_language().code, translated), len(lists[each.code]))
            for each in criteria
            if each.dimension == code and each.code in lists
        ]
        if lines:
            groups.append(ReasonGroup(dimension, tuple(lines)))
    return tuple(groups)


def _listed(pool: Sequence[Comment], texts: Mapping[UUID, str], themes: Sequence[Theme], asked: Asked) -> list[Comment]:
    terms = terms_of(asked.query)
    theme = next((theme for theme in themes if theme.id == asked.theme), None)
    phrases = None if theme is None else [searchable(words) for words in theme.words]
    return [
        comment
        for comment in pool
        if has_all(texts[comment.key], terms) and (phrases is None or is_about(texts[comment.key], phrases))
    ]


def _line(theme: Theme, texts: Sequence[str], least: int) -> ThemeLine:
    phrases = [searchable(words) for words in theme.words]
    number = sum(is_about(text, phrases) for text in texts)
    if number < least:
        return ThemeLine(theme, None, None)
    return ThemeLine(theme, number, 100 * number / len(texts))
