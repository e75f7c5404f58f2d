"""Changing criteria: a new version each time, nothing of an old one touched, nobody's work lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from admin.criteria import record
from survey.database import engine
from survey.organisations import Organisation
from tests.http.criteria.conftest import SignedIn
from tests.http.criteria.sets import (
    NEW_OWN,
    OWN,
    add_own,
    everything_stored,
    filled_in,
    filled_in_on,
    journal_of,
    present,
)

EDIT = "/admin/criteria/edit"
OWN_PAGE = f"/admin/criteria/own/{OWN.code}"
FIRST_CODE = "bekend.behoefte"


def test_weights_norm_and_use_are_saved_as_a_new_version(admin: FlaskClient, owner: Organisation) -> None:
    sent = filled_in(admin, EDIT)
    sent |= {f"weight-{FIRST_CODE}": "2,5", "norm-bereikbaar.wachttijd": "20", "limit-bereikbaar.wachttijd": "120"}
    del sent["active-bekend.taal"]
    answer = admin.post(EDIT, data=sent | {"note": "  Na het  overleg "})
    assert "Saved as version 2." in admin.get(answer.location).text
    found = present(owner)
    assert found.version == 2
    assert found.by_code()[FIRST_CODE].weight == 2.5
    assert (found.by_code()["bereikbaar.wachttijd"].norm, found.by_code()["bereikbaar.wachttijd"].limit) == (20, 120)
    assert [each.code for each in found.inactive] == ["bekend.taal"]
    assert "Na het overleg" in admin.get("/admin/criteria/versions").text
    [entry] = journal_of(owner, "criteria.saved")
    assert entry.subject == "version 2"
    assert entry.detail == {"changed": 3}
    assert len(entry.actor) == 36, "a user's id"


def test_nothing_changed_makes_no_version(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    for path in (EDIT, OWN_PAGE):
        answer = admin.post(path, data=filled_in(admin, path))
        assert "Nothing was different" in admin.get(answer.location).text
    assert present(owner).version == 2


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        (f"weight-{FIRST_CODE}", "0", "from 0.01 to 100"),
        (f"weight-{FIRST_CODE}", "-1", "from 0.01 to 100"),
        (f"weight-{FIRST_CODE}", "101", "from 0.01 to 100"),
        (f"weight-{FIRST_CODE}", "1,001", "at most two decimals"),
        (f"weight-{FIRST_CODE}", "veel", "Fill in a number."),
        (f"weight-{FIRST_CODE}", "", "Fill this in."),
        ("norm-bereikbaar.wachttijd", "180", "more seconds than the norm"),
        ("norm-bereikbaar.wachttijd", "30,5", "Fill in a whole number."),
        ("limit-bereikbaar.wachttijd", "86400", "from 0 to 86399"),
        ("note", "x" * 201, "at most 200 characters"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(
    admin: FlaskClient, owner: Organisation, field: str, value: str, complaint: str
) -> None:
    answer = admin.post(EDIT, data=filled_in(admin, EDIT) | {field: value})
    assert answer.status_code == 422
    assert complaint in answer.text
    assert filled_in_on(answer)[field] == value
    assert present(owner).version == 1


def test_each_b_keeps_an_active_criterion(admin: FlaskClient, owner: Organisation) -> None:
    sent = {name: value for name, value in filled_in(admin, EDIT).items() if not name.startswith("active-beleefd")}
    answer = admin.post(EDIT, data=sent)
    assert answer.status_code == 422
    assert "Keep at least one criterion of Beleefd in use." in answer.text
    assert present(owner).version == 1


def test_an_own_criterion_is_added_changed_and_removed(admin: FlaskClient, owner: Organisation) -> None:
    answer = admin.post("/admin/criteria/add", data=filled_in(admin, "/admin/criteria/add") | NEW_OWN)
    assert "Saved as version 2." in admin.get(answer.location).text
    assert present(owner).by_code()[OWN.code] == OWN
    in_seconds = {"scale": "seconds", "norm": "5", "limit": "20", "reason_fr": "Ils n'ont pas dit mon nom."}
    admin.post(OWN_PAGE, data=filled_in(admin, OWN_PAGE) | in_seconds)
    changed = present(owner).by_code()[OWN.code]
    assert (changed.scale, changed.norm, changed.limit) == ("seconds", 5, 20)
    assert changed.own is not None
    assert dict(changed.own.reasons)["fr"] == "Ils n'ont pas dit mon nom."
    admin.post(f"{OWN_PAGE}/remove", data=filled_in(admin, f"{OWN_PAGE}/remove"))
    assert OWN.code not in present(owner).by_code()
    assert [entry.detail for entry in journal_of(owner, "criteria.saved")] == [
        {"added": 1},
        {"changed": 1},
        {"removed": 1},
    ]
    assert admin.get(OWN_PAGE).status_code == 404
    assert admin.get("/admin/criteria/own/bekend.taal").status_code == 404, "a built-in one"


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "luisteren", "There is a criterion with this name already."),
        ("name", "x", "Use 2 to 40 letters a to z."),
        ("name", "twee woorden", "Use 2 to 40 letters a to z."),
        ("name", "naam2", "Use 2 to 40 letters a to z."),
        ("dimension", "vriendelijk", "Not a valid choice."),
        ("requirement_nl", "", "Fill this in."),
        ("requirement_en", "   ", "Fill this in."),
        ("requirement_nl", "x" * 301, "at most 300 characters"),
        ("reason_nl", "", "Fill this in."),
        ("reason_ar", "x" * 201, "at most 200 characters"),
        ("reason_en", "turned \u202e around", "Use one line"),
        ("scale", "stars", "Not a valid choice."),
        ("scale", "seconds", "Fill this in."),
        ("norm", "10", "Leave this empty"),
        ("norm", "veel", "Fill in a whole number."),
        ("weight", "0", "from 0.01 to 100"),
    ],
)
def test_a_wrong_own_criterion_is_refused_at_its_field(
    admin: FlaskClient, owner: Organisation, field: str, value: str, complaint: str
) -> None:
    answer = admin.post("/admin/criteria/add", data=filled_in(admin, "/admin/criteria/add") | NEW_OWN | {field: value})
    assert answer.status_code == 422
    assert complaint in answer.text
    assert present(owner).version == 1


def test_a_code_is_given_once(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    answer = admin.post("/admin/criteria/add", data=filled_in(admin, "/admin/criteria/add") | NEW_OWN)
    assert answer.status_code == 422
    assert "There is a criterion with this name already." in answer.text


def test_the_last_active_criterion_of_a_b_is_not_removed(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    sent = filled_in(admin, EDIT)
    off = [name for name in sent if name.startswith("active-beleefd") and name != f"active-{OWN.code}"]
    admin.post(EDIT, data={name: value for name, value in sent.items() if name not in off})
    assert present(owner).version == 3
    answer = admin.post(f"{OWN_PAGE}/remove", data=filled_in(admin, f"{OWN_PAGE}/remove"))
    assert answer.status_code == 422
    assert "Keep at least one criterion of Beleefd in use." in answer.text
    assert OWN.code in present(owner).by_code()


def test_who_saves_second_is_told_and_both_changes_stay(signed_in: SignedIn, owner: Organisation) -> None:
    first, second = signed_in("admin"), signed_in("admin")
    mine, theirs = filled_in(second, EDIT), filled_in(first, EDIT)
    first.post(EDIT, data=theirs | {f"weight-{FIRST_CODE}": "3", "weight-bekend.taal": "7"})
    changed = {f"weight-{FIRST_CODE}": "4", "weight-bekend.historie": "5", "note": "Van mij"}
    answer = second.post(EDIT, data=mine | changed)
    assert answer.status_code == 409
    assert "Somebody saved a newer version while you were working" in answer.text
    assert "<td>7</td>" in answer.text, "what the other changed"
    again = filled_in_on(answer)
    assert again["version"] == "2"
    assert again["note"] == "Van mij"
    second.post(EDIT, data=again)
    weights = {each.code: each.weight for each in present(owner).everything}
    assert (weights[FIRST_CODE], weights["bekend.taal"], weights["bekend.historie"]) == (4, 7, 5)
    assert present(owner).version == 3


def test_who_adds_second_keeps_every_word(signed_in: SignedIn, owner: Organisation) -> None:
    first, second = signed_in("admin"), signed_in("admin")
    mine = filled_in(second, "/admin/criteria/add") | NEW_OWN
    first.post(EDIT, data=filled_in(first, EDIT) | {f"weight-{FIRST_CODE}": "3"})
    answer = second.post("/admin/criteria/add", data=mine)
    assert answer.status_code == 409
    again = filled_in_on(answer)
    assert {name: again[name] for name in NEW_OWN} == NEW_OWN
    second.post("/admin/criteria/add", data=again)
    found = present(owner).by_code()
    assert (found[OWN.code], found[FIRST_CODE].weight) == (OWN, 3)


def test_changing_one_that_was_removed_meanwhile_brings_it_back(signed_in: SignedIn, owner: Organisation) -> None:
    add_own(owner)
    first, second = signed_in("admin"), signed_in("admin")
    mine = filled_in(second, OWN_PAGE) | {"weight": "9"}
    first.post(f"{OWN_PAGE}/remove", data=filled_in(first, f"{OWN_PAGE}/remove"))
    answer = second.post(OWN_PAGE, data=mine)
    assert answer.status_code == 409
    assert "Removed" in answer.text
    second.post(OWN_PAGE, data=filled_in_on(answer))
    assert present(owner).by_code()[OWN.code].weight == 9


def test_of_ten_who_save_at_once_one_makes_the_version(in_app: Flask, owner: Organisation) -> None:
    barrier, told = threading.Barrier(10), []

    def save(weight: int) -> None:
        with in_app.app_context():
            before = present(owner)
            wanted = [replace(each, weight=float(weight)) for each in before.everything]
            barrier.wait()
            try:
                record.save(owner.id, "command", before.version, wanted)
            except record.Overtaken as overtaken:
                told.append(overtaken.present.version)

    threads = [threading.Thread(target=save, args=(weight,)) for weight in range(2, 12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [2] * 9
    assert present(owner).version == 2


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that reaches the database meanwhile."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(" ".join(statement.split()).upper())

    event.listen(engine(), "before_cursor_execute", note)
    yield seen
    event.remove(engine(), "before_cursor_execute", note)


def test_a_version_is_never_changed(admin: FlaskClient, owner: Organisation) -> None:
    stored = {1: everything_stored(owner, 1)}
    steps = [
        ("/admin/criteria/add", NEW_OWN),
        (EDIT, {f"weight-{FIRST_CODE}": "3", "norm-bereikbaar.wachttijd": "10"}),
        (OWN_PAGE, {"reason_nl": "Anders", "scale": "mark"}),
        (f"{OWN_PAGE}/remove", {}),
    ]
    with statements() as seen:
        for number, (path, changed) in enumerate(steps, start=2):
            admin.post(path, data=filled_in(admin, path) | changed)
            stored[number] = everything_stored(owner, number)
    assert present(owner).version == 5
    assert all(everything_stored(owner, number) == rows for number, rows in stored.items())
    touching = [each for each in seen if "CRITERI" in each and not each.startswith("SELECT")]
    assert len(touching) > 8
    assert all(each.startswith("INSERT INTO CRITERI") for each in touching)
