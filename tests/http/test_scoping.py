"""Nobody sees or changes anything of an organisation that is not theirs: the whole URL map is walked.

What belongs to the other organisation is planted with words that occur nowhere else. A page with one of them, a page
about one of its things, or a changed row is a leak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from admin.accounts import keys
from admin.accounts.permission import level_of, permits
from admin.actions.tables import ImprovementAction
from admin.audits.tables import AuditedCall, AuditRound
from admin.benchmark.tables import BenchmarkFile, BenchmarkSender
from survey.criteria.catalogue import OwnWording
from survey.database import Base, begin, reading
from survey.organisations import Organisation, Team
from survey.registers.record import add_register
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.criteria.sets import OWN, add_own
from tests.http.people import add_user, signed_in
from tests.http.url_map import addresses, staff_rules, takes_ids

ROLES = ("viewer", "auditor", "admin")
CLOSED = {302, 401, 403, 404, 405}
WORDS = (
    "Gemeente Verborgen",
    "Team Verborgen",
    "Sleutel Verborgen",
    "Ronde Verborgen",
    "Maatregel Verborgen",
    "REF-VERBORGEN",
    "verborgen@verborgen.example",
    "beleefd.verborgen",
    "Meetpunt Verborgen",
    "Afzender Verborgen",
    "Register Verborgen",
)
HIDDEN = replace(
    OWN,
    code="beleefd.verborgen",
    own=OwnWording("Meetpunt Verborgen", "Meetpunt Verborgen (en)", (("nl", "Meetpunt Verborgen (reden)"),)),
)
FORM = {"confirm": "y", "name": "x", "role": "viewer"}


@dataclass(frozen=True, slots=True)
class Planted:
    """An organisation with something of every kind."""

    id: UUID
    ids: tuple[UUID, ...]


@pytest.fixture
def planted(in_app: Flask) -> Planted:
    """The organisation that nobody here belongs to."""
    owner = factories.organisation("verborgen-slug", "Gemeente Verborgen")
    team = factories.team(owner, "Team Verborgen")
    factories.invited(owner, "REF-VERBORGEN", team_id=team)
    add_user(owner.id, "admin", "verborgen@verborgen.example")
    keys.add_key(owner.id, "command", "Sleutel Verborgen")
    add_own(owner, HIDDEN)
    with begin() as session:
        planted = AuditRound(organisation_id=owner.id, id=uuid4(), name="Ronde Verborgen", criteria_version=1)
        session.add(planted)
        session.flush()
        today = factories.NOON.date()
        session.add(ImprovementAction(organisation_id=owner.id, title="Maatregel Verborgen", starts_on=today))
        add_register(session, owner.id, "command", name="Register Verborgen", base_url="https://127.0.0.1:9", token="x")
        place = {"round_id": planted.id, "team_id": team, "channel": "phone", "day": factories.NOON.date()}
        session.add(AuditedCall(organisation_id=owner.id, **place, reference="REF-VERBORGEN", is_done=False))
        sender = BenchmarkSender(organisation_id=owner.id, id=uuid4(), name="Afzender Verborgen", public_key="ab" * 32)
        session.add(sender)
        session.flush()
        dated = {"until": factories.NOON.date(), "made_at": factories.NOON}
        session.add(BenchmarkFile(organisation_id=owner.id, sender_id=sender.id, **dated, scores=[]))
    return Planted(owner.id, tuple(_ids_of(owner.id)))


def _ids_of(organisation_id: UUID) -> Iterator[UUID]:
    """The ids of all its rows, and its own: whatever an address may ask for."""
    yield organisation_id
    with reading() as session:
        for table in _owned_tables():
            if "id" in table.c:
                query = select(table.c.id).where(table.c.organisation_id == organisation_id)
                yield from session.scalars(query)


def _owned_tables() -> list[Any]:
    return [table for table in Base.metadata.sorted_tables if "organisation_id" in table.c]


def rows_of(organisation_id: UUID) -> dict[str, list[str]]:
    """Everything that the organisation has, to see whether any of it changed."""
    with reading() as session:
        found = {
            table.name: sorted(
                map(repr, session.execute(select(table).where(table.c.organisation_id == organisation_id)))
            )
            for table in _owned_tables()
        }
        own = select(Organisation.__table__).where(Organisation.id == organisation_id)
        return found | {"organisations": [repr(session.execute(own).one())]}


def leaks(
    app: Flask,
    client: FlaskClient,
    planted: Planted,
    headers: dict[str, str] | None = None,
    only: str | None = None,
) -> list[str]:
    """Every endpoint (or `only` one) where this client gets to something of the planted organisation, and what."""
    found = set()
    before = rows_of(planted.id)
    for method in ("GET", "POST"):
        for rule in staff_rules(app, method):
            # After signing out the walk would not go on as the same user.
            if rule.endpoint == "accounts.sign_out" or only not in {None, rule.endpoint}:
                continue
            for address in addresses(rule, planted.ids, ["verborgen-slug"]):
                answer = _open(client, address, method=method, data=FORM, headers=headers)
                if reason := _leak(answer, takes_ids(rule)):
                    found.add(f"{method} {rule.endpoint}: {reason}")
            after = rows_of(planted.id)
            if after != before:
                found.add(f"{method} {rule.endpoint}: changes a row")
            before = after
    return sorted(found)


def _open(client: FlaskClient, address: str, **options: Any) -> TestResponse:
    """Without the page checks of other tests: hundreds of pages that say no are parsed elsewhere once."""
    return Context().run(FlaskClient.open, client, address, **options)


def text_of(body: bytes) -> str:
    """What a reader finds in an answer, also inside a spreadsheet."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in parts.namelist())
    return body.decode("utf-8", "replace")


