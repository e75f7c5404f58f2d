"""The comparison on ten thousand, a million and five million answers: it should cost the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from html import unescape
from pathlib import Path
from statistics import median
from uuid import UUID

from flask import Flask, session

from admin.accounts import users
from admin.accounts.session import Entry, start
from admin.insight import summaries
from admin.insight.terms import Period
from benchmarks import filling, reports
from benchmarks.databases import Place, application
from benchmarks.lines import Aim, Line, milliseconds
from benchmarks.pages import worker
from benchmarks.rounds import SERVER_CORE, interleaved, pinned, ratio, seconds
from benchmarks.serving import Server, ask, get, rate, serving
from survey import database

FLAT = Aim(1.2)


def lines(place: Place, folder: Path, sizes: Sequence[int], rounds: int) -> Iterator[Line]:
    """All lines about the comparison on one kind of database; the first of `sizes` is what others are held to."""
    url = place.new()
    app = application(url)
    organisations = dict(zip(sizes, filling.answers_by_the_million(app, sizes), strict=True))
    cookies = {size: _signed_in(app, of) for size, of in organisations.items()}
    yield from _compared(f"rollup query alone, {place.name}", _queries(app, organisations), rounds)
    if place.cluster is None:
        yield from reports.lines(app, organisations[sizes[0]], folder, rounds)
    with app.app_context():
        database.engine().dispose()
    with serving("wsgi:create_app()", folder, url) as server:
        pages = {size: _page(server, "/admin/", cookie) for size, cookie in cookies.items()}
        yield from _compared(f"comparison page, {place.name}", pages, rounds)
        yield _first_view(place, _query(app, organisations[sizes[0]]), pages[sizes[0]], rounds)
        with app.app_context():
            database.engine().dispose()
        # One round: it can take seconds, and the aim is about the page as it opens.
        by_language = {size: _page(server, "/admin/?language=en", cookie) for size, cookie in cookies.items()}
        yield from _compared(f"the same in one language, {place.name}", by_language, 1, aim=None)
        yield worker(f"memory after comparison pages, {place.name}", server, "150 MB")
        yield _kept_chart(place, server, cookies[sizes[0]], rounds)
        for path in ("/admin/comparison.svg", "/admin/trend.svg"):
            rate(server, [get(path, Cookie=cookies[sizes[0]])], 200)
        yield worker(f"memory after its charts, {place.name}", server, "150 MB")
        files = {size: _page(server, reports.FULL, cookie) for size, cookie in cookies.items()}
        yield from _compared(f"full report as PDF, {place.name}", files, rounds)


def _first_view(place: Place, query: Callable[[], float], page: Callable[[], float], rounds: int) -> Line:
    """The page, which measures each time, beside the one query that reads the answers."""
    found = interleaved({"query": query, "page": page}, rounds)
    limit = f"{milliseconds(median(found['query']))} rollup query alone"
    what = f"comparison page, first view, {place.name}"
    return Line(what, milliseconds(median(found["page"])), limit, ratio(found["page"], found["query"]), Aim(20))


def _kept_chart(place: Place, server: Server, cookie: str, rounds: int) -> Line:
    """A chart that the page names by its version beside one that must be measured first."""
    page = ask(server, get("/admin/", Cookie=cookie)).body.decode()
    named = unescape(page.partition('class="chart" src="')[2].partition('"')[0])
    works = {"kept": _page(server, named, cookie), "measured": _page(server, "/admin/comparison.svg", cookie)}
    found = interleaved(works, rounds)
    limit = f"{milliseconds(median(found['measured']))} measured anew"
    what = f"chart of the page that was just seen, {place.name}"
    return Line(what, milliseconds(median(found["kept"])), limit, ratio(found["kept"], found["measured"]))


def _compared(
    what: str, works: Mapping[int, Callable[[], float]], rounds: int, aim: Aim | None = FLAT
) -> Iterator[Line]:
    found = interleaved({str(size): work for size, work in works.items()}, rounds)
    least, *others = found
    for size in others:
        limit = f"{milliseconds(median(found[least]))} at {int(least):,}"
        figure = milliseconds(median(found[size]))
        yield Line(f"{what}, {int(size):,} answers", figure, limit, ratio(found[size], found[least]), aim)


def _signed_in(app: Flask, organisation_id: UUID) -> str:
    """The cookie of an admin of this organisation."""
    with app.app_context():
        issued = users.add_user(organisation_id, "command", f"admin@{organisation_id.hex}.example", "admin")
        with database.begin() as transaction:
            transaction.execute(database.Base.metadata.tables["users"].update().values(must_change_password=False))
    with app.test_request_context("/admin/"):
        start(Entry(issued.user_id, organisation_id, 0, must_change_password=False))
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return f"klankbord={serializer.dumps(dict(session))}"


def _page(server: Server, path: str, cookie: str) -> Callable[[], float]:
    request = get(path, Cookie=cookie, Accept_Language="nl")
    return lambda: 1 / rate(server, [request], 200).by_clock


def _queries(app: Flask, organisations: Mapping[int, UUID]) -> dict[int, Callable[[], float]]:
    return {size: _query(app, of) for size, of in organisations.items()}


def _query(app: Flask, organisation_id: UUID) -> Callable[[], float]:
    last = database.now().date()
    year = Period(last - timedelta(days=365), last)

    def look() -> float:
        with app.app_context(), database.reading() as reading, pinned(SERVER_CORE):
            return seconds(lambda: [summaries.answers(reading, organisation_id, year, None) for _ in range(5)]) / 5

    return look
