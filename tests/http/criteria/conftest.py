"""An organisation with the built-in criteria, and browsers of its staff, in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.organisations import Organisation
from tests import factories
from tests.http import people

SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    """Gemeente Voorbeeld."""
    return factories.organisation()


@pytest.fixture
def signed_in(in_app: Flask, owner: Organisation) -> SignedIn:
    """A browser of a new user of this role, with pages in English: `signed_in("viewer")`."""

    def enter(role: str) -> FlaskClient:
        client = people.signed_in(in_app, owner.id, role)
        client.get("/admin/criteria?lang=en")
        return client

    return enter


@pytest.fixture
def admin(signed_in: SignedIn) -> FlaskClient:
    """A browser of an administrator."""
    return signed_in("admin")
