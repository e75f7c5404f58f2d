"""The description of the API, OpenAPI 3.1: of every address, what it takes and all that it answers. Pure."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from admin.api.schemas import Schema, comparison_schemas, object_of, reference
from admin.contacts import contract
from survey import dimensions, languages

VERSION: Final = "1.0.0"
"""Of the API, as semver: the first number stands in every address."""
_ABOUT: Final = (
    "With the key of an organisation, its own systems send contacts and read the comparison of perceived and "
    "measured quality. Every answer has the header API-Version; what goes wrong is told in problem details "
    "(RFC 9457). No call sets a cookie."
)
_PROBLEMS: Final = {
    "400": "What was sent can't be read; `errors` names the query parameters that can't be used.",
    "401": "There is no key, or one that is unknown or revoked.",
    "404": "There is nothing at this address.",
    "405": "The address does not take this method; the header Allow lists those that it takes.",
    "413": "The body is larger than 8 MB.",
    "415": "The body is not application/json.",
    "422": "The body has faults: `errors` lists all of them by JSON pointer. Nothing was stored.",
    "default": "Something went wrong on our side (500), or the database can't be reached (503). Send the same again.",
}
_MORE_HEADERS: Final = {"401": "WWW-Authenticate", "405": "Allow"}


@cache
def document(public_url: str) -> dict[str, Any]:
    """The OpenAPI document of the API at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Klankbord",
            "version": VERSION,
            "description": _ABOUT,
            "contact": {"name": "Klankbord", "url": public_url},
        },
        "servers": [{"url": f"{public_url}/api/v1"}],
        "tags": [{"name": "contacts"}, {"name": "comparison"}, {"name": "description"}],
        "paths": {
            "/contacts": {"post": _contacts()},
            "/comparison": {"get": _comparison()},
            "/openapi.json": {"get": _description()},
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "Starts with `kb_`."}},
            "headers": _headers(),
            "schemas": {**contract.SCHEMAS, **comparison_schemas(), "Problem": _problem_schema()},
            "responses": {_problem_name(status): _problem(status, text) for status, text in _PROBLEMS.items()},
        },
    }


def _contacts() -> dict[str, Any]:
    return {
        "operationId": "addContacts",
        "tags": ["contacts"],
        "summary": "Send one contact, or a list of them",
        "description": contract.DESCRIPTION,
        "security": [{"key": []}],
        "requestBody": {"required": True, "content": {"application/json": contract.REQUEST}},
        "responses": {
            "200": _answer("Everything was known already.", contract.ANSWER),
            "201": _answer("A contact or an invitation is new.", contract.ANSWER),
            **_problems("400", "401", "413", "415", "422", "default"),
        },
    }


def _comparison() -> dict[str, Any]:
    return {
        "operationId": "getComparison",
        "tags": ["comparison"],
        "summary": "Perceived beside measured, for each of the five B's",
        "description": "The same figures as the page and the spreadsheets. Too few answers are hidden.",
        "security": [{"key": []}],
        "parameters": [
            _parameter("from", "First month, as 2026-03. Without it: a year before the last.", _MONTH),
            _parameter("to", "Last month. Without it: this month.", _MONTH),
            _parameter("team", "Name of a team.", {"type": "string"}),
            _parameter("channel", "How the contact took place.", {"type": "string", "enum": [*dimensions.CHANNELS]}),
            _parameter("language", "Not with a team or channel.", {"type": "string", "enum": [*languages.CODES]}),
            _parameter("unweighted", "Count each answer once.", {"type": "boolean", "default": False}),
        ],
        "responses": {
            "200": _answer("The comparison.", reference("Comparison")),
            **_problems("400", "401", "default"),
        },
    }


_MONTH: Final[Schema] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}
"""A day stands for its month."""


def _description() -> dict[str, Any]:
    return {
        "operationId": "getDescription",
        "tags": ["description"],
        "summary": "This description",
        "security": [],
        "responses": {"200": _answer("An OpenAPI document.", {"type": "object"})},
    }


def _parameter(name: str, description: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _answer(description: str, schema: Schema) -> dict[str, Any]:
    headers = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
    return {"description": description, "headers": headers, "content": {"application/json": {"schema": schema}}}


def _problems(*statuses: str) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{_problem_name(status)}"} for status in statuses}


def _problem_name(status: str) -> str:
    return f"Problem{status.capitalize()}"


def _problem(status: str, description: str) -> dict[str, Any]:
    names = ["API-Version", *([_MORE_HEADERS[status]] if status in _MORE_HEADERS else [])]
    return {
        "description": description,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
        "content": {"application/problem+json": {"schema": reference("Problem")}},
    }


def _headers() -> dict[str, Any]:
    about = {
        "API-Version": "Version of the API, as semver.",
        "WWW-Authenticate": "How to identify oneself.",
        "Allow": "The methods that the address takes.",
    }
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in about.items()}


def _problem_schema() -> Schema:
    place = object_of(
        {
            "pointer": {"type": "string", "description": "JSON pointer into the body, as in `#/3/team`."},
            "parameter": {"type": "string", "description": "Name of a query parameter."},
            "detail": {"type": "string", "description": "What was expected there."},
        },
        optional=("pointer", "parameter"),
    )
    return object_of(
        {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": place, "minItems": 1},
        },
        "Problem details (RFC 9457), in English.",
        optional=("errors",),
    )
