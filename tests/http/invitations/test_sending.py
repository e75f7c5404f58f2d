from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from survey.database import begin, reading
from survey.intake.tables import Contact
from survey.invitations import opting_out, record
from survey.invitations.opting_out import Wish
from survey.invitations.outgoing import Outgoing, Permanent, Temporary
from survey.invitations.sending import Sender
from survey.invitations.tables import ContactAddress, Invitation, Message
from survey.organisations import Organisation
from tests.http.invitations.arrivals import MONDAY, arrived, email, reachable

DUE = MONDAY + timedelta(hours=2)


class Postbox:
    """A provider that keeps what it gets, and breaks on the addresses that it is told to break on."""

    def __init__(self, breaks: dict[str, Exception] | None = None) -> None:
        self.got: list[Outgoing] = []
        self.breaks = breaks or {}

    def __call__(self, organisation_id: UUID, means: str) -> "Postbox":
        return self

    def send(self, message: Outgoing) -> str | None:
        if message.address in self.breaks:
            raise self.breaks[message.address]
        self.got.append(message)
        self.meanwhile(message)
        return f"p-{len(self.got)}"

    def meanwhile(self, message: Outgoing) -> None:
        """What others do while this message is handed over."""


def run(postbox: Postbox, minutes: int = 0, most: int | None = None) -> dict[str, int]:
    """Send; each message takes two seconds to hand over."""
    sender = Sender(postbox, clock=lambda: DUE + timedelta(minutes=minutes, seconds=2 * len(postbox.got)))
    sender.run(most)
    return dict(sender.done)


@pytest.fixture
def three(asking: Organisation) -> Organisation:
    arrived(asking, *(reachable(f"R{n}", email(f"inwoner{n}@example.nl"), language="nl") for n in range(3)))
    return asking


def test_everything_that_is_due_goes_out_once(three: Organisation) -> None:
    postbox = Postbox()
    assert run(postbox) == {"sent": 3}
    assert run(postbox) == {}
    assert {message.address for message in postbox.got} == {f"inwoner{n}@example.nl" for n in range(3)}
    first = postbox.got[0]
    assert first.link in first.words.text
    assert first.opt_out_url in first.words.text
    assert first.address not in repr(first)
    assert first.link not in repr(first)
    assert first.sender_name == "Gemeente Voorbeeld"


def test_a_sender_can_be_told_how_many(three: Organisation) -> None:
    assert run(Postbox(), most=2) == {"sent": 2}


def test_one_that_breaks_stops_no_other_and_is_left_alone_in_the_end(
    three: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    postbox = Postbox({"inwoner1@example.nl": RuntimeError("inwoner1@example.nl is odd")})
    assert run(postbox) == {"sent": 2, "retry": 1}
    assert run(postbox, 2) == {"retry": 1}
    assert run(postbox, 60) == {"failed": 1}
    with reading() as session:
        found = session.execute(select(Message.state, Message.fault).where(Message.fault.is_not(None)))
        assert found.all() == [("failed", "poisoned")]
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "inwoner1" not in logged


def test_what_a_provider_says_is_kept_as_a_code(three: Organisation) -> None:
    postbox = Postbox(
        {"inwoner0@example.nl": Temporary("too_many", 600), "inwoner2@example.nl": Permanent("no_mailbox")}
    )
    assert run(postbox) == {"sent": 1, "retry": 1, "failed": 1}
    assert run(postbox, 9) == {}
    postbox.breaks.clear()
    assert run(postbox, 10) == {"sent": 1}


class Busy(Postbox):
    """While it takes the first message, the citizens of all others opt out, or get a new link by hand."""

    def __init__(self, owner: Organisation, what: str) -> None:
        super().__init__()
        self.owner, self.what = owner, what

    def meanwhile(self, message: Outgoing) -> None:
        for reference, wish in others(message) if len(self.got) == 1 else ():
            if self.what == "opts out":
                assert opting_out.opt_out(wish)
            else:
                with begin() as session:
                    record.invite(session, self.owner.id, reference, renew=True)


@pytest.mark.parametrize("what", ["opts out", "gets a new link"])
def test_what_is_not_needed_any_more_stays_here_though_a_sender_has_it(three: Organisation, what: str) -> None:
    assert run(Busy(three, what)) == {"sent": 1}
    with reading() as session:
        found = session.scalars(select(Message.state).where(Message.kind == "invitation").order_by(Message.state))
        assert found.all() == ["cancelled", "cancelled", "sent"]
        assert len(session.scalars(select(ContactAddress.sealed)).all()) == 1, "for the reminder"


def others(message: Outgoing) -> list[tuple[str, Wish]]:
    """Reference and invitation of every message but this one."""
    query = (
        select(Contact.reference, Invitation.organisation_id, Invitation.id)
        .join(Message, Message.invitation_id == Invitation.id)
        .join(Contact, Contact.id == Invitation.contact_id)
        .where(Message.id != message.reference, Message.kind == "invitation")
    )
    with reading() as session:
        return [(reference, Wish(owner, invitation)) for reference, owner, invitation in session.execute(query)]
