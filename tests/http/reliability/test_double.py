"""A share of the calls is scored a second time, blind, by another auditor, and counts nowhere else."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from admin.accounts.tables import User
from admin.audits import rounds
from admin.audits.closing import NoSuchRound, RoundClosed, close_round
from admin.audits.tables import AuditedCall, AuditScore
from admin.reliability.double import ACTION, draw_second
from survey.database import begin, reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.reliability.scorings import auditors, double_round, scored

VALUES = {"bekend.taal": "7.5", "bekend.historie": "nee"}


def seconds(round_id: UUID) -> list[AuditedCall]:
    with reading() as session:
        query = select(AuditedCall).where(AuditedCall.round_id == round_id, AuditedCall.second_of.is_not(None))
        return list(session.scalars(query))


@pytest.fixture
def users(owner: Organisation) -> list[User]:
    """Three auditors."""
    return auditors(owner, 3)


@pytest.fixture
def spring(owner: Organisation, team: UUID, users: list[User]) -> UUID:
    """A round of which half is scored twice: ten finished calls, one draft, one from a file."""
    round_id = double_round(owner, users)
    for days in range(10):
        scored(owner, round_id, team, VALUES, auditor=users[0].id, days=days, reference=f"CALL-{days}")
    scored(owner, round_id, team, VALUES, auditor=users[1].id, done=False, reference="DRAFT")
    scored(owner, round_id, team, VALUES, reference="FILE")
    return round_id


def test_it_draws_up_to_the_share(owner: Organisation, spring: UUID, users: list[User]) -> None:
    found = draw_second(owner.id, spring, 7, "command")
    assert (found.chosen, found.calls, found.seed) == (5, 10, 7)
    made = seconds(spring)
    assert Counter(each.auditor_id for each in made).keys() == {users[1].id, users[2].id}
    assert not any(each.is_done for each in made)
    assert len({each.second_of for each in made}) == 5
    assert draw_second(owner.id, spring, 8, "command").chosen == 0


def test_a_second_scoring_has_the_calls_facts_and_none_of_its_scores(owner: Organisation, spring: UUID) -> None:
    draw_second(owner.id, spring, 7, "command")
    with reading() as session:
        for each in seconds(spring):
            first = session.get_one(AuditedCall, (owner.id, each.second_of))
            facts = ("day", "team_id", "channel", "reference")
            assert [getattr(each, name) for name in facts] == [getattr(first, name) for name in facts]
            assert (each.bekend, each.remark) == (None, "")
            assert session.scalars(select(AuditScore).where(AuditScore.call_id == each.id)).all() == []


def test_the_draw_is_in_the_journal(owner: Organisation, spring: UUID) -> None:
    draw_second(owner.id, spring, 7, "command")
    with reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.action == ACTION)).one()
    assert (entry.subject, entry.detail) == (str(spring), {"name": "Spring", "seed": 7, "calls": 10, "drawn": 5})


def test_the_same_seed_draws_the_same_calls(owner: Organisation, spring: UUID) -> None:
    draw_second(owner.id, spring, 7, "command")
    before = {(each.second_of, each.auditor_id) for each in seconds(spring)}
    for each in seconds(spring):
        with begin() as session:
            session.delete(session.get_one(AuditedCall, (owner.id, each.id)))
    draw_second(owner.id, spring, 7, "command")
    assert {(each.second_of, each.auditor_id) for each in seconds(spring)} == before


def test_it_counts_in_no_figure(owner: Organisation, spring: UUID) -> None:
    with reading() as session:
        before = rounds.get_round(session, owner.id, spring)
    draw_second(owner.id, spring, 7, "command")
    with begin() as session:
        session.execute(update(AuditedCall).where(AuditedCall.second_of.is_not(None)).values(is_done=True, bekend=0.0))
    with reading() as session:
        assert rounds.get_round(session, owner.id, spring) == before


def test_a_call_has_one_second_scoring_at_most(owner: Organisation, team: UUID, spring: UUID) -> None:
    draw_second(owner.id, spring, 7, "command")
    again = seconds(spring)[0].second_of
    with pytest.raises(IntegrityError):
        scored(owner, spring, team, VALUES, second_of=again)


@pytest.mark.parametrize("who", ["nobody", "the same", "no longer active", "no longer auditor"])
def test_without_another_auditor_nothing_is_drawn(owner: Organisation, team: UUID, users: list[User], who: str) -> None:
    assigned = {"nobody": [], "the same": users[:1]}.get(who, users[:2])
    with begin() as session:
        if who == "no longer active":
            session.get_one(User, (owner.id, users[1].id)).active = False
        if who == "no longer auditor":
            session.get_one(User, (owner.id, users[1].id)).role = "viewer"
    round_id = double_round(owner, assigned, share=100)
    scored(owner, round_id, team, VALUES, auditor=users[0].id)
    assert draw_second(owner.id, round_id, 7, "command").chosen == 0


def test_a_closed_round_and_a_round_of_others_refuse(owner: Organisation, spring: UUID) -> None:
    with pytest.raises(NoSuchRound):
        draw_second(factories.organisation("ander").id, spring, 7, "command")
    close_round(owner.id, spring, "command")
    with pytest.raises(RoundClosed):
        draw_second(owner.id, spring, 7, "command")


def as_user(app: Flask, user: User) -> FlaskClient:
    client = app.test_client()
    assert people.sign_in(client, user.email).status_code == 302
    return client


def test_each_auditor_finds_their_own_calls_without_scores(
    in_app: Flask, owner: Organisation, spring: UUID, users: list[User]
) -> None:
    draw_second(owner.id, spring, 7, "command")
    made = seconds(spring)
    for user in users:
        page = as_user(in_app, user).get("/admin/audits/second").text
        own = {each.reference for each in made if each.auditor_id == user.id}
        assert {each.reference for each in made if f">{each.reference}<" in page} == own
        assert "66.7" not in page
        assert "72.2" not in page
        assert "7.5" not in page


def test_an_admin_finds_all_and_a_viewer_none(signed_in: SignedIn, owner: Organisation, spring: UUID) -> None:
    draw_second(owner.id, spring, 7, "command")
    page = signed_in("admin").get("/admin/audits/second").text
    assert all(f">{each.reference}<" in page for each in seconds(spring))
    assert signed_in("viewer").get("/admin/audits/second").status_code == 403


def test_a_finished_one_and_one_of_a_closed_round_wait_no_longer(
    signed_in: SignedIn, owner: Organisation, spring: UUID
) -> None:
    draw_second(owner.id, spring, 7, "command")
    done = seconds(spring)[0]
    with begin() as session:
        session.get_one(AuditedCall, (owner.id, done.id)).is_done = True
    client = signed_in("admin")
    page = client.get("/admin/audits/second").text
    assert f">{done.reference}<" not in page
    assert "CALL-" in page
    close_round(owner.id, spring, "command")
    assert "No call waits for a second scoring." in client.get("/admin/audits/second").text


def test_the_page_of_a_round_draws_them(signed_in: SignedIn, spring: UUID) -> None:
    path = f"/admin/audits/{spring}/reliability"
    client = signed_in("auditor")
    assert "Draw 5 calls for a second scoring" in client.get(path).text
    page = client.get(people.send(client, path).location).text
    assert "5 calls are drawn for a second scoring. The seed is " in page
    assert "Asked: 50 percent of the calls. Drawn: 5 of 10 calls. Finished: 0." in page
    assert "Draw 5 calls" not in page
    assert "Draw" not in signed_in("viewer").get(path).text.partition("Drawn: 5")[2]
