from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from survey.database import begin, reading
from survey.invitations import outbox, rules
from survey.invitations.jobs import Failed, Job, Result, Retry, Sent
from survey.invitations.tables import ContactAddress, Invitation, Message, delivery_counts
from survey.organisations import Organisation
from tests.http.invitations.arrivals import MONDAY, arrived, email, reachable
from tests.http.invitations.conftest import ASKING

DUE = MONDAY + timedelta(hours=1)


def take(sender: str = "one", moment: datetime = DUE) -> Job | None:
    with begin() as session:
        return next(iter(outbox.take_some(session, sender, moment, 1)), None)


def write_down(job: Job, result: Result, moment: datetime = DUE, sender: str = "one") -> None:
    with begin() as session:
        outbox.write_down(session, sender, job, result, moment)


def counted() -> dict[tuple[str, str], int]:
    with reading() as session:
        table = delivery_counts.c
        rows = session.execute(select(table.event, table.fault, table.messages))
        return {(event, fault): messages for event, fault, messages in rows}


def addresses() -> int:
    with reading() as session:
        return len(session.scalars(select(ContactAddress)).all())


def states() -> list[tuple[str, str]]:
    with reading() as session:
        rows = session.execute(select(Message.kind, Message.state).order_by(Message.due_at))
        return [(kind, state) for kind, state in rows]


@pytest.fixture
def waiting(asking: Organisation) -> Organisation:
    arrived(asking, reachable("R1", email()))
    return asking


def test_nothing_is_taken_before_it_is_due(waiting: Organisation) -> None:
    assert take(moment=DUE - timedelta(seconds=1)) is None
    job = take()
    assert job is not None
    assert (job.kind, job.means, job.attempts, job.organisation) == ("invitation", "email", 1, "Gemeente Voorbeeld")


def test_a_message_is_with_one_sender_until_its_lease_ends_and_keeps_its_id(waiting: Organisation) -> None:
    first = take("one")
    assert first is not None
    assert take("two") is None
    again = take("two", DUE + outbox.LEASE)
    assert again is not None
    assert (again.id, again.attempts) == (first.id, 2)
    write_down(first, Sent(), DUE + outbox.LEASE, "one")
    assert states() == [("invitation", "sending")]


def test_a_sent_invitation_is_followed_by_one_reminder_and_then_the_address_goes(waiting: Organisation) -> None:
    job = take()
    assert job is not None
    write_down(job, Sent("p-1"))
    assert (states(), addresses()) == ([("invitation", "sent"), ("reminder", "waiting")], 1)
    later = DUE + timedelta(days=3)
    assert take(moment=later - timedelta(seconds=1)) is None
    reminder = take(moment=later)
    assert reminder is not None
    assert reminder.kind == "reminder"
    write_down(reminder, Sent(), later)
    assert (states(), addresses()) == ([("invitation", "sent"), ("reminder", "sent")], 0)


def test_without_a_reminder_the_address_goes_at_once(waiting: Organisation) -> None:
    with begin() as session:
        rules.save(session, waiting.id, replace(ASKING, reminder_days=0))
    job = take()
    assert job is not None
    write_down(job, Sent())
    assert (states(), addresses()) == ([("invitation", "sent")], 0)


def test_what_failed_for_now_is_tried_again_after_growing_pauses_and_then_given_up(waiting: Organisation) -> None:
    with begin() as session:
        rules.save(session, waiting.id, replace(ASKING, quiet_from=time(0), quiet_until=time(0)))
    moment = DUE
    for pause in outbox.PAUSES:
        job = take(moment=moment)
        assert job is not None
        write_down(job, Retry("refused"), moment)
        assert take(moment=moment + pause - timedelta(seconds=1)) is None
        moment += pause
    job = take(moment=moment)
    assert job is not None
    write_down(job, Retry("refused"), moment)
    assert (states(), addresses()) == ([("invitation", "failed")], 0)
    assert counted()[("failed", "refused")] == 1


def test_a_provider_s_own_pause_is_kept_to(waiting: Organisation) -> None:
    job = take()
    assert job is not None
    write_down(job, Retry("too_many", seconds=600))
    assert take(moment=DUE + timedelta(seconds=599)) is None
    assert take(moment=DUE + timedelta(seconds=600)) is not None


def test_what_can_never_be_sent_fails_at_once(waiting: Organisation) -> None:
    job = take()
    assert job is not None
    write_down(job, Failed("no_mailbox"))
    assert (states(), addresses()) == ([("invitation", "failed")], 0)


def test_who_answered_gets_no_more_messages(waiting: Organisation) -> None:
    with begin() as session:
        session.execute(update(Invitation).values(answered_on=MONDAY.date()))
    assert take() is None
    assert (states(), addresses()) == ([("invitation", "cancelled")], 0)


def test_an_invitation_that_has_expired_is_not_sent(waiting: Organisation) -> None:
    assert take(moment=DUE + timedelta(days=14)) is None
    assert (states(), addresses()) == ([("invitation", "cancelled")], 0)


def test_a_sender_that_was_away_does_not_wake_anybody(waiting: Organisation) -> None:
    evening = MONDAY.replace(hour=21)
    assert take(moment=evening) is None
    morning = MONDAY.replace(hour=8) + timedelta(days=1)
    with reading() as session:
        assert session.scalar(select(Message.due_at)) == morning
        assert outbox.next_due(session, evening) == morning
    job = take(moment=morning)
    assert job is not None
    assert job.attempts == 1
