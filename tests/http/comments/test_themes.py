"""Themes that staff confirm."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.comments.tables import MOST_WORDS, CommentTheme
from survey.database import reading
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.comments.writers import write

THEMES = "/admin/comments/themes"


@pytest.fixture
def _written(owner: Organisation) -> None:
    write(owner, [f"zin {number}: keuzemenu duurt" for number in range(12)])
    write(owner, [f"zin {number}: doorverbonden" for number in range(4)])


def _themes() -> dict[str, CommentTheme]:
    with reading() as session:
        return {theme.name: theme for theme in session.scalars(select(CommentTheme))}


def _add(admin: FlaskClient, name: str, words: str, dimension: str = "") -> int:
    return people.send(admin, f"{THEMES}/new", name=name, words=words, dimension=dimension).status_code


@pytest.mark.usefixtures("_written")
def test_from_suggestion_to_count(admin: FlaskClient) -> None:
    page = admin.get(THEMES).get_data(as_text=True)
    assert "keuzemenu" in page
    offered = admin.get(f"{THEMES}/new?word=keuzemenu").get_data(as_text=True)
    assert 'value="Keuzemenu"' in offered
    assert _add(admin, "Menu", "keuzemenu\nkeuze menu", "bereikbaar") == 302
    page = admin.get("/admin/comments").get_data(as_text=True)
    assert "12 (75.0%)" in page
    theme = _themes()["Menu"]
    listed = admin.get(f"/admin/comments?theme={theme.id}").get_data(as_text=True)
    assert "12 comments" in listed
    assert "keuzemenu" not in admin.get(THEMES).get_data(as_text=True).split('id="suggested"')[1]


@pytest.mark.usefixtures("_written")
def test_a_theme_of_few_comments_has_no_number(admin: FlaskClient) -> None:
    _add(admin, "Doorverbinden", "doorverbonden")
    page = admin.get("/admin/comments").get_data(as_text=True)
    assert "fewer than 10" in page


def test_a_theme_is_renamed_merged_and_removed(admin: FlaskClient) -> None:
    _add(admin, "Wachten", "wacht\nin de rij")
    _add(admin, "Menu", "keuzemenu")
    waiting, menu = _themes()["Wachten"].id, _themes()["Menu"].id
    sent = people.send(admin, f"{THEMES}/{waiting}", name="Lang wachten", words="wacht", dimension="bereikbaar")
    assert sent.status_code == 302
    assert _themes()["Lang wachten"].dimension == "bereikbaar"
    merge = f"{THEMES}/{menu}/merge?into={waiting}"
    assert "is removed" in admin.get(merge).get_data(as_text=True)
    assert set(_themes()) == {"Lang wachten", "Menu"}
    assert people.send(admin, merge, into=str(waiting)).status_code == 302
    assert {name: theme.words for name, theme in _themes().items()} == {"Lang wachten": ["wacht", "keuzemenu"]}
    assert people.send(admin, f"{THEMES}/{waiting}/remove").status_code == 302
    assert _themes() == {}


def test_merging_loses_no_words(admin: FlaskClient) -> None:
    _add(admin, "Wachten", "\n".join(f"wacht {number}" for number in range(MOST_WORDS)))
    _add(admin, "Menu", "keuzemenu")
    before = {name: (theme.id, theme.words) for name, theme in _themes().items()}
    into, merged = before["Wachten"][0], before["Menu"][0]
    page = people.send(admin, f"{THEMES}/{merged}/merge?into={into}", into=str(into))
    assert page.headers["Location"] == f"{THEMES}/{into}"
    assert "Use at most 40 lines." in admin.get(page.headers["Location"]).get_data(as_text=True)
    assert {name: (theme.id, theme.words) for name, theme in _themes().items()} == before


def test_a_theme_needs_a_name_of_its_own_and_words(admin: FlaskClient) -> None:
    assert _add(admin, "Wachten", "wacht") == 302
    for name, words in (("Wachten", "rij"), ("", "rij"), ("Rij", "  "), ("Rij", "!!"), ("Rij", "x" * 61)):
        assert _add(admin, name, words) == 422
    assert admin.get(f"{THEMES}/{_themes()['Wachten'].id}/merge").status_code == 404


def test_only_an_administrator_makes_themes(in_app: Flask, owner: Organisation, viewer: FlaskClient) -> None:
    assert viewer.get(THEMES).status_code == 403
    other = people.signed_in(in_app, factories.organisation("elders", "Elders").id, "admin")
    admin = people.signed_in(in_app, owner.id, "admin")
    _add(admin, "Wachten", "wacht")
    assert other.get(f"{THEMES}/{_themes()['Wachten'].id}").status_code == 404
