"""`flask contacts add`: one contact by hand, with the link for its citizen where that is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import click
from sqlalchemy.orm import Session

from survey import dimensions, languages
from survey.arguments import organisation, organisation_option, told
from survey.database import begin, now
from survey.intake import importing, record
from survey.intake.commands import contacts
from survey.intake.payload import FieldFault, read_object, read_reach
from survey.intake.reach import REACH_FIELDS
from survey.intake.record import Arrival
from survey.invitations import files
from survey.invitations.arriving import arrive
from survey.invitations.deciding import Reachable
from survey.invitations.eligibility import WORDS, Outcome
from survey.invitations.record import confidential, invite_new
from survey.organisations import Organisation
from survey.settings import settings

_OPTIONS: Final = {"occurred_at": "--at"}
"""Fields whose option has another name."""


@contacts.command("add")
@organisation_option
@click.option("--reference", required=True, help="The contact's own number or name; adding it twice changes nothing.")
@click.option("--at", "occurred_at", metavar="MOMENT", required=True, help="When, ISO 8601, as in 2026-03-29T10:15.")
@click.option("--channel", type=click.Choice(dimensions.CHANNELS), default="phone", show_default=True)
@click.option("--team", help="The team that answered.")
@click.option("--topic", help="What it was about, without names.")
@click.option("--language", type=click.Choice(languages.CODES), help="The citizen's language.")
@click.option("--answered/--not-answered", default=None, help="Whether somebody answered.")
@click.option("--resolved/--not-resolved", default=None, help="Whether the question was answered.")
@click.option("--transferred/--not-transferred", default=None, help="Whether the call was put through to another.")
@click.option("--waiting-seconds", type=click.IntRange(0), help="Time to answer, in seconds.")
@click.option("--talk-seconds", type=click.IntRange(0), help="Length of the conversation, in seconds.")
@click.option("--rating", type=click.IntRange(1, 5), help="The exchange's own rating.")
@click.option("--email", help="E-mail address to invite the citizen at, where the rules for asking allow it.")
@click.option("--mobile", help="Mobile number to invite the citizen at by SMS.")
@click.option(
    "--letter", multiple=True, metavar="LINE", help="A line of the address for a letter; repeat it, in order."
)
@click.option("--confidential", is_flag=True, default=None, help="Nobody is asked about this contact.")
@click.option("--invite", "wants_link", is_flag=True, help="Print a link to the survey, to hand over; no message goes.")
def add(slug: str, wants_link: bool, **fields: object) -> None:
    """Add one contact. The link of --invite can't be shown again later."""
    with told(), begin() as session:
        owner = organisation(session, slug)
        found = _read(session, owner, {name: value for name, value in fields.items() if value not in (None, ())})
        reference = found.contact.reference
        if wants_link:
            arrival = {reference: Arrival(now(), confidential=found.confidential)}
            stored = record.store(session, owner.id, [found.contact], arrival)
            outcomes: Iterable[Outcome] = ()
        else:
            arrived = arrive(session, owner, [found])
            stored, outcomes = arrived.stored, arrived.outcomes
        invited = invite_new(session, owner.id, [reference]) if wants_link else {}
        is_confidential = bool(confidential(session, owner.id, [reference]))
    click.echo("Added." if stored.new else "Known already; nothing changed." if not invited else "Known already.")
    for outcome in outcomes:
        click.echo(WORDS[outcome])
    if reference in invited:
        click.echo(f"{settings().public_url}/s/{invited[reference].token}")
    elif wants_link and is_confidential:
        raise click.ClickException("This contact is confidential: nobody is asked about it, so there is no link.")
    elif wants_link:
        raise click.ClickException("There is an invitation already. 'invitations create --renew' gives a new link.")


def _read(session: Session, owner: Organisation, given: dict[str, Any]) -> Reachable:
    against = importing.known(session, owner.id, owner.timezone)
    fields = {name: value for name, value in given.items() if name not in REACH_FIELDS}
    contact, faults = read_object(fields, against.zone, against.teams)
    reach, unreadable = read_reach(given | {"letter": list(given.get("letter", ()))})
    if contact is None or unreadable:
        raise click.ClickException("\n".join(f"{_option(fault)}: {fault.detail}" for fault in (*faults, *unreadable)))
    return files.reachable(contact, reach)


def _option(fault: FieldFault) -> str:
    return _OPTIONS.get(fault.field, f"--{fault.field.replace('_', '-')}")
