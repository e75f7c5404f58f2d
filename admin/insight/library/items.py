"""What the library holds: reviewed advice, and the evidence that each piece asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from admin.insight.library.conditions import CONDITIONS, Facts
from admin.insight.results import AdviceKind, AdviceWords
from admin.insight.terms import Quadrant

OWN: Final = "own"
"""Stands in the place of the criterion in advice that is for an organisation's own criteria."""
PLACE: Final = "{criterion}"
"""Where such advice names the criterion."""


@dataclass(frozen=True, slots=True)
class Need:
    """One condition of the evidence: its name in `CONDITIONS`, and its number where it takes one."""

    name: str
    value: float | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether the facts meet it."""
        return CONDITIONS[self.name].holds(facts, self.value or 0.0)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of advice with what calls for it; every need must hold, in one of the quadrants where one is known."""

    code: str
    dimension: str | None
    criterion: str | None
    quadrants: frozenset[Quadrant]
    kind: AdviceKind
    needs: tuple[Need, ...]
    serves: str
    nl: AdviceWords
    en: AdviceWords
    reviewed_on: date
    reviewed_by: str

    def fits(self, facts: Facts) -> bool:
        """Whether there is evidence for it in these facts."""
        quadrant = facts.row.quadrant if facts.row else None
        return quadrant in {None, *self.quadrants} and all(need.holds(facts) for need in self.needs)

    def shortfall(self, facts: Facts) -> float:
        """How far the worst of what it looks at lies under the norm, 0-100."""
        return max(CONDITIONS[need.name].shortfall(facts) for need in self.needs)

    def words(self, language: str) -> tuple[AdviceWords, str]:
        """The words to show on a page in `language` (a code), and the code of the language that they are in."""
        return (self.nl, "nl") if language in {"nl", "fy"} else (self.en, "en")

    def asks(self, name: str) -> bool:
        """Whether its evidence has the condition of this name."""
        return any(need.name == name for need in self.needs)


@dataclass(frozen=True, slots=True)
class Library:
    """All advice, in the order in which the files have it."""

    items: tuple[Item, ...]
    by_code: Mapping[str, Item] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {item.code: item for item in self.items})

    def of_criterion(self, code: str, is_own: bool) -> Iterable[Item]:
        """The advice on this criterion."""
        wanted = OWN if is_own else code
        return (item for item in self.items if item.criterion == wanted)

    def of_dimension(self, code: str | None) -> Iterable[Item]:
        """The advice on a whole B, or on the whole service (None)."""
        return (item for item in self.items if item.dimension == code and item.criterion is None)
