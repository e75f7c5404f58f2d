"""Commands about contacts; bringing them in is in the room of invitations, for that is when citizens are asked."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from survey.arguments import organisation, organisation_option, told
from survey.database import begin
from survey.intake import record

contacts = AppGroup("contacts", help="Contacts that took place: the phone log.")


@contacts.command("mapping")
@organisation_option
@click.option("--forget", is_flag=True, help="Forget the saved mapping.")
def mapping(slug: str, forget: bool) -> None:
    """Show how this organisation's files name their columns."""
    with told(), begin() as session:
        owner = organisation(session, slug)
        if forget:
            record.save_mapping(session, owner.id, {})
        for column, field in record.saved_mapping(session, owner.id).items():
            click.echo(f"{column}={field}")
