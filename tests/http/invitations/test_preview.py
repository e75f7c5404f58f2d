"""What other rules would have meant is what they give when the same contacts come in under them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from survey.database import begin, engine, reading
from survey.intake import record
from survey.invitations import rules
from survey.invitations.deciding import address_hash
from survey.invitations.eligibility import Outcome, Rules
from survey.invitations.preview import Preview, preview
from survey.invitations.tables import OptOut
from survey.organisations import Organisation
from tests import factories
from tests.http.invitations.arrivals import MONDAY, arrived, contact, email, mobile, reachable
from tests.http.invitations.conftest import ASKING

TODAY = date(2026, 3, 30)
TOPICS = ("Paspoort", "Uitvaart", None)


def looked(owner: Organisation, others: Rules, now: Rules = ASKING) -> Preview:
    with reading() as session:
        return preview(session, session.merge(owner, load=False), now, others, TODAY)


def month(owner: Organisation) -> None:
    """Four weeks of contacts, of forty citizens who come back, each with one of two addresses or none."""
    for day in range(28):
        at = MONDAY + timedelta(days=day)
        contacts = [
            reachable(
                f"R{day}-{number}",
                *((email(f"i{(number * 7 + day) % 40}@example.nl"),) if number % 4 else ()),
                *((mobile(f"06123456{(number * 3 + day) % 40:02}"),) if number % 3 else ()),
                confidential=number == 5,
                topic=TOPICS[number % 3],
                occurred_at=at - timedelta(days=3 if number == 7 else 0),
                day=(at - timedelta(days=3 if number == 7 else 0)).date(),
            )
            for number in range(12)
        ]
        arrived(owner, *contacts, moment=at + timedelta(minutes=5))


def test_the_rules_of_the_month_give_what_came_of_it(asking: Organisation) -> None:
    month(asking)
    found = looked(asking, ASKING)
    assert found.contacts == sum(found.recorded.values()) > 300
    assert found.recorded == found.now == found.then
    assert len([outcome for outcome in Outcome if found.recorded[outcome]]) >= 5


@pytest.mark.parametrize(
    "others",
    [
        replace(ASKING, cap_days=7),
        replace(ASKING, excluded_topics=("uitvaart",)),
        replace(ASKING, shares={"*|*": 40}),
        replace(ASKING, means=("sms",), cap_days=20),
    ],
)
def test_other_rules_give_what_they_would_have_given(asking: Organisation, others: Rules) -> None:
    month(asking)
    other = factories.organisation("anders", "Gemeente Anders")
    with begin() as session:
        rules.save(session, other.id, others)
    month(other)
    by_those = looked(other, others, others).recorded
    shares = others.shares
    found = looked(asking, others).then
    assert found[Outcome.INVITED] != looked(asking, ASKING).then[Outcome.INVITED]
    if not shares:  # The lot of a contact is the organisation's own.
        assert found == Counter(by_those)


def test_who_was_asked_before_the_month_is_not_asked_again(asking: Organisation) -> None:
    before = MONDAY - timedelta(days=20)
    arrived(asking, reachable("R0", email(), occurred_at=before, day=before.date()), moment=before)
    arrived(asking, reachable("R1", email()))
    assert looked(asking, ASKING).then == {Outcome.ASKED_RECENTLY: 1}
    assert looked(asking, replace(ASKING, cap_days=10)).then == {Outcome.INVITED: 1}


def test_who_opted_out_later_had_not_done_so_yet(asking: Organisation) -> None:
    later = MONDAY + timedelta(days=10)
    arrived(asking, reachable("R1", email()))
    with begin() as session:
        day = (MONDAY + timedelta(days=5)).date()
        session.add(OptOut(organisation_id=asking.id, address_hash=address_hash(email()), day=day))
    arrived(asking, reachable("R2", email(), occurred_at=later, day=later.date()), moment=later)
    assert looked(asking, ASKING).then == {Outcome.INVITED: 1, Outcome.OPTED_OUT: 1}


def test_the_day_of_an_opt_out_is_that_of_the_organisation(asking: Organisation) -> None:
    with begin() as session:
        session.add(OptOut(organisation_id=asking.id, address_hash=address_hash(email()), day=MONDAY.date()))
    night = (MONDAY + timedelta(days=1)).replace(hour=0) - timedelta(minutes=30)  # half past twelve in Amsterdam
    arrived(asking, reachable("R1", email(), occurred_at=night, day=date(2026, 3, 3)), moment=night)
    assert looked(asking, ASKING).then == {Outcome.OPTED_OUT: 1}


def test_contacts_that_nobody_looked_at_are_told_apart_and_old_ones_left_out(asking: Organisation) -> None:
    with begin() as session:
        record.store(session, asking.id, [contact("R1")])
    long_ago = MONDAY - timedelta(days=60)
    arrived(asking, reachable("R2", email(), occurred_at=long_ago, day=long_ago.date()), moment=long_ago)
    found = looked(asking, ASKING)
    assert (found.unknown, found.contacts, found.since) == (1, 0, date(2026, 2, 28))


def test_while_nobody_is_asked_the_rules_can_be_looked_at_already(asking: Organisation) -> None:
    with begin() as session:
        rules.save(session, asking.id, replace(ASKING, is_on=False))
    arrived(asking, reachable("R1", email()), reachable("R2"))
    found = looked(asking, ASKING)
    assert (found.recorded, found.then) == ({}, {Outcome.INVITED: 1, Outcome.NO_ADDRESS: 1})


def test_the_number_of_queries_does_not_grow(asking: Organisation) -> None:
    arrived(asking, *(reachable(f"R{number}", email(f"i{number}@example.nl")) for number in range(50)))
    statements: list[datetime | str] = []
    listener = lambda *arguments: statements.append(arguments[2])  # noqa: E731
    event.listen(engine(), "before_cursor_execute", listener)
    looked(asking, ASKING)
    event.remove(engine(), "before_cursor_execute", listener)
    assert len([each for each in statements if str(each).startswith("SELECT")]) == 3
