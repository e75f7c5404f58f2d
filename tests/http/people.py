"""Members of staff for tests, and browsers in which they are signed in."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.accounts import passwords
from admin.accounts.tables import User
from survey.database import begin

PASSWORD = "een lange zin om te testen"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def add_user(
    organisation_id: UUID, role: str = "viewer", email: str | None = None, *, must_change_password: bool = False
) -> User:
    """A user with PASSWORD; the address tells the role where none is given. Call it inside the application."""
    user = User(
        organisation_id=organisation_id,
        id=uuid4(),
        email=email or f"{role}-{uuid4().hex[:6]}@voorbeeld.example",
        role=role,
        password_hash=passwords.hashed(PASSWORD),
        must_change_password=must_change_password,
    )
    with begin() as session:
        session.add(user)
    return user


def token_of(page: TestResponse) -> str:
    """The token against forgery in a page's form."""
    found = _TOKEN.search(page.get_data(as_text=True))
    assert found, f"no form on the page: {page.status}"
    return found.group(1)


def send(client: FlaskClient, path: str, page: str | None = None, **fields: object) -> TestResponse:
    """Send a form as a person does: load the page (default: the same address), fill it in, send it."""
    token = token_of(client.get(page or path))
    return client.post(path, data={"csrf_token": token, **fields})


def sign_in(
    client: FlaskClient, email: str, password: str = PASSWORD, path: str = "/admin/sign-in?lang=en"
) -> TestResponse:
    """What the sign-in page answers to this address and password."""
    return send(client, path, email=email, password=password)


def signed_in(app: Flask, organisation_id: UUID, role: str = "viewer") -> FlaskClient:
    """A browser in which a new user of this role is signed in. Call it inside the application or outside."""
    with app.app_context():
        user = add_user(organisation_id, role)
    client = app.test_client()
    assert sign_in(client, user.email).status_code == 302
    return client
