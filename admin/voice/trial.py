"""A call that is only tried: the same course and the same words as a real one, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from survey import dimensions
from survey.organisations import Profile
from survey.voice import spoken
from survey.voice.line import Recordings
from survey.voice.prompts import Line, farewell
from survey.voice.script import AGAIN, CHOOSE, END, GO_ON, MARK, MOST_TURNS, RESOLVED, Progress, beginning, heard

SILENCE: Final = "-"
BETWEEN: Final = "."
_KEYPAD: Final = tuple("123456789")


@dataclass(frozen=True, slots=True)
class Turn:
    """What the caller heard and what they pressed then, empty for silence."""

    lines: Sequence[Line]
    pressed: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A tried call: the turns before, what is heard now, and which keys there are (none where it is over)."""

    earlier: tuple[Turn, ...]
    now: Sequence[Line]
    keys: tuple[str, ...]
    progress: Progress

    @property
    def is_over(self) -> bool:
        """Whether the line is hung up."""
        return self.progress.step == END


def trial(profile: Profile, recordings: Recordings, pressed: str) -> Trial:
    """The call in which these keys were pressed, written as `1.4.-.5`."""
    progress, earlier = beginning(None, "nl"), []
    for each in pressed.split(BETWEEN)[:MOST_TURNS] if pressed else []:
        if progress.step == END:
            break
        keys = "" if each == SILENCE else each
        earlier.append(Turn(_heard(profile, recordings, progress), keys))
        progress = heard(progress, keys)
    return Trial(tuple(earlier), _heard(profile, recordings, progress), _keys(progress.step), progress)


def _heard(profile: Profile, recordings: Recordings, progress: Progress) -> Sequence[Line]:
    if progress.step == END:
        last = farewell("thanks" if progress.can_count else "nothing")
        return spoken.in_language(profile, recordings, progress.language, last)
    return spoken.lines(profile, recordings, progress)


def _keys(step: str) -> tuple[str, ...]:
    if step == END:
        return ()
    if step == CHOOSE:
        return (*_KEYPAD, GO_ON, AGAIN)
    if step == MARK:
        return (*map(str, dimensions.MARK), GO_ON, AGAIN)
    if step == RESOLVED:
        return ("1", "2", "3", GO_ON, AGAIN)
    return (*map(str, dimensions.AGREEMENT), GO_ON, AGAIN)
