"""When delivery is taken to be broken. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

IN_A_ROW: Final = 5
"""So many failures after each other are no coincidence."""
LOOKED_AT: Final = 50
"""The last messages that a share is taken of."""
FEWEST: Final = 20
"""Of fewer messages than this no share is taken."""
TOO_MANY: Final = 0.20
"""The share that may fail: addresses are mistyped everywhere."""
PATIENCE: Final = timedelta(hours=1)
"""How long a message may be overdue, and a provider away."""
NOT_SENT: Final = "not_sent"
"""Messages are due and nobody takes them: the sender does not run."""
FOR_US: Final = frozenset(
    {
        "key_is_gone",
        "no_key",
        "no_secure_connection",
        "no_template",
        "nobody_sends",
        "sender_refused",
        "sign_in_refused",
        "template_refused",
        "trial_account",
    }
)
"""Faults that don't pass by themselves: somebody has to set something right."""
OF_ONE: Final = frozenset({"no_answer", "poisoned", "provider_fault", "refused_for_now", "strange_answer"})
"""Faults that one message can have while all others arrive: a full mailbox is no broken delivery."""


@dataclass(frozen=True, slots=True)
class Course:
    """How it went by one means lately.

    `ended` is the fault of each message that is done, empty where it went well, the newest first. `refused` are the
    faults of messages that wait because of one, with how many do. `overdue` is how long the first message has been due.
    """

    ended: Sequence[str] = ()
    refused: Mapping[str, int] = field(default_factory=dict)
    overdue: timedelta = timedelta(0)

    @property
    def arrives(self) -> bool:
        """Whether there was a message lately that went well."""
        return "" in self.ended


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and how long it may last before it is told."""

    fault: str
    patience: timedelta = timedelta(0)


def trouble(course: Course) -> Trouble | None:
    """What is wrong with delivery, or None where it goes well."""
    if ours := [fault for fault in course.refused if fault in FOR_US]:
        return Trouble(_most(course.refused, ours))
    latest = course.ended[:LOOKED_AT]
    failed = [fault for fault in latest if fault]
    if len(latest) >= IN_A_ROW and all(latest[:IN_A_ROW]):
        return Trouble(_most(Counter(latest[:IN_A_ROW])))
    if len(latest) >= FEWEST and len(failed) > TOO_MANY * len(latest):
        return Trouble(_most(Counter(failed)))
    if course.overdue > PATIENCE:
        return Trouble(NOT_SENT)
    return _held_up(course.refused, len(latest))


def _held_up(refused: Mapping[str, int], ended: int) -> Trouble | None:
    """What keeps messages waiting: a provider that is away, or so many faults of their own that it is no chance."""
    if away := refused.keys() - OF_ONE:
        return Trouble(_most(refused, away), PATIENCE)
    number = sum(refused.values())
    is_many = number >= IN_A_ROW and number > TOO_MANY * (number + ended)
    return Trouble(_most(refused), PATIENCE) if is_many else None


def _most(faults: Mapping[str, int], among: Iterable[str] | None = None) -> str:
    """The most common one; of equals the first in the alphabet, so that it does not change by chance."""
    return min(faults if among is None else among, key=lambda fault: (-faults[fault], fault))
