"""Commands for answers that were gathered earlier with another tool."""

from __future__ import annotations

from datetime import date, datetime
from typing import BinaryIO, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from admin.earlier import record
from admin.earlier.answer_words import key_of
from admin.earlier.columns import FIELDS, LEAVE_OUT, SCORED, Use, proposal, tool_of
from admin.earlier.reading import Against, Look, Reading, look, read
from admin.earlier.record import Arrival, KnownFile
from admin.earlier.scales import OWN, SCALES, Scale, likely_scale
from admin.earlier.tables import LONGEST_LABEL, TOOLS
from survey.arguments import organisation, organisation_option, told
from survey.database import reading
from survey.intake.faults import FileFault, as_line
from survey.organisations import Organisation, teams_by_name, today

earlier = AppGroup("earlier", help="Answers that were gathered earlier with another tool.")
SHOWN_FAULTS: Final = 1000

Words = tuple[tuple[str, float], ...]
"""`COLUMN:ANSWER` with its score."""


def _mapping(context: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, Use]:
    """`COLUMN=FIELD[:SCALE[:reversed]]`, the scale empty where it is to be found out."""
    found = {}
    for pair in pairs:
        column, _, wish = pair.rpartition("=")
        field, _, rest = wish.strip().partition(":")
        code, _, turned = rest.partition(":")
        if not column.strip() or field not in FIELDS or (code and code not in SCALES) or turned not in {"", "reversed"}:
            raise click.BadParameter(
                f"{pair!r}: expected COLUMN=FIELD or COLUMN=FIELD:SCALE or COLUMN=FIELD:SCALE:reversed. "
                f"Fields: {', '.join(FIELDS)} (- leaves it out). Scales: {', '.join(SCALES)}."
            )
        scale = Scale(code, turned == "reversed") if field in SCORED and code else None
        found[column.strip()] = Use(field, scale)
    return found


