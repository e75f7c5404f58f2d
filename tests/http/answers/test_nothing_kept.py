"""No cookie, no script, no address and no token in a log line, nothing from another host."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect

from survey.answers.tables import Response, ResponseReason
from survey.database import engine
from tests import factories


def test_no_cookie_is_set_on_the_citizens_side(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    for answer in (
        client.get(f"/s/{token}"),
        client.post(f"/s/{token}", data={"mark": "8"}),
        client.get(f"/s/{token}"),
        client.get("/o/voorbeeld"),
        client.get("/o/voorbeeld/thanks"),
        client.get("/nothing"),
    ):
        assert "Set-Cookie" not in answer.headers


def test_a_page_has_no_script_and_loads_nothing_from_elsewhere(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    page = client.get(f"/s/{token}").text
    assert "<script" not in page
    assert not re.search(r"\son[a-z]+=", page)
    loaded = re.findall(r'<(?:link|img|iframe|source)[^>]*(?:href|src)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


def test_log_lines_hold_no_token_no_address_no_answer(
    in_app: Flask, client: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    token = factories.invited(factories.organisation())
    elsewhere = {"REMOTE_ADDR": "192.0.2.77"}
    client.get(f"/s/{token}", environ_overrides=elsewhere)
    client.post(f"/s/{token}", data={"mark": "8", "comment": "Jan de Vries"}, environ_overrides=elsewhere)
    client.get(f"/s/{token}/jan@example.org", environ_overrides=elsewhere)
    log = capfd.readouterr().err
    assert '"route": "/s/<token>"' in log
    for secret in (token, token[:9], "192.0.2.77", "Jan", "example.org"):
        assert secret not in log


def test_a_response_has_no_column_that_leads_to_a_person(in_app: Flask) -> None:
    names = {column["name"] for column in inspect(engine()).get_columns(Response.__tablename__)}
    assert not names & {"invitation_id", "contact_id", "address", "user_agent", "created_at", "token_hash"}
    keys = inspect(engine()).get_foreign_keys(Response.__tablename__)
    keys += inspect(engine()).get_foreign_keys(ResponseReason.__tablename__)
    assert {key["referred_table"] for key in keys} <= {"organisations", "teams", "responses"}


def test_a_fault_is_a_kind_page_and_its_log_line_holds_no_values(
    in_app: Flask, client: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    token = factories.invited(factories.organisation())
    with engine().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE responses RENAME TO responses_away")
    try:
        page = client.post(f"/s/{token}", data={"mark": "8", "comment": "Jan de Vries"})
    finally:
        with engine().begin() as connection:
            connection.exec_driver_sql("ALTER TABLE responses_away RENAME TO responses")
    assert page.status_code == 500
    assert "Traceback" not in page.text
    log = capfd.readouterr().err
    assert '"event": "fault"' in log
    assert "Jan" not in log
    assert token not in log
    assert client.post(f"/s/{token}", data={"mark": "8"}).status_code == 303


@pytest.mark.usefixtures("in_app")
def test_the_servers_own_lines_hold_no_address_and_no_token(caplog: pytest.LogCaptureFixture) -> None:
    server = logging.getLogger("gunicorn.error")
    server.warning("Invalid request from ip=192.0.2.7: Invalid Request Line 'GET /s/abcd HTTP/9'")
    try:
        raise ValueError("what a citizen wrote")
    except ValueError:
        server.exception("Error handling request %s %s", "POST", "/s/abcd")
    server.info("Booting worker with pid: %s", 7)
    assert caplog.messages[:2] == ["Invalid request", "Error handling request"]
    assert "citizen" not in caplog.text
    assert "abcd" not in caplog.text
