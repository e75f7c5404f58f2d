"""Commands for users and keys."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from admin.accounts import keys as record_of_keys
from admin.accounts import users as record
from admin.accounts.tables import ROLES
from survey.arguments import organisation, organisation_option, told
from survey.database import reading

ACTOR = "command"

users = AppGroup("users", help="Members of staff who can sign in.")
keys = AppGroup("keys", help="Keys with which an organisation's own systems reach the API.")


@users.command("add")
@click.argument("email")
@organisation_option
@click.option("--role", required=True, metavar="|".join(ROLES), help="What the user may do.")
def add_user(email: str, slug: str, role: str) -> None:
    """Add a user and print a one-time password. EMAIL is the name to sign in with."""
    tidy = record.tidy_email(email)
    if tidy is None:
        raise click.ClickException(f"{email!r} is not an e-mail address.")
    if role not in ROLES:
        raise click.ClickException(f"{role!r} is not a role. Expected one of: {', '.join(ROLES)}.")
    with told():
        with reading() as session:
            owner = organisation(session, slug)
        try:
            issued = record.add_user(owner.id, ACTOR, tidy, role)
        except record.KnownAddressError as error:
            raise click.ClickException(f"There is a user {tidy} already.") from error
    click.echo(issued.password)


@users.command("password")
@click.argument("email")
def new_password(email: str) -> None:
    """Give the user EMAIL a new one-time password and print it; ends the user's sessions."""
    with told():
        try:
            with reading() as session:
                user = record.by_email(session, email.strip().lower())
        except record.UnknownUserError as error:
            raise click.ClickException(f"There is no user {email.strip().lower()}.") from error
        issued = record.new_password(user.organisation_id, ACTOR, user.id)
    click.echo(issued.password)


@keys.command("add")
@click.argument("name")
@organisation_option
def add_key(name: str, slug: str) -> None:
    """Make a key called NAME and print it: it is shown only once."""
    if not 0 < len(name.strip()) <= record_of_keys.LONGEST_NAME:
        raise click.ClickException(
            f"The name has {len(name.strip())} characters; expected 1 to {record_of_keys.LONGEST_NAME}."
        )
    with told():
        with reading() as session:
            owner = organisation(session, slug)
        new = record_of_keys.add_key(owner.id, ACTOR, name.strip())
    click.echo(new.key)
