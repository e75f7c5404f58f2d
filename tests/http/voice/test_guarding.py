"""Who is not the provider gets nowhere; what comes twice, late or at once counts once; who called is kept nowhere."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select, update

from survey.answers.tables import Response
from survey.database import Base, begin, now, reading
from survey.organisations import Organisation
from survey.voice.tables import VoiceCall
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.voice.caller import NUMBER, SITE, Call, calls_kept, open_line, rows_of_calls, signed

KEYS = ("4", "5", "3", "2", "0", "1", "9")


@pytest.fixture
def town(in_app: Flask) -> Organisation:
    """An organisation whose line is open."""
    owner = factories.organisation()
    open_line(owner)
    return owner


def answers() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


def test_a_forged_signature_is_refused(town: Organisation, client: FlaskClient) -> None:
    fields = {"CallSid": "CA1", "Digits": "4"}
    path = "/voice/voorbeeld?lang=nl"
    forged: list[dict[str, str]] = [
        {},
        signed(SITE + path, fields, "another secret"),
        signed(SITE + "/voice/voorbeeld?lang=en", fields),
        signed(SITE + path, fields | {"Digits": "5"}),
        signed("http://elsewhere.example" + path, fields),
    ]
    for headers in forged:
        refused = client.post(path, data=fields, headers=headers)
        assert refused.status_code == 403
        assert refused.mimetype == "application/problem+json"
        assert json.loads(refused.get_data())["status"] == 403
    assert rows_of_calls() == 0
    assert client.post(path, data=fields, headers=signed(SITE + path, fields)).status_code == 200


def test_an_organisation_without_a_line_looks_the_same(town: Organisation, client: FlaskClient) -> None:
    factories.organisation("zonder", "Gemeente Zonder")
    for slug in ("zonder", "nergens", "NOT-A-SLUG"):
        url = f"{SITE}/voice/{slug}"
        assert (
            client.post(f"/voice/{slug}", data={"CallSid": "CA1"}, headers=signed(url, {"CallSid": "CA1"})).status_code
            == 403
        )
    assert client.get("/voice/voorbeeld").status_code == 405


def test_guessing_is_slowed_down_and_the_provider_is_not(town: Organisation, client: FlaskClient) -> None:
    seen = [client.post("/voice/voorbeeld", data={"CallSid": "CA1"}) for _ in range(22)]
    assert [each.status_code for each in seen] == [403] * 20 + [429] * 2
    assert int(seen[-1].headers["Retry-After"]) > 0
    assert Call(client).begin(lang="nl").press(*KEYS).is_over


def test_what_is_no_call_is_said_to_be_none(town: Organisation, client: FlaskClient) -> None:
    url = f"{SITE}/voice/voorbeeld"
    for fields in ({"Digits": "1"}, {"CallSid": ""}, {"CallSid": "C" * 201}):
        assert client.post("/voice/voorbeeld", data=fields, headers=signed(url, fields)).status_code == 400
    assert client.post("/voice/voorbeeld", data={"CallSid": "C" * 20_000}).status_code == 413


@pytest.mark.parametrize("keys", [(), ("MSBrZXkgb2YgdGhlIHRlc3RzIG9mIDMyIGJ5dGVzISE=",)], ids=["none", "another"])
def test_without_the_key_of_its_secret_a_line_says_so(
    town: Organisation, another_app: AnotherApp, keys: tuple[str, ...]
) -> None:
    refused = another_app(address_keys=keys).test_client().post("/voice/voorbeeld", data={"CallSid": "CA1"})
    assert (refused.status_code, refused.mimetype) == (503, "application/problem+json")
    assert "ADDRESS_KEYS" in refused.get_json()["detail"]


def test_a_request_that_comes_twice_changes_nothing(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin(lang="en")
    first = call.action
    call.press("1")
    for _ in range(3):
        call.listen(call.send(first, Digits="5"))
    assert "quick and easy" in call.words
    call.begin(lang="de")
    assert "quick and easy" in call.words
    call.press(*KEYS[1:])
    last = call.action
    for _ in range(3):
        call.listen(call.send(last, Digits="1"))
        assert call.is_over
        assert "Thank you" in call.words
    call.begin(lang="en")
    assert call.is_over
    assert answers() == 1
    with reading() as session:
        assert session.scalars(select(Response.bekend)).one() == 1


def test_a_whole_call_played_back_later_counts_nothing(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin(lang="nl")
    sent = []
    for key in KEYS:
        sent.append((call.action, key))
        call.press(key)
    with begin() as session:
        session.execute(update(VoiceCall).values(started_at=now() - timedelta(hours=2)))
    call.begin(lang="nl")
    assert not call.is_over
    for action, key in sent:
        assert call.send(action, Digits=key).status_code == 200
    call.hang_up()
    assert answers() == 1


def test_two_calls_at_once_do_not_mix(town: Organisation, app: Flask) -> None:
    def whole_call(key: str) -> bool:
        return Call(app.test_client()).begin(lang="nl").press(*[key] * 5, "1", key).is_over

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(whole_call, ["1", "2", "3", "4"] * 2))
    with reading() as session:
        rows = session.execute(select(Response.bekend, Response.betrouwbaar, Response.mark)).all()
    assert sorted(rows) == sorted((each, each, each) for each in (1, 2, 3, 4) * 2)


def test_the_same_request_at_the_same_moment_counts_once(town: Organisation, app: Flask) -> None:
    call = Call(app.test_client()).begin(lang="nl").press(*KEYS[:-1])

    def once_more(_: int) -> int:
        other = Call(app.test_client(), sid=call.sid)
        return other.send(call.action, Digits="9").status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(once_more, range(6))) == {200}
    assert answers() == 1
    assert calls_kept() == 0


def test_behind_a_proxy_the_public_address_counts(town: Organisation, another_app: AnotherApp) -> None:
    client = another_app(public_url="https://mening.voorbeeld.example").test_client()
    fields = {"CallSid": "CA1"}
    url = "https://mening.voorbeeld.example/voice/voorbeeld?lang=nl"
    headers = signed(url, fields)
    response = client.post("/voice/voorbeeld?lang=nl", data=fields, headers=headers, base_url="http://10.0.0.8:8000")
    assert response.status_code == 200
    assert b'action="https://mening.voorbeeld.example/voice/voorbeeld/answer?turn=' in response.get_data()


def test_forgotten_calls_go_after_an_hour(town: Organisation, client: FlaskClient, runner: FlaskCliRunner) -> None:
    Call(client).begin(lang="nl").press("4")
    with begin() as session:
        session.execute(update(VoiceCall).values(started_at=now() - timedelta(minutes=61)))
    assert "1 calls by keypad" in runner.invoke(args=["retention", "run", "--dry-run"]).stdout
    assert rows_of_calls() == 1
    runner.invoke(args=["retention", "run"])
    assert rows_of_calls() == 0
    assert answers() == 0


def test_who_called_is_in_no_table_and_no_log(
    town: Organisation, client: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    call = Call(client).begin(lang="nl").press("4")
    kept = "".join(_everything())
    call.press(*KEYS[1:]).hang_up()
    kept += "".join(_everything()) + "".join(capfd.readouterr())
    for secret in (NUMBER, NUMBER[1:], call.sid):
        assert secret not in kept


def _everything() -> list[str]:
    with reading() as session:
        return [str(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
