"""The commands that make reports, by hand or on a timetable, and list those that are kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from admin.insight.scope import Scope
from admin.reports import kinds, shelf
from admin.reports.documents import UnusableDocument
from admin.reports.gathering import gather
from admin.reports.making import file_of
from admin.reports.periods import EXPECTED, NamedPeriod, UnusablePeriod, named
from admin.reports.report import is_empty
from admin.reports.shelf import Asked
from admin.reports.words import LANGUAGES
from survey.arguments import organisation, told
from survey.database import begin, reading
from survey.journal import note
from survey.organisations import Organisation, today

reports = AppGroup("reports", help="Reports that people read: PDF, spreadsheets, data.")


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line; without a folder reports are kept in the database."""

    kinds: Sequence[str]
    languages: Sequence[str]
    folder: Path | None
    again: bool


@reports.command("make")
@click.option("--org", "--organisation", "slug", metavar="SLUG", help="Only this organisation; default: every one.")
@click.option("--period", required=True, help=f"Which months: {EXPECTED}.")
@click.option(
    "--kind",
    "chosen",
    multiple=True,
    type=click.Choice(kinds.CODES),
    default=kinds.PDF,
    show_default=True,
    help="Can be given more than once.",
)
@click.option(
    "--language", "languages", multiple=True, type=click.Choice(LANGUAGES), default=LANGUAGES[:1], show_default=True
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write files here, a folder for each organisation; default: keep them for the page Reports.",
)
@click.option("--again", is_flag=True, help="Make anew what is there already.")
def make(
    *,
    slug: str | None,
    period: str,
    chosen: tuple[str, ...],
    languages: tuple[str, ...],
    folder: Path | None,
    again: bool,
) -> None:
    """Make reports over a month, quarter or year that has ended. What is there already stays, unless --again.

    Prints a line for each report. Exit status 1 where one could not be made; the others are made all the same.
    """
    order = Order(chosen, languages, folder, again)
    with told(), reading() as session:
        owners = _chosen(session, slug)
    periods = [_period(owner, period) for owner in owners]
    failed = sum(_make_all(owner, each, order) for owner, each in zip(owners, periods, strict=True))
    if failed:
        raise click.ClickException(f"{failed} reports could not be made.")


def _chosen(session: Session, slug: str | None) -> list[Organisation]:
    if slug is not None:
        return [organisation(session, slug)]
    return list(session.scalars(select(Organisation).order_by(Organisation.slug)))


def _period(owner: Organisation, name: str) -> NamedPeriod:
    try:
        return named(name, today(owner.timezone))
    except UnusablePeriod as fault:
        raise click.BadParameter(str(fault), param_hint="--period") from fault


def _make_all(owner: Organisation, period: NamedPeriod, order: Order) -> int:
    """Make an organisation's reports; how many could not be made."""
    failed = 0
    for kind, language in product(order.kinds, order.languages):
        asked = Asked(period, kind, language)
        name = kinds.filename(owner.slug, period.name, kind, language)
        try:
            click.echo(f"{_make(owner, asked, order, name)}\t{name}")
        except (UnusableDocument, OSError) as fault:
            click.echo(f"{name}: {fault}", err=True)
            failed += 1
    return failed


def _make(owner: Organisation, asked: Asked, order: Order, name: str) -> str:
    """Make one report where it is needed; says what was done, in a word."""
    target = order.folder / owner.slug / name if order.folder else None
    with told(), reading() as session:
        if not order.again and _is_there(session, owner.id, asked, target):
            return "kept"
        report = gather(session, owner, Scope(asked.period.period), asked.kind, today(owner.timezone))
    if is_empty(report.comparison):
        return "nothing to report"
    content = file_of(report, asked.kind, asked.language)
    if target is not None:
        write_whole(target, content)
        return "made"
    return _keep(owner.id, asked, content, name)


def _is_there(session: Session, owner: UUID, asked: Asked, target: Path | None) -> bool:
    return target.exists() if target is not None else shelf.holds(session, owner, asked)


def _keep(owner: UUID, asked: Asked, content: bytes, name: str) -> str:
    try:
        with told(), begin() as session:
            shelf.put(session, owner, asked, content)
            note(session, owner, "command", "report made", name, size=len(content))
    except IntegrityError:
        return "kept"  # another run was first
    return "made"


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


@reports.command("list")
@click.option("--org", "--organisation", "slug", metavar="SLUG", help="Only this organisation; default: every one.")
def list_reports(slug: str | None) -> None:
    """The reports that are kept, one a line: name, bytes, the moment that it was made (UTC)."""
    with told(), reading() as session:
        owners = _chosen(session, slug)
        for owner in owners:
            for each in shelf.kept(session, owner.id):
                click.echo(f"{shelf.name_of(each, owner.slug)}\t{each.size}\t{each.made_at:%Y-%m-%dT%H:%M:%SZ}")
