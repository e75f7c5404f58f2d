"""The five B's of the Telefoonwijzer, their statements and the scales that lead to 0-100. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from survey.languages import N_


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the five B's: its code (also its Dutch name), what it is about, and the statement put to the citizen."""

    code: str
    name: str
    about: str
    statement: str


DIMENSIONS: Final = (
    Dimension(
        "bekend",
        "Bekend",
        N_("Knowing what the caller needs"),
        N_("The employee understood what I needed."),
    ),
    Dimension(
        "bereikbaar",
        "Bereikbaar",
        N_("Easy to reach"),
        N_("It was quick and easy to reach someone."),
    ),
    Dimension(
        "beleefd",
        "Beleefd",
        N_("Listening and taking seriously"),
        N_("The employee listened to me and took me seriously."),
    ),
    Dimension(
        "behulpzaam",
        "Behulpzaam",
        N_("Really helping"),
        N_("The employee really helped me."),
    ),
    Dimension(
        "betrouwbaar",
        "Betrouwbaar",
        N_("Doing what was promised"),
        N_("I trust that the municipality will do what was promised."),
    ),
)
CODES: Final = tuple(dimension.code for dimension in DIMENSIONS)
BY_CODE: Final = {dimension.code: dimension for dimension in DIMENSIONS}

AGREEMENT: Final = range(1, 6)
"""Answers to a statement: 1 strongly disagree ... 5 strongly agree."""
MARK: Final = range(1, 11)
"""The report mark (rapportcijfer)."""
LOW: Final = frozenset({1, 2})
"""Answers that open the question what could be better."""
RESOLVED: Final = ("no", "partly", "yes")
"""Is the question answered, by rising score."""
CHANNELS: Final = ("phone", "counter", "email", "chat", "web", "letter")
"""How the contact took place."""
MODES: Final = ("link", "code", "open", "qr", "voice", "voice_open")
"""How an answer came in: a personal link, a code typed in, the open link clicked or by its QR code, or by keypad
right after the call: about a contact that is known here (`voice`), or not (`voice_open`)."""
OPEN_MODES: Final = frozenset({"open", "qr", "voice_open"})
"""Modes by which nobody was invited: they have no response rate."""


def agreement_score(answer: float) -> float:
    """An answer of 1-5 as 0-100: (x-1)·25."""
    return (answer - 1) * 25.0


def mark_score(mark: float) -> float:
    """A report mark of 1-10 as 0-100: (x-1)/9·100."""
    return (mark - 1) / 9.0 * 100.0
