"""Commands for an organisation's criteria: list, export to a file, import from one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

import click
from flask.cli import AppGroup

from admin.criteria import record, sets, wording
from admin.criteria.differences import Change
from admin.criteria.exchange import Proposal, proposed, read_file
from admin.criteria.json_file import as_json
from admin.criteria.workbook import as_xlsx
from survey.arguments import organisation, organisation_option, told, write_new
from survey.criteria import current
from survey.criteria.catalogue import Criterion, requirement_in
from survey.criteria.current import CriteriaSet
from survey.database import reading
from survey.intake.faults import FileFault

ACTOR: Final = "command"
_WRITERS: Final[dict[str, Callable[[Sequence[Criterion]], bytes]]] = {
    ".json": as_json,
    ".xlsx": lambda criteria: as_xlsx(criteria, _english),
}

criteria = AppGroup("criteria", help="What auditors check, and the same in the words of citizens.")
version_option = click.option("--version", "number", type=int, metavar="NUMBER", help="Default: the newest version.")


def _english(message: str) -> str:
    return message


@criteria.command("list")
@organisation_option
@version_option
def list_criteria(slug: str, number: int | None) -> None:
    """The criteria, one a line: code, scale, norm, limit, weight, in use or off, built-in or own, requirement."""
    _, found = _set_of(slug, number)
    for each in found.everything:
        click.echo("\t".join(_columns(each)))


@criteria.command("export")
@organisation_option
@version_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_file(slug: str, number: int | None, file: Path) -> None:
    """Write the criteria to FILE (.json or .xlsx), which `criteria import` reads unchanged."""
    writer = _WRITERS.get(file.suffix.lower())
    if writer is None:
        raise click.BadParameter(f"{file.name!r}: expected a name that ends in .json or .xlsx.")
    _, found = _set_of(slug, number)
    write_new(file, writer(found.everything))
    click.echo(f"Wrote {file} with {len(found.everything)} criteria (version {found.version}).")


@criteria.command("import")
@click.argument("file", type=click.File("rb"))
@organisation_option
@click.option("--note", default="", metavar="TEXT", help="Why; it stands in the list of versions.")
@click.option("--dry-run", is_flag=True, help="Check everything and say what would change; store nothing.")
def import_file(file: BinaryIO, slug: str, note: str, dry_run: bool) -> None:
    """Make the set in FILE (JSON or XLSX) the newest version; say line by line what changes.

    The file is the whole set: own criteria that it lacks go, built-in ones that it lacks are switched off.
    All or nothing: with one fault nothing is stored, and every fault is listed.
    """
    tidy = _usable_note(note)
    owner, present = _set_of(slug, None)
    proposal = _proposal(file, present)
    for change in proposal.changes:
        for line in _lines(change):
            click.echo(line)
    if not proposal.changes:
        click.echo(f"Nothing is different; {slug} keeps version {present.version}.")
    elif dry_run:
        click.echo(f"{len(proposal.changes)} criteria would change; nothing was stored.")
    else:
        click.echo(f"Saved as version {_save(owner, proposal, tidy)} of {slug}.")


def _set_of(slug: str, number: int | None) -> tuple[UUID, CriteriaSet]:
    with told(), reading() as session:
        owner = organisation(session, slug)
        if number is None:
            return owner.id, current.current(session, owner.id)
        found = current.of_version(session, owner.id, number)
    if not found.everything:
        raise click.ClickException(f"{slug} has no version {number} of its criteria.")
    return owner.id, found


def _columns(each: Criterion) -> tuple[str, ...]:
    numbers = ("" if number is None else f"{number:g}" for number in (each.norm, each.limit, each.weight))
    use, kind = "in use" if each.active else "off", "own" if each.own else "built-in"
    return (each.code, each.scale, *numbers, use, kind, requirement_in(each, "en", _english).text)


def _usable_note(note: str) -> str:
    tidy = sets.tidy(note)
    if tidy and not sets.is_wording(tidy, sets.LONGEST_NOTE):
        raise click.BadParameter(f"expected one line of at most {sets.LONGEST_NOTE} characters.", param_hint="'--note'")
    return tidy


def _proposal(file: BinaryIO, present: CriteriaSet) -> Proposal:
    """What the file would change; or every fault on standard error, and exit status 1."""
    try:
        proposal = proposed(read_file(file), present)
    except FileFault as fault:
        raise click.ClickException(str(fault)) from fault
    for found in proposal.faults:
        there = f"found “{found.value}”" if found.value else "nothing there"
        click.echo(f"{found.place.said()}: {there}, expected {found.wanted()}.", err=True)
    if proposal.faults:
        raise click.ClickException(f"{len(proposal.faults):,} faults; nothing was stored.")
    return proposal


def _lines(change: Change) -> list[str]:
    code = change.criterion.code
    if not change.fields:
        return [f"{code}: {change.kind.value}"]
    return [
        f"{code}: {wording.field_name(field.name, _english)}: {_value(field.name, field.before)} → "
        f"{_value(field.name, field.after)}"
        for field in change.fields
    ]


def _value(name: str, value: str | float | bool | None) -> str:
    return wording.value_in_words(name, value, _english, lambda number: f"{number:g}")


def _save(owner: UUID, proposal: Proposal, note: str) -> int:
    try:
        with told():
            return record.save(owner, ACTOR, proposal.base, proposal.criteria, note).version
    except record.Overtaken as overtaken:
        raise click.ClickException(
            f"Version {overtaken.present.version} was saved meanwhile; nothing was stored. Run the command again."
        ) from overtaken
