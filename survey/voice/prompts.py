"""What is said: each prompt's text, as a message to translate, and the order in which they are heard. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from survey import dimensions
from survey.languages import N_
from survey.voice.script import CHOOSE, MARK, QUESTIONS, RESOLVED, Progress

SPEECH_TAGS: Final = {
    "nl": "nl-NL",
    "en": "en-GB",
    "fy": "nl-NL",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "pl": "pl-PL",
    "tr": "tr-TR",
    "ar": "arb",
    "uk": "uk-UA",
}
"""The language of a spoken text as providers call it; no provider speaks Frisian, so a Dutch voice reads it."""
TEXTS: Final[Mapping[str, str]] = {
    CHOOSE: N_("For %(language)s, press %(key)s."),
    "greeting": N_(
        "Welcome. %(organisation)s would like to know how your call went. There are seven short questions. "
        "We do not keep your name or your number."
    ),
    **{dimension.code: dimension.statement for dimension in dimensions.DIMENSIONS},
    "scale": N_(
        "Press a key from 1 to 5. 1 is: I do not agree at all. 5 is: I fully agree. Press 0 if you do not know, "
        "or the star to hear it again."
    ),
    RESOLVED: N_("Has your question been answered? Press 1 for yes, 2 for partly, 3 for no, or 0 to go on."),
    MARK: N_("Which mark do you give this call, from 1 to 10? Press the mark and then the hash key, or 0 to go on."),
    "silence": N_("We did not hear a key."),
    "wrong": N_("That key is not one of the answers."),
    "skipped": N_("We go on to the next question."),
    "thanks": N_("Thank you for your answers. They help us to do better."),
    "nothing": N_("You did not answer a question, so nothing is counted. Thank you for calling."),
    "used": N_("You have answered about this call already. Thank you."),
    "closed": N_("There are no questions at the moment. Thank you for calling."),
    "complain": N_("Do you want to complain? Call %(phone)s, or write to the municipality."),
    "goodbye": N_("Goodbye."),
}
"""By prompt. The message of the language choice is said once in each language."""
_WITHOUT_PHONE: Final = N_("Do you want to complain? Call the municipality again, or write to it.")


@dataclass(frozen=True, slots=True)
class Line:
    """One prompt in one language; `address` is of its recording, empty where a voice reads the text."""

    locale: str
    text: str
    address: str = ""


def message_of(prompt: str, phone: str) -> str:
    """The message to translate for a prompt; an organisation without a number gets other words about complaints."""
    return _WITHOUT_PHONE if prompt == "complain" and not phone else TEXTS[prompt]


def spoken_number(phone: str) -> str:
    """A telephone number digit by digit, so that no voice reads it as an amount."""
    return " ".join(char for char in phone if char.isdigit())


def order(progress: Progress) -> tuple[str, ...]:
    """The prompts to say now, one after the other."""
    step = progress.step
    remark = (progress.remark,) if progress.remark in TEXTS else ()
    if step == CHOOSE:
        return (CHOOSE,)
    greeting = ("greeting",) if step == QUESTIONS[0] and progress.is_first else ()
    scale = ("scale",) if step in dimensions.CODES and _needs_scale(progress) else ()
    return (*remark, *greeting, step, *scale)


def farewell(prompt: str) -> tuple[str, ...]:
    """The prompts of an end that begins with this one: also where to complain, unless nothing was asked."""
    return (prompt, "goodbye") if prompt == "closed" else (prompt, "complain", "goodbye")


def _needs_scale(progress: Progress) -> bool:
    """The first statement explains the keys; later ones only to who seems to need it."""
    return progress.step == QUESTIONS[0] or progress.remark != ""