def _leak(answer: TestResponse, about_one_thing: bool) -> str | None:
    shown = [word for word in WORDS if word in text_of(answer.get_data())]
    if shown:
        return f"shows {', '.join(shown)}"
    return f"answers {answer.status}" if about_one_thing and answer.status_code not in CLOSED else None


@pytest.fixture
def app_without_tokens(in_app: Flask) -> Iterator[Flask]:
    """Lets forms in without their token, so that what refuses them is the scope and nothing else."""
    in_app.config["WTF_CSRF_ENABLED"] = False
    yield in_app
    in_app.config["WTF_CSRF_ENABLED"] = True


@pytest.fixture
def stranger() -> Organisation:
    """Another organisation, whose users try."""
    return factories.organisation("ander", "Gemeente Ander")


@pytest.mark.parametrize("role", ROLES)
def test_a_user_of_another_organisation_reaches_nothing(
    app_without_tokens: Flask, planted: Planted, stranger: Organisation, role: str
) -> None:
    client = signed_in(app_without_tokens, stranger.id, role)
    assert leaks(app_without_tokens, client, planted) == []
    assert client.get("/admin/password").status_code == 200, "the walk was not made as a user"


def test_a_key_of_another_organisation_reaches_nothing(
    app_without_tokens: Flask, planted: Planted, stranger: Organisation
) -> None:
    new = keys.add_key(stranger.id, "command", "x")
    headers = {"Authorization": f"Bearer {new.key}"}
    assert leaks(app_without_tokens, app_without_tokens.test_client(), planted, headers) == []


def test_nobody_reaches_anything(app_without_tokens: Flask, planted: Planted) -> None:
    client = app_without_tokens.test_client()
    assert leaks(app_without_tokens, client, planted) == []
    for method in ("GET", "POST"):
        for rule in staff_rules(app_without_tokens, method):
            if level_of(app_without_tokens, rule.endpoint) != "anyone":
                for address in addresses(rule, planted.ids[:1], ["verborgen-slug"]):
                    assert client.open(address, method=method).status_code in CLOSED, address


@permits("viewer")
def unscoped_page(team_id: UUID) -> Response:
    """A mistake: the team is fetched without its organisation."""
    with reading() as session:
        found = session.scalar(select(Team.name).where(Team.id == team_id))
    return Response(found or "none", 200 if found else 404, mimetype="text/plain")


@permits("viewer")
def unscoped_list() -> Response:
    """A mistake: the teams of all."""
    with reading() as session:
        return Response("\n".join(session.scalars(select(Team.name))), mimetype="text/plain")


@permits("viewer")
def unscoped_change(team_id: UUID) -> Response:
    """A mistake, and nothing of it shows."""
    with begin() as session:
        session.execute(update(Team).where(Team.id == team_id).values(name="renamed"))
    return Response(status=404, mimetype="text/plain")


@permits("viewer")
def telling_answer(team_id: UUID) -> Response:
    """A mistake: it says whether the team exists."""
    with reading() as session:
        known = session.scalar(select(Team.id).where(Team.id == team_id)) is not None
    return Response(status=200 if known else 404, mimetype="text/plain")


@pytest.mark.parametrize(
    ("rule", "view", "method", "found"),
    [
        ("/admin/leak/<uuid:team_id>", unscoped_page, "GET", "GET leak: shows Team Verborgen"),
        ("/admin/leak", unscoped_list, "GET", "GET leak: shows Team Verborgen"),
        ("/admin/leak/<uuid:team_id>", unscoped_change, "POST", "POST leak: changes a row"),
        ("/admin/leak/<uuid:team_id>", telling_answer, "GET", "GET leak: answers 200 OK"),
    ],
)
def test_the_walk_finds_a_leak(
    another_app: AnotherApp,
    planted: Planted,
    stranger: Organisation,
    rule: str,
    view: Callable[..., Response],
    method: str,
    found: str,
) -> None:
    leaky = another_app()
    leaky.config["WTF_CSRF_ENABLED"] = False
    leaky.add_url_rule(rule, "leak", view, methods=[method])
    client = signed_in(leaky, stranger.id, "viewer")
    assert leaks(leaky, client, planted, only="leak") == [found]
