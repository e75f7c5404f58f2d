"""Invitations that go out by SMTP, beside the shortest loop that hands the same e-mail to the same server."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from typing import Final
from uuid import UUID, uuid4

from flask import Flask

from benchmarks import filling, mail_sink
from benchmarks.databases import Place
from benchmarks.lines import Line
from benchmarks.pages import HALF, paces
from benchmarks.rounds import SERVER_CORE, Pace, interleaved, pace, pinned
from benchmarks.serving import SECRET
from survey import database
from survey.config import Config, new_address_key
from survey.intake.phone_log import ContactRow
from survey.invitations import addresses, arriving, rules, texts
from survey.invitations.deciding import Reachable
from survey.invitations.eligibility import Rules
from survey.invitations.outgoing import Words
from survey.invitations.providers import Providers
from survey.invitations.sending import Sender
from survey.organisations import Organisation

FROM: Final = "klankbord@voorbeeld.nl"
AT_ANY_TIME: Final = Rules(
    is_on=True, quiet_from=time(0), quiet_until=time(0), on_sundays=True, spread_per_hour=1_000_000, means=("email",)
)


def lines(place: Place, messages: int, rounds: int) -> Iterator[Line]:
    """The lines about sending, on one kind of database."""
    url = place.new()
    with mail_sink.running() as port:
        app = _application(url, port)
        with app.app_context():
            with database.begin() as session:
                of = filling.owner(session, "asking").id
                rules.save(session, of, AT_ANY_TIME)
            words = _words(of)
            _fill(of, messages * (rounds + 1))
            providers = Providers()
            with pinned(SERVER_CORE):
                found = interleaved(
                    {
                        "bare": lambda: pace(lambda: _loop(port, words, messages), messages),
                        "ours": lambda: _ours(providers, messages),
                    },
                    rounds,
                )
            providers.close()
            database.engine().dispose()
    yield from paces(f"invitation sent by SMTP, {place.name}", found["ours"], found["bare"], "bare smtplib loop", HALF)


def _application(url: str, port: int) -> Flask:
    from wsgi import create_app  # noqa: PLC0415 - costs seconds, and not every run needs it

    smtp_url = f"smtp://{mail_sink.HOST}:{port}?starttls=no"
    return create_app(
        Config(
            secret_key=SECRET,
            database_url=url,
            address_keys=(new_address_key(),),
            smtp_url=smtp_url,
            mail_from=FROM,
            log_level="ERROR",
        )
    )


def _ours(providers: Providers, messages: int) -> Pace:
    sender = Sender(providers)
    found = pace(lambda: sender.run(messages), messages)
    assert sender.done["sent"] == messages, sender.done
    return found


def _loop(port: int, words: Words, messages: int) -> None:
    with smtplib.SMTP(mail_sink.HOST, port, local_hostname="voorbeeld.nl") as connection:
        for number in range(messages):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = FROM, f"inwoner{number}@example.nl", words.subject
            mail.set_content(words.text)
            mail.add_alternative(words.html, subtype="html")
            connection.send_message(mail)


def _words(of: UUID) -> Words:
    """What an invitation says."""
    link, opt_out = f"http://localhost:8000/s/{'abcd-' * 6}abcd", f"http://localhost:8000/u/{'x' * 120}"
    until = database.now() + timedelta(days=14)
    with database.reading() as session:
        owner = session.get_one(Organisation, of)
        text = texts.current(session, of, "email", "invitation", "nl")
    filling = texts.filling_of(owner.name, owner.timezone, link, opt_out, until)
    return texts.put_together(text, "email", "nl", filling)


def _fill(of: UUID, messages: int) -> None:
    """Messages in the outbox that are due."""
    moment = database.now() - timedelta(hours=2)
    with database.begin() as session:
        organisation = session.get_one(Organisation, of)
        arriving.arrive(session, organisation, [_reachable(number, moment) for number in range(messages)], moment)


def _reachable(number: int, moment: datetime) -> Reachable:
    address = addresses.email(f"inwoner{number}@example.nl")
    assert address is not None
    occurred_at = moment - timedelta(hours=2)
    row = ContactRow(
        row_number=number,
        reference=uuid4().hex,
        channel="phone",
        team=None,
        topic=None,
        language="nl",
        occurred_at=occurred_at,
        day=occurred_at.date(),
        answered=True,
        resolved=None,
        waiting_seconds=None,
        talk_seconds=None,
        rating=None,
    )
    return Reachable(row, (address,))
