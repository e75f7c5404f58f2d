"""An answer that is sent in, beside the bare driver that stores the same rows with the same statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import event

from benchmarks import filling
from benchmarks.databases import Place, application
from benchmarks.drivers import Driver, Statement, Transaction, driver
from benchmarks.lines import Line
from benchmarks.pages import HALF, paces
from benchmarks.rounds import SERVER_CORE, Pace, interleaved, pace, pinned
from benchmarks.serving import post, rate, serving
from survey import database
from survey.answers import links, record
from survey.answers.submission import Submission
from survey.invitations.tokens import token_hash


def lines(place: Place, folder: Path, requests: int, rounds: int) -> Iterator[Line]:
    """The line about sending in, on one kind of database."""
    whole = requests * (rounds + 1)
    url = place.new()
    app = application(url)
    tokens = filling.invite_many(app, whole)
    with app.app_context():
        database.engine().dispose()
    bare_url = place.copy(url)
    transactions = _recorded(place.copy(url), tokens)
    forms = [post(f"/s/{token}", form_of(filling.answer(number))) for number, token in enumerate(tokens)]
    store = driver(place, bare_url)
    with serving("wsgi:create_app()", folder, url) as server:
        ours, bare = _shares(forms, requests), _shares(transactions, requests)
        found = interleaved(
            {"bare": lambda: _pinned(store, next(bare)), "ours": lambda: rate(server, next(ours), 303)},
            rounds,
        )
    stored = store.connection.cursor().execute("SELECT count(*) FROM responses").fetchone()[0]
    store.connection.close()
    assert stored == whole, f"the bare driver stored {stored} answers of {whole}"
    aim = HALF if place.cluster else None
    yield from paces(f"answer sent in, POST, {place.name}", found["ours"], found["bare"], "bare driver", aim)


def form_of(given: Submission) -> str:
    """The form that leads to this submission, as a browser sends it."""
    fields = [(name, str(value)) for name, value in given.answers.items() if value is not None]
    reasons = [("reasons", reason) for reason in given.reasons]
    return urlencode([*fields, *reasons, ("resolved", given.resolved or ""), ("comment", given.comment or "")])


def _shares(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _pinned(store: Driver, share: Sequence[Transaction]) -> Pace:
    def work() -> None:
        for transaction in share:
            store.run(transaction)

    with pinned(SERVER_CORE):
        return pace(work, len(share))


def _recorded(url: str, tokens: Sequence[str]) -> list[Transaction]:
    """The statements of each answer's transaction, by letting the program store them all in a copy."""
    app = application(url)
    found: list[Transaction] = []
    current: list[Statement] = []

    def note(connection: Any, cursor: Any, sql: str, values: Any, context: Any, many: bool) -> None:
        if not sql.startswith(("BEGIN", "SELECT")):
            current.append(Statement(sql, values, many))

    with app.app_context():
        engine = database.engine()
        event.listen(engine, "before_cursor_execute", note)
        for number, token in enumerate(tokens):
            link = links.by_token(token_hash(token))
            assert link is not None
            occasion = link.occasion("nl")
            moment = database.now()
            record.by_invitation(engine, link.invitation_id, occasion, filling.answer(number), moment, moment.date())
            found.append(tuple(current))
            current.clear()
        engine.dispose()
    return found
