"""Commands about invitations."""

from __future__ import annotations

import mailbox
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Final

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from survey import languages
from survey.arguments import organisation, organisation_option, told
from survey.database import begin, now, reading
from survey.invitations import alerts, bounces, outbox
from survey.invitations.providers import Providers
from survey.invitations.record import AlreadyInvited, ConfidentialContact, UnknownContact, invite, invite_by_code
from survey.invitations.sending import Sender
from survey.invitations.tables import Message
from survey.organisations import Organisation
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
    except (UnknownContact, ConfidentialContact, AlreadyInvited) as error:
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
    except (UnknownContact, ConfidentialContact, AlreadyInvited) as error:
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
            sender, watch = Sender(providers), alerts.Watch()

            def goes_on() -> bool:
                watch.look()
                return not stop.is_set()

            while True:
                sender.run(limit, goes_on)
                watch.look()
                if not forever or stop.is_set() or (limit is not None and sender.done.total() >= limit):
                    break
                providers.forget()
                stop.wait(_nap())
    finally:
        providers.close()
    click.echo(_summary(sender))


@invitations.command("outbox")
def list_outbox() -> None:
    """How many messages wait, by organisation, means and kind, and when the first of them is due. No addresses."""
    query = (
        select(
            Organisation.slug,
            Message.means,
            Message.kind,
            Message.state,
            func.count(),
            func.min(Message.due_at),
        )
        .join(Organisation, Organisation.id == Message.organisation_id)
        .where(Message.state.in_(("waiting", "sending")))
        .group_by(Organisation.slug, Message.means, Message.kind, Message.state)
        .order_by(Organisation.slug, Message.means, Message.kind, Message.state)
    )
    with told(), reading() as session:
        rows = session.execute(query).all()
    for slug, means, kind, state, number, due in rows:
        click.echo(f"{slug}  {means}  {kind}  {state} {number:,}  first due {due:%Y-%m-%d %H:%M} UTC")
    if not rows:
        click.echo("Nothing waits.")


@invitations.command("alerts")
def look_for_alerts() -> None:
    """See whether delivery is broken, and tell administrators. Run it from a timer: a sender can't say it is dead."""
    with told():
        number = alerts.look(now())
    click.echo(f"Open alerts: {number:,}.")


@invitations.command("bounces")
@click.option(
    "--maildir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of reports; each is deleted when it was read. Without it: one report, on standard input.",
)
@click.option("--recipient", metavar="ADDRESS", default="", help="The address that the report came to, if known.")
def read_bounces(maildir: Path | None, recipient: str) -> None:
    """Read what mail servers sent back to the return path, and note which messages did not arrive."""
    with told():
        found = int(_note_bounce(sys.stdin.buffer.read(), recipient)) if maildir is None else _note_all(maildir)
    click.echo(f"Noted {found:,} that did not arrive.")


def _note_all(folder: Path) -> int:
    reports = mailbox.Maildir(folder, create=False)
    found = 0
    for key in reports.keys():  # noqa: SIM118 - a mailbox iterates over its messages
        found += _note_bounce(reports.get_bytes(key), "")
        reports.remove(key)  # there is an address in it
    return found


def _note_bounce(content: bytes, recipient: str) -> bool:
    bounce = bounces.read(content, recipient)
    if bounce is None:
        return False
    with begin() as session:
        return outbox.came_back(session, str(bounce.reference), bounce.fault, now())


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