def _words(context: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> Words:
    """`COLUMN:ANSWER=SCORE`."""
    found = []
    for pair in pairs:
        answer, _, score = pair.rpartition("=")
        try:
            value = float(score)
        except ValueError:
            value = -1
        if ":" not in answer or not 0 <= value <= 100:
            raise click.BadParameter(f"{pair!r}: expected COLUMN:ANSWER=SCORE with a score from 0 to 100.")
        found.append((answer, value))
    return tuple(found)


@earlier.command("import")
@click.argument("file", type=click.File("rb"))
@organisation_option
@click.option("--tool", type=click.Choice(TOOLS), help="What it was gathered with; else found out from the columns.")
@click.option("--label", default="", help="A name for your own list; else the name of the file.")
@click.option("--map", "mapping", metavar="COLUMN=FIELD:SCALE", multiple=True, callback=_mapping,
              help="What a column is: --map 'Q1=bekend:1-5', 'Q2=beleefd:1-4:reversed'. Repeatable.")  # fmt: skip
@click.option("--word", "words", metavar="COLUMN:ANSWER=SCORE", multiple=True, callback=_words,
              help="What an answer in own words is worth, 0-100: --word 'Q3:Goed=75'. Repeatable.")  # fmt: skip
@click.option("--month", type=click.DateTime(formats=["%Y-%m"]), help="Month of all answers, where there is no date.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, store nothing.")
def import_file(
    *,
    file: BinaryIO,
    slug: str,
    tool: str | None,
    label: str,
    mapping: dict[str, Use],
    words: Words,
    month: datetime | None,
    dry_run: bool,
) -> None:
    """Bring in FILE: CSV, XLSX or ODS, one row a citizen who answered.

    Only sums by month and team are stored. What a column is, is found out from its name unless --map says it or
    an earlier file had it. All or nothing: with one fault nothing is stored and every fault is listed.
    """
    with told(), reading() as session:
        owner = organisation(session, slug)
        kept = record.kept_uses(session, owner.id)
        against = _against(owner, tuple(teams_by_name(session, owner.id)), month)
        file_hash = record.hash_of(file)
        try:
            record.refuse_known(session, owner.id, file_hash)
        except KnownFile as known:
            raise _known(known) from known
    try:
        seen = look(file)
        tool = tool or tool_of(seen.header)
        uses = _uses(seen, tool, kept, mapping, words)
        found = read(file, uses, against)
    except FileFault as fault:
        raise click.ClickException("\n".join(fault.lines())) from fault
    _show(uses, found)
    if found.faulty_rows:
        raise click.ClickException(f"{found.faulty_rows:,} rows have a fault. Nothing was stored.")
    if not found.answers:
        raise click.ClickException("There is no answer in this file that can be counted. Nothing was stored.")
    label = (label or file.name.rsplit("/", 1)[-1])[:LONGEST_LABEL]
    if not dry_run:
        _store(owner.id, Arrival(tool, label, file_hash, uses, found))
    click.echo(f"{'Would store' if dry_run else 'Stored'} the sums of {found.answers:,} answers, {tool}: {label}.")


def _against(owner: Organisation, teams: tuple[str, ...], month: datetime | None) -> Against:
    first: date | None = None if month is None else month.date()
    return Against(ZoneInfo(owner.timezone), teams, today(owner.timezone), first)


def _known(known: KnownFile) -> click.ClickException:
    return click.ClickException(f"This file came in before, as {known.label!r}. Nothing was stored.")


def _uses(seen: Look, tool: str, kept: dict[str, Use], mapping: dict[str, Use], words: Words) -> dict[str, Use]:
    """What the columns are: as ordered, else as before, else as they look."""
    answers = {column.name: column.answers for column in seen.columns}
    wished = {column: _with_scale(use, column, answers.get(column, ())) for column, use in mapping.items()}
    uses = {**proposal(seen.columns, tool, {**kept, **wished}), **wished}
    for column, scores in _own(words, uses).items():
        uses[column] = Use(uses[column].field, Scale(OWN, own=scores))
    return uses


def _own(words: Words, uses: dict[str, Use]) -> dict[str, dict[str, float | None]]:
    """The scores of answers, by the longest column that they can be of: names and answers may have a colon."""
    scored = sorted((name for name, use in uses.items() if use.field in SCORED), key=len)
    found: dict[str, dict[str, float | None]] = {}
    for told_answer, score in words:
        column = next((name for name in reversed(scored) if told_answer.startswith(f"{name}:")), None)
        if column is None:
            known = ", ".join(scored) or "none; say with --map which they are"
            raise click.ClickException(f"--word {told_answer!r} is of no column with answers. Those are: {known}.")
        found.setdefault(column, {})[key_of(told_answer[len(column) + 1 :])] = score
    return found


def _with_scale(use: Use, heading: str, answers: tuple[str, ...]) -> Use:
    if use.field not in SCORED or use.scale is not None:
        return use
    return Use(use.field, Scale(likely_scale(answers, heading)))


def _show(uses: dict[str, Use], found: Reading) -> None:
    for name, use in uses.items():
        click.echo(f"Column {name!r} {_told(use)}.")
    for month, answers in found.months.items():
        click.echo(f"{month:%Y-%m}: {answers:,} answers.")
    for words, count in (("no date", found.undated), ("no answer to these questions", found.empty)):
        if count:
            click.echo(f"{count:,} rows are left out: {words}.")
    if found.strange_teams:
        click.echo(f"Teams that don't exist here count as none: {', '.join(found.strange_teams)}.")
    _show_faults(found)


def _told(use: Use) -> str:
    if use.field == LEAVE_OUT:
        return "is left out"
    if use.scale is None:
        return f"is {use.field}"
    return f"is {use.field} on the scale {use.scale.code}{', reversed' if use.scale.is_reversed else ''}"


def _show_faults(found: Reading) -> None:
    for fault in found.faults[:SHOWN_FAULTS]:
        click.echo(as_line(fault), err=True)
    if len(found.faults) > SHOWN_FAULTS:
        click.echo(f"... and more faults: {len(found.faults) - SHOWN_FAULTS:,}.", err=True)


def _store(owner_id: UUID, arrival: Arrival) -> None:
    try:
        with told():
            record.store(owner_id, "command", arrival)
    except KnownFile as known:
        raise _known(known) from known


@earlier.command("list")
@organisation_option
def list_files(slug: str) -> None:
    """List the files that came in: id, tool, months, answers, label."""
    with told(), reading() as session:
        owner = organisation(session, slug)
        for batch in record.batches(session, owner.id):
            months = f"{batch.first_month:%Y-%m} to {batch.last_month:%Y-%m}"
            click.echo(f"{batch.id}  {batch.tool}  {months}  {batch.answers:,}  {batch.label}")


@earlier.command("remove")
@click.argument("batch", type=click.UUID)
@organisation_option
@click.confirmation_option(prompt="Remove these answers from the trend?")
def remove_file(batch: UUID, slug: str) -> None:
    """Remove what the file with the id BATCH brought in."""
    with told(), reading() as session:
        owner = organisation(session, slug)
        known = {each.id for each in record.batches(session, owner.id)}
    if batch not in known:
        raise click.ClickException(f"There is no file {batch}. 'earlier list' shows those there are.")
    removed = record.remove(owner.id, "command", batch)
    click.echo(f"Removed {removed.label}: {removed.answers:,} answers.")
