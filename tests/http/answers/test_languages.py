"""Which language a citizen reads, and switching it without losing what was filled in."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import dimensions, languages
from survey.criteria.catalogue import CATALOGUE
from tests import factories


def language_of(page: str) -> str:
    found = re.search(r'<html lang="([a-z]+)" dir="(ltr|rtl)"', page)
    assert found
    assert found[2] == languages.BY_CODE[found[1]].direction
    return found[1]


def test_link_then_contact_then_browser_then_dutch(in_app: Flask, client: FlaskClient) -> None:
    owner = factories.organisation()
    plain = factories.invited(owner, "R1")
    polish = factories.invited(owner, "R2", language=None)
    with_contact = factories.invited(owner, "R3", language="pl")
    turkish = {"Accept-Language": "xx, tr;q=0.8, en;q=0.5"}
    assert language_of(client.get(f"/s/{plain}").text) == "nl"
    assert language_of(client.get(f"/s/{plain}", headers=turkish).text) == "tr"
    assert language_of(client.get(f"/s/{polish}", headers=turkish).text) == "tr"
    assert language_of(client.get(f"/s/{with_contact}", headers=turkish).text) == "pl"
    assert language_of(client.get(f"/s/{with_contact}?lang=uk", headers=turkish).text) == "uk"
    assert language_of(client.get(f"/s/{with_contact}?lang=xx", headers=turkish).text) == "pl"


def test_switching_keeps_everything_that_was_filled_in(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    filled = {
        "bekend": "1",
        "reasons": ["bekend.taal"],
        "resolved": "no",
        "mark": "3",
        "comment": "Ik wacht nog <b>steeds</b>",
        "lang": "nl",
    }
    page = client.post(f"/s/{token}?lang=de", data=filled | {"lang_switch": "ar"})
    assert page.status_code == 200
    assert language_of(page.text) == "ar"
    for name, value in (("bekend", "1"), ("reasons", "bekend.taal"), ("resolved", "no"), ("mark", "3")):
        assert re.search(rf'<input[^>]*name="{name}"[^>]*value="{value}"[^>]*checked', page.text), name
    assert "Ik wacht nog &lt;b&gt;steeds&lt;/b&gt;" in page.text
    sent = client.post(f"/s/{token}?lang=de", data=filled | {"lang": "ar"})
    assert sent.status_code == 303
    assert "lang=ar" in sent.headers["Location"]


@pytest.mark.parametrize("code", languages.CODES)
def test_every_page_exists_in_every_language(in_app: Flask, client: FlaskClient, code: str) -> None:
    owner = factories.organisation()
    token = factories.invited(owner)
    used = factories.invited(owner, "used")
    client.post(f"/s/{used}", data={"mark": "8"})
    paths = (
        f"/s/{token}",
        f"/s/{used}",
        "/s/mistyped",
        "/s/2222-2222-2222-2222-2222-2222-2222",
        "/o/voorbeeld",
        "/o/voorbeeld/thanks",
        "/o/voorbeeld/privacy",
        "/o/voorbeeld/accessibility",
        "/nothing-here",
    )
    for path in paths:
        page = client.get(path, query_string={"lang": code, "masked": "phone.email"})
        assert language_of(page.text) == code, path


@pytest.mark.parametrize("code", [code for code in languages.CODES if code != "en"])
def test_no_word_of_the_form_stays_in_english(in_app: Flask, client: FlaskClient, code: str) -> None:
    token = factories.invited(factories.organisation())
    page = client.get(f"/s/{token}?lang={code}").text
    words = [each.reason for each in CATALOGUE] + [each.statement for each in dimensions.DIMENSIONS]
    assert [word for word in words if word in html.unescape(page)] == []
