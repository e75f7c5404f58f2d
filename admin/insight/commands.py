"""The command that shows a comparison."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime
from typing import Any, Final, TypeVar

import click
from flask.cli import AppGroup
from rich.console import Console

from admin.audits.template import harmless
from admin.insight import terminal
from admin.insight.json_shape import as_json
from admin.insight.measure import measure
from admin.insight.results import Comparison
from admin.insight.scope import Scope, UnusableScope
from admin.insight.terms import Filters, Period
from admin.insight.tidy import COLUMNS, tidy, view
from survey import dimensions, languages
from survey.arguments import DAY, organisation, organisation_option, told
from survey.database import reading

Command = TypeVar("Command", bound=Callable[..., Any])
WIDTH: Final = 180
"""Characters a line where the output is no terminal."""

comparison = AppGroup("comparison", help="Perceived quality beside measured quality.")


def _scope_options(command: Command) -> Command:
    options = (
        click.option("--from", "start", type=DAY, help="A day in the first month, as 2026-03-01."),
        click.option("--to", "end", type=DAY, help="A day in the last month, as 2026-03-31."),
        click.option("--team", metavar="NAME", help="One team."),
        click.option("--channel", type=click.Choice(dimensions.CHANNELS), help="One channel."),
        click.option("--language", type=click.Choice(languages.CODES), help="Answers in one language."),
        click.option("--unweighted", is_flag=True, help="Let each answer count once."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@comparison.command("show")
@organisation_option
@_scope_options
@click.option("--format", "kind", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def show(
    *,
    slug: str,
    start: datetime | None,
    end: datetime | None,
    team: str | None,
    channel: str | None,
    language: str | None,
    unweighted: bool,
    kind: str,
) -> None:
    """Show what citizens perceive beside what audits measure, per B, with n and 95 % interval."""
    period = Period(start and start.date(), end and end.date())
    found = _measured(slug, _scope(period, Filters(team, channel, language), not unweighted))
    _WRITERS[kind](found)


def _scope(period: Period, filters: Filters, weighted: bool) -> Scope:
    try:
        return Scope(period, filters, weighted)
    except UnusableScope as fault:
        raise click.UsageError(str(fault)) from fault


def _measured(slug: str, scope: Scope) -> Comparison:
    with told(), reading() as session:
        return measure(session, organisation(session, slug), scope)


def _write_table(found: Comparison) -> None:
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDTH, highlight=False, markup=False)
    for line in terminal.heading(found):
        console.print(line)
    console.print(terminal.comparison_table(found))
    for line in terminal.figures(found):
        console.print(line)
    console.print("\nWhat to do first:" if found.advice else "\nNo advice: there is nothing to compare yet.")
    for line in terminal.advice(found):
        console.print(line)


def _write_json(found: Comparison) -> None:
    click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))


def _write_csv(found: Comparison) -> None:
    seen = view(found)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*seen, *COLUMNS])
    for row in tidy(found):
        cells = (*seen.values(), *astuple(row))
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])


_WRITERS: Final[dict[str, Callable[[Comparison], None]]] = {
    "table": _write_table,
    "json": _write_json,
    "csv": _write_csv,
}
