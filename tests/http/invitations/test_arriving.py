from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from survey.database import begin, reading
from survey.intake.tables import Contact, contact_counts
from survey.invitations import record, rules
from survey.invitations.deciding import address_hash
from survey.invitations.eligibility import Outcome
from survey.invitations.tables import (
    AddressMark,
    ContactAddress,
    Invitation,
    Message,
    OptOut,
    delivery_counts,
    outcome_counts,
)
from survey.invitations.tokens import derived_token, token_hash
from survey.organisations import Organisation
from survey.privacy import Vault
from survey.settings import settings
from tests import factories
from tests.http.invitations.arrivals import MONDAY, arrived, email, mobile, reachable
from tests.http.invitations.conftest import ASKING


def test_whoever_may_be_asked_gets_a_message_in_the_outbox_and_a_sealed_address(asking: Organisation) -> None:
    found = arrived(asking, reachable("R1", email(), mobile(), language="pl"))
    assert found.outcomes == {Outcome.INVITED: 1}
    with reading() as session:
        message = session.scalars(select(Message)).one()
        invitation = session.scalars(select(Invitation)).one()
        address = session.scalars(select(ContactAddress)).one()
        assert (message.kind, message.means, message.language, message.state) == (
            "invitation",
            "email",
            "pl",
            "waiting",
        )
        assert message.due_at == MONDAY + timedelta(hours=1)
        assert invitation.expires_at == message.due_at + timedelta(days=14)
        assert invitation.token_hash == token_hash(derived_token(settings().secret_key, invitation.id))
        assert b"inwoner" not in address.sealed
        assert Vault(settings().address_keys).open(address.sealed) == "inwoner@example.nl"
        assert session.scalar(select(contact_counts.c.invited)) == 1
        assert session.execute(select(delivery_counts.c.event, delivery_counts.c.messages)).all() == [("waiting", 1)]


def test_of_who_is_not_asked_no_address_is_kept(asking: Organisation) -> None:
    found = arrived(
        asking,
        reachable("R1", email(), confidential=True),
        reachable("R2"),
        reachable("R3", email("ander@example.nl"), occurred_at=MONDAY - timedelta(days=3)),
    )
    assert found.outcomes == {Outcome.CONFIDENTIAL: 1, Outcome.NO_ADDRESS: 1, Outcome.TOO_OLD: 1}
    with reading() as session:
        assert session.scalars(select(ContactAddress)).all() == []
        assert session.scalars(select(Message)).all() == []
        kept = session.execute(
            select(Contact.reference, Contact.outcome, Contact.reachable_by).order_by(Contact.reference)
        )
        assert kept.all() == [("R1", "confidential", "email"), ("R2", "no_address", ""), ("R3", "too_old", "email")]


def test_who_was_asked_is_not_asked_again_within_the_cap_whatever_the_list_or_the_means(asking: Organisation) -> None:
    both = arrived(asking, reachable("R1", email()), reachable("R2", email("Inwoner@Example.nl")))
    assert both.outcomes == {Outcome.INVITED: 1, Outcome.ASKED_RECENTLY: 1}
    later = MONDAY + timedelta(days=30)
    again = arrived(asking, reachable("R3", mobile(), email(), occurred_at=later), moment=later)
    assert again.outcomes == {Outcome.ASKED_RECENTLY: 1}
    after = MONDAY + timedelta(days=91)
    assert arrived(asking, reachable("R4", email(), occurred_at=after), moment=after).outcomes == {Outcome.INVITED: 1}


def test_another_organisation_s_cap_is_its_own(asking: Organisation) -> None:
    other = factories.organisation("anders", "Gemeente Anders")
    with begin() as session:
        rules.save(session, other.id, ASKING)
    arrived(asking, reachable("R1", email()))
    assert arrived(other, reachable("R1", email())).outcomes == {Outcome.INVITED: 1}


def test_who_opted_out_is_never_asked(asking: Organisation) -> None:
    with begin() as session:
        session.add(OptOut(organisation_id=asking.id, address_hash=address_hash(mobile()), day=MONDAY.date()))
    assert arrived(asking, reachable("R1", email(), mobile())).outcomes == {Outcome.OPTED_OUT: 1}


def test_the_reasons_add_up_to_the_contacts_and_a_known_contact_changes_nothing(asking: Organisation) -> None:
    with begin() as session:
        rules.save(session, asking.id, replace(ASKING, shares={"*|*": 50}))
    contacts = [reachable(f"R{place}", email(f"inwoner{place}@example.nl")) for place in range(200)]
    first = arrived(asking, *contacts)
    assert sum(first.outcomes.values()) == 200
    assert 60 < first.outcomes[Outcome.INVITED] < 140
    again = arrived(asking, *contacts)
    assert (again.stored.known, again.outcomes) == (200, {})
    with reading() as session:
        counted = dict(session.execute(select(outcome_counts.c.outcome, outcome_counts.c.contacts)).all())
        assert counted == {outcome.value: number for outcome, number in first.outcomes.items()}
        assert session.scalar(select(func.count()).select_from(Message)) == first.outcomes[Outcome.INVITED]
        assert session.scalar(select(func.count()).select_from(AddressMark)) == 200


def test_while_the_rules_are_off_nothing_is_decided_and_nothing_kept(asking: Organisation) -> None:
    with begin() as session:
        rules.save(session, asking.id, replace(ASKING, is_on=False))
    assert arrived(asking, reachable("R1", email())).outcomes == {}
    with reading() as session:
        assert session.execute(select(Contact.outcome, Contact.reachable_by)).all() == [(None, "email")]
        assert session.scalars(select(AddressMark)).all() == []


def test_a_big_list_is_spread_over_the_hours(asking: Organisation) -> None:
    with begin() as session:
        rules.save(session, asking.id, replace(ASKING, spread_per_hour=40))
    for part in range(2):
        arrived(asking, *(reachable(f"R{part}-{n}", email(f"i{part}-{n}@example.nl")) for n in range(60)))
    with reading() as session:
        hours = Counter(
            due.replace(minute=0, second=0, microsecond=0) for due in session.scalars(select(Message.due_at))
        )
    assert sorted(hours.values()) == [40, 40, 40]


def test_an_unknown_team_stores_nothing(asking: Organisation) -> None:
    with pytest.raises(KeyError):
        arrived(asking, reachable("R1", email()), reachable("R2", email("b@example.nl"), team="Geen"))
    with reading() as session:
        assert session.scalars(select(Contact)).all() == []
        assert session.scalars(select(AddressMark)).all() == []


def test_who_is_handed_a_new_link_gets_no_message_with_the_dead_one(asking: Organisation) -> None:
    arrived(asking, reachable("R1", email()))
    with begin() as session:
        made = record.invite(session, asking.id, "R1", renew=True)
    with reading() as session:
        assert session.scalars(select(Invitation.token_hash)).one() == token_hash(made.token)
        assert session.scalars(select(Message.state)).all() == ["cancelled"]
        assert session.scalars(select(ContactAddress)).all() == []
        counts = session.execute(select(delivery_counts.c.event, delivery_counts.c.messages)).all()
        assert sorted(counts) == [("cancelled", 1), ("waiting", 1)]
