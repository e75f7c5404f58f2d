"""An organisation with a team, and browsers of its staff, in English."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

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
def team(owner: Organisation) -> UUID:
    """Its team Burgerzaken."""
    return factories.team(owner)


@pytest.fixture
def signed_in(in_app: Flask, owner: Organisation) -> SignedIn:
    """A browser of a new user of this role, with pages in English: `signed_in("auditor")`."""

    def enter(role: str) -> FlaskClient:
        client = people.signed_in(in_app, owner.id, role)
        client.get("/admin/audits?lang=en")
        return client

    return enter
