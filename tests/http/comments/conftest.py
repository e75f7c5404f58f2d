"""An organisation, a viewer and an administrator."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.organisations import Organisation
from tests import factories
from tests.http import people


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def viewer(in_app: Flask, owner: Organisation) -> FlaskClient:
    return people.signed_in(in_app, owner.id, "viewer")


@pytest.fixture
def admin(in_app: Flask, owner: Organisation) -> FlaskClient:
    return people.signed_in(in_app, owner.id, "admin")
