"""The survey page with all that it loads fits in one network round trip."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import languages
from tests import factories

LIMIT = 14 * 1024


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("language", languages.CODES)
def test_page_and_styles_stay_under_14_kilobytes(in_app: Flask, encoding: str, language: str) -> None:
    factories.organisation()
    client = FlaskClient(in_app, in_app.response_class)  # the suite's own reads pages, and these are compressed
    with client.get(f"/o/voorbeeld?lang={language}") as answer:
        page = answer.get_data(as_text=True)
    loaded = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', page)
    assert len(loaded) == 3
    assert all(address.startswith("/static/") for address in loaded)
    bytes_loaded = 0
    for address in (f"/o/voorbeeld?lang={language}", *loaded):
        with client.get(address, headers={"Accept-Encoding": encoding}) as answer:
            assert answer.status_code == 200
            assert answer.headers.get("Content-Encoding", "") == ("" if "icon" in address else encoding)
            bytes_loaded += len(answer.data)
    assert bytes_loaded <= LIMIT
