from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from survey.intake.reach import Reach
from survey.registers.reading import UnreadableRecord, read_record
from tests.open_klant import MAIL, NUMBER, SECRETS, address, expanded, klantcontact, person

ZONE = ZoneInfo("Europe/Amsterdam")
EXPAND = "hadBetrokkenen,hadBetrokkenen.digitaleAdressen"
TEAMS = {"burgerzaken": "Burgerzaken"}


def read(moment: str = "2026-03-29T00:30:00Z", **changed: Any) -> Any:
    return read_record(expanded(klantcontact(moment, **changed), EXPAND), ZONE, TEAMS.get)


def test_a_record() -> None:
    key = str(uuid4())
    found = read(uuid=key)
    contact = found.contact
    assert (contact.reference, contact.channel, contact.team) == (key, "phone", "Burgerzaken")
    assert (contact.topic, contact.language, contact.answered) == ("Paspoort aanvragen", "nl", True)
    assert contact.occurred_at == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert (contact.day.isoformat(), contact.hour) == ("2026-03-29", 1), "an hour before the clock went forward"
    assert found.reach == Reach(email=MAIL, mobile=NUMBER)
    assert not [secret for secret in SECRETS if secret in repr(found)]


@pytest.mark.parametrize(
    ("written", "language"),
    [("nld", "nl"), ("nl", "nl"), ("dut", "nl"), ("ara", "ar"), ("zzz", None), ("", None), (None, None), (7, None)],
)
def test_languages_as_registers_write_them(written: object, language: str | None) -> None:
    assert read(taal=written).contact.language == language


@pytest.mark.parametrize(
    ("written", "channel"),
    [("telefoon", "phone"), ("Telefoon", "phone"), ("balie", "counter"), ("E-mail", "email"), ("chat", "chat"),
     ("webformulier", "web"), ("brief", "letter")],
)  # fmt: skip
def test_channels_as_registers_write_them(written: str, channel: str) -> None:
    assert read(kanaal=written).contact.channel == channel


@pytest.mark.parametrize("value", [True, None, "false", 0])
def test_what_is_not_plainly_open_is_confidential_and_has_no_address(value: object) -> None:
    assert read(vertrouwelijk=value).reach == Reach(confidential=True)


def test_the_person_who_began_the_contact_is_asked() -> None:
    mother = person(initiator=False, addresses=[address("email", "moeder@example.nl")])
    son = person(rol="vertegenwoordiger", addresses=[address("email", "zoon@example.nl")])
    assert read(people=[mother, son]).reach == Reach(email="zoon@example.nl")
    assert read(people=[mother]).reach == Reach(email="moeder@example.nl")
    silent = person(addresses=[])
    assert read(people=[mother, silent]).reach == Reach(), "nobody else is asked in their place"
    assert read(people=[person(rol="belanghebbende")]).reach == Reach()


def test_the_first_address_that_can_be_used() -> None:
    given = [
        address("telefoonnummer", "0201234567"), address("telefoonnummer", "+31 6 12345678"), address("email", "x"),
        address("overig", "a@example.nl"), address("email", "b@example.nl"),
    ]  # fmt: skip
    assert read(people=[person(addresses=given)]).reach == Reach(email="b@example.nl", mobile="+31 6 12345678")


@pytest.mark.parametrize(
    "actors",
    [
        None, [], "x", [7], [{"naam": "Elders", "soortActor": "organisatorische_eenheid"}],
        [{"naam": "burgerzaken", "soortActor": "medewerker"}],
    ],
)  # fmt: skip
def test_a_unit_that_is_no_team_gives_none(actors: object) -> None:
    assert read(hadBetrokkenActoren=actors).contact.team is None


@pytest.mark.parametrize(
    ("subject", "topic"),
    [("Uitvaart, bel 06 12345678", "Uitvaart, bel [phone]"), (f"Mail {MAIL}", "Mail [e-mail]"), ("", None),
     (None, None), (7, None), ("a\nb", "a b"), ("x" * 201, None), ("a\u202eb", None)],
)  # fmt: skip
def test_a_subject_says_nothing_of_a_person(subject: object, topic: str | None) -> None:
    assert read(onderwerp=subject).contact.topic == topic


def test_a_contact_that_did_not_succeed() -> None:
    assert read(indicatieContactGelukt=False).contact.answered is False
    assert read(indicatieContactGelukt=None).contact.answered is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kanaal": "postduif"}, "unknown_channel"), ({"kanaal": None}, "unknown_channel"),
        ({"plaatsgevondenOp": None}, "no_moment"), ({"plaatsgevondenOp": "gisteren"}, "no_moment"),
        ({"plaatsgevondenOp": "2999-01-01T00:00:00Z"}, "no_moment"),
        ({"uuid": "x"}, "unreadable"), ({"uuid": None}, "unreadable"), ({"uuid": 7}, "unreadable"),
    ],
)  # fmt: skip
def test_what_can_not_become_a_contact(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(UnreadableRecord) as fault:
        read(**changed)
    assert fault.value.code == code


@pytest.mark.parametrize("record", [None, [], "x", 7, {}])
def test_what_is_no_record(record: object) -> None:
    with pytest.raises(UnreadableRecord):
        read_record(record, ZONE, TEAMS.get)


@pytest.mark.parametrize(
    "inside", [None, [], {"hadBetrokkenen": None}, {"hadBetrokkenen": [None, {"rol": "klant", "_expand": 7}]}]
)
def test_without_people_there_is_no_address(inside: object) -> None:
    record = klantcontact("2026-03-02T11:00:00Z") | {"_expand": inside}
    assert read_record(record, ZONE, TEAMS.get).reach == Reach()
