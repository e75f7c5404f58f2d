"""The course of the conversation: which question comes next, and what a key means. Pure.

Every question can be heard again with `*` and passed with `0`. Two times silence or a wrong key, and the next question
comes; three questions without any key, and the conversation ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from survey import dimensions
from survey.languages import LANGUAGES

CHOOSE: Final = "choose"
"""The step in which the caller chooses a language."""
RESOLVED: Final = "resolved"
MARK: Final = "mark"
END: Final = "end"
QUESTIONS: Final = (*dimensions.CODES, RESOLVED, MARK)
STEPS: Final = (CHOOSE, *QUESTIONS, END)
AGAIN: Final = "*"
GO_ON: Final = "0"
MOST_MISSES: Final = 2
"""Times that silence or a wrong key is met with the same question."""
MOST_PASSED_OVER: Final = 3
"""Questions in a row without a usable key: nobody is there any more."""
MOST_TURNS: Final = 60
"""Requests of one call, repeats included: more is no caller."""
LANGUAGE_KEYS: Final = {str((place + 1) % 10): language.code for place, language in enumerate(LANGUAGES)}
"""1 is Dutch, 2 English, ... and 0 the tenth language."""
RESOLVED_KEYS: Final = {"1": "yes", "2": "partly", "3": "no"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a caller is: answers 1-5 a B and the mark 1-10 by name, `turn` counts the requests that had effect."""

    step: str
    language: str
    turn: int = 0
    misses: int = 0
    passed_over: int = 0
    answers: Mapping[str, int] = field(default_factory=dict)
    resolved: str | None = None
    remark: str = ""
    """What is said first: `wrong`, `silence` or `skipped`, or nothing."""

    @property
    def can_count(self) -> bool:
        """Whether at least one B or the mark was answered."""
        return bool(self.answers)

    @property
    def is_first(self) -> bool:
        """Whether the question is asked for the first time."""
        return self.remark in ("", "skipped")


def beginning(language: str | None, default: str) -> Progress:
    """Where a call begins: with the choice of a language, unless it is known."""
    return Progress(CHOOSE, default) if language is None else Progress(QUESTIONS[0], language)


def heard(progress: Progress, keys: str) -> Progress:
    """Where the caller is after pressing `keys`, empty for silence."""
    turned = replace(progress, turn=progress.turn + 1, remark="")
    if progress.step == END or turned.turn >= MOST_TURNS:
        return replace(turned, step=END)
    if keys.startswith(AGAIN):
        return replace(turned, remark="again")
    understood = _understood(turned, keys)
    return _missed(turned, keys) if understood is None else _next(understood)


def _understood(progress: Progress, keys: str) -> Progress | None:
    """With the answer in it; None where the keys are no answer to this question."""
    met = replace(progress, passed_over=0)
    if progress.step == CHOOSE:
        return replace(met, language=LANGUAGE_KEYS[keys]) if keys in LANGUAGE_KEYS else None
    if keys == GO_ON:
        return met
    if progress.step == RESOLVED:
        return replace(met, resolved=RESOLVED_KEYS[keys]) if keys in RESOLVED_KEYS else None
    scale = dimensions.MARK if progress.step == MARK else dimensions.AGREEMENT
    if keys not in map(str, scale):
        return None
    return replace(met, answers={**progress.answers, progress.step: int(keys)})


def _missed(progress: Progress, keys: str) -> Progress:
    """After silence or a wrong key: the same question, or politely the next."""
    if progress.misses + 1 < MOST_MISSES:
        return replace(progress, misses=progress.misses + 1, remark="wrong" if keys else "silence")
    over = progress.passed_over + 1
    if over >= MOST_PASSED_OVER:
        return replace(progress, step=END, passed_over=over, misses=0)
    return replace(_next(progress), passed_over=over, remark="" if progress.step == CHOOSE else "skipped")


def _next(progress: Progress) -> Progress:
    return replace(progress, step=STEPS[STEPS.index(progress.step) + 1], misses=0)
