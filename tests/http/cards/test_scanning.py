"""Every code on a sheet, read as a telephone reads it from the paper, leads to the survey."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import typst
import zxingcpp
from flask import Flask
from PIL import Image

from admin.cards.making import FOLDER, Whose, inputs, scanned_address
from admin.cards.sheets import BY_CODE, opens_in
from admin.reports.typesetting import fonts
from survey.languages import CODES

WHOSE = Whose("een-lange-naam-van-een-gemeente", "Gemeente Voorbeeld", is_demo=False, channel="counter")
RESOLUTION = 100
"""Dots an inch: a telephone held at some distance sees more."""


def codes_on(kind: str, languages: Sequence[str]) -> list[str]:
    """What a reader finds in the codes of all pages, in order of place."""
    source = FOLDER / f"{BY_CODE[kind].template}.typ"
    compiler = typst.Compiler(str(source), root=str(FOLDER), font_paths=fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="png", ppi=RESOLUTION, sys_inputs=inputs(WHOSE, BY_CODE[kind], languages))
    found = []
    for page in made if isinstance(made, list) else [made]:
        assert isinstance(page, bytes)
        with Image.open(io.BytesIO(page)) as picture:
            read, half = zxingcpp.read_barcodes(picture.convert("L")), picture.height / 2
        places = sorted(read, key=lambda each: (each.position.top_left.y // half, each.position.top_left.x))
        assert {each.format for each in places} == {zxingcpp.BarcodeFormat.QRCode}
        found += [each.text for each in places]
    return found


def test_each_card_has_the_address_in_its_language(app: Flask) -> None:
    chosen = ["nl", "pl", "ar", "uk", "tr"]
    with app.test_request_context():
        expected = [scanned_address(WHOSE, opens_in([code])) for code in (*chosen, *chosen[:3])]
        assert codes_on("card", chosen) == expected


@pytest.mark.parametrize("kind", ["poster-a4", "poster-a3"])
def test_a_poster_has_one_code(app: Flask, kind: str) -> None:
    with app.test_request_context():
        assert codes_on(kind, CODES) == [scanned_address(WHOSE)]
