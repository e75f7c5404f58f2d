"""Collects the words and brings every catalogue up to date; run by `make translations`.

English is filled in by itself: its messages are the words in the code.
"""

from __future__ import annotations

from pathlib import Path

import polib

from survey.languages import CODES
from tools.catalogues import FOLDER, TEMPLATE, catalogue_path, extract, pybabel


def main() -> None:
    """Write messages.pot and all catalogues; new messages are empty, messages that are gone are removed."""
    extract(TEMPLATE)
    for code in CODES:
        path = catalogue_path(code)
        command = "update" if path.exists() else "init"
        extra = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date") if path.exists() else ()
        pybabel(command, "-i", str(TEMPLATE), "-d", str(FOLDER), "-l", code, "--no-wrap", *extra)
    fill_english(catalogue_path("en"))
    for code in CODES:
        waiting = polib.pofile(str(catalogue_path(code))).untranslated_entries()
        print(f"{code}: {len(waiting)} to translate" if waiting else f"{code}: complete")


def fill_english(path: Path) -> None:
    """Give every message of the English catalogue itself as its translation."""
    catalogue = polib.pofile(str(path), wrapwidth=-1)
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
    catalogue.save()


if __name__ == "__main__":
    main()
