"""An administrator opens the line, records prompts, and tries a call."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import begin, reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from survey.voice.tables import VoiceLine, VoicePrompt
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.people import add_user, send, sign_in, signed_in
from tests.http.voice.caller import SECRET, Call, open_line

LINE = "/admin/settings/voice"
ENGLISH = f"{LINE}/recordings/en"


def recordings(**addresses: str) -> dict[str, str]:
    return {f"say_{prompt}": address for prompt, address in addresses.items()}


def kept() -> dict[str, str]:
    with reading() as session:
        return {row.prompt: row.url for row in session.scalars(select(VoicePrompt))}


def test_the_line_opens_with_the_secret_of_the_provider(in_app: Flask, client: FlaskClient) -> None:
    owner = factories.organisation()
    admin = signed_in(in_app, owner.id, "admin")
    page = admin.get(f"{LINE}?lang=en").get_data(as_text=True)
    assert "http://localhost:8000/voice/voorbeeld/status" in page
    without = send(admin, LINE, is_on="y")
    assert without.status_code == 422
    assert "Fill in the secret" in without.get_data(as_text=True)
    assert send(admin, LINE, is_on="y", secret="short").status_code == 422
    assert send(admin, LINE, is_on="y", secret=SECRET).status_code == 302
    assert SECRET not in admin.get(LINE).get_data(as_text=True)
    assert not Call(client).begin(lang="nl").is_over
    with reading() as session:
        assert SECRET.encode() not in session.scalars(select(VoiceLine.sealed_secret)).one()
        noted = session.scalars(select(JournalEntry).where(JournalEntry.action == "voice.changed")).one()
        assert noted.detail == {"is_on": True, "secret": "changed"}

    assert send(admin, LINE).status_code == 302
    assert Call(client).begin(lang="nl").is_over


def test_without_a_key_to_seal_with_nothing_is_kept(in_app: Flask, another_app: AnotherApp) -> None:
    owner = factories.organisation()
    user = add_user(owner.id, "admin")
    admin = another_app(address_keys=()).test_client()
    sign_in(admin, user.email)
    response = send(admin, LINE, is_on="y", secret=SECRET)
    assert response.status_code == 422
    assert "ADDRESS_KEYS" in response.get_data(as_text=True)


def _town(website: str = "https://www.voorbeeld.example/") -> Organisation:
    owner = factories.organisation()
    with begin() as session:
        session.merge(owner).website = website
    return owner


def test_recordings_are_on_the_own_website(in_app: Flask, client: FlaskClient) -> None:
    owner = _town()
    open_line(owner)
    admin = signed_in(in_app, owner.id, "admin")
    page = admin.get(f"{ENGLISH}?lang=nl").get_data(as_text=True)
    assert "The employee understood what I needed." in page
    good = "https://voorbeeld.example/en/bekend.mp3"
    deep = "https://audio.voorbeeld.example/groet.wav"
    assert send(admin, ENGLISH, **recordings(bekend=good, greeting=f" {deep} ")).status_code == 302
    assert kept() == {"bekend": good, "greeting": deep}
    assert Call(client).begin(lang="en").played == [deep, good]
    for bad in (
        "http://voorbeeld.example/a.mp3",
        "https://elsewhere.example/a.mp3",
        "https://notvoorbeeld.example/a.mp3",
        "https://voorbeeld.example@elsewhere.example/a.mp3",
        "https://voorbeeld.example:8443/a.mp3",
        "https://voorbeeld.example/a b.mp3",
        "https://[/a.mp3",
        "javascript:alert(1)",
    ):
        assert send(admin, ENGLISH, **recordings(bekend=bad)).status_code == 422, bad
    assert kept() == {"bekend": good, "greeting": deep}
    assert send(admin, ENGLISH, **recordings(bekend="", greeting="")).status_code == 302
    assert kept() == {}
    assert admin.get(f"{LINE}/recordings/xx").status_code == 404


def test_a_tried_call_goes_as_a_real_one_and_keeps_nothing(in_app: Flask) -> None:
    owner = _town()
    admin = signed_in(in_app, owner.id, "admin")
    page = admin.get(f"{LINE}/try?lang=en").get_data(as_text=True)
    for key in ("2", "4", "-", "-", "7", "5", "3", "2", "1", "10"):
        found = list(re.findall(r'href="(/admin/settings/voice/try\?keys=[^"]+)"', page))
        offered = {re.split(r"[=.]", each)[-1]: each for each in found}
        # A key that is not offered is one that a caller can press all the same.
        page = admin.get(offered.get(key) or f"{found[0].rpartition('.')[0]}.{key}").get_data(as_text=True)
    assert "These answers would count." in page
    assert "Thank you for your answers" in page
    for odd in ("", "...", "é.%00", "1" * 500, ".".join("*" * 90)):
        assert admin.get(f"{LINE}/try", query_string={"keys": odd}).status_code == 200


def test_only_administrators_come_here(in_app: Flask) -> None:
    owner = factories.organisation()
    auditor = signed_in(in_app, owner.id, "auditor")
    for path in (LINE, ENGLISH, f"{LINE}/try"):
        assert auditor.get(path).status_code == 403
