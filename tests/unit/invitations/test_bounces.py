from uuid import UUID

import pytest

from survey.invitations import bounces
from survey.invitations.bounces import Bounce

REFERENCE = UUID("6a3f0c8e-1f8b-4e57-9f27-0d6b1c1c2a3d")


def report(action: str = "failed", status: str = "5.1.1", to: str = f"klankbord+{REFERENCE.hex}@voorbeeld.nl") -> bytes:
    """As Postfix writes it."""
    return f"""\
Return-Path: <>
Date: Mon, 2 Mar 2026 12:01:00 +0100 (CET)
From: MAILER-DAEMON@mail.example.nl (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="9B1F"

--9B1F
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.nl.

--9B1F
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.nl
Arrival-Date: Mon,  2 Mar 2026 12:00:59 +0100 (CET)

Final-Recipient: rfc822; inwoner@example.nl
Original-Recipient: rfc822;inwoner@example.nl
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <inwoner@example.nl>: User unknown

--9B1F
Content-Type: message/rfc822

Message-ID: <{REFERENCE}@voorbeeld.nl>
To: inwoner@example.nl

Hoe hielpen wij u?

--9B1F--
""".replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        ("5.1.1", "no_mailbox"),
        ("5.2.1", "no_mailbox"),
        ("5.2.2 (mailbox full)", "mailbox_full"),
        ("5.7.1", "refused"),
        ("4.4.1", "bounced"),
        ("", "bounced"),
        ("five", "bounced"),
    ],
)
def test_a_report_tells_which_message_and_why(status: str, fault: str) -> None:
    assert bounces.read(report(status=status)) == Bounce(REFERENCE, fault)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_not_given_up_is_no_bounce(action: str) -> None:
    assert bounces.read(report(action)) is None


def test_the_address_that_the_mail_server_tells_counts_where_the_report_has_none() -> None:
    content = report(to="undisclosed-recipients:;")
    assert bounces.read(content) is None
    assert bounces.read(content, f"klankbord+{REFERENCE.hex}@voorbeeld.nl") == Bounce(REFERENCE, "no_mailbox")
    assert bounces.read(f"Delivered-To: k+{REFERENCE.hex}@voorbeeld.nl\r\n".encode() + content) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"To: klankbord@voorbeeld.nl\r\n\r\nIk ben er niet.",
        f"To: k+{REFERENCE.hex}@voorbeeld.nl\r\nSubject: Afwezig\r\n\r\nIk ben er niet.".encode(),
        f"To: k+{REFERENCE.hex}@voorbeeld.nl\r\nContent-Type: message/delivery-status\r\n\r\n".encode(),
    ],
)
def test_what_is_no_report_is_left_alone(content: bytes) -> None:
    assert bounces.read(content) is None
