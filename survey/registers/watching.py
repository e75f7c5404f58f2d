"""`flask contacts watch`: files of contacts are imported as soon as they stand in a folder."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import structlog
from sqlalchemy.exc import SQLAlchemyError

from survey.arguments import organisation, organisation_option, told
from survey.database import begin, reading
from survey.intake import importing
from survey.intake.commands import contacts
from survey.intake.faults import FileFault, as_line
from survey.intake.importing import Reading
from survey.invitations import files
from survey.invitations.eligibility import WORDS, Outcome
from survey.invitations.files import Counts
from survey.privacy import NoKeyError
from survey.registers import folder
from survey.registers.commands import stop_on_signals
from survey.registers.folder import Ready

NAP: Final = 2.0
"""Seconds between two looks at the folder."""
MOST_LINES: Final = 10_000
ACTOR: Final = "watch folder"


@dataclass(frozen=True, slots=True)
class Watcher:
    """Imports what stands in a folder for one organisation."""

    place: Path
    slug: str
    quiet: float
    keeps: bool
    creates_teams: bool

    def look(self, moment: float) -> Counter[str]:
        """Import every file that is ready; counts of `imported` and `failed`. What went wrong is in the folder."""
        done: Counter[str] = Counter()
        for path in folder.candidates(self.place):
            with folder.taken(path, moment, self.quiet) as ready:
                if ready is not None:
                    done[self._import(ready)] += 1
        folder.clear_failed(self.place, moment)
        return done

    def _import(self, ready: Ready) -> str:
        try:
            found = self._read(ready)
            lines = [as_line(fault) for fault in found.faults[:MOST_LINES]]
        except FileFault as fault:
            lines = fault.lines()
        except (SQLAlchemyError, NoKeyError, click.ClickException):
            raise
        except Exception as error:  # noqa: BLE001 - one strange file must not stop the others
            structlog.get_logger().error("watched file", error=error)
            lines = ["We could not read this file. Save it anew as CSV or XLSX."]
        if not ready.is_unchanged():
            return "changed"
        if lines:
            folder.move(ready.path, folder.FAILED, _refusal(lines))
            return "failed"
        self._store(ready, found)
        return "imported"

    def _read(self, ready: Ready) -> Reading:
        with reading() as session:
            owner = organisation(session, self.slug)
            against = importing.known(session, owner.id, owner.timezone)
        return importing.read(ready.stream, against, create_teams=self.creates_teams)

    def _store(self, ready: Ready, found: Reading) -> None:
        with begin() as session:
            counts = files.store(session, organisation(session, self.slug), found, ACTOR)
        words = _told(counts)
        if found.plan.is_about_citizens and not self.keeps:
            folder.remove(ready.path, words + "The file had columns about citizens and is deleted.\n")
        else:
            folder.move(ready.path, folder.DONE, words)


def _refusal(lines: list[str]) -> str:
    days = int(folder.FAILED_KEPT // 86_400)
    last = f"Nothing was stored. Mend these and put the file back in the folder. We delete it after {days} days."
    return "\n".join([*lines, "", last, ""])


def _told(counts: Counts) -> str:
    lines = [f"New {counts.new:,}; already known {counts.known:,}."]
    lines += [
        f"{counts.outcomes[each]:,} of the new ones: {WORDS[each]}" for each in Outcome if counts.outcomes.get(each)
    ]
    return "\n".join([*lines, ""])


@contacts.command("watch")
@click.argument("place", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@organisation_option
@click.option("--once", is_flag=True, help="Import what is ready now, and end.")
@click.option(
    "--quiet",
    type=click.FloatRange(0),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="A file is ready when nothing was written to it for so long, or NAME.ready stands beside it.",
)
@click.option("--keep", is_flag=True, help="Keep imported files, also those with columns about citizens.")
@click.option("--create-teams", is_flag=True, help="Make the teams in the files that don't exist yet.")
def watch(place: Path, slug: str, once: bool, quiet: float, keep: bool, create_teams: bool) -> None:
    """Import files of contacts (CSV, XLSX, ODS) as they are put in FOLDER, each whole or not at all.

    An imported file goes to FOLDER/done, or is deleted where it has columns with addresses or names of
    citizens, filled in or not. One with a fault goes to FOLDER/failed, with a text file that says what is wrong, row
    by row.
    """
    watcher = Watcher(place, slug, quiet, keep, create_teams)
    stop, done = stop_on_signals(), Counter[str]()
    with told(), _told_of_files():
        _prepare(watcher)
        while True:
            done += watcher.look(time.time())
            if once or stop.wait(NAP):
                break
    click.echo(f"Imported {done['imported']:,} files; {done['failed']:,} failed.")
    if once and done["failed"]:
        raise click.ClickException(f"What is wrong stands in {place / folder.FAILED}.")


@contextmanager
def _told_of_files() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"The folder can't be used: {error.strerror}.") from error


def _prepare(watcher: Watcher) -> None:
    with reading() as session:
        organisation(session, watcher.slug)
    try:
        folder.prepare(watcher.place)
    except folder.NoFolder as fault:
        raise click.ClickException(str(fault)) from fault
