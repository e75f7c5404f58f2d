"""How the invented citizens were asked: why one was not invited, and what became of each message. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from admin.demo.phone_log import Contact, pick
from survey.invitations.eligibility import Outcome

SHARE: Final = 80
"""Share of the contacts that may be asked of which the citizen is asked, in per cent."""
WHY_NOT: Final[Mapping[str, float]] = {
    Outcome.NOT_SAMPLED: 21,
    Outcome.NO_ADDRESS: 41,
    Outcome.ASKED_RECENTLY: 22,
    Outcome.TOO_OLD: 9,
    Outcome.CONFIDENTIAL: 4,
    Outcome.OPTED_OUT: 3,
}
"""How often each reason holds among those who were not invited."""
BY_MAIL: Final = {"phone": 0.64, "counter": 0.78, "email": 1.0}
"""Share of the messages of a channel that go by e-mail; the others go by SMS."""
FAILED: Final = 0.045
"""Share of the messages of the unanswered invitations that never arrive."""
FAULTS: Final[Mapping[str, Mapping[str, float]]] = {
    "email": {"no_mailbox": 60, "mailbox_full": 15, "bounced": 25},
    "sms": {"not_reached": 80, "bad_address": 20},
}
"""Why messages fail, by their means."""
ONLY_OPENED: Final = 0.13
"""Share of what arrived that is opened and then not answered."""
CODED: Final = 0.3
"""Share of the invited at the counter who take home a code on paper."""
BY_KEYPAD: Final = {True: 0.11, False: 0.01}
"""Share of the invited callers who are put through to the survey by keypad, among who answer it and who don't."""


@dataclass(frozen=True, slots=True)
class Course:
    """What was decided about a contact, and the course of its message.

    `outcome` is None where nobody looked: the contact did not take place, or the survey was handed over. `mode` (one of
    `survey.dimensions.MODES`) is None where nobody was invited, `means` where no message went out. `fault` is empty
    where the message arrived; `opened_after` (days) is None where its link was never opened.
    """

    outcome: str | None
    mode: str | None = None
    means: str | None = None
    fault: str = ""
    opened_after: int | None = None


def course_of(contact: Contact, answered_after: int | None, *, invited: bool, chance: Random) -> Course:
    """The course of asking about a contact. `answered_after` in days, None where it was not answered."""
    if not invited:
        return Course(pick(WHY_NOT, chance) if contact.took_place else None)
    mode = _mode(contact, answered_after is not None, chance)
    if mode != "link":
        return Course(None, mode)
    means = "email" if chance.random() < BY_MAIL[contact.channel] else "sms"
    if answered_after is not None:
        # Most answer as soon as they have opened the link.
        return Course(Outcome.INVITED, mode, means, "", max(0, answered_after - (chance.random() < 0.1)))
    if chance.random() < FAILED:
        return Course(Outcome.INVITED, mode, means, pick(FAULTS[means], chance))
    return Course(Outcome.INVITED, mode, means, "", chance.randrange(5) if chance.random() < ONLY_OPENED else None)


def _mode(contact: Contact, is_answered: bool, chance: Random) -> str:
    lot = chance.random()
    if contact.channel == "counter" and lot < CODED:
        return "code"
    return "voice" if contact.channel == "phone" and lot < BY_KEYPAD[is_answered] else "link"


def events(course: Course, answered_after: int | None) -> Counter[tuple[int, str, str, str]]:
    """What `delivery_counts` counts of one message: days after the contact, means, event and fault."""
    means = course.means
    if means is None:
        return Counter()
    found = Counter([(0, means, "waiting", ""), (0, means, "sent", "")])
    found[(0, means, "failed", course.fault) if course.fault else (0, means, "delivered", "")] += 1
    if course.opened_after is not None:
        found[course.opened_after, means, "opened", ""] += 1
    if answered_after is not None:
        found[answered_after, means, "answered", ""] += 1
    return found
