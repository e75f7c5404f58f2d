"""`flask contacts import`: a file of contacts, whose citizens are asked where the rules allow it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

import click
from rich.console import Console
from rich.progress import Progress

from survey.arguments import organisation, organisation_option, told
from survey.database import begin, reading
from survey.intake import importing, record
from survey.intake.commands import contacts
from survey.intake.faults import FileFault, as_line
from survey.intake.importing import Reading, Watch
from survey.invitations import files
from survey.invitations.eligibility import WORDS, Outcome
from survey.invitations.files import Counts

SHOWN_FAULTS: Final = 10_000


def _mapping(context: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        column, sign, wish = pair.rpartition("=")
        if not sign or not column.strip() or not wish.strip():
            raise click.BadParameter(f"{pair!r}: expected COLUMN=FIELD, or COLUMN=- to leave a column out.")
        mapping[column.strip()] = wish.strip()
    return mapping


@contacts.command("import")
@click.argument("file", type=click.File("rb"))
@organisation_option
@click.option("--map", "overrides", metavar="COLUMN=FIELD", multiple=True, callback=_mapping,
              help="What a column is: --map 'Call Id=reference'; COLUMN=- leaves it out. Repeatable.")  # fmt: skip
@click.option("--save-map", is_flag=True, help="Keep these --map settings for this organisation's next files.")
@click.option("--create-teams", is_flag=True, help="Make the teams in the file that don't exist yet.")
@click.option("--skip-faulty", is_flag=True, help="Store the rows that are right although others are not.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, store nothing.")
def import_file(
    *,
    file: BinaryIO,
    slug: str,
    overrides: dict[str, str],
    save_map: bool,
    create_teams: bool,
    skip_faulty: bool,
    dry_run: bool,
) -> None:
    """Import contacts from FILE: CSV, XLSX or ODS, one row a contact.

    All or nothing: with one fault nothing is stored and every fault is listed. Contacts that are known already
    (by their reference) are left as they are. Names of employees are never stored. Addresses are used to invite
    citizens, where the rules for asking allow it, and are wiped after that.
    """
    with told(), reading() as session:
        owner = organisation(session, slug)
        against = importing.known(session, owner.id, owner.timezone)
    try:
        with _progress() as watch:
            found = importing.read(file, against, overrides, create_teams=create_teams, watch=watch)
    except FileFault as fault:
        raise click.ClickException("\n".join(fault.lines())) from fault
    _show_columns(found)
    _show_faults(found)
    if found.faults and not skip_faulty:
        _show_counts(Counts(0, 0, found.faulty_rows), found, done=False)
        raise click.ClickException("Nothing was stored. Mend these rows, or use --skip-faulty to store the others.")
    with told():
        counts = _foreseen(slug, found) if dry_run else _store(slug, found, overrides, save_map)
    _show_counts(counts, found, done=not dry_run)
    _show_outcomes(counts)


def _store(slug: str, found: Reading, overrides: dict[str, str], save_map: bool) -> Counts:
    with begin() as session:
        owner = organisation(session, slug)
        if save_map:
            kept = record.saved_mapping(session, owner.id)
            record.save_mapping(session, owner.id, {**kept, **overrides})
        return files.store(session, owner, found, "command")


def _foreseen(slug: str, found: Reading) -> Counts:
    with reading() as session:
        return files.foreseen(session, organisation(session, slug), found)


@contextmanager
def _progress() -> Iterator[Watch]:
    """A bar on the terminal; nothing where standard error is no terminal."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _show_columns(found: Reading) -> None:
    for field, index in found.plan.fields.items():
        click.echo(f"Column {found.plan.header[index]!r} is {field}.")
    for dropped in found.plan.dropped:
        click.echo(f"Column {dropped.column!r} is left out: {dropped.reason}.")
    for name in found.plan.unknown:
        click.echo(f"Column {name!r} is left out: not recognised. Use --map to say what it is.")
    if found.new_teams:
        click.echo(f"New teams: {', '.join(found.new_teams)}.")


def _show_faults(found: Reading) -> None:
    for fault in found.faults[:SHOWN_FAULTS]:
        click.echo(as_line(fault), err=True)
    if len(found.faults) > SHOWN_FAULTS:
        click.echo(f"... and {len(found.faults) - SHOWN_FAULTS:,} more faults.", err=True)


def _show_counts(counts: Counts, found: Reading, *, done: bool) -> None:
    rows = len(found.contacts) + found.faulty_rows
    lead = "Stored" if done else "Would store" if not counts.faulty or counts.new else "Stored nothing"
    click.echo(f"{rows:,} rows. {lead}: {counts.new:,} new, {counts.known:,} already known, {counts.faulty:,} faulty.")


def _show_outcomes(counts: Counts) -> None:
    for outcome in Outcome:
        if number := counts.outcomes.get(outcome, 0):
            click.echo(f"{number:,} of the new ones: {WORDS[outcome]}")
