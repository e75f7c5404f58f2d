import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest

from survey.database import now
from survey.invitations.outgoing import Closed, NotSent, Outgoing, Permanent, Temporary, Words
from survey.invitations.smtp import SmtpProvider, UnusableUrlError, as_mail, return_path, server_in
from tests import mail_server
from tests.mail_server import Postbox

REFERENCE = UUID("6a3f0c8e-1f8b-4e57-9f27-0d6b1c1c2a3d")
FROM = "klankbord@voorbeeld.nl"
TEXT = "Hoe hielpen wij u? Één minuut.\n\nhttps://voorbeeld.nl/s/abcd\n"
HTML = '<!DOCTYPE html><html lang="nl" dir="ltr"><body><p>Hoe hielpen wij u? Één minuut.</p></body></html>'


def outgoing(address: str = "inwoner@example.nl", **fields: object) -> Outgoing:
    values = {
        "reference": REFERENCE,
        "means": "email",
        "address": address,
        "language": "nl",
        "words": Words("Hoe hielp\nGemeente Súdwest u?", TEXT, HTML),
        "link": "https://voorbeeld.nl/s/abcd",
        "opt_out_url": "https://voorbeeld.nl/u/W10.abcd",
        "sender_name": "Gemeente Súdwest-Fryslân",
        "reply_to": "info@voorbeeld.nl",
    } | fields
    return Outgoing(**values)  # type: ignore[arg-type]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with mail_server.running() as found:
        yield found


@pytest.fixture
def provider(postbox: Postbox) -> Iterator[SmtpProvider]:
    made = SmtpProvider(server_in(f"smtp://{mail_server.HOST}:{postbox.port}?starttls=no"), FROM)
    yield made
    made.close()


def fault_of(provider: SmtpProvider, message: Outgoing) -> NotSent:
    with pytest.raises(NotSent) as raised:
        provider.send(message)
    assert message.address not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    return raised.value


