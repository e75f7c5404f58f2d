"""What a comparison of groups (teams or channels) holds: the frozen result that page and files show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from admin.insight.results import Gap
from admin.insight.terms import HIDDEN, Filters, OrganisationName, Period, Score, Verdict


class Kind(StrEnum):
    """What is compared."""

    TEAM = "team"
    CHANNEL = "channel"


class Against(StrEnum):
    """A group beside the mean of all groups."""

    HIGHER = "higher"
    LOWER = "lower"
    ALIKE = "cannot_be_told_apart"


@dataclass(frozen=True, slots=True)
class Standing:
    """A group's score among the others: `against` their mean, and the places (1 is highest) that it can have.

    All None where the group may not be shown or nothing else can.
    """

    score: Score = HIDDEN
    against: Against | None = None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One B, or the report mark (`about` is `mark`), of one group; the mark is not audited and has no verdict."""

    about: str
    perceived: Standing
    measured: Standing
    gap: Gap
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Group:
    """A team by its name or a channel by its code, with a side for each B and for the mark."""

    name: str
    sides: tuple[Side, ...]

    def side(self, about: str) -> Side:
        """The side about one B or the mark. Raises KeyError."""
        return {each.about: each for each in self.sides}[about]


@dataclass(frozen=True, slots=True)
class GroupsView:
    """All teams, or all channels, of one organisation beside each other; `about` is the B or mark looked at first.

    Places are told for `about` only. Groups stand by their perceived score on it, the highest first, then those
    that only audits scored, then those with nothing to show.
    """

    organisation: OrganisationName
    period: Period
    filters: Filters
    weighted: bool
    norm: float
    min_group: int
    kind: Kind
    about: str
    groups: tuple[Group, ...]
