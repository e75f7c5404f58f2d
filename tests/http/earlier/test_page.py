"""Bringing in earlier answers on the page."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from admin.earlier.series import earlier_trend
from admin.earlier.tables import EarlierBatch, earlier_counts
from admin.insight.terms import EVER
from survey.database import reading
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.earlier.files import LIMESURVEY, microsoft_forms

PAGE = "/admin/settings/earlier/import"


def _send(client: FlaskClient, content: bytes, step: str, **fields: str) -> TestResponse:
    return people.send(client, PAGE, file=(BytesIO(content), "export.csv"), step=step, **fields)


def _filled(page: TestResponse) -> dict[str, str]:
    """What the form on the page holds, as a browser sends it back."""
    text = page.get_data(as_text=True)
    fields = dict(re.findall(r'<input id="[^"]*" name="([^"]+)"[^>]* value="([^"]*)"', text))
    hidden = re.findall(r'<input[^>]*name="(mark|seen)"[^>]*value="([^"]*)"', text)
    own = re.findall(r'<input name="(own-[^"]+)"[^>]*value="([^"]*)"', text)
    chosen = {}
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        selected = re.search(r'value="([^"]*)" selected', options)
        chosen[name] = selected[1] if selected else ""
    return {**fields, **dict(hidden), **dict(own), **chosen} | {"label": "Export 2024"}


def _count(table: object) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


def _looked(admin: FlaskClient, content: bytes, **changed: str) -> dict[str, str]:
    page = _send(admin, content, "look")
    assert page.status_code == 200
    return {**_filled(page), **changed}


def _stored(admin: FlaskClient, content: bytes, **changed: str) -> TestResponse:
    filled = _looked(admin, content, **changed)
    checked = _send(admin, content, "check", **filled)
    assert checked.status_code == 200, checked.get_data(as_text=True)
    return _send(admin, content, "store", **{**filled, "seen": _filled(checked)["seen"]})


def test_from_file_to_trend(admin: FlaskClient, owner: Organisation) -> None:
    factories.team(owner)
    page = _send(admin, LIMESURVEY.encode(), "look").get_data(as_text=True)
    assert "LimeSurvey" in page
    assert "tekst 3" not in page
    assert _stored(admin, LIMESURVEY.encode()).status_code == 302
    listed = admin.get("/admin/settings/earlier").get_data(as_text=True)
    assert "Export 2024" in listed
    with reading() as session:
        points = earlier_trend(session, owner.id, EVER, "Burgerzaken")
    found = {(point.month, point.dimension): point.score for point in points}
    assert {point.tool for point in points} == {"limesurvey"}
    assert set(found) == {(month, field) for month in ("2024-01", "2024-02") for field in ("beleefd", "mark")}
    assert found["2024-01", "beleefd"].n == 12
    january = [25.0 * (n % 5) for n in range(0, 24, 2)]
    assert found["2024-01", "beleefd"].mean == sum(january) / 12


def test_only_sums_are_stored(admin: FlaskClient, owner: Organisation) -> None:
    factories.team(owner)
    _stored(admin, LIMESURVEY.encode())
    assert _count(earlier_counts) == 4
    with reading() as session:
        rows = session.execute(select(earlier_counts)).all()
    assert "tekst" not in str(rows)


def test_the_page_says_what_was_left_out(admin: FlaskClient, owner: Organisation) -> None:
    filled = _looked(admin, LIMESURVEY.encode())
    page = _send(admin, LIMESURVEY.encode(), "check", **filled).get_data(as_text=True)
    assert "Left out because they have no date: 1." in page
    assert "These teams do not exist here" in page
    assert "Burgerzaken" in page


def test_the_same_file_twice_is_noticed(admin: FlaskClient) -> None:
    _stored(admin, LIMESURVEY.encode())
    again = _send(admin, LIMESURVEY.encode(), "look")
    assert again.status_code == 422
    assert "This file came in before, as “Export 2024”." in again.get_data(as_text=True)
    assert _count(EarlierBatch) == 1


def test_faults_name_row_and_column_and_store_nothing(admin: FlaskClient) -> None:
    content = b"datum;Luisterde naar u;Cijfer\n01-02-2024;3;8\n32-02-2024;9;8\n01-02-2099;4;x\n"
    filled = _looked(admin, content, **{"scale-1": "1-5", "scale-2": "1-10", "field-2": "mark"})
    page = _send(admin, content, "store", **filled)
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "2 rows have a fault. Nothing is stored yet." in text
    assert "a number from 1 to 5" in text
    assert "a day from 1 January 2000 up to today" in text
    assert "32-02-2024" in text
    assert _count(EarlierBatch) == 0


def test_nothing_is_stored_that_was_not_looked_at(admin: FlaskClient) -> None:
    content = b"datum;Luisterde naar u\n01-02-2024;3\n"
    filled = _looked(admin, content)
    seen = _filled(_send(admin, content, "check", **filled))["seen"]
    page = _send(admin, content, "store", **{**filled, "scale-1": "1-7", "seen": seen})
    assert page.status_code == 422
    assert "This is not what you looked at" in page.get_data(as_text=True)
    assert _count(EarlierBatch) == 0


def test_another_file_begins_at_the_columns(admin: FlaskClient) -> None:
    filled = _looked(admin, b"datum;Luisterde naar u\n01-02-2024;3\n")
    page = _send(admin, b"datum;Vertrouwen\n01-02-2024;3\n", "store", **filled)
    assert "Vertrouwen" in page.get_data(as_text=True)
    assert _count(EarlierBatch) == 0


def test_own_words_get_a_score_by_hand(admin: FlaskClient, owner: Organisation) -> None:
    content = microsoft_forms().getvalue()
    page = _send(admin, content, "look")
    filled = _filled(page)
    assert "Microsoft Forms" in page.get_data(as_text=True)
    helped = next(name for name, value in filled.items() if value == "own").removeprefix("scale-")
    wrong = _send(admin, content, "check", **{**filled, f"own-{helped}-0": "200"})
    assert wrong.status_code == 422
    assert "Geholpen?: Jazeker" in wrong.get_data(as_text=True)
    assert _stored(admin, content, **{f"own-{helped}-0": "90"}).status_code == 302
    with reading() as session:
        found = {point.dimension: point.score for point in earlier_trend(session, owner.id, EVER)}
    assert found["behulpzaam"].mean == 90
    assert found["mark"].mean == (6 * 100 + 6 * 25) / 12


def test_own_words_without_any_score_are_asked_for(admin: FlaskClient) -> None:
    content = b"datum;Vertrouwen;Anders\n01-02-2024;3;1\n01-02-2024;4;2\n"
    chosen = {"field-1": "betrouwbaar", "scale-1": "own", "field-2": "", "scale-2": "own"}
    page = _send(admin, content, "check", **_looked(admin, content, **chosen))
    assert page.status_code == 422
    assert "(Vertrouwen)" in page.get_data(as_text=True)
    scores = {name: "50" for name in _filled(page) if name.startswith("own-1-")}
    assert len(scores) == 2
    assert _send(admin, content, "check", **{**_filled(page), **scores}).status_code == 200


def test_the_next_file_knows_what_the_columns_are(admin: FlaskClient) -> None:
    _stored(admin, b"datum;Q1\n01-02-2024;3\n", **{"field-1": "bekend", "scale-1": "1-7"})
    filled = _looked(admin, b"datum;Q1\n01-03-2024;3\n")
    assert (filled["field-1"], filled["scale-1"]) == ("bekend", "1-7")


def test_all_answers_of_one_month_need_no_date(admin: FlaskClient, owner: Organisation) -> None:
    content = b"Luisterde naar u\n" + b"4\n" * 12
    missing = _send(admin, content, "check", **_looked(admin, content))
    assert "Say which column has the date, or fill in the month" in missing.get_data(as_text=True)
    assert _stored(admin, content, month="2023-11").status_code == 302
    with reading() as session:
        (point,) = earlier_trend(session, owner.id, EVER)
    assert (point.month, point.score.mean, point.score.n) == ("2023-11", 75.0, 12)


@pytest.mark.parametrize(
    ("month", "told"),
    [
        ("1999-12", "The month of all answers is one from January 2000 up to this month."),
        ("2099-01", "The month of all answers is one from January 2000 up to this month."),
        ("maart", "Fill in a month, such as 2024-03."),
    ],
)
def test_a_month_that_cannot_be_is_told(admin: FlaskClient, month: str, told: str) -> None:
    content = b"Luisterde naar u\n" + b"4\n" * 12
    page = _send(admin, content, "check", **_looked(admin, content, month=month))
    assert page.status_code == 422
    assert told in page.get_data(as_text=True)
    assert _count(EarlierBatch) == 0


def test_a_file_is_removed_after_asking(admin: FlaskClient) -> None:
    _stored(admin, LIMESURVEY.encode())
    with reading() as session:
        batch = session.scalars(select(EarlierBatch.id)).one()
    path = f"/admin/settings/earlier/{batch}/remove"
    assert "24 answers" in admin.get(path).get_data(as_text=True)
    assert _count(EarlierBatch) == 1
    assert people.send(admin, path).status_code == 302
    assert (_count(EarlierBatch), _count(earlier_counts)) == (0, 0)
    assert _send(admin, LIMESURVEY.encode(), "look").status_code == 200


def test_a_file_that_is_no_file_says_so(admin: FlaskClient) -> None:
    page = _send(admin, b"%PDF-1.7", "look")
    assert page.status_code == 422
    assert "This is not a CSV, XLSX or ODS file." in page.get_data(as_text=True)
