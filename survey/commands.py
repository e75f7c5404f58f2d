"""Commands for whoever keeps this instance: the database, organisations and teams, the rollups."""

from __future__ import annotations

from dataclasses import asdict

import click
from flask.cli import AppGroup
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey import migrate, retention
from survey.answers import rollup as answers
from survey.arguments import organisation, organisation_option, told
from survey.criteria import current
from survey.database import begin, engine, now, reading
from survey.intake import rollup as contacts
from survey.journal import note
from survey.organisations import LONGEST_NAME, SLUG, Organisation, Team, folded, teams_by_name, today

db = AppGroup("db", help="The shape of the database.")
organisations = AppGroup("organisations", help="Municipalities and other bodies that are served here.")
teams = AppGroup("teams", help="Teams of an organisation: the smallest unit that is scored.")
rollup = AppGroup("rollup", help="The counts that the comparison reads.")
retention_group = AppGroup("retention", help="What is kept no longer than it may.")


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database to the shape that this version needs."""
    with told():
        migrate.upgrade(engine())
    click.echo(f"The database is at revision {migrate.head()}.")


@db.command("downgrade")
@click.argument("revision")
@click.confirmation_option(prompt="This loses the data in what is dropped. Go on?")
def downgrade(revision: str) -> None:
    """Bring the database back to REVISION (`base` empties it)."""
    with told():
        migrate.downgrade(engine(), revision)
    click.echo(f"The database is at revision {revision}.")


@organisations.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="The name that citizens read.")
def add_organisation(slug: str, name: str) -> None:
    """Add an organisation, with the built-in criteria. SLUG stands in its open link: /o/SLUG."""
    if not SLUG.fullmatch(slug):
        raise click.BadParameter(f"{slug!r}: expected lower-case letters, digits and hyphens, at most 60.")
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise click.BadParameter(f"the name has {len(name.strip())} characters; expected 1 to {LONGEST_NAME}.")
    try:
        with told(), begin() as session:
            create_organisation(session, slug, name.strip())
    except IntegrityError as error:
        raise click.ClickException(f"There is an organisation {slug!r} already.") from error
    click.echo(f"Added {slug}. Its open link is /o/{slug}.")


def create_organisation(session: Session, slug: str, name: str, *, is_demo: bool = False) -> Organisation:
    """A new organisation with version 1 of its criteria, in the caller's transaction."""
    new = Organisation(slug=slug, name=name, is_demo=is_demo)
    session.add(new)
    session.flush()
    current.start(session, new.id)
    note(session, new.id, "command", "organisation added", slug)
    return new


@organisations.command("list")
def list_organisations() -> None:
    """The organisations, one a line: slug and name."""
    with told(), reading() as session:
        for slug, name in session.execute(select(Organisation.slug, Organisation.name).order_by(Organisation.slug)):
            click.echo(f"{slug}\t{name}")


@teams.command("add")
@click.argument("name")
@organisation_option
def add_team(name: str, slug: str) -> None:
    """Add the team NAME to an organisation."""
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise click.BadParameter(f"the name has {len(name.strip())} characters; expected 1 to {LONGEST_NAME}.")
    try:
        with told(), begin() as session:
            owner = organisation(session, slug)
            if alike := [each for each in teams_by_name(session, owner.id) if folded(each) == folded(name)]:
                raise click.ClickException(f"{slug} has a team {alike[0]!r} already.")
            session.add(Team(organisation_id=owner.id, name=name.strip()))
            note(session, owner.id, "command", "team added", name.strip())
    except IntegrityError as error:
        raise click.ClickException(f"{slug} has a team {name.strip()!r} already.") from error
    click.echo(f"Added team {name.strip()!r} to {slug}.")


@teams.command("list")
@organisation_option
def list_teams(slug: str) -> None:
    """The organisation's teams, one a line."""
    with told(), reading() as session:
        for name in teams_by_name(session, organisation(session, slug).id):
            click.echo(name)


@rollup.command("rebuild")
@click.option("--org", "slug", metavar="SLUG", help="Only this organisation; default: every one.")
def rebuild(slug: str | None) -> None:
    """Make the counts anew from the single answers and contacts."""
    with told(), begin() as session:
        for each in _chosen(session, slug):
            connection = session.connection()
            _hold_writers(connection)
            cells = answers.rebuild(connection, each.id)
            cells |= contacts.rebuild(connection, each.id, contacts.waiting_rule(session, each.id))
            note(session, each.id, "command", "rollup rebuilt", each.slug, **cells)
            click.echo(f"{each.slug}: " + ", ".join(f"{name} {number:,} cells" for name, number in cells.items()))


@retention_group.command("run")
@click.option("--org", "slug", metavar="SLUG", help="Only this organisation; default: every one.")
@click.option("--dry-run", is_flag=True, help="Say what would go, remove nothing.")
def run_retention(slug: str | None, dry_run: bool) -> None:
    """Remove what has been kept for as long as the organisation's settings say. Run it once a day."""
    with told(), begin() as session:
        for each in _chosen(session, slug):
            before = retention.limits(each, today(each.timezone), now())
            act = retention.foreseen if dry_run else retention.remove
            counts = asdict(act(session, each.id, before))
            counts |= retention.overdue(session, each, now(), dry_run=dry_run)
            counts |= retention.elsewhere(session, each.id, before, dry_run=dry_run)
            lead = "would remove" if dry_run else "removed"
            click.echo(
                f"{each.slug}: {lead} "
                + ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
            )
            if not dry_run and any(counts.values()):
                note(session, each.id, "command", "retention", each.slug, **counts)


def _hold_writers(connection: Connection) -> None:
    """Let no answer slip in between the counting and the writing. SQLite's transaction does so by itself."""
    if connection.dialect.name == "postgresql":
        tables = ", ".join(table.name for table in (*answers.ADDED, *contacts.ADDED))
        connection.execute(text(f"LOCK TABLE {tables} IN EXCLUSIVE MODE"))


@rollup.command("verify")
@click.option("--org", "slug", metavar="SLUG", help="Only this organisation; default: every one.")
def verify(slug: str | None) -> None:
    """Compare the counts with the single answers and contacts. Exit status 1 where they differ."""
    found: list[str] = []
    with told(), Session(_snapshot(engine())) as session:
        for each in _chosen(session, slug):
            connection = session.connection()
            rule = contacts.waiting_rule(session, each.id)
            lines = answers.differences(connection, each.id) + contacts.differences(connection, each.id, rule)
            found += [f"{each.slug}: {line}" for line in lines]
    for line in found:
        click.echo(line, err=True)
    if found:
        raise click.ClickException(f"{len(found)} cells differ; 'rollup rebuild' makes them anew.")
    click.echo("The counts equal the single answers and contacts.")


def _snapshot(database: Engine) -> Engine:
    """One view of the data for the whole transaction, so that answers coming in meanwhile don't show as faults."""
    if database.dialect.name == "postgresql":
        return database.execution_options(isolation_level="REPEATABLE READ")
    return database.execution_options(reading=True)


def _chosen(session: Session, slug: str | None) -> list[Organisation]:
    if slug is not None:
        return [organisation(session, slug)]
    return list(session.scalars(select(Organisation).order_by(Organisation.slug)))
