"""A file goes into an open round: what changes is shown first, and stored as it was shown, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.accounts.tables import User
from admin.audits.closing import close_round
from admin.audits.tables import AuditedCall, AuditScore
from survey.database import begin, reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.audits.rounds import call, stored
from tests.http.audits.scored import calls_of, scores_of
from tests.http.reliability import scorings
from tests.unit.audits.sheets import as_csv, as_xlsx

HEADER = ("date", "team", "channel", "reference", "bekend.taal", "beleefd.begroeting")
KEPT = ("03-02-2026", "Burgerzaken", "phone", "A1", "", "yes")
CHANGED = ("05-02-2026", "Burgerzaken", "chat", "A2", "7,5", "n/a")
NEW = ("06-02-2026", "Burgerzaken", "phone", "A3", "8", "no")


@pytest.fixture
def spring(owner: Organisation, team: UUID) -> UUID:
    """An open round with the calls A1, A2 and A9; A1 has a score that the files have no column for."""
    calls = [
        call(team, 0, "A1", beleefd_begroeting=100.0, bereikbaar_menu=100.0),
        call(team, 1, "A2", beleefd_begroeting=100.0),
        call(team, 2, "A9", beleefd_begroeting=0.0),
    ]
    return stored(owner, "Spring", calls).round_id


def send(client: FlaskClient, round_id: UUID, *rows: Sequence[object], **fields: str) -> TestResponse:
    address = f"/admin/audits/{round_id}/import"
    return people.send(client, address, file=(as_csv([HEADER, *rows]), "round.csv"), **fields)


def mark(page: TestResponse) -> str:
    found = re.search(r'name="mark" value="(\w{64})"', page.text)
    assert found, page.text
    return found[1]


def text(page: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def references(round_id: UUID) -> dict[str | None, AuditedCall]:
    return {each.reference: each for each in calls_of(round_id)}


def test_a_preview_marks_each_changed_cell_and_stores_nothing(signed_in: SignedIn, spring: UUID) -> None:
    page = send(signed_in("auditor"), spring, KEPT, CHANGED, NEW)
    assert page.status_code == 200
    assert re.findall(r"<del>(.*?)</del></td>\s*<td><ins>(.*?)</ins>", page.text) == [
        ("February 4, 2026", "February 5, 2026"),
        ("Phone", "Chat"),
        ("–", "7.5"),
        ("yes", "not applicable"),
    ]
    assert "New calls 1 Changed calls 1 Changed cells 4 Calls that stay as they are 1" in text(page)
    assert "not in the file: they stay 1" in text(page)
    assert set(references(spring)) == {"A1", "A2", "A9"}


def test_what_was_looked_at_is_stored_in_one_go(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    before = references(spring)
    shown = mark(send(client, spring, KEPT, CHANGED, NEW))
    answer = send(client, spring, KEPT, CHANGED, NEW, step="store", mark=shown)
    assert answer.status_code == 302, text(answer)
    after = references(spring)
    assert set(after) == {"A1", "A2", "A3", "A9"}
    assert (after["A2"].channel, after["A2"].beleefd, after["A2"].id) == ("chat", None, before["A2"].id)
    assert [after[name].edition - before[name].edition for name in ("A1", "A2", "A9")] == [0, 1, 0]
    scores = scores_of(after["A2"].id)
    assert (scores["bekend.taal"].value, scores["beleefd.begroeting"].applicable) == (7.5, False)
    assert set(scores_of(after["A1"].id)) == {"beleefd.begroeting", "bereikbaar.menu"}
    assert "The file changes nothing." in send(client, spring, KEPT, CHANGED, NEW).text
    with reading() as session:
        (entry,) = session.scalars(select(JournalEntry).where(JournalEntry.action == "audit round merged"))
    assert entry.detail == {"calls": 1, "new": 1, "cells": 4}


def test_remarks_stay_also_where_the_score_goes(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    with begin() as session:
        for score in session.scalars(select(AuditScore).where(AuditScore.call_id == references(spring)["A2"].id)):
            score.remark = "Mumbled"
    rows = [("04-02-2026", "Burgerzaken", "phone", "A2", "7", "")]
    send(client, spring, *rows, step="store", mark=mark(send(client, spring, *rows)))
    kept = scores_of(references(spring)["A2"].id)["beleefd.begroeting"]
    assert (kept.value, kept.score, kept.applicable, kept.remark) == (None, None, True, "Mumbled")


def test_a_round_that_changed_after_the_look_is_looked_at_again(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    shown = mark(send(client, spring, CHANGED))
    with begin() as session:
        session.get_one(
            AuditedCall, (references(spring)["A2"].organisation_id, references(spring)["A2"].id)
        ).channel = "web"
    again = send(client, spring, CHANGED, step="store", mark=shown)
    assert again.status_code == 422
    assert "This is not what you looked at" in again.text
    assert references(spring)["A2"].channel == "web"
    assert send(client, spring, CHANGED, step="store", mark=mark(again)).status_code == 302


def test_another_file_than_the_one_looked_at_is_not_stored(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    shown = mark(send(client, spring, NEW))
    assert send(client, spring, (*NEW[:4], "9", "no"), step="store", mark=shown).status_code == 422
    assert send(client, spring, NEW, step="store").status_code == 422
    assert "A3" not in references(spring)


def test_one_fault_and_nothing_is_stored(signed_in: SignedIn, spring: UUID) -> None:
    page = people.send(
        signed_in("auditor"),
        f"/admin/audits/{spring}/import",
        file=(as_xlsx([HEADER, NEW, (*CHANGED[:4], "11", "")]), "round.xlsx"),
        step="store",
        mark="x",
    )
    assert page.status_code == 422
    assert "We read the sheet “Sheet1”." in page.text
    assert "There is 1 fault in this file." in page.text
    assert set(references(spring)) == {"A1", "A2", "A9"}


def test_calls_without_a_reference_are_found_by_day_team_channel_and_order(
    signed_in: SignedIn, owner: Organisation, team: UUID
) -> None:
    points = (100.0, 0.0, 100.0)
    made = stored(owner, "Autumn", [call(team, 0, None, beleefd_begroeting=each) for each in points]).round_id
    rows = [("03-02-2026", "Burgerzaken", "phone", "", taal, "yes") for taal in ("", "", "6", "10")]
    page = send(signed_in("auditor"), made, *rows)
    assert "New calls 1 Changed calls 1 Changed cells 2 Calls that stay as they are 2" in text(page)
    assert re.findall(r"<del>(.*?)</del></td>\s*<td><ins>(.*?)</ins>", page.text) == [("–", "6"), ("no", "yes")]


def test_an_unfinished_call_of_that_reference_is_finished(
    signed_in: SignedIn, owner: Organisation, team: UUID, spring: UUID
) -> None:
    scorings.scored(owner, spring, team, {"bekend.taal": "8"}, done=False, days=3, reference="A3")
    client = signed_in("auditor")
    row = ("06-02-2026", "Burgerzaken", "phone", "A3", "8", "")
    page = send(client, spring, row)
    assert "Was not finished" in page.text
    send(client, spring, row, step="store", mark=mark(page))
    assert references(spring)["A3"].is_done
    assert len(calls_of(spring)) == 4


def test_a_closed_round_takes_no_file(signed_in: SignedIn, owner: Organisation, spring: UUID) -> None:
    client = signed_in("auditor")
    shown = mark(send(client, spring, NEW))
    token = people.token_of(client.get(f"/admin/audits/{spring}/import"))
    close_round(owner.id, spring, "command")
    address = f"/admin/audits/{spring}/import"
    data = {"csrf_token": token, "file": (as_csv([HEADER, NEW]), "round.csv"), "step": "store", "mark": shown}
    page = client.post(address, data=data)
    assert page.status_code == 409
    assert "This round is closed: its scores are fixed." in page.text
    assert "A3" not in references(spring)


def test_who_is_to_score_calls_blind_sees_no_scores_in_files(
    signed_in: SignedIn, owner: Organisation, team: UUID, spring: UUID
) -> None:
    client = signed_in("auditor")
    address = f"/admin/audits/{spring}"
    assert client.get(f"{address}/export.xlsx").status_code == 200
    with reading() as session:
        user = session.scalars(select(User).where(User.role == "auditor")).one()
    first = references(spring)["A1"].id
    scorings.scored(owner, spring, team, {}, auditor=user.id, second_of=first, done=False)
    for path in ("export.xlsx", "export.csv", "import"):
        answer = client.get(f"{address}/{path}")
        assert (answer.status_code, answer.location) == (302, address)
    assert "export.xlsx" not in client.get(address).text


def test_viewers_send_nothing_in_and_strangers_see_no_round(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("viewer")
    assert client.get(f"/admin/audits/{spring}/import").status_code == 403
    assert "export.ods" in client.get(f"/admin/audits/{spring}").text
    assert client.get(f"/admin/audits/{UUID(int=5)}/export.csv").status_code == 404
