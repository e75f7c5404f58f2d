"""A set of criteria as a file: out, in again unchanged, looked at first, and every fault with its place."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.criteria.conftest import SignedIn
from tests.http.criteria.sets import OWN, add_own, filled_in_on, present
from tests.http.people import token_of

UPLOAD = "/admin/criteria/upload"


def downloaded(client: FlaskClient, kind: str) -> bytes:
    answer = client.get(f"/admin/criteria/criteria.{kind}")
    assert answer.status_code == 200
    assert "criteria-voorbeeld-" in answer.headers["Content-Disposition"]
    return bytes(answer.data)


def check(client: FlaskClient, content: bytes, name: str = "criteria.json") -> TestResponse:
    """What the page says to a file."""
    token = token_of(client.get(UPLOAD))
    return client.post(UPLOAD, data={"csrf_token": token, "step": "check", "file": (BytesIO(content), name)})


def changed(content: bytes, code: str, **fields: Any) -> bytes:
    """The file with other fields for one criterion."""
    found = json.loads(content)
    [criterion] = [each for each in found["criteria"] if each["code"] == code]
    criterion.update(fields)
    return json.dumps(found).encode()


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_what_was_exported_changes_nothing_when_it_is_imported(
    admin: FlaskClient, owner: Organisation, kind: str
) -> None:
    add_own(owner)
    answer = check(admin, downloaded(admin, kind), f"criteria.{kind}")
    assert answer.status_code == 200
    assert "There is nothing to save." in answer.text
    assert present(owner).version == 2


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_set_travels_to_another_organisation(admin: FlaskClient, owner: Organisation, kind: str) -> None:
    before = present(owner)
    add_own(owner)
    content = downloaded(admin, kind)
    other = factories.organisation("ander", "Gemeente Ander")
    stranger = people.signed_in(admin.application, other.id, "admin")
    stranger.get("/admin/criteria?lang=en")
    assert present(other).everything == before.everything
    answer = check(stranger, content, f"criteria.{kind}")
    assert OWN.code in answer.text
    assert "Added" in answer.text
    assert present(other).version == 1, "looking stores nothing"
    stranger.post(UPLOAD, data=filled_in_on(answer) | {"step": "store", "note": "Van de buren"})
    assert present(other).everything == present(owner).everything
    assert "Van de buren" in stranger.get("/admin/criteria/versions").text


def test_own_criteria_that_a_file_lacks_go_and_built_in_ones_are_switched_off(
    admin: FlaskClient, owner: Organisation
) -> None:
    content = json.loads(downloaded(admin, "json"))
    content["criteria"] = [each for each in content["criteria"] if each["code"] != "bekend.taal"]
    add_own(owner)
    answer = check(admin, json.dumps(content).encode())
    assert "Removed" in answer.text
    assert "switched off" in answer.text
    admin.post(UPLOAD, data=filled_in_on(answer) | {"step": "store"})
    assert [each.code for each in present(owner).inactive] == ["bekend.taal"]
    assert OWN.code not in present(owner).by_code()


def test_faults_are_told_with_their_places_and_nothing_is_stored(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    answer = check(admin, changed(downloaded(admin, "json"), OWN.code, weight="zwaar", reasons={"fr": "Mon nom."}))
    assert answer.status_code == 422
    assert "There are 2 faults in this file." in answer.text
    place = [each.code for each in present(owner).everything].index(OWN.code)
    assert f"/criteria/{place}/weight" in answer.text
    assert f"/criteria/{place}/reasons/nl" in answer.text
    assert present(owner).version == 2


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"code;weight\nbekend.taal;1\n", "neither a JSON file nor a workbook"),
        (b"", "The file is empty."),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"[" * 100_000, "neither a JSON file nor a workbook"),
        (b"\xff\xfe{}", "neither a JSON file nor a workbook"),
    ],
)
def test_what_is_no_set_is_refused(admin: FlaskClient, owner: Organisation, content: bytes, complaint: str) -> None:
    answer = check(admin, content)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert present(owner).version == 1


def test_a_form_without_a_file_is_refused(admin: FlaskClient) -> None:
    answer = admin.post(UPLOAD, data={"csrf_token": token_of(admin.get(UPLOAD)), "step": "check"})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_who_stores_second_sees_what_the_file_would_change_now(signed_in: SignedIn, owner: Organisation) -> None:
    first, second = signed_in("admin"), signed_in("admin")
    answer = check(second, changed(downloaded(second, "json"), "bekend.taal", weight=4))
    edit = filled_in_on(first.get("/admin/criteria/edit"))
    first.post("/admin/criteria/edit", data=edit | {"weight-bekend.historie": "6"})
    answer = second.post(UPLOAD, data=filled_in_on(answer) | {"step": "store", "note": "Mijn reden"})
    assert answer.status_code == 409
    assert "Somebody saved a newer version" in answer.text
    assert filled_in_on(answer)["note"] == "Mijn reden"
    assert "<td>6</td>" in answer.text
    second.post(UPLOAD, data=filled_in_on(answer) | {"step": "store"})
    weights = {each.code: each.weight for each in present(owner).everything}
    assert (weights["bekend.taal"], weights["bekend.historie"], present(owner).version) == (4, 1, 3)


@pytest.mark.parametrize("content", ["", "{}", "no json", '{"format": "klankbord-criteria"}'])
def test_what_comes_back_to_be_stored_is_checked_again(admin: FlaskClient, owner: Organisation, content: str) -> None:
    token = token_of(admin.get(UPLOAD))
    sent = {"csrf_token": token, "step": "store", "version": "1", "content": content}
    assert admin.post(UPLOAD, data=sent).status_code == 422
    assert present(owner).version == 1


def test_an_earlier_version_can_be_downloaded(signed_in: SignedIn, owner: Organisation) -> None:
    add_own(owner)
    viewer = signed_in("viewer")
    codes = [
        each["code"] for each in json.loads(viewer.get("/admin/criteria/criteria.json?version=1").data)["criteria"]
    ]
    assert OWN.code not in codes
    assert viewer.get("/admin/criteria/criteria.xlsx?version=9").status_code == 404
