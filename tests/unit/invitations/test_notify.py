"""Notify's own client against a server that speaks its protocol."""

import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from survey.invitations.notify import NotifyProvider, is_key
from survey.invitations.outgoing import Closed, NotSent, Outgoing, Permanent, Temporary, Unready, Words
from tests import mail_server, notify_server
from tests.notify_server import KEY, Notify

LINK = "https://klankbord.example/s/abcd-efgh"
STOP = "https://klankbord.example/u/x"
ADDRESSES = {"sms": "+31612345678", "email": "inwoner@example.nl", "letter": "A. de Boer\nPlein 1\n1234 AB  Dorp"}


@pytest.fixture
def notify() -> Iterator[Notify]:
    with notify_server.running() as found:
        yield found


@pytest.fixture
def provider(notify: Notify) -> Iterator[NotifyProvider]:
    made = NotifyProvider(KEY, notify.url)
    yield made
    made.close()


def message(means: str, template: str, address: str = "") -> Outgoing:
    words = Words("Hoe ging het?", f"Eén minuut: {LINK}", template=template)
    return Outgoing(uuid4(), means, address or ADDRESSES[means], "nl", words, LINK, STOP, "Gemeente Voorbeeld", "")


def test_the_day_is_full(notify: Notify, provider: NotifyProvider) -> None:
    notify.day_limit = 0
    found = why(provider, message("sms", notify.template("sms", "((text))")))
    assert isinstance(found, Closed)
    assert (found.fault, found.seconds) == ("day_is_full", 3600)


def why(provider: NotifyProvider, sent: Outgoing) -> NotSent:
    with pytest.raises(NotSent) as caught:
        provider.send(sent)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert sent.address not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("means", ["sms", "email", "letter"])
def test_the_whole_text_goes_along_under_our_reference(notify: Notify, provider: NotifyProvider, means: str) -> None:
    sent = message(means, notify.template(means, "((text))", "((subject))"))
    given = provider.send(sent)
    (taken,) = notify.taken
    assert given == str(taken.id)
    assert (taken.reference, taken.address, taken.body) == (str(sent.reference), sent.address, sent.words.text)
    assert taken.unsubscribe == (STOP if means == "email" else None)


def test_a_template_with_words_of_its_own_gets_the_pieces(notify: Notify, provider: NotifyProvider) -> None:
    provider.send(message("sms", notify.template("sms", "Hallo van ((organisation)): ((link)) of stop: ((opt_out))")))
    assert notify.taken[0].body == f"Hallo van Gemeente Voorbeeld: {LINK} of stop: {STOP}"


def test_a_second_attempt_asks_first_and_sends_nothing_twice(notify: Notify, provider: NotifyProvider) -> None:
    sent = message("sms", notify.template("sms", "((text))"))
    first = provider.send(sent)
    assert provider.send(replace(sent, is_repeat=True)) == first
    assert len(notify.taken) == 1
    provider.send(message("sms", sent.words.template))
    assert len(notify.taken) == 2


def test_a_second_attempt_at_what_never_arrived_is_sent(notify: Notify, provider: NotifyProvider) -> None:
    sent = replace(message("sms", notify.template("sms", "((text))")), is_repeat=True)
    assert provider.send(sent) == str(notify.taken[0].id)


def test_the_line_breaks_after_it_was_accepted(notify: Notify, provider: NotifyProvider) -> None:
    notify.hangs_up = 1
    sent = message("sms", notify.template("sms", "((text))"))
    found = why(provider, sent)
    assert isinstance(found, Temporary)
    assert not isinstance(found, Closed), "it counts as an attempt, so that the next one asks first"
    assert found.fault == "no_answer"
    assert provider.send(replace(sent, is_repeat=True)) == str(notify.taken[0].id)
    assert len(notify.taken) == 1


