"""What every command needs: an organisation by its slug, dates, and faults on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from survey.organisations import Organisation, UnknownOrganisation, UnknownTeam, by_slug
from survey.privacy import NoKeyError

Command = TypeVar("Command", bound=Callable[..., Any])
DAY = click.DateTime(formats=["%Y-%m-%d"])


def organisation_option(command: Command) -> Command:
    """The option `--org SLUG`."""
    return click.option("--org", "slug", metavar="SLUG", required=True, help="The organisation's slug.")(command)


def organisation(session: Session, slug: str) -> Organisation:
    """The organisation with this slug, or a fault on standard error and exit status 1."""
    with told():
        return by_slug(session, slug)


@contextmanager
def told() -> Iterator[None]:
    """Turn what went wrong into one line on standard error and exit status 1."""
    try:
        yield
    except (UnknownOrganisation, UnknownTeam, NoKeyError) as error:
        raise click.ClickException(str(error)) from error
    except (OperationalError, ProgrammingError) as error:
        reason = str(error.orig).splitlines()[0]
        raise click.ClickException(
            f"The database can't do this: {reason}. Is DATABASE_URL right, and did you run "
            "'flask --app wsgi db upgrade'?"
        ) from error


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet, or a fault on standard error and exit status 1: never over another."""
    try:
        with file.open("xb") as target:
            target.write(content)
    except OSError as error:
        raise click.ClickException(f"Can't write {str(file)!r}: {error.strerror}.") from error
