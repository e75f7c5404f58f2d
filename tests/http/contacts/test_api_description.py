"""The OpenAPI document is valid, and true: every answer it tells of is given, and is as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import TestResponse

from admin.contacts.contract import REQUEST
from survey.intake.payload import FIELDS
from survey.intake.reach import REACH_FIELDS
from tests.http.conftest import AnotherApp
from tests.http.contacts.conftest import System, contact

Call = Callable[[System, Flask], TestResponse]
LIST = [contact("L1", invite=True), contact("L2")]


def _twice(system: System, _broken: Flask) -> TestResponse:
    system.post(contact(invite=True))
    return system.post(contact(invite=True))


def _without_key(path: str, method: str) -> Call:
    return lambda system, _broken: system.client.open(path, method=method)


def _broken(path: str, method: str) -> Call:
    """The same call where the database can't be reached."""
    headers = {"Authorization": "Bearer kb_x"}
    return lambda _system, broken: broken.test_client().open(path, method=method, headers=headers)


CALLS: dict[tuple[str, str, str], list[Call]] = {
    ("/contacts", "post", "201"): [
        lambda system, _: system.post(contact()),
        lambda system, _: system.post(contact("I", invite="renew")),
        lambda system, _: system.post(contact("C", invite="code")),
        lambda system, _: system.post(LIST),
    ],
    ("/contacts", "post", "200"): [_twice],
    ("/contacts", "post", "400"): [lambda system, _: system.post_text("{")],
    ("/contacts", "post", "401"): [_without_key("/api/v1/contacts", "POST")],
    ("/contacts", "post", "413"): [lambda system, _: system.post_text(" " * (8 * 1024 * 1024 + 1))],
    ("/contacts", "post", "415"): [lambda system, _: system.post_text("{}", "text/plain")],
    ("/contacts", "post", "422"): [lambda system, _: system.post([{}, contact(agent="x")])],
    ("/contacts", "post", "default"): [_broken("/api/v1/contacts", "POST")],
    ("/comparison", "get", "200"): [
        lambda system, _: system.get("/api/v1/comparison"),
        lambda system, _: system.get("/api/v1/comparison?language=fy&unweighted=true"),
    ],
    ("/comparison", "get", "400"): [lambda system, _: system.get("/api/v1/comparison?from=x")],
    ("/comparison", "get", "401"): [_without_key("/api/v1/comparison", "GET")],
    ("/comparison", "get", "default"): [_broken("/api/v1/comparison", "GET")],
    ("/openapi.json", "get", "200"): [_without_key("/api/v1/openapi.json", "GET")],
}


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def followed(description: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """What a reference points at; anything else as it is."""
    if "$ref" not in part:
        return part
    for name in part["$ref"].removeprefix("#/").split("/"):
        description = description[name]
    return description


def closed(part: Any) -> Any:
    """The schema with no room for members that it doesn't tell of."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {name: closed(each) for name, each in part.items()}
    return found | {"additionalProperties": False} if isinstance(part.get("required"), list) else found


def check_body(description: dict[str, Any], schema: dict[str, Any], body: Any) -> None:
    whole = closed({**schema, "components": description["components"]})
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(body)


def check_answer(description: dict[str, Any], told: dict[str, Any], answer: TestResponse) -> None:
    told = followed(description, told)
    assert set(told["headers"]) <= set(answer.headers.keys())
    ((media_type, content),) = told["content"].items()
    assert answer.mimetype == media_type
    check_body(description, content["schema"], answer.get_json())


def test_the_document_is_valid_openapi(description: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(description).validate()


def test_anyone_may_read_it_from_any_page(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["API-Version"] == answer.get_json()["info"]["version"]


def test_every_address_of_the_api_is_described_and_no_other(client: FlaskClient, description: dict[str, Any]) -> None:
    rules = client.application.url_map.iter_rules()
    there = {
        (rule.rule.removeprefix("/api/v1"), method.lower())
        for rule in rules
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = {(path, method) for path, methods in description["paths"].items() for method in methods}
    assert told == there


def test_every_answer_that_is_described_is_tried_here(description: dict[str, Any]) -> None:
    told = {
        (path, method, status)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        for status in operation["responses"]
    }
    assert told == set(CALLS)


@pytest.mark.parametrize("told", CALLS, ids=" ".join)
def test_answers_are_as_described(
    system: System, another_app: AnotherApp, description: dict[str, Any], told: tuple[str, str, str]
) -> None:
    path, method, status = told
    broken = another_app(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    for call in CALLS[told]:
        answer = call(system, broken)
        assert str(answer.status_code) == ("503" if status == "default" else status)
        check_answer(description, description["paths"][path][method]["responses"][status], answer)


def test_what_any_address_can_answer_is_as_described(client: FlaskClient, description: dict[str, Any]) -> None:
    answers = description["components"]["responses"]
    check_answer(description, answers["Problem404"], client.get("/api/v1/nothing"))
    check_answer(description, answers["Problem405"], client.get("/api/v1/contacts"))


def test_the_examples_are_taken_as_they_stand(system: System) -> None:
    for example in REQUEST["examples"].values():
        assert system.post(example["value"]).status_code in {200, 201}


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({}, True), ({"invite": "renew"}, True), ({"invite": "yes"}, False), ({"channel": None}, True),
        ({"channel": "pigeon"}, False), ({"rating": 5}, True), ({"rating": 6}, False), ({"agent": "x"}, False),
        ({"waiting_seconds": 86399}, True), ({"waiting_seconds": 86400}, False), ({"topic": ""}, False),
        ({"topic": "x" * 200}, True), ({"topic": "x" * 201}, False), ({"answered": 1}, False),
        ({"reference": None}, False), ({"language": "xx"}, True),
    ],
)  # fmt: skip
def test_the_schema_takes_what_the_code_takes(
    system: System, description: dict[str, Any], fields: dict[str, Any], fits: bool
) -> None:
    sent = {**contact(), **fields}
    schema = {**description["components"]["schemas"]["Contact"], "components": description["components"]}
    assert Draft202012Validator(schema).is_valid(sent) is fits
    assert (system.post(sent).status_code == 201) is fits


def test_a_member_that_is_not_described_is_found(description: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/TakenContact"}
    taken = {"reference": "R1", "status": "known", "invitation": None}
    check_body(description, schema, taken)
    for wrong in ({**taken, "phone": "x"}, {**taken, "status": "lost"}, {"reference": "R1", "status": "known"}):
        with pytest.raises(ValidationError):
            check_body(description, schema, wrong)


def test_every_field_is_described(description: dict[str, Any]) -> None:
    assert set(description["components"]["schemas"]["Contact"]["properties"]) == {*FIELDS, *REACH_FIELDS, "invite"}
