"""Commands about addresses: their keys, and those that are needed no more."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from survey.arguments import told
from survey.config import new_address_key
from survey.database import begin, now, reading
from survey.invitations import resealing
from survey.invitations.wiping import wipe_overdue
from survey.organisations import Organisation
from survey.privacy import NoKeyError, Vault
from survey.settings import settings

addresses = AppGroup("addresses", help="Where citizens can be reached: sealed, and gone after use.")


@addresses.command("new-key")
def new_key() -> None:
    """Print a new key for ADDRESS_KEYS: put it in front of the others, restart, then run `addresses rotate`."""
    click.echo(new_address_key())


@addresses.command("rotate")
def rotate() -> None:
    """Seal everything with the first key of ADDRESS_KEYS; then the other keys can go. May be stopped and repeated."""
    try:
        with told():
            found = resealing.reseal_all(Vault(settings().address_keys))
    except NoKeyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Sealed again {found.again:,}; had the first key already {found.already:,}.")
    if found.lost:
        raise click.ClickException(
            f"{found.lost:,} can't be opened with any key of ADDRESS_KEYS: bring the old key back."
        )


@addresses.command("wipe")
def wipe() -> None:
    """Delete addresses that no message needs any more, and hashes past the cap. Run it every night."""
    with told():
        with reading() as session:
            found = session.scalars(select(Organisation).order_by(Organisation.slug)).all()
        for organisation in found:
            with begin() as session:
                wiped = wipe_overdue(session, organisation, now())
            click.echo(
                f"{organisation.slug}: cancelled {wiped.messages:,} messages; deleted {wiped.addresses:,} addresses "
                f"and {wiped.marks:,} hashes."
            )
