"""An organisation to be a member of, and a way to be signed in there."""

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
def organisation(in_app: Flask) -> Organisation:
    """Gemeente Voorbeeld."""
    return factories.organisation()


@pytest.fixture
def signed_in(in_app: Flask, organisation: Organisation) -> SignedIn:
    """A browser of a new user of this role: `signed_in("admin")`."""
    return lambda role: people.signed_in(in_app, organisation.id, role)
