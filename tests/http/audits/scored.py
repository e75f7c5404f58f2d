"""Rounds that were made on their form, and calls that are scored on theirs."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.audits.planning.record import Planned, make_round
from admin.audits.tables import AuditedCall, AuditScore
from survey.database import reading
from survey.organisations import Organisation

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
DAY = "2026-02-03"


def planned(team: UUID, *auditors: UUID, name: str = "Spring", calls: int = 3) -> Planned:
    """A round in February with some calls by phone of one team."""
    return Planned(name, "mystery", FIRST, LAST, 0, {(team, "phone"): calls}, frozenset(auditors))


def made(owner: Organisation, team: UUID, *auditors: UUID, name: str = "Spring") -> UUID:
    """Such a round in the database; gives its id."""
    return make_round(owner.id, planned(team, *auditors, name=name), "command")


def hidden(page: TestResponse, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, f"no {name} on the page: {page.status}"
    return found.group(1)


def opened(client: FlaskClient, address: str) -> dict[str, str]:
    """The hidden fields of a form, as its page has them."""
    page = client.get(address)
    return {name: hidden(page, name) for name in ("csrf_token", "id", "edition", "writer")}


def scored(team: UUID, **fields: str) -> dict[str, str]:
    """A call with a mark; further fields by their names, a criterion's code with `_` for the dot."""
    named = {name.replace("value_", "value-").replace("remark_", "remark-"): text for name, text in fields.items()}
    codes = {re.sub(r"-(\w+?)_", r"-\1.", name): text for name, text in named.items()}
    return {"day": DAY, "team": str(team), "channel": "phone", "value-bekend.taal": "7"} | codes


def calls_of(round_id: UUID) -> list[AuditedCall]:
    """The calls of a round as they are stored."""
    with reading() as session:
        return list(session.scalars(select(AuditedCall).where(AuditedCall.round_id == round_id)))


def scores_of(call_id: UUID) -> dict[str, AuditScore]:
    """The scores of a call by criterion."""
    with reading() as session:
        found = session.scalars(select(AuditScore).where(AuditScore.call_id == call_id))
        return {score.criterion: score for score in found}
