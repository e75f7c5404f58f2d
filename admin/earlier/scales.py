"""From an answer on somebody else's scale to a score of 0-100. Pure.

The lowest answer is 0 and the highest 100, with equal steps between: the rule of our own scales.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from admin.earlier.answer_words import MIDDLE, NO_ANSWER, key_of, step_of_smiley, step_of_words
from survey.intake.cells import Cell
from survey.languages import N_

NUMBERS: Final[Mapping[str, tuple[int, int]]] = {
    "1-3": (1, 3), "1-4": (1, 4), "1-5": (1, 5), "1-7": (1, 7), "1-10": (1, 10), "0-10": (0, 10), "0-100": (0, 100),
}  # fmt: skip
"""Scales of numbers: lowest and highest answer."""
STEPS: Final[Mapping[str, Mapping[int, float]]] = {
    "smileys-3": {0: 0.0, 1: 0.0, 2: 50.0, 3: 100.0, 4: 100.0},
    "smileys-5": {0: 0.0, 1: 25.0, 2: 50.0, 3: 75.0, 4: 100.0},
    "words-4": {0: 0.0, 1: 100 / 3, 3: 200 / 3, 4: 100.0},
    "words-5": {0: 0.0, 1: 25.0, 2: 50.0, 3: 75.0, 4: 100.0},
}
"""Scales of smileys and words: step (`answer_words`) to score. Three smileys know no degrees."""
OWN: Final = "own"
"""The scale on which the person who brings the file in says what each answer is worth."""
SCALES: Final = (*NUMBERS, *STEPS, OWN)

_NUMBER: Final = re.compile(r"[A-Za-z]{0,3}([0-9]{1,3}(?:[.,][0-9]{1,6})?)(?:\s*[-.:=()–]+\s*(?:[^0-9].*)?)?")
_RANGE: Final = re.compile(r"(?<![0-9-])([01])\s*(?:[-–]|t/m|tot(?: en met)?|to)\s*([0-9]{1,3})(?![0-9-])")
_IN_RANGE: Final = N_("a number from %(low)s to %(high)s")
_SMILEY: Final = N_("a smiley that we know; else choose “own words”")
_WORDS: Final = N_("an answer that we know, such as “Mee eens”; else choose “own words”")
_MIDDLE: Final = N_("an answer of a scale without a middle")
_OWN: Final = N_("an answer that has a score")


class AnswerFault(Exception):
    """An answer that is not on its scale; `expected` is an English message id, `values` fill its placeholders."""

    def __init__(self, expected: str, **values: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.values = values


@dataclass(frozen=True, slots=True)
class Scale:
    """One of SCALES, turned round or not; `own` gives a score (0-100, None: no answer) by an answer's `key_of`."""

    code: str
    is_reversed: bool = False
    own: Mapping[str, float | None] = field(default_factory=dict)

    def score(self, cell: Cell) -> float | None:
        """The answer on 0-100, None where it says nothing. Raises AnswerFault."""
        text = text_of(cell)
        key = key_of(text)
        if self.code == OWN:
            return self._own(key)
        if not key or key in NO_ANSWER:
            return None
        found = _of_number(text, *NUMBERS[self.code]) if self.code in NUMBERS else _of_step(text, self.code)
        return 100 - found if self.is_reversed else found

    def _own(self, key: str) -> float | None:
        if not key:
            return None
        if key not in self.own:
            if key in NO_ANSWER:
                return None
            raise AnswerFault(_OWN)
        return self.own[key]


def text_of(cell: Cell) -> str:
    """A cell as one reads it, on one line; empty where it is blank."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else " ".join(str(cell).split())


def number_of(text: str) -> float | None:
    """The number in `4`, `7,5`, `A4`, `AO04` or `4 - agree`; None where there is none."""
    match = _NUMBER.fullmatch(text.strip())
    return float(match[1].replace(",", ".")) if match else None


def _of_number(text: str, low: int, high: int) -> float:
    number = number_of(text)
    if number is None or not low <= number <= high:
        raise AnswerFault(_IN_RANGE, low=str(low), high=str(high))
    return (number - low) / (high - low) * 100


def _of_step(text: str, code: str) -> float:
    is_smiley = code.startswith("smileys")
    step = step_of_smiley(text) if is_smiley else step_of_words(text)
    if step is None:
        raise AnswerFault(_SMILEY if is_smiley else _WORDS)
    if step not in STEPS[code]:
        raise AnswerFault(_MIDDLE)
    return STEPS[code][step]


def likely_scale(answers: Sequence[str], heading: str = "") -> str:
    """The scale on which these answers, all that a column has, most likely are. A guess, to be looked at.

    Numbers are on the range that the heading names, such as "(1-4)", where they fit it.
    """
    told = [text for text in answers if key_of(text) not in NO_ANSWER]
    numbers = [number_of(text) for text in told]
    if told and all(number is not None for number in numbers):
        return _likely_numbers([number for number in numbers if number is not None], heading)
    smileys = {step_of_smiley(text) for text in told}
    if told and None not in smileys:
        return "smileys-3" if len(smileys) <= 3 and smileys <= {1, 2, 3} else "smileys-5"
    words = {step_of_words(text) for text in told}
    if told and None not in words:
        return "words-4" if len(words) == 4 and MIDDLE not in words else "words-5"
    return OWN


def _likely_numbers(numbers: Sequence[float], heading: str) -> str:
    low, high = min(numbers), max(numbers)
    for told in _RANGE.finditer(heading):
        code = "-".join(told.groups())
        if code in NUMBERS and NUMBERS[code][0] <= low and high <= NUMBERS[code][1]:
            return code
    if high > 10:
        return "0-100"
    if low < 1:
        return "0-10"
    return next(code for code in ("1-5", "1-7", "1-10") if high <= NUMBERS[code][1])


def likely_score(answer: str) -> float | None:
    """The score of an answer in own words, as far as we know the word: a first guess for the person to mend."""
    step = step_of_words(answer)
    step = step_of_smiley(answer) if step is None else step
    return None if step is None else STEPS["words-5"][step]