def test_a_message_arrives_as_text_and_html_with_everything_a_mail_program_needs(
    provider: SmtpProvider, postbox: Postbox
) -> None:
    assert provider.send(outgoing()) == str(REFERENCE)
    received = postbox.received[0]
    assert (received.recipient, received.sender) == ("inwoner@example.nl", return_path(FROM, REFERENCE))
    mail = received.mail
    assert mail["From"] == "Gemeente Súdwest-Fryslân <klankbord@voorbeeld.nl>"
    assert mail["Subject"] == "Hoe hielp Gemeente Súdwest u?"
    assert mail["Reply-To"] == "info@voorbeeld.nl"
    assert mail["Message-ID"] == f"<{REFERENCE}@voorbeeld.nl>"
    assert mail["Content-Language"] == "nl"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<https://voorbeeld.nl/u/W10.abcd>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, rich = mail.iter_parts()
    assert (plain.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")
    assert (plain.get_content().splitlines(), rich.get_content().strip()) == (TEXT.splitlines(), HTML)
    assert abs(mail["Date"].datetime - now()) < timedelta(minutes=1)
    assert received.content.isascii()


def test_a_message_that_is_sent_again_is_the_same_message(provider: SmtpProvider, postbox: Postbox) -> None:
    for _ in range(2):
        provider.send(outgoing())
    first, second = postbox.received
    assert first.mail["Message-ID"] == second.mail["Message-ID"]
    assert first.sender == second.sender


def test_the_address_to_opt_out_at_is_never_encoded_however_long(provider: SmtpProvider, postbox: Postbox) -> None:
    address = f"https://klankbord.gemeente.voorbeeld.nl/u/.{'eJwNyrsVgDAIAMBdqC34hjCL' * 6}.oXqv_G790Y6Oyg-7v5adtWw6AaA"
    provider.send(outgoing(opt_out_url=address))
    assert f"List-Unsubscribe: <{address}>" in postbox.received[0].content.decode("ascii").splitlines()


def test_nothing_in_a_name_can_add_a_header() -> None:
    mail = as_mail(outgoing(sender_name="Gemeente\r\nBcc: ander@example.nl"), FROM)
    assert mail["Bcc"] is None
    assert b"\nBcc" not in mail.as_bytes()


@pytest.mark.parametrize(
    ("reply", "kind", "fault"),
    [
        ("550 5.1.1 no such user", Permanent, "no_mailbox"),
        ("553 no such user", Permanent, "no_mailbox"),
        ("550 5.7.1 not allowed", Permanent, "refused"),
        ("554 no", Permanent, "refused"),
        ("450 greylisted", Temporary, "refused_for_now"),
        ("452 mailbox is full", Temporary, "refused_for_now"),
        ("421 too many messages", Closed, "too_many"),
    ],
)
def test_a_refusal_is_told_as_a_code(
    provider: SmtpProvider, postbox: Postbox, reply: str, kind: type[NotSent], fault: str
) -> None:
    postbox.refuses["inwoner@example.nl"] = reply
    why = fault_of(provider, outgoing())
    assert (type(why), why.fault) == (kind, fault)
    provider.send(outgoing("ander@example.nl"))
    assert [received.recipient for received in postbox.received] == ["ander@example.nl"]


def test_a_sender_that_is_refused_is_no_fault_of_the_message(provider: SmtpProvider, postbox: Postbox) -> None:
    postbox.refuses_sender = "553 who are you?"
    why = fault_of(provider, outgoing())
    assert (type(why), why.fault) == (Closed, "sender_refused")


def test_a_server_that_is_away_is_waited_for_and_found_again() -> None:
    with mail_server.running() as postbox:
        provider = SmtpProvider(server_in(f"smtp://{mail_server.HOST}:{postbox.port}?starttls=no"), FROM)
        provider.send(outgoing())
    why = fault_of(provider, outgoing())
    assert (type(why), why.fault) == (Temporary, "no_answer")
    for _ in range(2):
        why = fault_of(provider, outgoing())
        assert (type(why), why.fault) == (Closed, "no_connection")


def test_a_message_at_which_the_server_hangs_up_stops_no_other(provider: SmtpProvider, postbox: Postbox) -> None:
    postbox.hangs_up_on = "inwoner@example.nl"
    why = fault_of(provider, outgoing())
    assert (type(why), why.fault) == (Temporary, "no_answer"), "an attempt, so that it is given up in the end"
    provider.send(outgoing("ander@example.nl"))
    assert [received.recipient for received in postbox.received] == ["ander@example.nl"]


def test_a_password_goes_over_an_encrypted_line_only(tmp_path: Path) -> None:
    certificate = mail_server.throwaway_certificate(tmp_path)
    user, password = map(quote, mail_server.SIGNED_IN)
    with mail_server.running(certificate, asks_password=True) as postbox:
        url = f"smtp://{user}:{password}@{mail_server.HOST}:{postbox.port}"
        provider = SmtpProvider(server_in(url), FROM, lambda: ssl.create_default_context(cafile=certificate))
        provider.send(outgoing())
        provider.close()
        received = postbox.received[0]
        assert (received.was_encrypted, received.user) == (True, mail_server.SIGNED_IN[0])


def test_a_server_that_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    certificate = mail_server.throwaway_certificate(tmp_path)
    with mail_server.running(certificate) as postbox:
        provider = SmtpProvider(server_in(f"smtp://{mail_server.HOST}:{postbox.port}"), FROM)
        assert fault_of(provider, outgoing()).fault == "no_secure_connection"
        assert postbox.received == []


def test_a_server_without_starttls_gets_nothing(postbox: Postbox) -> None:
    provider = SmtpProvider(server_in(f"smtp://{mail_server.HOST}:{postbox.port}"), FROM)
    assert fault_of(provider, outgoing()).fault == "no_secure_connection"
    assert postbox.received == []


def test_a_wrong_password_is_told_as_such(tmp_path: Path) -> None:
    certificate = mail_server.throwaway_certificate(tmp_path)
    with mail_server.running(certificate, asks_password=True) as postbox:
        url = f"smtp://klankbord:wrong@{mail_server.HOST}:{postbox.port}"
        provider = SmtpProvider(server_in(url), FROM, lambda: ssl.create_default_context(cafile=certificate))
        why = fault_of(provider, outgoing())
        assert (type(why), why.fault) == (Closed, "sign_in_refused")


@pytest.mark.parametrize("url", ["", "mail.example.nl", "https://mail.example.nl", "smtp://", "smtp://host:99999"])
def test_an_address_that_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(UnusableUrlError, match="SMTP_URL: expected"):
        server_in(url)


def test_a_server_is_read_from_its_address() -> None:
    found = server_in("smtp://klank%40bord:p%3Aw@mail.example.nl")
    assert (found.host, found.port, found.user, found.password, found.starttls) == (
        "mail.example.nl", 587, "klank@bord", "p:w", True,
    )  # fmt: skip
