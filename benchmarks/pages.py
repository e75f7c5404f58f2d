"""The survey page: requests a second beside a bare Flask answer, bytes over the line, and memory of a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import filling
from benchmarks.databases import Place, application
from benchmarks.lines import Aim, Line, a_second
from benchmarks.rounds import Pace, interleaved, ratio
from benchmarks.serving import Server, ask, get, rate, serving
from survey import database, languages

HALF: Final = Aim(0.5, at_least=True)
ROUND_TRIP: Final = 14 * 1024
"""Bytes that a server may send before it hears from the browser: ten packets (RFC 6928)."""
LINKS: Final = {"link": "href", "script": "src", "img": "src"}


class _Parts(HTMLParser):
    """The addresses that a browser loads with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(LINKS.get(tag, ""))
        if address is not None and not address.startswith("data:") and address not in self.addresses:
            self.addresses.append(address)


def lines(place: Place, folder: Path, requests: int, rounds: int) -> Iterator[Line]:
    """All lines about the survey page on one kind of database."""
    url = place.new()
    app = application(url)
    token = filling.invite_many(app, 1)[0]
    with app.app_context():
        database.engine().dispose()
    path = f"/s/{token}"
    with serving("benchmarks.bare:create_app()", folder) as bare, serving("wsgi:create_app()", folder, url) as ours:
        yield from _speed(place, bare, ours, path, requests, rounds)
        if place.cluster is None:
            for encoding in ("br", "gzip"):
                yield _heaviest(ours, path, encoding)
        yield _memory(f"memory after survey pages, {place.name}", ours, bare)


def _speed(place: Place, bare: Server, ours: Server, path: str, requests: int, rounds: int) -> Iterator[Line]:
    plain = [get("/")] * requests
    survey = [get(path, Accept_Language="nl", Accept_Encoding="br")] * requests
    found = interleaved(
        {"bare": lambda: rate(bare, plain, 200), "ours": lambda: rate(ours, survey, 200)},
        rounds,
    )
    yield from paces(f"survey page, GET, {place.name}", found["ours"], found["bare"], "bare Flask", HALF)


def paces(what: str, ours: Sequence[Pace], bare: Sequence[Pace], name: str, aim: Aim | None) -> Iterator[Line]:
    """A line by the clock, which has the aim, and one by the processor time of the process that did the work."""
    for by, judged in (("by_clock", aim), ("by_processor", None)):
        figures, limits = ([getattr(each, by) for each in side] for side in (ours, bare))
        words = what if by == "by_clock" else "  the same by its own processor time"
        limit = f"{a_second(median(limits))} {name}"
        yield Line(words, a_second(median(figures)), limit, ratio(figures, limits), judged)


def _heaviest(server: Server, path: str, encoding: str) -> Line:
    """The language in which page and all that it loads weigh most, headers included."""
    weights = {code: _weight(server, f"{path}?lang={code}", encoding) for code in languages.CODES}
    heaviest, lightest = max(weights, key=weights.__getitem__), min(weights, key=weights.__getitem__)
    others = f"{lightest} {weights[lightest]:,}, nl {weights['nl']:,}"
    return Line(
        f"survey page, all requests, {encoding}, in {heaviest} ({others})",
        f"{weights[heaviest]:,} bytes",
        f"{ROUND_TRIP:,} bytes, one round trip",
        weights[heaviest] / ROUND_TRIP,
        Aim(1.0) if encoding == "br" else None,
    )


def _weight(server: Server, path: str, encoding: str) -> int:
    parts = _Parts()
    parts.feed(ask(server, get(path)).body.decode())
    addresses = [path, *parts.addresses]
    return sum(len(ask(server, get(address, Accept_Encoding=encoding)).raw) for address in addresses)


def _memory(what: str, ours: Server, bare: Server) -> Line:
    return worker(what, ours, f"{bare.worker_megabytes():.0f} MB bare Flask; 150 MB")


def worker(what: str, server: Server, limit: str) -> Line:
    """A worker's memory beside the most that it may take."""
    megabytes = server.worker_megabytes()
    return Line(what, f"{megabytes:.0f} MB", limit, megabytes / 150, Aim(1.0))
