"""Commands of the benchmark: what a daily task refreshes, and the exchange of files."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from flask.cli import AppGroup

from admin.benchmark import envelope, exporting, keys, received, shared
from admin.benchmark.envelope import RefusedFile
from admin.benchmark.tables import LONGEST_SENDER
from survey import journal
from survey.arguments import organisation, organisation_option, told, write_new
from survey.database import begin, reading

benchmark = AppGroup("benchmark", help="Comparing organisations without their names.")


@benchmark.command("refresh")
def refresh() -> None:
    """Work out what is compared this quarter, once it has settled. Run it once a day."""
    with told():
        done = shared.refresh()
    click.echo(f"Period up to {done.until}: {done.taking_part} take part, {done.worked_out} worked out.")
    click.echo(
        "The distribution is made." if done.is_made else f"No distribution: it takes {shared.FEWEST} with scores."
    )


@benchmark.command("key")
def key() -> None:
    """Show the public key that signs files, and its fingerprint."""
    with told():
        _tell(keys.public_key())


@benchmark.command("rotate-key")
@click.confirmation_option(prompt="Who receives your files must trust the new key first. Go on?")
def rotate_key() -> None:
    """Make a new key to sign with; the old one is retired."""
    with told():
        _tell(keys.rotate())


def _tell(public_key: str) -> None:
    click.echo(f"key          {public_key}")
    click.echo(f"fingerprint  {envelope.fingerprint(public_key)}")


@benchmark.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--org", "slugs", metavar="SLUG", multiple=True, help="Only this one; default: all that take part.")
def export(path: Path, slugs: tuple[str, ...]) -> None:
    """Write the scores of organisations that take part to the signed file PATH; never over another file."""
    senders = _senders(slugs)
    try:
        with told():
            made = exporting.signed_file(senders)
    except (exporting.NothingToSendError, keys.SealedKeyError) as fault:
        raise click.ClickException(str(fault)) from fault
    with told(), begin() as session:
        for organisation_id in senders:
            journal.note(session, organisation_id, "command", "benchmark.exported", path.name)
        write_new(path, made)
    click.echo(f"Wrote {path}.")


def _senders(slugs: tuple[str, ...]) -> list[UUID]:
    """Those that were asked for, or all that take part."""
    with told(), reading() as session:
        chosen = {organisation(session, slug).id: slug for slug in slugs}
        found = exporting.taking_part(session, chosen or None)
    if missing := [slug for key, slug in chosen.items() if key not in found]:
        raise click.ClickException(f"No part in the comparison is taken by {', '.join(missing)}: nothing is written.")
    return found


@benchmark.command("trust")
@organisation_option
@click.argument("name")
@click.argument("public_key")
def trust(slug: str, name: str, public_key: str) -> None:
    """Trust files of the sender NAME that are signed with PUBLIC_KEY. Compare the fingerprint with the sender first."""
    tidy = name.strip()
    if not 0 < len(tidy) <= LONGEST_SENDER:
        raise click.BadParameter(f"expected a name of at most {LONGEST_SENDER} characters", param_hint="NAME")
    found = envelope.key_in(public_key)
    if found is None:
        raise click.BadParameter("expected 64 hexadecimal digits", param_hint="PUBLIC_KEY")
    with told(), reading() as session:
        owner = organisation(session, slug).id
    click.confirm(f"Fingerprint {envelope.fingerprint(found)}. Does the sender see the same?", abort=True)
    try:
        with told():
            received.trust(owner, "command", tidy, found)
    except received.KnownSenderError as fault:
        raise click.ClickException("There is a sender with this name or this key already.") from fault
    except received.OwnKeyError as fault:
        raise click.ClickException("This is the key of this instance itself.") from fault
    click.echo(f"Files of {tidy} are trusted.")


@benchmark.command("import")
@organisation_option
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def take_in(slug: str, path: Path) -> None:
    """Take in the signed file PATH of a trusted sender."""
    with told(), reading() as session:
        owner = organisation(session, slug).id
    try:
        with told():
            found = received.take_in(owner, "command", path.read_bytes())
    except RefusedFile as fault:
        raise click.ClickException(f"{path}: {fault}") from fault
    click.echo(f"Taken in: {found.organisations} organisations from {found.sender}, period up to {found.until}.")


@benchmark.command("received")
@organisation_option
def list_received(slug: str) -> None:
    """The files that were taken in, one a line: period, sender, made at, organisations."""
    with told(), reading() as session:
        for each in received.files(session, organisation(session, slug).id):
            click.echo(f"{each.until}\t{each.sender}\t{each.made_at:%Y-%m-%dT%H:%M:%SZ}\t{each.organisations}")
