"""The small table of shares: which part of the contacts of a team or channel is asked. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from survey.dimensions import CHANNELS
from survey.invitations.eligibility import ANY
from survey.languages import N_

SPARE: Final = 2
"""Empty lines below the table, to fill in."""
NOT_A_SHARE: Final = N_("Fill in a whole number from 0 to 100, or leave it empty.")
TWICE: Final = N_("The same team and channel stand in the table twice.")


@dataclass(frozen=True, slots=True)
class Share:
    """A line: team id and channel (`*` for all), and the share in per cent as it is written."""

    team: str
    channel: str
    percent: str


class UnusableShares(ValueError):
    """A table that can't be kept; its text is an English message id."""


def lines(shares: Mapping[str, int]) -> list[Share]:
    """The table of these shares, the widest first."""
    found = [Share(*_sides(key), str(percent)) for key, percent in shares.items()]
    return sorted(found, key=lambda each: (each.team != ANY, each.channel != ANY, each.team, each.channel))


def _sides(key: str) -> tuple[str, str]:
    team, _, channel = key.partition("|")
    return team, channel


def sent(teams: Sequence[str], channels: Sequence[str], percents: Sequence[str]) -> list[Share]:
    """The lines of a form, without those that are empty."""
    found = [Share(*line) for line in zip(teams, channels, [each.strip() for each in percents], strict=False)]
    return [each for each in found if each.percent]


def read(table: Sequence[Share], teams: Collection[str]) -> dict[str, int]:
    """The shares, by `<team id>|<channel>`. Lines of teams and channels that are not there are left out.

    Raises UnusableShares.
    """
    found: dict[str, int] = {}
    for each in table:
        if each.team not in {ANY, *teams} or each.channel not in {ANY, *CHANNELS}:
            continue
        # The length first: Python refuses to read thousands of digits.
        if len(each.percent) > len("100") or not each.percent.isdecimal() or int(each.percent) > 100:
            raise UnusableShares(NOT_A_SHARE)
        key = f"{each.team}|{each.channel}"
        if key in found:
            raise UnusableShares(TWICE)
        found[key] = int(each.percent)
    return found
