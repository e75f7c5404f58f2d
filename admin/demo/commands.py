"""The command that puts the demo organisation into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup
from rich.console import Console

from admin.accounts.users import KnownAddressError
from admin.demo import record
from admin.demo.record import ADMIN, Loaded, NotADemo
from admin.demo.story import NAME, SEED, SLUG
from survey.arguments import told
from survey.settings import settings

demo = AppGroup("demo", help="An invented municipality to look around in.")


@demo.command("load")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another number gives other figures.")
@click.option("--replace", is_flag=True, help="Remove the demo that is there, and make it anew.")
@click.option("--yes", is_flag=True, help="Don't ask before replacing.")
@click.option("--if-alone", is_flag=True, help="Do nothing where other organisations are served.")
def load(seed: int, replace: bool, yes: bool, if_alone: bool) -> None:
    """Add "Gemeente Voorbeeld" with a year of invented contacts, answers and audits.

    Prints where to look and a one-time password. Where the demo is there already, nothing changes.
    """
    with _faults():
        if if_alone and record.is_others():
            click.echo("Other organisations are served here, so no demo was added.")
        elif record.is_loaded() and not replace:
            click.echo(f"{NAME} is there already; nothing was changed. (--replace makes it anew.)")
            click.echo(_where())
            click.echo(f"  Password     lost? flask --app wsgi users password {ADMIN}")
        else:
            if record.is_loaded() and not yes:
                click.confirm(f"Remove {NAME} with all its answers, audits and users?", abort=True)
            _load(seed)


def _load(seed: int) -> None:
    with _steps() as step:
        record.remove()
        loaded = record.load(seed, step)
    click.echo(_summary(loaded))
    click.echo(_where())
    click.echo(f"  Password     {loaded.password} (works once: you choose your own)")
    click.echo(f"  A personal survey to try: {settings().public_url}/s/{loaded.token}")


def _summary(loaded: Loaded) -> str:
    return (
        f"Added {NAME}: {loaded.contacts:,} contacts, {loaded.invitations:,} invitations, "
        f"{loaded.responses:,} answers and {loaded.audited_calls} audited calls, all invented."
    )


def _where() -> str:
    address = settings().public_url
    return (
        f"  Staff        {address}/admin/\n  E-mail       {ADMIN}\n"
        f"  Open survey  {address}/o/{SLUG}\n  Public page  {address}/openbaar/{SLUG}"
    )


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what stands in the way into one line on standard error and exit status 1."""
    try:
        with told():
            yield
    except NotADemo as error:
        raise click.ClickException(str(error)) from error
    except KnownAddressError as error:
        raise click.ClickException(f"{ADMIN} is a user of another organisation, and the demo needs it.") from error


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """Show the step that is going on: live on a terminal, else a line each."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: click.echo(f"{step} ...")
        return
    with console.status("Starting") as status:
        yield status.update
