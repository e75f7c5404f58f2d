"""What has been kept for as long as the settings say is removed, and the rollups stay equal to what is left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from survey.answers import record
from survey.answers.record import Occasion
from survey.answers.submission import submission
from survey.answers.tables import Response, answer_counts
from survey.database import Base, begin, engine, now, reading
from survey.intake.tables import Contact
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.invitations.tables import Invitation
from survey.organisations import Organisation, today
from tests import factories
from tests.http.invitations.arrivals import arrived, email, reachable


def answer(owner: Organisation, day: date) -> None:
    with engine().begin() as connection:
        occasion = Occasion(owner.id, None, "phone", None, "nl", day, 2)
        record.add(connection, occasion, submission({"mark": 8, "bereikbaar": 4}, None, [], "Prima"))


def test_what_has_had_its_time_goes_and_the_rest_stays(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    day = today(owner.timezone)
    for days in (1, 400, 2000):
        answer(owner, day - timedelta(days=days))
    with begin() as session:
        for days in (1, 900):
            factories.add_contact(session, owner, f"R{days}", day=day - timedelta(days=days), waiting_seconds=50)

    foreseen = runner.invoke(args=["retention", "run", "--dry-run"]).stdout
    assert "would remove 2 comments, 1 answers, 1 contacts, 0 invitations" in foreseen
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 3

    removed = runner.invoke(args=["retention", "run", "--org", "voorbeeld"])
    assert removed.exit_code == 0
    assert "removed 2 comments, 1 answers, 1 contacts" in removed.stdout
    with reading() as session:
        assert session.scalars(select(Response.comment).order_by(Response.day)).all() == [None, "Prima"]
        assert session.scalar(select(func.sum(answer_counts.c.responses))) == 2
        assert session.scalars(select(Contact.reference)).all() == ["R1"]
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0
    assert "removed 0 comments, 0 answers" in runner.invoke(args=["retention", "run"]).stdout


def test_an_invitation_goes_ninety_days_after_it_expired(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    factories.invited(owner, "R1", day=today(owner.timezone))
    factories.invited(owner, "R2", day=today(owner.timezone))
    with begin() as session:
        first = session.scalars(select(Invitation)).first()
        assert first is not None
        first.expires_at -= timedelta(days=14 + 91)
    assert "1 invitations" in runner.invoke(args=["retention", "run"]).stdout
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Invitation)) == 1
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_addresses_hashes_and_messages_go_when_nothing_needs_them(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    with begin() as session:
        rules.save(session, owner.id, Rules(is_on=True))
    for days in (0, 40, 200, 900):
        moment = now() - timedelta(days=days)
        at = {"occurred_at": moment, "day": moment.date()}
        arrived(owner, reachable(f"R{days}", email(f"i{days}@example.nl"), **at), moment=moment)  # type: ignore[arg-type]
    kept = {"messages": 4, "contact_addresses": 4, "address_marks": 4, "outcome_counts": 4}

    foreseen = runner.invoke(args=["retention", "run", "--dry-run"]).stdout
    assert "3 overdue messages, 3 addresses, 2 address hashes" in foreseen
    assert counted(kept) == kept
    assert "removed 0 comments, 0 answers, 1 contacts" in runner.invoke(args=["retention", "run"]).stdout
    assert counted(kept) == {"messages": 2, "contact_addresses": 1, "address_marks": 2, "outcome_counts": 3}
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def counted(tables: Iterable[str]) -> dict[str, int]:
    with reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0 for name in tables
        }
