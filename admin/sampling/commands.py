"""The command that draws calls to audit, or says how many a margin needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click
from flask_babel import force_locale

from admin.audits import rounds
from admin.audits.closing import NoSuchRound, RoundClosed
from admin.audits.tables import AuditRound
from admin.insight.statistics import Sample
from admin.insight.terms import Period
from admin.sampling import frame
from admin.sampling.forms import DEFAULT_MARGIN
from admin.sampling.lists import WRITERS
from admin.sampling.lottery import MOST_SEED, new_seed
from admin.sampling.record import Drawn, NothingToDraw, Wish, draw_sample
from admin.sampling.sizes import Size, margins, round_size, sizes
from survey.arguments import DAY, organisation, organisation_option, told
from survey.database import reading
from survey.organisations import Organisation

ACTOR = "command"


def _options(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.option("--round", "name", metavar="NAME", required=True, help="The name of the round."),
        click.option("--size", type=click.IntRange(1), help="How many calls to draw."),
        click.option("--margin", type=click.FloatRange(0.1, 50), help="Draw as many as this margin in points needs."),
        click.option("--seed", type=click.IntRange(0, MOST_SEED), help="The same seed draws the same calls."),
        click.option("--from", "start", type=DAY, help="First day, as 2026-03-01; else the round's own."),
        click.option("--to", "end", type=DAY, help="Last day, as 2026-03-31; else the round's own."),
        click.option("--plan/--no-plan", default=True, help="Make what is drawn the plan of the round (the default)."),
        click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="List to write: .csv or .xlsx."),
        click.option("--dry-run", is_flag=True, help="Say how many calls are needed, draw nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("sample")
@organisation_option
@_options
def sample(  # noqa: PLR0913 - a command has a parameter for each option
    *,
    slug: str,
    name: str,
    size: int | None,
    margin: float | None,
    seed: int | None,
    start: datetime | None,
    end: datetime | None,
    plan: bool,
    output: Path | None,
    dry_run: bool,
) -> None:
    """Draw calls to audit from the contacts, by lot within team, channel and part of the week.

    Never by what citizens answered. The seed and the number of contacts are told and kept in the journal.
    """
    if (size is None) == (margin is None):
        raise click.UsageError("Give --size or --margin, one of the two.")
    _check_output(output)
    place = _place(slug, name, start, end)
    needed = sizes(margin or DEFAULT_MARGIN, place.earlier, place.contacts)
    if margin is not None:
        _say_needed(needed, margin, place)
    wanted = size or round_size(needed) - place.drawn
    if dry_run:
        return
    if wanted <= 0:
        click.echo(f"{place.drawn:,} calls are drawn already: nothing more is needed.")
        return
    _say_drawn(_draw(place, Wish(wanted, place.period, new_seed() if seed is None else seed, plan)), needed, place)
    if output is not None:
        _write(output, place)


@dataclass(frozen=True, slots=True)
class _Place:
    """The round that calls are drawn for, and what is known before the draw."""

    owner: Organisation
    round_id: UUID
    name: str
    period: Period
    contacts: int
    drawn: int
    earlier: Mapping[str, Sample | None]


def _place(slug: str, name: str, start: datetime | None, end: datetime | None) -> _Place:
    with told(), reading() as session:
        owner = organisation(session, slug)
        round_id = rounds.id_of(session, owner.id, name)
        found = round_id and session.get(AuditRound, (owner.id, round_id))
        if not found:
            raise click.ClickException(f"{slug} has no round {name!r}.")
        period = Period(start.date() if start else found.starts_on, end.date() if end else found.ends_on)
        return _Place(
            owner,
            found.id,
            found.name,
            period,
            frame.population(session, owner.id, period),
            frame.number_drawn(session, owner.id, found.id),
            frame.earlier_scores(session, owner.id, found.id),
        )


def _say_needed(needed: tuple[Size, ...], margin: float, place: _Place) -> None:
    for each in needed:
        told_by = "assumed" if each.earlier is None else f"from {each.earlier:,} earlier calls"
        click.echo(
            f"{each.dimension}: {each.needed:,} calls for a margin of {margin:g}, spread {each.sd:.1f} ({told_by})"
        )
    click.echo(f"The round needs {round_size(needed):,} calls out of {place.contacts:,} (Cochran 1977, section 4.6).")


def _draw(place: _Place, wish: Wish) -> Drawn:
    try:
        with told():
            return draw_sample(place.owner.id, place.round_id, place.owner.timezone, wish, ACTOR)
    except NothingToDraw:
        raise click.ClickException("There is no call left to draw in these days.") from None
    except RoundClosed:
        raise click.ClickException(f"The round {place.name!r} is closed: open it again on its page first.") from None
    except NoSuchRound:
        raise click.ClickException(f"The round {place.name!r} is gone.") from None


def _say_drawn(drawn: Drawn, needed: tuple[Size, ...], place: _Place) -> None:
    click.echo(f"Drew {drawn.calls:,} calls out of {drawn.frame:,} contacts, seed {drawn.seed}.")
    for share in drawn.strata:
        where = share.stratum
        click.echo(f"{where.team}\t{where.channel}\t{where.part}\t{share.drawn} of {share.contacts}")
    expected = margins(place.drawn + drawn.calls, needed, place.contacts)
    click.echo("Expected margins: " + ", ".join(f"{code} {points:.1f}" for code, points in expected.items()))


def _check_output(output: Path | None) -> None:
    """Refuse a list that can't be written before anything is drawn."""
    if output is None:
        return
    if output.suffix.lower().lstrip(".") not in WRITERS:
        raise click.BadParameter(f"{output.name!r}: expected a name that ends in .xlsx or .csv.")
    if output.exists():
        raise click.ClickException(f"{str(output)!r} is there already.")


def _write(output: Path, place: _Place) -> None:
    """Write all calls that are drawn for the round."""
    with told(), reading() as session:
        calls = frame.drawn_calls(session, place.owner.id, place.round_id, place.owner.timezone)
    write, _ = WRITERS[output.suffix.lower().lstrip(".")]
    with force_locale("en"):
        content = write(calls)
    try:
        with output.open("xb") as target:
            target.write(content)
    except OSError as error:
        raise click.ClickException(f"Can't write {str(output)!r}: {error.strerror}. The calls are drawn.") from error
    click.echo(f"Wrote {len(calls):,} calls to {output}.")
