"""Words for criteria and for what changed in them, as English message ids. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from admin.criteria.differences import Kind, Value
from survey import languages
from survey.intake.faults import Translate
from survey.languages import N_

NOTHING: Final = "–"
SCALES: Final[Mapping[str, str]] = {
    "yes_no": N_("Yes or no"),
    "yes_partly_no": N_("Yes, partly or no"),
    "mark": N_("Mark from 1 to 10"),
    "seconds": N_("Seconds"),
}
KINDS: Final[Mapping[Kind, str]] = {
    Kind.ADDED: N_("Added"),
    Kind.REMOVED: N_("Removed"),
    Kind.CHANGED: N_("Changed"),
}
FIELDS: Final[Mapping[str, str]] = {
    "scale": N_("Scale"),
    "norm": N_("Norm in seconds"),
    "limit": N_("Limit in seconds"),
    "weight": N_("Weight"),
    "active": N_("Use"),
    "requirement_nl": N_("Requirement in Dutch"),
    "requirement_en": N_("Requirement in English"),
}
REASON: Final = N_("Citizen's words in %(language)s")
_ON: Final = N_("in use")
_OFF: Final = N_("switched off")


def field_name(name: str, translate: Translate) -> str:
    """A field of a criterion in words."""
    if name in FIELDS:
        return translate(FIELDS[name])
    return translate(REASON) % {"language": languages.BY_CODE[name.removeprefix("reason_")].name}


def language_of(name: str) -> str | None:
    """The code of the language that a field's words are in; None where it has no words."""
    start, _, language = name.partition("_")
    return language if start in {"requirement", "reason"} else None


def value_in_words(name: str, value: Value, translate: Translate, number: Callable[[float], str]) -> str:
    """What a field holds; `number` writes a number as the reader does."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return translate(_ON if value else _OFF)
    if name == "scale":
        return translate(SCALES[str(value)])
    return value if isinstance(value, str) else number(value)
