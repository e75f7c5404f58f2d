"""Commands for audit rounds: import, list, delete, and the template to fill in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from pathlib import Path
from typing import BinaryIO, Final

import click
from flask.cli import AppGroup
from flask_babel import force_locale, gettext
from rich.console import Console
from rich.progress import Progress

from admin.audits import record, rounds
from admin.audits.check import Checked, check
from admin.audits.closing import NoSuchRound, RoundClosed
from admin.audits.exchange.contents import Words, contents
from admin.audits.exchange.files import MIMETYPES, written
from admin.audits.rounds import RoundSummary
from admin.audits.tables import AuditRound
from admin.audits.template import Template, as_csv, as_xlsx
from survey import languages
from survey.arguments import organisation, organisation_option, told, write_new
from survey.criteria.current import current
from survey.database import reading
from survey.intake.faults import FileFault, as_line
from survey.intake.sheets import Row, Sheet
from survey.organisations import Organisation, teams_by_name

ACTOR: Final = "command"
_WRITERS: Final[dict[str, Callable[[Template], bytes]]] = {".xlsx": as_xlsx, ".csv": as_csv}

audits = AppGroup("audits", help="Audit rounds: calls that were scored on the criteria.")
round_option = click.option("--round", "name", metavar="NAME", required=True, help="The name of the round.")


@audits.command("import")
@click.argument("file", type=click.File("rb"))
@organisation_option
@round_option
@click.option("--replace", is_flag=True, help="Replace the round of this name, with all its calls.")
@click.option("--dry-run", is_flag=True, help="Check everything, store nothing.")
def import_file(file: BinaryIO, slug: str, name: str, replace: bool, dry_run: bool) -> None:
    """Import a round from FILE (CSV, XLSX or ODS): one row a call, one column a criterion.

    All or nothing: with one fault nothing is stored, and every fault is listed.
    """
    owner = _owner(slug)
    tidy = _usable_name(name)
    checked = _check(file, owner)
    present = _is_present(owner, tidy)
    if present and not replace:
        raise _exists(tidy)
    if not dry_run:
        _store(owner, tidy, checked, replace)
    click.echo(_summary(tidy, checked, present, dry_run))
    if checked.sheet:
        click.echo(f"Read from the sheet {checked.sheet!r}.")
    if checked.left_out:
        click.echo(f"Rows with totals, left out: {', '.join(map(str, checked.left_out))}.")


@audits.command("template")
@organisation_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(languages.CODES), default=languages.DEFAULT, show_default=True)
def write_template(slug: str, file: Path, language: str) -> None:
    """Write an empty sheet with the organisation's own teams and criteria to FILE (.xlsx or .csv)."""
    writer = _WRITERS.get(file.suffix.lower())
    if writer is None:
        raise click.BadParameter(f"{file.name!r}: expected a name that ends in .xlsx or .csv.")
    owner = _owner(slug)
    with told(), reading() as session:
        criteria, teams = current(session, owner.id), tuple(teams_by_name(session, owner.id))
    with force_locale(language):
        content = writer(Template(criteria, teams, language, gettext))
    write_new(file, content)
    click.echo(f"Wrote {file} with {len(criteria.criteria)} criteria (version {criteria.version}).")


@audits.command("export")
@organisation_option
@round_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(languages.CODES), default=languages.DEFAULT, show_default=True)
def export_file(slug: str, name: str, file: Path, language: str) -> None:
    """Write a round to FILE (.xlsx, .ods, or .csv for the scores alone), which can be imported again."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in MIMETYPES:
        raise click.BadParameter(f"{file.name!r}: expected a name that ends in .xlsx, .ods or .csv.")
    owner = _owner(slug)
    with told(), reading() as session, force_locale(language):
        round_id = rounds.id_of(session, owner.id, _usable_name(name))
        found = None if round_id is None else session.get(AuditRound, (owner.id, round_id))
        if found is None:
            raise click.ClickException(f"{slug} has no round {name!r}.")
        tables = contents(session, found, Words(language, gettext))
    write_new(file, written(tables, kind))
    click.echo(f"Wrote {file} with {len(tables[0].rows) - 1:,} calls.")


@audits.command("list")
@organisation_option
def list_rounds(slug: str) -> None:
    """The organisation's rounds, one a line: name, first day, last day, calls, criteria version."""
    owner = _owner(slug)
    with told(), reading() as session:
        for each in rounds.summaries(session, owner.id):
            click.echo("\t".join(_columns(each)))


@audits.command("delete")
@organisation_option
@round_option
@click.confirmation_option(prompt="This deletes the round with all its calls and scores. Go on?")
def delete(slug: str, name: str) -> None:
    """Delete a round with its calls and scores."""
    owner = _owner(slug)
    tidy = _usable_name(name)
    with told(), reading() as session:
        round_id = rounds.id_of(session, owner.id, tidy)
    try:
        if round_id is None:
            raise NoSuchRound
        with told():
            record.delete_round(owner.id, round_id, ACTOR)
    except NoSuchRound:
        raise click.ClickException(f"{slug} has no round {tidy!r}.") from None
    except RoundClosed:
        raise _is_closed(tidy) from None
    click.echo(f"Deleted round {tidy!r}.")


def _owner(slug: str) -> Organisation:
    with told(), reading() as session:
        return organisation(session, slug)


def _usable_name(name: str) -> str:
    try:
        return record.usable_name(name)
    except record.UnusableName as error:
        raise click.BadParameter(str(error), param_hint="'--round'") from error


def _is_present(owner: Organisation, name: str) -> bool:
    with told(), reading() as session:
        return rounds.id_of(session, owner.id, name) is not None


def _exists(name: str) -> click.ClickException:
    return click.ClickException(f"There is a round {name!r} already. Use --replace to replace it with this file.")


def _is_closed(name: str) -> click.ClickException:
    return click.ClickException(f"The round {name!r} is closed: its scores are fixed. Open it again on its page first.")


def _check(file: BinaryIO, owner: Organisation) -> Checked:
    """The calls in the file; or every fault on standard error, and exit status 1."""
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        try:
            with told():
                checked = check(file, owner.id, owner.timezone, lambda sheet: _watched(sheet, progress))
        except FileFault as fault:
            raise click.ClickException(str(fault)) from fault
    for found in checked.faults:
        click.echo(as_line(found), err=True)
    if count := len(checked.faults):
        raise click.ClickException(f"{count:,} fault{'' if count == 1 else 's'}; nothing was stored.")
    return checked


def _watched(sheet: Sheet, progress: Progress) -> Sheet:
    task = progress.add_task("Reading", total=sheet.total)

    def rows() -> Iterator[Row]:
        for row in sheet.rows:
            progress.update(task, completed=sheet.position())
            yield row

    return changed(sheet, rows=rows())


def _store(owner: Organisation, name: str, checked: Checked, replace: bool) -> None:
    try:
        with told():
            record.import_round(owner.id, name, checked.criteria_version, checked.calls, ACTOR, replace)
    except record.RoundExists:
        raise _exists(name) from None
    except RoundClosed:
        raise _is_closed(name) from None


def _summary(name: str, checked: Checked, present: bool, dry_run: bool) -> str:
    done = ("would replace" if present else "would import") if dry_run else ("replaced" if present else "imported")
    return (
        f"Round {name!r} {done}: {len(checked.calls):,} calls, {checked.scores:,} scores, "
        f"criteria version {checked.criteria_version}."
    )


def _columns(each: RoundSummary) -> tuple[str, ...]:
    days = (str(day) if day else "" for day in (each.first_day, each.last_day))
    return (each.name, *days, str(each.calls), str(each.criteria_version))
