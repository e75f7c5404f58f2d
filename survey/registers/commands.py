"""`flask registers`: fetching what notices name, and reading what no notice came of."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import FrameType
from typing import Final

import click
from flask.cli import AppGroup
from sqlalchemy import select

from survey.arguments import DAY, told
from survey.database import reading
from survey.organisations import Organisation
from survey.registers.client import NotAnswered
from survey.registers.fetching import Fetcher
from survey.registers.polling import poll
from survey.registers.tables import Register
from survey.registers.wording import words_of

NAP: Final = 5.0
"""Seconds between two looks at the queue."""

registers = AppGroup("registers", help="Contact registers (Open Klant) that contacts flow in from.")


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set, so that the thing in hand is finished first."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return stop


@registers.command("fetch")
@click.option("--forever", is_flag=True, help="Go on until SIGTERM or Ctrl-C; the record in hand is finished first.")
def fetch(forever: bool) -> None:
    """Fetch the contacts that notices came of, a minute after each: by then it is whole. Several can run at once."""
    stop = stop_on_signals()
    fetcher = Fetcher()
    with told():
        while True:
            fetcher.run(lambda: not stop.is_set())
            for line in _lines(fetcher.trouble):
                click.echo(line, err=True)
            if not forever or stop.is_set():
                break
            stop.wait(NAP)
    click.echo(_summary(fetcher.done))
    if fetcher.trouble and not forever:
        raise click.ClickException("Not every register answered; their notices are kept.")


@registers.command("poll")
@click.option("--org", "slug", metavar="SLUG", help="One organisation's registers only.")
@click.option("--since", type=DAY, help="Read back to this day (UTC), also what was registered before.")
@click.option("--every", type=click.IntRange(1), metavar="MINUTES", help="Go on, and read again so many minutes later.")
def poll_all(slug: str | None, since: datetime | None, every: int | None) -> None:
    """Read the registers' lists, for contacts that no notice came of."""
    stop = stop_on_signals()
    while True:
        with told():
            trouble, done = _poll_once(slug, None if since is None else since.replace(tzinfo=UTC))
        click.echo(f"New {done['new']:,}; known already {done['known']:,}; not readable {done['faulty']:,}.")
        for line in _lines(trouble):
            click.echo(line, err=True)
        if every is None or stop.wait(every * 60):
            break
        since = None
    if trouble and every is None:
        raise click.ClickException("Not every register could be read; the next time begins where this one did.")


def _poll_once(slug: str | None, since: datetime | None) -> tuple[dict[str, str], Counter[str]]:
    with reading() as session:
        query = (
            select(Register, Organisation.slug)
            .join(Organisation, Organisation.id == Register.organisation_id)
            .where(Register.is_on)
        )
        found = session.execute(query if slug is None else query.where(Organisation.slug == slug)).all()
    trouble: dict[str, str] = {}
    done: Counter[str] = Counter()
    for register, owner in found:
        try:
            done += poll(register.organisation_id, register.id, since)
        except NotAnswered as why:
            trouble[f"{owner}, {register.name}"] = why.code
    return trouble, done


def _lines(trouble: Mapping[str, str]) -> Iterator[str]:
    for name, code in trouble.items():
        yield f"{name}: {words_of(code)}"


def _summary(done: Counter[str]) -> str:
    return (
        f"New {done['new']:,}; known already {done['known']:,}; gone {done['gone']:,}; "
        f"not readable {done['faulty']:,}; to be tried again {done['later']:,}; given up {done['given_up']:,}."
    )
