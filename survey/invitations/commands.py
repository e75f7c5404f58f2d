"""Commands about invitations."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta
from types import FrameType
from typing import Final

import click
from flask.cli import AppGroup

from survey import languages
from survey.arguments import organisation, organisation_option, told
from survey.database import begin, now, reading
from survey.invitations import outbox
from survey.invitations.providers import Providers
from survey.invitations.record import AlreadyInvited, UnknownContact, invite, invite_by_code
from survey.invitations.sending import Sender
from survey.settings import settings

LONGEST_NAP: Final = 30.0
"""Seconds that a sender sleeps at most: other programs add to the outbox, and nobody wakes it."""
invitations = AppGroup("invitations", help="The one-time right to answer about one contact.")


@invitations.command("create")
@organisation_option
@click.option("--reference", metavar="REF", required=True, help="The contact's reference.")
@click.option("--language", type=click.Choice(languages.CODES), help="The language to open the survey in.")
@click.option("--days", type=click.IntRange(1, 90), default=14, show_default=True, help="How long the link works.")
@click.option("--renew", is_flag=True, help="Replace the link of an invitation that is not answered yet.")
def create(slug: str, reference: str, language: str | None, days: int, renew: bool) -> None:
    """Invite the citizen of one contact and print the link. The link can't be shown again later."""
    try:
        with told(), begin() as session:
            owner = organisation(session, slug)
            lasts = timedelta(days=days)
            made = invite(session, owner.id, reference, lasts=lasts, language=language, renew=renew)
    except (UnknownContact, AlreadyInvited) as error:
        hint = " Use --renew to replace it." if type(error) is AlreadyInvited else ""
        raise click.ClickException(f"{error}{hint}") from error
    click.echo(f"{settings().public_url}/s/{made.token}")


@invitations.command("code")
@organisation_option
@click.option("--reference", metavar="REF", required=True, help="The contact's reference.")
@click.option("--days", type=click.IntRange(1, 90), default=7, show_default=True, help="How long the code works.")
def code(slug: str, reference: str, days: int) -> None:
    """Make a code to read aloud to the citizen of one contact. It can't be shown again later."""
    try:
        with told(), begin() as session:
            owner = organisation(session, slug)
            made, _ = invite_by_code(session, owner.id, reference, lasts=timedelta(days=days))
    except (UnknownContact, AlreadyInvited) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made}  at {settings().public_url}/code")


@invitations.command("send")
@click.option("--forever", is_flag=True, help="Go on until SIGTERM or Ctrl-C; the message in hand is finished first.")
@click.option("--limit", type=click.IntRange(1), help="Send at most so many messages.")
def send(forever: bool, limit: int | None) -> None:
    """Send the messages that are due. Several senders can run at once, on several machines."""
    stop = threading.Event()
    _stop_on_signals(stop)
    providers = Providers()
    try:
        with told():
            sender = Sender(providers)
            while True:
                sender.run(limit, lambda: not stop.is_set())
                if not forever or stop.is_set() or (limit is not None and sender.done.total() >= limit):
                    break
                providers.forget()
                stop.wait(_nap())
    finally:
        providers.close()
    click.echo(_summary(sender))


def _stop_on_signals(stop: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def _nap() -> float:
    with reading() as session:
        due = outbox.next_due(session, now())
    return LONGEST_NAP if due is None else min(LONGEST_NAP, max(0.0, (due - now()).total_seconds()))


def _summary(sender: Sender) -> str:
    done = sender.done
    return f"Sent {done['sent']:,}; to be tried again {done['retry']:,}; failed {done['failed']:,}."
