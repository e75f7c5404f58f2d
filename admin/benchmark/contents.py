"""What a file with scores says: written from what is published, and believed only when every figure can be. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import floor, log10
from typing import Any, Final

from admin.benchmark.envelope import RefusedFile
from admin.insight.terms import Score
from admin.publication.figures import SIDES
from admin.publication.period import year_to
from survey import dimensions
from survey.languages import N_

VERSION: Final = 1
MOST_ORGANISATIONS: Final = 1000
LONGEST_NAME: Final = 200
FEWEST_CASES: Final = 5
MOST_CASES: Final = 1_000_000_000
CLOCKS_DIFFER: Final = timedelta(hours=1)
OLDEST: Final = timedelta(days=3 * 366)
_ID: Final = re.compile(r"[0-9a-f]{32}")
_NAMES: Final = frozenset({"version", "instance", "made_at", "from", "to", "organisations"})
UNUSABLE: Final = N_("This file can't be used: %(reason)s. Ask the sender for a new one.")
_PARTS: Final = N_("its parts are not those of such a file")
_FIGURES: Final = N_("it has figures that can't be")
_PERIOD: Final = N_("its period can't be")
_TWICE: Final = N_("something is in it twice, or not at all")


@dataclass(frozen=True, slots=True)
class PeerScore:
    """A score of an organisation without a name, in tenths of a point (0-1000), and on how many cases about."""

    dimension: str
    side: str
    tenths: int
    n: int


@dataclass(frozen=True, slots=True)
class Peer:
    """An organisation by an id that means nothing and is another one each period."""

    id: str
    scores: tuple[PeerScore, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an instance says about the twelve months up to `until`; `made_at` is aware, in UTC, whole seconds."""

    instance: str
    made_at: datetime
    until: date
    peers: tuple[Peer, ...]


def peer(identity: str, scores: Iterable[tuple[str, str, Score]]) -> Peer:
    """An organisation as it goes into a file: scores in tenths, and numbers cut to two figures."""
    usable = ((code, side, score) for code, side, score in scores if (score.n or 0) >= FEWEST_CASES)
    return Peer(identity, tuple(_peer_score(*each) for each in usable))


def _peer_score(code: str, side: str, score: Score) -> PeerScore:
    return PeerScore(code, side, round(10 * (score.mean or 0.0)), roughly(score.n or 0))


def roughly(number: int) -> int:
    """The number cut down to its first two figures: an exact number of answers could name an organisation."""
    if number < 100:
        return number
    size = int(10 ** (floor(log10(number)) - 1))
    return number // size * size


def written(contents: Contents) -> dict[str, Any]:
    """The contents as JSON takes them."""
    period = year_to(contents.until)
    return {
        "version": VERSION,
        "instance": contents.instance,
        "made_at": contents.made_at.isoformat(timespec="seconds"),
        "from": str(period.start),
        "to": str(period.end),
        "organisations": [as_kept(each) for each in sorted(contents.peers, key=lambda each: each.id)],
    }


def as_kept(found: Peer) -> dict[str, Any]:
    """One organisation as JSON takes it."""
    scores = [
        {"dimension": each.dimension, "side": each.side, "mean_tenths": each.tenths, "n": each.n}
        for each in found.scores
    ]
    return {"id": found.id, "scores": scores}


def read(contents: Mapping[str, Any], now: datetime) -> Contents:
    """The contents of a file whose signature fits. Raises RefusedFile where anything can't be true."""
    _check_version(contents.get("version"))
    found = _parts(contents, _NAMES)
    instance, peers = found["instance"], found["organisations"]
    _need(isinstance(instance, str) and 0 < len(instance) <= LONGEST_NAME, _PARTS)
    made_at = _moment(found["made_at"])
    if made_at > now + CLOCKS_DIFFER:
        raise RefusedFile(N_("This file says that it was made in the future. Ask the sender to set the clock right."))
    _need(isinstance(peers, list) and 0 < len(peers) <= MOST_ORGANISATIONS, _PARTS)
    organisations = tuple(map(_peer, peers))
    _need(len({each.id for each in organisations}) == len(organisations), _TWICE)
    return Contents(instance, made_at, _period(found, made_at), organisations)


def _check_version(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < VERSION:
        raise RefusedFile(N_("This file is of an older kind that is no longer read. Ask the sender for a new one."))
    if version > VERSION:
        raise RefusedFile(N_("This file was made by a newer Klankbord than this one, which can't read it yet."))


def _need(is_so: bool, reason: str) -> None:
    if not is_so:
        raise RefusedFile(UNUSABLE, reason=reason)


def _parts(found: object, names: frozenset[str]) -> Mapping[str, Any]:
    """`found` as a mapping of exactly these names."""
    if not isinstance(found, dict) or set(found) != names:
        raise RefusedFile(UNUSABLE, reason=_PARTS)
    return found


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
        if moment.tzinfo is None or moment.microsecond:
            raise ValueError(text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise RefusedFile(UNUSABLE, reason=_PERIOD) from None


def _period(contents: Mapping[str, Any], made_at: datetime) -> date:
    """The last day of four whole quarters that were over when the file was made, and not long before."""
    try:
        until = date.fromisoformat(str(contents["to"]))
        is_year = year_to(until).start == date.fromisoformat(str(contents["from"]))
    except (ValueError, OverflowError):
        raise RefusedFile(UNUSABLE, reason=_PERIOD) from None
    _need(is_year and timedelta() < made_at.date() - until < OLDEST, _PERIOD)
    return until


def _peer(found: object) -> Peer:
    parts = _parts(found, frozenset({"id", "scores"}))
    identity, scores = parts["id"], parts["scores"]
    _need(isinstance(identity, str) and _ID.fullmatch(identity) is not None and isinstance(scores, list), _PARTS)
    read_scores = tuple(map(_score, scores))
    keys = {(each.dimension, each.side) for each in read_scores}
    _need(0 < len(read_scores) == len(keys), _TWICE)
    return Peer(identity, read_scores)


def _score(found: object) -> PeerScore:
    parts = _parts(found, frozenset({"dimension", "side", "mean_tenths", "n"}))
    _need(parts["dimension"] in dimensions.CODES and parts["side"] in SIDES, _PARTS)
    _need(_is_whole(parts["mean_tenths"], 0, 1000) and _is_whole(parts["n"], FEWEST_CASES, MOST_CASES), _FIGURES)
    return PeerScore(parts["dimension"], parts["side"], parts["mean_tenths"], parts["n"])


def _is_whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def kept(scores: Iterable[Mapping[str, Any]]) -> Iterator[Peer]:
    """The organisations of a file that was taken in, from what is kept of it."""
    return map(_peer, scores)
