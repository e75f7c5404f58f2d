"""The lines of a conversation in the caller's language, as recordings where the organisation has them."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import force_locale, gettext

from survey.languages import BY_CODE
from survey.organisations import Profile
from survey.voice.line import Recordings
from survey.voice.prompts import Line, message_of, order, spoken_number
from survey.voice.script import CHOOSE, LANGUAGE_KEYS, Progress


def lines(profile: Profile, recordings: Recordings, progress: Progress) -> list[Line]:
    """What a caller hears now."""
    return in_language(profile, recordings, progress.language, order(progress))


def in_language(profile: Profile, recordings: Recordings, locale: str, prompts: Iterable[str]) -> list[Line]:
    """These prompts in this language; the choice of a language is said in each of them."""
    return [
        Line(each, text_of(profile, each, prompt), recordings.get((each, prompt), ""))
        for prompt in prompts
        for each in (LANGUAGE_KEYS.values() if prompt == CHOOSE else (locale,))
    ]


def text_of(profile: Profile, locale: str, prompt: str) -> str:
    """The words of one prompt in one language."""
    keys = {code: key for key, code in LANGUAGE_KEYS.items()}
    with force_locale(locale):
        return str(
            gettext(
                message_of(prompt, profile.phone),
                organisation=profile.name,
                phone=spoken_number(profile.phone),
                language=BY_CODE[locale].name,
                key=keys[locale],
            )
        )