def test_a_limit_closes_the_way_for_a_while(notify: Notify, provider: NotifyProvider) -> None:
    notify.limit = 1
    template = notify.template("sms", "((text))")
    provider.send(message("sms", template))
    found = why(provider, message("sms", template))
    assert isinstance(found, Closed)
    assert (found.fault, found.seconds) == ("too_many", None)


@pytest.mark.parametrize(
    ("status", "headers", "kind", "fault", "seconds"),
    [
        (429, {"Retry-After": "17"}, Closed, "too_many", 17),
        (503, {"Retry-After": "40"}, Closed, "provider_down", 40),
        (503, {"Retry-After": "Wed, 25 Nov 2026 07:28:00 GMT"}, Closed, "provider_down", None),
        (500, {}, Temporary, "provider_fault", None),
        (502, {"Retry-After": "5"}, Temporary, "provider_fault", 5),
        (401, {}, Closed, "sign_in_refused", 300),
    ],
)
def test_trouble_at_their_side(
    notify: Notify,
    provider: NotifyProvider,
    status: int,
    headers: dict[str, str],
    kind: type,
    fault: str,
    seconds: float | None,
) -> None:
    notify.trouble.append((status, headers))
    found = why(provider, message("sms", notify.template("sms", "((text))")))
    assert (type(found), found.fault) == (kind, fault)
    assert isinstance(found, Temporary)
    assert found.seconds == seconds


@pytest.mark.parametrize(
    "key",
    [f"proef-{notify_server.SERVICE}-{uuid4()}", f"proef-{uuid4()}-{notify_server.SECRET}"],
    ids=["other secret", "other service"],
)
def test_a_key_that_is_not_accepted_costs_no_message(notify: Notify, key: str) -> None:
    found = why(NotifyProvider(key, notify.url), message("sms", notify.template("sms", "((text))")))
    assert isinstance(found, Closed)
    assert found.fault == "sign_in_refused"


def test_an_address_that_is_none_is_final_and_in_no_log(
    notify: Notify, provider: NotifyProvider, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    found = why(provider, message("email", notify.template("email", "((text))", "((subject))"), "geen-adres"))
    assert isinstance(found, Permanent)
    assert found.fault == "bad_address"
    assert "geen-adres" not in caplog.text
    assert "geen-adres" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("template", ["", str(uuid4()), "geen nummer"], ids=["none", "unknown", "no number"])
def test_a_template_that_is_not_there_can_be_set_right(provider: NotifyProvider, template: str) -> None:
    found = why(provider, message("sms", template))
    assert type(found) is Unready
    assert found.fault == ("template_refused" if template else "no_template")


def test_a_template_that_asks_for_more_than_we_have(notify: Notify, provider: NotifyProvider) -> None:
    found = why(provider, message("sms", notify.template("sms", "Beste ((voornaam))")))
    assert found.fault == "template_refused"
    assert why(provider, message("letter", notify.template("sms", "x"))).fault == "template_refused"


def test_no_other_host_is_called(notify: Notify, provider: NotifyProvider) -> None:
    with notify_server.running() as elsewhere:
        notify.trouble.append((307, {"Location": f"{elsewhere.url}/v2/notifications/sms"}))
        found = why(provider, message("sms", notify.template("sms", "((text))")))
        assert isinstance(found, Temporary)
        assert elsewhere.asked == []


def test_nobody_there_costs_no_message() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = why(NotifyProvider(KEY, f"http://127.0.0.1:{port}"), message("sms", str(uuid4())))
    assert isinstance(found, Closed)
    assert found.fault == "no_connection"


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(tmp_path: Path) -> None:
    with notify_server.running(mail_server.throwaway_certificate(tmp_path)) as impostor:
        found = why(NotifyProvider(KEY, impostor.url), message("sms", impostor.template("sms", "((text))")))
        assert isinstance(found, Closed)
        assert found.fault == "no_secure_connection"
        assert impostor.asked == []


def test_keys_have_a_form() -> None:
    assert is_key(KEY)
    assert not is_key(KEY[:-1])
    assert not is_key("geheim")
