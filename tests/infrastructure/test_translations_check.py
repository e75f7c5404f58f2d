"""The check of the catalogues finds each kind of fault, and nothing in a good catalogue."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tools.catalogues import extract, key
from tools.check_translations import catalogue_faults, entry_faults, template_faults
from tools.update_translations import fill_english

GREETING = ("", "Hello %(name)s", "")


def _catalogue(path: Path, *entries: polib.POEntry, plural_forms: str = "nplurals=2; plural=(n != 1);") -> Path:
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": plural_forms}
    catalogue.extend(entries)
    catalogue.save(str(path))
    return path


def test_a_good_catalogue_has_no_faults(tmp_path: Path) -> None:
    path = _catalogue(tmp_path / "nl.po", polib.POEntry(msgid="Hello %(name)s", msgstr="Dag %(name)s"))
    assert catalogue_faults("nl", path, frozenset({GREETING})) == []


def test_words_on_one_side_only_are_found(tmp_path: Path) -> None:
    path = _catalogue(tmp_path / "nl.po", polib.POEntry(msgid="Bye", msgstr="Doei"))
    assert catalogue_faults("nl", path, frozenset({GREETING})) == [
        "nl: lacks 'Hello %(name)s'",
        "nl: no longer used 'Bye'",
    ]


def test_the_number_of_plural_forms_of_a_language_is_checked(tmp_path: Path) -> None:
    assert catalogue_faults("ar", _catalogue(tmp_path / "ar.po"), frozenset()) == [
        "ar: Plural-Forms must say nplurals=6"
    ]


@pytest.mark.parametrize(
    ("message", "translation", "complaint"),
    [
        ("Send", "", "missing"),
        ("Hello %(name)s", "Dag", "other placeholders"),
        ("Hello %(name)s", "Dag %(naam)s", "other placeholders"),
        ("%(share)s%% of all", "%(share)s van alles", "other placeholders"),
        ("Read <a>this</a>", "Lees dit", "other tags"),
        ("The 95 percent interval", "95% interval", "a lone %"),
    ],
)
def test_a_fault_in_a_translation_is_found(message: str, translation: str, complaint: str) -> None:
    [fault] = entry_faults(polib.POEntry(msgid=message, msgstr=translation), plurals=2)
    assert complaint in fault


def test_a_fuzzy_translation_is_found() -> None:
    assert entry_faults(polib.POEntry(msgid="Send", msgstr="Verstuur?", flags=["fuzzy"]), plurals=2)


@pytest.mark.parametrize(
    ("forms", "complaint"),
    [
        ({0: "één antwoord", 1: "%(num)d antwoorden"}, None),
        ({0: "één antwoord"}, "1 plural forms instead of 2"),
        ({0: "", 1: "%(num)d antwoorden"}, "missing"),
        ({0: "%(nummer)d antwoord", 1: "%(num)d antwoorden"}, "unknown %(nummer)d"),
        ({0: "één antwoord", 1: "antwoorden"}, "other placeholders"),
    ],
)
def test_plural_forms_are_checked_one_by_one(forms: dict[int, str], complaint: str | None) -> None:
    entry = polib.POEntry(msgid="%(num)d answer", msgid_plural="%(num)d answers", msgstr_plural=forms)
    faults = entry_faults(entry, plurals=2)
    assert faults == [] if complaint is None else complaint in faults[0]


def test_the_words_of_code_and_templates_are_collected(tmp_path: Path) -> None:
    path = tmp_path / "messages.pot"
    extract(path)
    words = {key(entry) for entry in polib.pofile(str(path))}
    # Marked with N_ in a pure module, and written in a template.
    assert ("", "The employee really helped me.", "") in words
    assert any("templates/survey/form.html" in dict(entry.occurrences) for entry in polib.pofile(str(path)))


def test_a_template_that_lags_behind_is_found(tmp_path: Path) -> None:
    path = _catalogue(tmp_path / "messages.pot", polib.POEntry(msgid="Gone"))
    faults = template_faults(path)
    assert "messages.pot: lacks 'The employee really helped me.'" in faults
    assert "messages.pot: no longer used 'Gone'" in faults


def test_english_is_filled_with_the_words_themselves(tmp_path: Path) -> None:
    plural = polib.POEntry(msgid="%(num)d answer", msgid_plural="%(num)d answers", msgstr_plural={0: "", 1: ""})
    path = _catalogue(tmp_path / "en.po", polib.POEntry(msgid="Send"), plural)
    fill_english(path)
    assert catalogue_faults("en", path, frozenset({("", "Send", ""), key(plural)})) == []
