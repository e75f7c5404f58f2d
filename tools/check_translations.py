"""Checks that every catalogue is complete, up to date and safe to fill in; run by `make check`."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polib
from babel.messages.plurals import get_plural

from tools.catalogues import TEMPLATE, Key, catalogue_paths, extract, key

PLACEHOLDER: Final = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")
LONE_PERCENT: Final = re.compile(r"%(?!%|\(\w+\)[a-z])")
"""Crashes the page: templates fill in every message. Write %% or the word."""
TAG: Final = re.compile(r"</?[a-z][^>]*>")
PLURALS: Final = re.compile(r"nplurals\s*=\s*(\d+)")


def main() -> int:
    """Print every fault on standard error; 0 when there is none."""
    faults = [*template_faults(TEMPLATE), *_all_catalogue_faults()]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(
            f"{len(faults)} faults in the translations. `make translations` collects new words.",
            file=sys.stderr,
        )
    return 1 if faults else 0


def template_faults(committed: Path) -> list[str]:
    """What the committed template lacks or has too much, seen from the code as it is now."""
    if not committed.exists():
        return [f"{committed.name}: there is no template"]
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "messages.pot"
        extract(fresh)
        return _differences(committed.name, _keys(committed), _keys(fresh))


def _all_catalogue_faults() -> Iterator[str]:
    expected = _keys(TEMPLATE) if TEMPLATE.exists() else frozenset()
    for code, path in catalogue_paths().items():
        if path.exists():
            yield from catalogue_faults(code, path, expected)
        else:
            yield f"{code}: there is no catalogue"


def catalogue_faults(code: str, path: Path, expected: frozenset[Key]) -> list[str]:
    """What is wrong with the catalogue of one language."""
    catalogue = polib.pofile(str(path))
    faults = _differences(code, _keys(path), expected)
    plurals = get_plural(code).num_plurals
    found = PLURALS.search(catalogue.metadata.get("Plural-Forms", ""))
    if found is None or int(found[1]) != plurals:
        faults.append(f"{code}: Plural-Forms must say nplurals={plurals}")
    entries = (entry for entry in catalogue if not entry.obsolete)
    return faults + [f"{code}: {fault}" for entry in entries for fault in entry_faults(entry, plurals)]


def entry_faults(entry: polib.POEntry, plurals: int) -> list[str]:
    """What is wrong with one translation: fuzzy, missing, other placeholders or tags than the message."""
    if entry.fuzzy:
        return [f"fuzzy: {entry.msgid!r}"]
    if entry.msgid_plural:
        return _plural_faults(entry, plurals)
    return _text_faults(entry.msgid, entry.msgstr)


def _plural_faults(entry: polib.POEntry, plurals: int) -> list[str]:
    forms = [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)]
    if len(forms) != plurals:
        return [f"{len(forms)} plural forms instead of {plurals}: {entry.msgid!r}"]
    known = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural)}
    faults = [fault for form in forms[:-1] for fault in _form_faults(entry.msgid, form, known)]
    # A form for one or two may leave the number out; the last form, for many, may not.
    return faults + _text_faults(entry.msgid_plural, forms[-1])


def _form_faults(message: str, form: str, known: set[str]) -> list[str]:
    if not form:
        return [f"missing: a plural form of {message!r}"]
    strange = set(PLACEHOLDER.findall(form)) - known
    return [f"unknown {', '.join(sorted(strange))} in {form!r}"] if strange else []


def _text_faults(message: str, translation: str) -> list[str]:
    if not translation:
        return [f"missing: {message!r}"]
    return [
        f"other {kind} in the translation of {message!r}: {translation!r}"
        for kind, pattern in (("placeholders", PLACEHOLDER), ("tags", TAG))
        if sorted(pattern.findall(message)) != sorted(pattern.findall(translation))
    ] + [f"a lone % in {text!r}" for text in (message, translation) if LONE_PERCENT.search(text.replace("%%", ""))]


def _keys(path: Path) -> frozenset[Key]:
    return frozenset(key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete)


def _differences(name: str, found: frozenset[Key], expected: frozenset[Key]) -> list[str]:
    missing = [f"{name}: lacks {message!r}" for _, message, _ in sorted(expected - found)]
    return missing + [f"{name}: no longer used {message!r}" for _, message, _ in sorted(found - expected)]


if __name__ == "__main__":
    sys.exit(main())
