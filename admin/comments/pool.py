"""Which comments a view may show, and in what order: never so that a small group of them stands apart.

A comment is shown without anything about who wrote it. But the lists themselves tell: what is in the list of a
team is about that team. So a list is made of whole blocks (`admin.insight.blocks`) of at least the smallest group,
and the order is that of a keyed hash.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from admin.insight.atoms import Place
from admin.insight.blocks import Span, blocks, within

MOST: Final = 5000
"""Comments that one view reads at most."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it was stored, masked; `key` is the random key of its response and is never shown."""

    key: UUID
    place: Place
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Extent:
    """What a view reads: its places and the first and last of their months; `is_shortened`: older months left out."""

    places: frozenset[Place]
    first: str
    last: str
    is_shortened: bool


def extent(counts: Mapping[Place, int], span: Span, least: int) -> Extent | None:
    """The places that may be shown in the span, None where there are none.

    Where they hold more than MOST comments: the latest whole months that hold no more, at least one month.
    """
    cut = blocks(counts, least)
    places = within(cut, span)
    months = sorted({place.month for place in places}, reverse=True)
    if not months:
        return None
    kept = _latest(months, {month: sum(counts[p] for p in places if p.month == month) for month in months})
    # A view of fewer months is a view like any other: blocks that reach beyond it are left out.
    shown = within(cut, Span(kept[-1], span.last, span.team_id)) if len(kept) < len(months) else places
    return Extent(shown, kept[-1], kept[0], len(kept) < len(months)) if shown else None


def _latest(months: list[str], counts: Mapping[str, int]) -> list[str]:
    kept: list[str] = []
    total = 0
    for month in months:
        total += counts[month]
        if kept and total > MOST:
            break
        kept.append(month)
    return kept


def shuffled(comments: Collection[Comment], key: bytes) -> list[Comment]:
    """The comments in the order of a hash with this key: always the same, and nothing follows from it."""
    return sorted(comments, key=lambda each: _hash(key, each.key.bytes))


def _hash(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def by_reason(
    comments: Collection[Comment], ticked: Mapping[UUID, Collection[str]], least: int, key: bytes
) -> dict[str, list[Comment]]:
    """Lists of comments by what their writers ticked as what could be better; short lists are left out.

    Each comment stands in one list at most, drawn by a hash: else the lists side by side would tell all that one
    citizen ticked. And those in no list are enough too, or the shortest list goes.
    """
    lists: dict[str, list[Comment]] = {}
    for comment in comments:
        if reasons := ticked.get(comment.key):
            drawn = min(reasons, key=lambda reason: _hash(key, comment.key.bytes + reason.encode()))
            lists.setdefault(drawn, []).append(comment)
    kept = {reason: found for reason, found in lists.items() if len(found) >= least}
    while kept and 0 < len(comments) - sum(map(len, kept.values())) < least:
        kept.pop(min(kept, key=lambda reason: (len(kept[reason]), reason)))
    return kept
