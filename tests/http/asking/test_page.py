"""The reasons add up, by period, team and channel; and of one contact it is told why not, without an address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import begin, now, reading
from survey.intake import record
from survey.invitations import outcomes, rules, wiping
from survey.invitations.eligibility import Outcome, Rules
from survey.invitations.tables import Invitation, Message
from survey.organisations import Organisation
from tests import factories
from tests.http.invitations.arrivals import arrived, contact, email, reachable

PATH = "/admin/asking?lang=en"


@pytest.fixture
def asked(owner: Organisation) -> Organisation:
    """An organisation of which five contacts came in: one was invited."""
    team = factories.team(owner)
    with begin() as session:
        shares = {f"{team}|counter": 0}
        wanted = Rules(is_on=True, means=("email",), excluded_topics=("Uitvaart",), shares=shares)
        rules.save(session, owner.id, wanted)
        record.store(session, owner.id, [contact("R9")])
    moment = now()
    day: dict[str, Any] = {"occurred_at": moment - timedelta(hours=1), "day": moment.date()}
    arrived(
        owner,
        reachable("R1", email(), team="Burgerzaken", **day),
        reachable("R2", email(), **day),
        reachable("R3", email("b@example.nl"), topic="Uitvaart", **day),
        reachable("R4", email("c@example.nl"), team="Burgerzaken", channel="counter", **day),
        reachable("R5", **day),
        moment=moment,
    )
    return owner


def test_the_reasons_add_up(admin: FlaskClient, asked: Organisation) -> None:
    page = admin.get(PATH).text
    for words in ("Invited", "Asked not long ago", "Nobody is asked about this topic", "Left out by chance"):
        assert words in page
    with reading() as session:
        cells = outcomes.cells(session, asked.id, None, None)
    total = outcomes.added(cells)
    assert sum(total.values()) == 5
    assert outcomes.eligible(total) == 2
    assert outcomes.added(outcomes.among(cells, channel="counter")) == {Outcome.NOT_SAMPLED: 1}


def test_a_view_of_a_team_and_channel_and_of_another_period(admin: FlaskClient, asked: Organisation) -> None:
    page = admin.get(f"{PATH}&team=Burgerzaken&channel=phone").text
    assert 'All contacts that were looked at</th><td role="cell" class="number" data-label="Contacts">1</td>' in page
    assert "Nothing was decided in this period" in admin.get(f"{PATH}&from=2020-01&to=2020-02").text
    assert admin.get(f"{PATH}&team=Niemand").status_code == 422


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("R1", ("Invited.", "Invitation, E-mail: waits")),
        ("R2", ("Not invited, because this citizen was asked not long ago.", "at most once in 90 days")),
        ("R3", ("Not invited, because nobody is asked about this topic.", "The topic: Uitvaart.")),
        ("R4", ("chance left this one out.", "of this team and channel 0 per cent is asked")),
        ("R5", ("Not invited, because there is no address that can be used.",)),
        ("R9", ("Nothing was decided about this contact.",)),
        ("R10", ("There is no contact with this reference.",)),
    ],
)
def test_why_one_citizen_was_not_invited(
    admin: FlaskClient, asked: Organisation, reference: str, words: tuple[str, ...]
) -> None:
    page = admin.get(f"{PATH}&reference={reference}").text
    for each in words:
        assert each in page
    assert "example.nl" not in page


def test_a_reminder_that_is_no_longer_needed_does_not_tell_who_answered(
    admin: FlaskClient, asked: Organisation
) -> None:
    with begin() as session:
        sent = session.scalars(select(Message)).one()
        sent.state = "delivered"
        kept = {"organisation_id": asked.id, "invitation_id": sent.invitation_id, "means": "email", "language": "nl"}
        session.add(Message(**kept, kind="reminder", state="waiting", due_at=now()))
    waits = admin.get(f"{PATH}&reference=R1").text
    with begin() as session:
        found = session.scalars(select(Invitation)).one()
        wiping.answered(session.connection(), asked.id, found.id, found.contact_id, "email", now().date())
    assert admin.get(f"{PATH}&reference=R1").text == waits
    assert "Invitation, E-mail: delivered" in waits


def test_a_contact_of_another_organisation_is_not_there(admin: FlaskClient, asked: Organisation) -> None:
    other = factories.organisation("anders", "Gemeente Anders")
    with begin() as session:
        record.store(session, other.id, [contact("X1")])
    assert "There is no contact with this reference." in admin.get(f"{PATH}&reference=X1").text
