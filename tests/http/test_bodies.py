"""How much can be sent to an address that is open to everybody, also in pieces that don't tell how long they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from survey.bodies import LARGEST_FORM, LARGEST_PUBLIC
from survey.organisations import Organisation
from tests import factories

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def organisation(in_app: object) -> Organisation:
    return factories.organisation()


def in_pieces(client: FlaskClient, path: str, size: int) -> int:
    """The status of an answer to a form of this size of which no length is told."""
    content = (b"comment=" + b"x" * size)[:size]
    return client.post(
        path, input_stream=BytesIO(content), content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},
    ).status_code  # fmt: skip


@pytest.mark.parametrize("path", ["/code", "/u/x", "/o/voorbeeld", "/voice/voorbeeld"])
def test_a_citizens_form_is_small(client: FlaskClient, organisation: Organisation, path: str) -> None:
    assert in_pieces(client, path, LARGEST_PUBLIC + 1) == 413
    assert client.post(path, data={"comment": "x" * LARGEST_PUBLIC}).status_code == 413
    assert in_pieces(client, path, 1000) != 413


def test_a_form_of_staff_is_measured_before_anybody_signed_in(client: FlaskClient) -> None:
    assert in_pieces(client, "/admin/sign-in", LARGEST_FORM + 1) == 413
    assert in_pieces(client, "/admin/sign-in", LARGEST_PUBLIC + 1) != 413


def test_what_is_too_long_to_keep_still_comes_back_to_its_writer(
    client: FlaskClient, organisation: Organisation
) -> None:
    token = factories.invited(organisation)
    page = client.post(f"/s/{token}", data={"mark": "7", "comment": "ж" * 20_000})
    assert page.status_code == 422
    assert "ж" * 20_000 in page.text
