"""Sending in a round: stored whole, or every fault told; nothing is replaced without being asked."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from admin.audits.tables import AuditedCall, AuditRound
from admin.audits.views import MOST_FAULTS
from survey.database import reading
from survey.journal import JournalEntry
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.unit.audits.sheets import as_csv, as_ods, as_xlsx

HEADER = ("date", "team", "channel", "reference", "bekend.taal", "beleefd.begroeting")
FIRST = ("03-02-2026", "Burgerzaken", "phone", "A1", "7", "yes")
SECOND = ("04-02-2026", "Burgerzaken", "phone", "A2", "", "no")
UPLOAD = "/admin/audits/upload"

pytestmark = pytest.mark.usefixtures("team")


def send(client: FlaskClient, *rows: Sequence[object], name: str = "Spring", **fields: str) -> TestResponse:
    return send_file(client, as_csv([HEADER, *rows]), name, **fields)


def send_file(client: FlaskClient, file: BytesIO, name: str = "Spring", **fields: str) -> TestResponse:
    return people.send(client, UPLOAD, name=name, file=(file, "round.csv"), **fields)


def stored() -> list[tuple[str, int]]:
    with reading() as session:
        query = (
            select(AuditRound.name, func.count(AuditedCall.id))
            .outerjoin(AuditedCall, AuditedCall.round_id == AuditRound.id)
            .group_by(AuditRound.name)
            .order_by(AuditRound.name)
        )
        return [(name, count) for name, count in session.execute(query)]


def test_a_good_file_is_stored_and_summed_up(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    response = send(client, FIRST, SECOND)
    assert response.status_code == 302
    assert stored() == [("Spring", 2)]
    assert response.location is not None
    assert "“Spring” is stored: 2 calls, 3 scores." in client.get(response.location).text


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
def test_spreadsheets_are_told_by_their_content(signed_in: SignedIn, write: object) -> None:
    assert callable(write)
    assert send_file(signed_in("admin"), write([HEADER, FIRST])).status_code == 302
    assert stored() == [("Spring", 1)]


def test_all_faults_are_listed_and_the_name_is_kept(signed_in: SignedIn) -> None:
    faulty = ("morgen", "Parkeren", "duif", "A3", "12", "<b>")
    response = send(signed_in("auditor"), FIRST, faulty, name="Spring & summer")
    assert response.status_code == 422
    page = response.text
    assert "There are 5 faults in this file. Nothing is stored yet." in page
    assert 'value="Spring &amp; summer"' in page
    for found in ("morgen", "Parkeren", "one of your teams: Burgerzaken", "duif", "12", "&lt;b&gt;"):
        assert found in page
    assert "Error:" in page.split("</title>")[0]
    assert stored() == []


def test_of_very_many_faults_the_first_are_listed_and_all_are_counted(signed_in: SignedIn) -> None:
    rows = [("03-02-2026", "Burgerzaken", "phone", "", "x", "x")] * MOST_FAULTS
    page = send(signed_in("auditor"), *rows).text
    assert f"There are {2 * MOST_FAULTS:,} faults" in page
    assert f"These are the first {MOST_FAULTS}." in page
    assert page.count("<tr>") == MOST_FAULTS + 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is not a CSV, XLSX or ODS file."),
        (b"team;team\n1;2\n", "More than one column is called"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(signed_in: SignedIn, content: bytes, message: str) -> None:
    response = send_file(signed_in("auditor"), BytesIO(content))
    assert response.status_code == 422
    assert message in response.text


def test_name_and_file_are_needed(signed_in: SignedIn) -> None:
    response = people.send(signed_in("auditor"), UPLOAD, name=" ")
    assert response.status_code == 422
    assert "Fill this in." in response.text
    assert "Choose a file." in response.text


def test_a_name_that_is_too_long_is_refused(signed_in: SignedIn) -> None:
    response = send(signed_in("auditor"), FIRST, name="x" * 101)
    assert response.status_code == 422
    assert "Use one line of 1 to 100 characters." in response.text
    assert stored() == []


def test_control_characters_in_a_name_do_no_harm(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    assert client.get(UPLOAD, query_string={"name": "a\x00b"}).status_code == 200
    assert send(client, FIRST, name="a\x00b\x1b").status_code == 302
    assert stored() == [("ab", 1)]


def test_a_round_is_replaced_only_when_the_box_is_ticked(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    send(client, FIRST, SECOND)
    refused = send(client, FIRST)
    assert refused.status_code == 422
    assert "There is a round with this name already. Nothing is stored yet." in refused.text
    assert 'name="replace" value="Spring"' in refused.text
    assert stored() == [("Spring", 2)]
    replaced = send(client, FIRST, replace="Spring")
    assert replaced.status_code == 302
    assert stored() == [("Spring", 1)]
    assert replaced.location is not None
    assert "The round that was there is gone." in client.get(replaced.location).text


def test_a_box_ticked_for_one_round_does_not_replace_another(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    send(client, FIRST, SECOND, name="Spring")
    send(client, FIRST, SECOND, name="Autumn")
    assert send(client, FIRST, name="Autumn", replace="Spring").status_code == 422
    assert stored() == [("Autumn", 2), ("Spring", 2)]


def test_a_corrected_file_is_asked_about_from_the_start(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    send(client, FIRST)
    page = client.get(UPLOAD, query_string={"name": "Spring"}).text
    assert 'name="replace" value="Spring"' in page
    assert 'name="replace"' not in client.get(UPLOAD).text


def test_faults_in_a_replacement_leave_the_old_round_and_keep_the_tick(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    send(client, FIRST, SECOND)
    page = send(client, ("x", *FIRST[1:]), replace="Spring").text
    assert 'name="replace" value="Spring" checked' in page
    assert stored() == [("Spring", 2)]


def test_the_journal_names_the_user_by_id(signed_in: SignedIn) -> None:
    send(signed_in("auditor"), FIRST)
    with reading() as session:
        (entry,) = session.scalars(select(JournalEntry).where(JournalEntry.action == "audit round imported"))
    assert len(entry.actor) == 36
    assert "@" not in entry.actor


def test_a_form_without_its_token_stores_nothing(signed_in: SignedIn) -> None:
    client = signed_in("auditor")
    response = client.post(UPLOAD, data={"name": "Spring", "file": (as_csv([HEADER, FIRST]), "round.csv")})
    assert response.status_code == 400
    assert stored() == []
