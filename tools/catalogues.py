"""Where the translations stand, and how the words are collected from code and templates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import polib

from survey.languages import CODES

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "translations"
TEMPLATE: Final = FOLDER / "messages.pot"
KEYWORDS: Final = ("N_", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")
Key = tuple[str, str, str]
"""Context, message and plural: what makes an entry of a catalogue unique."""


def catalogue_path(code: str, folder: Path = FOLDER) -> Path:
    """The catalogue of a language."""
    return folder / code / "LC_MESSAGES" / "messages.po"


def catalogue_paths(folder: Path = FOLDER) -> dict[str, Path]:
    """The catalogue of each language that a citizen can choose, by its code."""
    return {code: catalogue_path(code, folder) for code in CODES}


def key(entry: polib.POEntry) -> Key:
    """What makes this entry unique."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def extract(target: Path) -> None:
    """Write all messages in code and templates to the template `target`; CalledProcessError if that fails."""
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    pybabel(
        "extract", "-F", "pyproject.toml", *keywords, "--add-location=file", "--sort-by-file", "--no-wrap",
        "--project=Klankbord", "--version=", "--copyright-holder=", "-o", str(target), ".",
    )  # fmt: skip


def pybabel(command: str, *arguments: str) -> None:
    """Run one of Babel's commands at the root; its own words are shown when it fails."""
    finished = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "babel.messages.frontend", command, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        sys.stderr.write(finished.stdout)
        finished.check_returncode()
