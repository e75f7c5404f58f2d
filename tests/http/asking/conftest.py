"""An organisation whose e-mail goes by SMTP, and the browser of its administrator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.conftest import AnotherApp


@pytest.fixture
def mailing(another_app: AnotherApp) -> Flask:
    """The application with a mail server in its settings; nothing is sent to it."""
    return another_app(smtp_url="smtp://localhost:2525?starttls=no", mail_from="enquete@voorbeeld.example")


@pytest.fixture
def owner(mailing: Flask) -> Iterator[Organisation]:
    """Gemeente Voorbeeld, inside the application."""
    with mailing.app_context():
        yield factories.organisation()


@pytest.fixture
def admin(mailing: Flask, owner: Organisation) -> FlaskClient:
    """The browser of its administrator."""
    return people.signed_in(mailing, owner.id, "admin")
