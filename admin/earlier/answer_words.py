"""Words and smileys that surveys offer as answers, by their place on a scale. Pure."""

from __future__ import annotations

import unicodedata
from typing import Final

from survey.intake.words import normalised

_WORST: Final = (
    "helemaal mee oneens|helemaal oneens|helemaal niet mee eens|zeer oneens|zeer mee oneens|volledig oneens"
    "|volledig mee oneens|sterk oneens|strongly disagree|totally disagree|completely disagree"
    "|zeer ontevreden|heel ontevreden|erg ontevreden|very dissatisfied|very unsatisfied"
    "|zeer slecht|heel slecht|erg slecht|very poor|very bad"
)
_WORSE: Final = (
    "oneens|mee oneens|niet mee eens|disagree|somewhat disagree|ontevreden|dissatisfied|unsatisfied|slecht|poor|bad"
)
_BETWEEN: Final = (
    "neutraal|neutral|niet eens niet oneens|niet eens en niet oneens|niet mee eens niet mee oneens"
    "|niet mee eens en niet mee oneens|niet oneens niet eens|noch eens noch oneens|neither agree nor disagree"
    "|niet tevreden niet ontevreden|niet tevreden en niet ontevreden|neither satisfied nor dissatisfied"
)
_BETTER: Final = "eens|mee eens|agree|somewhat agree|tevreden|satisfied|goed|good"
_BEST: Final = (
    "helemaal mee eens|helemaal eens|zeer eens|zeer mee eens|volledig eens|volledig mee eens|sterk mee eens"
    "|strongly agree|totally agree|completely agree|zeer tevreden|heel tevreden|erg tevreden|very satisfied"
    "|zeer goed|heel goed|erg goed|uitstekend|very good|excellent"
)
STEPS: Final = {
    normalised(word): step
    for step, words in enumerate((_WORST, _WORSE, _BETWEEN, _BETTER, _BEST))
    for word in words.split("|")
}
"""Normalised answer to its step: 0 the worst, 2 the middle, 4 the best."""
MIDDLE: Final = 2

_FACES: Final = (
    "😡😠🤬😭😖😫😤👿",
    "🙁☹😞😟😕😒😔👎",
    "😐😶😑🤔",
    "🙂☺😊👍🙃",
    "😀😃😄😁😍🤩🥰😆🥳",
)
FACES: Final = {face: step for step, faces in enumerate(_FACES) for face in faces}
"""Smiley to its step, as in STEPS."""
EMOTICONS: Final = {
    ":((": 0, ":-((": 0, ":(": 1, ":-(": 1, "=(": 1, ":|": 2, ":-|": 2, "=|": 2,
    ":)": 3, ":-)": 3, "=)": 3, ":d": 4, ":-d": 4, ":))": 4, ":-))": 4,
}  # fmt: skip

_NOTHING: Final = (
    "weet niet|weet ik niet|ik weet het niet|geen mening|geen antwoord|niet van toepassing|nvt|n.v.t."
    "|niet ingevuld|overgeslagen|don't know|do not know|i don't know|no opinion|no answer|not applicable"
    "|n/a|na|skipped|prefer not to say|-oth-|other|anders|null|none|nan"
)
NO_ANSWER: Final = frozenset(normalised(word) for word in _NOTHING.split("|"))
"""Answers that say nothing: missing, never 0."""


def key_of(text: str) -> str:
    """An answer without regard to capitals, accents, spaces and punctuation; of one without letters, itself."""
    return normalised(text) or "".join(letter for letter in text.strip().casefold() if not _is_variation(letter))


def _is_variation(letter: str) -> bool:
    """Whether it only says how the sign before it is drawn."""
    return unicodedata.category(letter) in {"Mn", "Cf", "Sk"}


def step_of_words(text: str) -> int | None:
    """The step (0-4) of an answer in words, None where we don't know it."""
    return STEPS.get(normalised(text))


def step_of_smiley(text: str) -> int | None:
    """The step (0-4) of an answer with one smiley, None where it has none or several that differ."""
    folded = key_of(text)
    if folded in EMOTICONS:
        return EMOTICONS[folded]
    steps = {FACES[letter] for letter in text if letter in FACES}
    return steps.pop() if len(steps) == 1 else None
