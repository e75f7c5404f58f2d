"""Two people on one call, a round that closes meanwhile, and what the script is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.audits import record
from admin.audits.calls import record as writer
from admin.audits.calls.filled import FilledCall
from admin.audits.calls.record import SavedMeanwhile
from admin.audits.closing import RoundClosed, close_round
from survey.organisations import Organisation
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.audits.rounds import call, stored
from tests.http.audits.scored import FIRST, calls_of, made, opened, scored

JSON = {"Accept": "application/json"}


@pytest.fixture
def round_id(owner: Organisation, team: UUID) -> UUID:
    return made(owner, team)


@pytest.fixture
def new(round_id: UUID) -> str:
    return f"/admin/audits/{round_id}/calls/new"


def send(
    client: FlaskClient, address: str, form: dict[str, str], fields: dict[str, str], then: str = "save"
) -> TestResponse:
    """What the script sends: the token against forgery as a header too."""
    headers = JSON | {"X-CSRFToken": form["csrf_token"]}
    return client.post(address, data=form | fields | {"then": then}, headers=headers)


def test_the_script_hears_what_was_saved(signed_in: SignedIn, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    form = opened(client, new)
    answer = send(client, new, form, scored(team) | {"remark": "Mail jan@voorbeeld.example"})
    assert answer.status_code == 200
    told = answer.json
    assert told is not None
    assert told["edition"] == 1
    assert told["scores"]["bekend"] == "66.7"
    assert told["scores"]["beleefd"] == "–"
    assert told["masked"] == {"remark": "Mail [e-mail]"}
    assert told["note"] == "Taken out of your remarks: e-mail address."
    assert told["told"].startswith("Saved ")
    assert told["url"] == new.replace("/new", f"/{form['id']}")
    assert told["onward"] is None
    finished = send(client, told["url"], form | {"edition": "1"}, scored(team), "finish").json
    assert finished is not None
    assert finished["onward"] == new.removesuffix("/calls/new")


def test_the_script_hears_what_is_wrong(signed_in: SignedIn, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    answer = send(client, new, opened(client, new), scored(team) | {"day": "x", "value-bekend.taal": "12"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert [fault["id"] for fault in answer.json["faults"]] == ["day", "value-bekend-taal"]


def test_a_token_is_needed(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    form = opened(client, new) | {"csrf_token": "x"}
    assert send(client, new, form, scored(team)).status_code == 400
    assert calls_of(round_id) == []


def test_a_save_over_another_is_refused_with_who_and_when(
    in_app: Flask, signed_in: SignedIn, owner: Organisation, round_id: UUID, new: str, team: UUID
) -> None:
    anna, admin = signed_in("auditor"), signed_in("admin")
    first = opened(anna, new)
    address = send(anna, new, first, scored(team)).json["url"]  # type: ignore[index]
    theirs = opened(admin, address)
    send(admin, address, theirs, scored(team, value_bekend_taal="3", remark_bekend_taal="Too fast"))
    answer = send(anna, address, first | {"edition": "1"}, scored(team, value_bekend_taal="9"))
    assert answer.status_code == 409
    told = answer.json
    assert told is not None
    assert told["meanwhile"].startswith("admin-")
    assert "saved this call at" in told["meanwhile"]
    assert told["edition"] == 2
    assert told["theirs"]["value-bekend.taal"] == "3"
    assert told["theirs"]["remark-bekend.taal"] == "Too fast"
    assert calls_of(round_id)[0].bekend == pytest.approx(200 / 9)
    assert send(anna, address, first | {"edition": "2"}, scored(team, value_bekend_taal="9")).status_code == 200
    assert calls_of(round_id)[0].bekend == pytest.approx(800 / 9)


def test_without_script_both_versions_are_on_the_page(signed_in: SignedIn, new: str, team: UUID) -> None:
    anna = signed_in("auditor")
    address = send(anna, new, opened(anna, new), scored(team)).json["url"]  # type: ignore[index]
    here, there = opened(anna, address), opened(anna, address)
    anna.post(address, data=there | scored(team, value_bekend_taal="3", remark="Theirs"))
    page = anna.post(address, data=here | scored(team, value_bekend_taal="9", remark="Mine"))
    assert page.status_code == 409
    assert "You saved this call in another window at" in page.text
    assert "The other version: 3" in page.text
    assert "Remark about the call: Theirs" in page.text
    assert "Mine</textarea>" in page.text
    assert 'name="edition" value="2"' in page.text


def test_an_answer_that_was_lost_makes_no_conflict(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    form = opened(client, new)
    send(client, new, form, scored(team))
    again = send(client, new, form, scored(team, value_bekend_taal="8"))
    assert again.status_code == 200
    assert [found.edition for found in calls_of(round_id)] == [2]


def test_a_round_that_closes_meanwhile_refuses_and_shows_what_was_filled_in(
    signed_in: SignedIn, owner: Organisation, round_id: UUID, new: str, team: UUID
) -> None:
    client = signed_in("auditor")
    form = opened(client, new)
    close_round(owner.id, round_id, "command")
    fields = scored(team, remark="Not lost")
    answer = send(client, new, form, fields)
    assert answer.status_code == 409
    assert answer.json == {"closed": "This round is closed meanwhile. What you filled in is not stored."}
    page = client.post(new, data=form | fields)
    assert page.status_code == 409
    assert "Not lost" in page.text
    assert '<fieldset class="whole" disabled>' in page.text
    assert calls_of(round_id) == []


def filled(team: UUID) -> FilledCall:
    return FilledCall(FIRST, team, "phone", None, "", {}, (None,) * 5, {})


def test_a_closed_round_refuses_in_the_transaction_too(owner: Organisation, team: UUID, round_id: UUID) -> None:
    user = people.add_user(owner.id, "auditor")
    editor = writer.Editor(owner.id, round_id, user.id, may_all=False)
    form = writer.Form(uuid4(), 0, uuid4(), is_new=True, finish=False)
    writer.save(editor, form, filled(team))
    close_round(owner.id, round_id, "command")
    with pytest.raises(RoundClosed):
        writer.save(editor, replace(form, edition=1), filled(team))
    with pytest.raises(RoundClosed):
        writer.delete_draft(editor, form.call_id, "command")
    with pytest.raises(RoundClosed):
        record.delete_round(owner.id, round_id, "command")
    with pytest.raises(RoundClosed):
        stored(owner, "Spring", [call(team)], replace=True)
    with pytest.raises(RoundClosed):
        close_round(owner.id, round_id, "command")
    assert [found.edition for found in calls_of(round_id)] == [1]


def test_of_two_saves_at_once_one_is_told(in_app: Flask, owner: Organisation, team: UUID, round_id: UUID) -> None:
    user = people.add_user(owner.id, "admin")
    editor = writer.Editor(owner.id, round_id, user.id, may_all=True)
    first = writer.Form(uuid4(), 0, uuid4(), is_new=True, finish=False)
    writer.save(editor, first, filled(team))

    def attempt(_: int) -> bool:
        with in_app.app_context():
            try:
                writer.save(editor, writer.Form(first.call_id, 1, uuid4(), is_new=False, finish=False), filled(team))
            except SavedMeanwhile:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(attempt, range(4)))
    assert sorted(done) == [False, False, False, True]
    assert [found.edition for found in calls_of(round_id)] == [2]


def test_one_form_sent_four_times_at_once_makes_one_call(
    in_app: Flask, owner: Organisation, team: UUID, round_id: UUID
) -> None:
    user = people.add_user(owner.id, "auditor")
    editor = writer.Editor(owner.id, round_id, user.id, may_all=False)
    form = writer.Form(uuid4(), 0, uuid4(), is_new=True, finish=False)

    def attempt(_: int) -> int:
        with in_app.app_context():
            return writer.save(editor, form, filled(team)).edition

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [1, 2, 3, 4]
    assert len(calls_of(round_id)) == 1


def test_sending_in_a_file_over_a_closed_round_is_refused(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = stored(owner, "Spring", [call(team)]).round_id
    close_round(owner.id, round_id, "command")

    file = (BytesIO(b"date;team;channel;bekend.taal\n03-02-2026;Burgerzaken;phone;7\n"), "round.csv")
    answer = people.send(signed_in("auditor"), "/admin/audits/upload", name="Spring", replace="Spring", file=file)
    assert answer.status_code == 422
    assert "The round with this name is closed: its scores are fixed." in answer.text
    assert [found.round_id for found in calls_of(round_id)] == [round_id]
