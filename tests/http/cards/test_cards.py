"""Cards and posters: PDF/UA-1, on the right paper, in the chosen languages, leading to the survey."""

from __future__ import annotations

import html
import io
import json
import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from admin.cards.making import Whose, inputs, qr_svg, scanned_address, typed_address
from admin.cards.sheets import BY_CODE, CARDS
from survey.answers.tables import Response
from survey.database import begin, reading
from survey.languages import CODES
from survey.organisations import Organisation
from tests import factories
from tests.http.people import signed_in
from tests.unit.reports.pdf_text import alternatives, pages, root, tags

ADDRESS = "localhost:8000/o/voorbeeld"
A4, A3 = (595, 842), (842, 1191)
"""Points."""
EVERY = "&".join(f"languages={code}" for code in CODES)
STRANGE = '<b>#panic() $x$ "漢" & فريق'
_FORM_NUMBER = re.compile(r'name="submission" value="([^"]+)"')


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def viewer(app: Flask, owner: Organisation) -> FlaskClient:
    client = signed_in(app, owner.id)
    client.get("/admin/start?lang=en")
    return client


def sheets(client: FlaskClient, query: str) -> bytes:
    response = client.get(f"/admin/cards/download?{query}")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return bytes(response.data)


def change(owner: Organisation, **values: object) -> None:
    with begin() as session:
        found = session.get_one(Organisation, owner.id)
        for name, value in values.items():
            setattr(found, name, value)


@pytest.mark.parametrize(
    ("query", "size", "number"),
    [
        ("kind=card&languages=nl&channel=phone", A4, 1),
        ("kind=card&languages=nl&languages=ar&languages=pl&languages=uk&languages=tr&channel=counter", A4, 2),
        (f"kind=poster-a4&{EVERY}&channel=phone", A4, 1),
        (f"kind=poster-a3&{EVERY}&channel=counter", A3, 1),
        ("kind=poster-a4&languages=ar&channel=phone", A4, 1),
    ],
)
def test_it_is_pdf_ua_on_its_paper(viewer: FlaskClient, query: str, size: tuple[int, int], number: int) -> None:
    content = sheets(viewer, query)
    reader, about = PdfReader(io.BytesIO(content)), root(PdfReader(io.BytesIO(content)))
    assert len(reader.pages) == number
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    assert b"pdfuaid:part>1<" in about["/Metadata"].get_data()
    assert "H1" in tags(content)
    assert all("localhost:8000/o/voorbeeld" in text for text in alternatives(content))


def test_four_cards_stand_on_a_sheet_each_with_its_code_and_the_address(viewer: FlaskClient) -> None:
    content = sheets(viewer, "kind=card&languages=nl&channel=phone")
    assert tags(content).count("Figure") == 4
    text = pages(content)[0]
    assert text.count("Hoe was uw contact met ons?") == 4
    assert text.count("Gemeente Voorbeeld") == 4
    assert text.count(ADDRESS) == 4


def test_a_poster_says_it_in_all_languages_with_one_code(viewer: FlaskClient) -> None:
    content = sheets(viewer, f"kind=poster-a4&{EVERY}&channel=phone")
    assert tags(content).count("Figure") == 1
    assert tags(content).count("H2") == len(CODES) - 1
    text = pages(content)[0]
    for words in (
        "Hoe was uw",
        "How was your contact with us?",
        "Jak przebiegł kontakt z nami?",
        "Bizimle iletişiminiz",
    ):
        assert words in text


@pytest.mark.parametrize("channel", ["phone", "counter", "letter"])
def test_scanned_and_typed_addresses_lead_to_the_survey_of_the_channel(
    app: Flask, owner: Organisation, channel: str
) -> None:
    whose = Whose(owner.slug, owner.name, is_demo=False, channel=channel)
    with app.test_request_context():
        scanned, typed = scanned_address(whose, "pl"), f"http://{typed_address(whose)}"
    for address, mode in ((scanned, "qr"), (typed, "open")):
        parts = urlsplit(address)
        citizen = app.test_client()
        page = citizen.get(f"{parts.path}?{parts.query}", follow_redirects=True)
        number = _FORM_NUMBER.search(page.text)
        assert number, page.text
        sent = {"mark": "8", "submission": html.unescape(number[1])}
        assert citizen.post(page.request.full_path, data=sent).status_code == 303
        assert ('<html lang="pl"' in page.text) is (mode == "qr")
        with reading() as session:
            answers = session.execute(select(Response.mode, Response.channel)).all()
        assert (mode, channel) in [tuple(row) for row in answers]


def test_a_card_opens_its_own_language_and_a_poster_that_of_the_phone(app: Flask, owner: Organisation) -> None:
    whose = Whose(owner.slug, owner.name, is_demo=False, channel="phone")
    with app.test_request_context():
        cards = inputs(whose, CARDS, ["nl", "pl"])
        poster = inputs(whose, BY_CODE["poster-a4"], ["nl", "pl"])
        assert cards["code-pl"] == qr_svg(scanned_address(whose, "pl"))
        assert cards["code-"] == poster["code-"] == qr_svg(scanned_address(whose))
    assert set(poster) == {"content", "code-"}
    assert [side["code"] for side in json.loads(cards["content"])["sides"]] == ["code-", "code-pl"] * 2


def test_long_and_strange_names_stay_text_and_on_one_page(viewer: FlaskClient, owner: Organisation) -> None:
    change(owner, name=(STRANGE + " Gemeenschappelijke regeling" * 4)[:100], slug="a-" * 29 + "ab", is_demo=True)
    for kind in ("card", "poster-a4"):
        found = pages(sheets(viewer, f"kind={kind}&languages=de&languages=ar&languages=fr&channel=counter"))
        assert len(found) == 1
        assert "#panic() $x$" in found[0]
        assert "Beispiel" in found[0]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=card&channel=phone", "languages"),
        ("kind=folder&languages=nl&channel=phone", "kind"),
        ("kind=card&languages=xx&channel=phone", "languages"),
        ("kind=card&languages=nl&channel=duif", "channel"),
    ],
)
def test_what_cannot_be_made_leads_back_to_the_page_that_says_so(viewer: FlaskClient, query: str, field: str) -> None:
    response = viewer.get(f"/admin/cards/download?{query}")
    assert (response.status_code, response.location) == (303, f"/admin/cards?{query}")
    page = viewer.get(response.location)
    assert (page.status_code, f'id="{field}-fault"' in page.text) == (422, True)


def test_where_the_open_link_is_off_there_is_nothing_to_print(viewer: FlaskClient, owner: Organisation) -> None:
    change(owner, open_link=False)
    assert viewer.get("/admin/cards/download?kind=card&languages=nl&channel=phone").status_code == 303
    page = viewer.get("/admin/cards")
    assert (page.status_code, "switched off" in page.text, "<form" in page.text.split("<main")[1]) == (200, True, False)


def test_the_page_starts_with_cards_in_dutch(viewer: FlaskClient) -> None:
    page = viewer.get("/admin/cards").text
    assert re.search(r'value="card"\s+id="kind" checked', page)
    assert re.search(r'value="nl"\s+id="languages" checked', page)
    assert page.count(" checked") == 2
