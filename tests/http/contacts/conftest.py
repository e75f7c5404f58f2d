"""An organisation with a team and a key, and a system that calls the API with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.accounts import keys
from survey.organisations import Organisation
from tests import factories

MOMENT = "2026-03-02T10:15:00+01:00"


def contact(reference: str = "R1", **fields: Any) -> dict[str, Any]:
    """A contact as a system sends it."""
    return {"reference": reference, "occurred_at": MOMENT, **fields}


@dataclass(frozen=True, slots=True)
class System:
    """An organisation's own system, with its key."""

    client: FlaskClient
    key: str

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers={"Authorization": f"Bearer {self.key}"})

    def post(self, body: Any) -> TestResponse:
        return self.client.post("/api/v1/contacts", json=body, headers={"Authorization": f"Bearer {self.key}"})

    def post_text(self, text: str | bytes, content_type: str = "application/json") -> TestResponse:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": content_type}
        return self.client.post("/api/v1/contacts", data=text, headers=headers)


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    """Gemeente Voorbeeld, with the team Burgerzaken."""
    found = factories.organisation()
    factories.team(found)
    return found


@pytest.fixture
def system(organisation: Organisation, client: FlaskClient) -> System:
    """A system of Gemeente Voorbeeld."""
    return System(client, keys.add_key(organisation.id, "command", "Telefooncentrale").key)
