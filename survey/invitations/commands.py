"""Commands about invitations."""

from __future__ import annotations

from datetime import timedelta

import click
from flask.cli import AppGroup

from survey import languages
from survey.arguments import organisation, organisation_option, told
from survey.database import begin
from survey.invitations.record import AlreadyInvited, UnknownContact, invite
from survey.settings import settings

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
