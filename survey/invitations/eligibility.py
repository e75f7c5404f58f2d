"""Who may be asked, and why not: one decision per contact, from facts and rules alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from survey.languages import N_

ANY: Final = "*"
"""Stands for every team, or every channel, in the key of a share."""


class Outcome(StrEnum):
    """What was decided about a contact: `INVITED`, or the first reason against it in this order."""

    CONFIDENTIAL = "confidential"
    TOPIC_EXCLUDED = "topic_excluded"
    TOO_OLD = "too_old"
    NO_ADDRESS = "no_address"
    OPTED_OUT = "opted_out"
    ASKED_RECENTLY = "asked_recently"
    NOT_SAMPLED = "not_sampled"
    INVITED = "invited"


ELIGIBLE: Final = frozenset({Outcome.INVITED, Outcome.NOT_SAMPLED})
"""Whoever might have been asked: only chance, or nothing, kept them out."""

WORDS: Final[Mapping[Outcome, str]] = {
    Outcome.CONFIDENTIAL: N_("Not invited, because the contact is confidential."),
    Outcome.TOPIC_EXCLUDED: N_("Not invited, because nobody is asked about this topic."),
    Outcome.TOO_OLD: N_("Not invited, because the contact was too long ago when it came in."),
    Outcome.NO_ADDRESS: N_("Not invited, because there is no address that can be used."),
    Outcome.OPTED_OUT: N_("Not invited, because this citizen does not want to be asked."),
    Outcome.ASKED_RECENTLY: N_("Not invited, because this citizen was asked not long ago."),
    Outcome.NOT_SAMPLED: N_("Not invited, because only a part of the contacts is asked, and chance left this one out."),
    Outcome.INVITED: N_("Invited."),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """An organisation's rules, as `survey.invitations.tables.InvitationRules` keeps them.

    `shares` in per cent by `"<team id>|<channel>"`, either side may be `*`. Clock times are local.
    """

    is_on: bool = False
    cap_days: int = 90
    delay_hours: int = 1
    reminder_days: int = 3
    lasts_days: int = 14
    oldest_hours: int = 48
    quiet_from: time = time(20, 0)
    quiet_until: time = time(9, 0)
    on_sundays: bool = False
    spread_per_hour: int = 500
    excluded_topics: tuple[str, ...] = ()
    shares: Mapping[str, int] = field(default_factory=dict)
    means: tuple[str, ...] = ("email", "sms", "letter")

    def share(self, team: str | None, channel: str) -> int:
        """The share of contacts to ask in per cent; the most exact setting counts, a team's before a channel's."""
        if not self.shares:
            return 100
        places = ((team or ANY, channel), (team or ANY, ANY), (ANY, channel), (ANY, ANY))
        found = (self.shares.get(f"{of_team}|{of_channel}") for of_team, of_channel in places)
        return next((share for share in found if share is not None), 100)

    def excludes(self, topic: str | None) -> bool:
        """Whether nobody is asked about this topic; capitals and spaces make no difference."""
        return topic is not None and _folded(topic) in _all_folded(self.excluded_topics)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a contact when it comes in. Moments are UTC.

    `reachable_by` are the means with an address that can be used. `last_asked_at` is when any of its addresses was
    last asked. `draw` is the contact's lot, 0 to 100, the same whenever it is drawn.
    """

    team: str | None
    channel: str
    topic: str | None
    occurred_at: datetime
    arrived_at: datetime
    confidential: bool
    reachable_by: frozenset[str]
    has_opted_out: bool
    last_asked_at: datetime | None
    draw: float


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome, and by what means the citizen is asked (None where not)."""

    outcome: Outcome
    means: str | None = None


def decide(facts: Facts, rules: Rules) -> Decision:
    """Whether this citizen is asked, or the first reason why not."""
    means = next((each for each in rules.means if each in facts.reachable_by), None)
    against = _against_contact(facts, rules) or _against_citizen(facts, rules, means)
    return Decision(Outcome.INVITED, means) if against is None else Decision(against)


def _against_contact(facts: Facts, rules: Rules) -> Outcome | None:
    if facts.confidential:
        return Outcome.CONFIDENTIAL
    if rules.excludes(facts.topic):
        return Outcome.TOPIC_EXCLUDED
    is_old = facts.arrived_at - facts.occurred_at > timedelta(hours=rules.oldest_hours)
    return Outcome.TOO_OLD if is_old else None


def _against_citizen(facts: Facts, rules: Rules, means: str | None) -> Outcome | None:
    if means is None:
        return Outcome.NO_ADDRESS
    if facts.has_opted_out:
        return Outcome.OPTED_OUT
    if _within_cap(facts, rules):
        return Outcome.ASKED_RECENTLY
    return Outcome.NOT_SAMPLED if facts.draw >= rules.share(facts.team, facts.channel) else None


def _within_cap(facts: Facts, rules: Rules) -> bool:
    last = facts.last_asked_at
    return last is not None and facts.arrived_at - last < timedelta(days=rules.cap_days)


@lru_cache(maxsize=64)
def _all_folded(topics: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_folded(each) for each in topics)


def _folded(topic: str) -> str:
    return " ".join(topic.split()).casefold()
