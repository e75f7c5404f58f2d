"""Makes a sheet of cards or a poster as PDF/UA-1."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import segno
from flask import url_for
from flask_babel import gettext

from admin.cards import wording
from admin.cards.sheets import CARDS, Kind, on_cards, opens_in
from admin.reports.colours import colours
from admin.reports.documents import typeset
from admin.reports.speaking import speaking
from survey.languages import BY_CODE
from survey.settings import settings

FOLDER: Final = Path(__file__).resolve().parents[2] / "templates" / "card"
UNNAMED: Final = "phone"
"""The channel that the open link counts for without being told."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose open link it is, and the channel that answers count for."""

    slug: str
    name: str
    is_demo: bool
    channel: str


@dataclass(frozen=True, slots=True)
class Side:
    """What is said in one language, the name of the code to scan beside it, and that code in words."""

    language: str
    direction: str
    question: str
    scan: str
    or_go_to: str
    facts: tuple[str, ...]
    example: str
    code: str
    alt: str


def pdf(whose: Whose, kind: Kind, languages: Sequence[str], made_on: date) -> bytes:
    """The sheets in these languages (at least one); the same choices, the same bytes. Raises UnusableDocument."""
    return typeset(
        FOLDER / f"{kind.template}.typ", inputs(whose, kind, languages), datetime.combine(made_on, time(), UTC)
    )


def inputs(whose: Whose, kind: Kind, languages: Sequence[str]) -> dict[str, str]:
    """What the typesetter gets: the words as JSON, and each code as SVG under its name."""
    alone = [opens_in([language] if kind is CARDS else languages) for language in languages]
    sides = {language: _side(whose, language, opened) for language, opened in zip(languages, alone, strict=True)}
    order = on_cards(languages) if kind is CARDS else languages
    with speaking(languages[0]):
        title = gettext(wording.TITLE, organisation=whose.name)
    content: dict[str, Any] = {
        "title": title,
        "language": languages[0],
        "organisation": whose.name,
        "address": typed_address(whose),
        "paper": kind.paper,
        "scale": kind.scale,
        "colours": dict(colours()),
        "sides": [asdict(sides[language]) for language in order],
    }
    codes = {f"code-{opened or ''}": qr_svg(scanned_address(whose, opened)) for opened in alone}
    return {"content": json.dumps(content, ensure_ascii=False), **codes}


def scanned_address(whose: Whose, language: str | None = None) -> str:
    """The open link as it is in the code: it says that it was scanned."""
    channel = None if whose.channel == UNNAMED else whose.channel
    path = url_for("answers.open_link", slug=whose.slug, channel=channel, via="qr", lang=language)
    return settings().public_url + path


def typed_address(whose: Whose) -> str:
    """The open link as people type it: short, without `https://`, with the channel as its last part."""
    if whose.channel == UNNAMED:
        path = url_for("answers.open_link", slug=whose.slug)
    else:
        path = url_for("answers.open_channel", slug=whose.slug, channel=whose.channel)
    return settings().public_url.partition("://")[2] + path


def qr_svg(address: str) -> str:
    """The address as a QR code, error correction M, with the margin of four modules that ISO/IEC 18004 asks."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=4, light="white", xmldecl=False)
    return picture.getvalue().decode()


def _side(whose: Whose, language: str, opened: str | None) -> Side:
    with speaking(language):
        return Side(
            language,
            BY_CODE[language].direction,
            gettext(wording.QUESTION),
            gettext(wording.SCAN),
            gettext(wording.OR_GO_TO),
            tuple(gettext(fact) for fact in wording.FACTS),
            gettext(wording.EXAMPLE) if whose.is_demo else "",
            f"code-{opened or ''}",
            gettext(wording.ALTERNATIVE, address=typed_address(whose)),
        )
