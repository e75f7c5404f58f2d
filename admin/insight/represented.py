"""Who answered against who was in contact: per team × channel both shares, and whether they differ. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import erfc, sqrt
from typing import Final

from admin.insight.evidence import Stratum
from admin.insight.results import GroupShare, Represented
from admin.insight.statistics import SIGNIFICANCE, holm, wilson

FEWEST: Final = 0.8
"""Under this part of its share of the contacts a group answered clearly less, if it isn't chance; mirrored: more."""


@dataclass(frozen=True, slots=True)
class _Group:
    """One row in the making: whose it is, its contacts and its answers."""

    team: str | None
    channel: str
    contacts: int
    answers: int
    is_rest: bool = False


def represented(strata: Sequence[Stratum], least: int) -> tuple[GroupShare, ...]:
    """Per team × channel its share of contacts beside its share of answers, the most contacts first.

    Strata whose contacts are not known take no part. Those that may not be shown, or have fewer than `least`
    answers, stand together as the rest, at the end. Empty where fewer than two groups are left.
    """
    groups = _groups([stratum for stratum in strata if stratum.contacts > 0], least)
    contacts = sum(group.contacts for group in groups)
    answers = sum(group.answers for group in groups)
    if len(groups) < 2 or answers < least:
        return ()
    rows = [_share(group, contacts, answers, least) for group in groups]
    return tuple(_told(rows, [_p(group, contacts, answers) for group in groups]))


def _groups(strata: Sequence[Stratum], least: int) -> list[_Group]:
    shown, rest = [], _Group(None, "", 0, 0, is_rest=True)
    for stratum in strata:
        answers = stratum.tally.get("responses", 0)
        if stratum.is_pooled or answers < least:
            rest = replace(rest, contacts=rest.contacts + stratum.contacts, answers=rest.answers + answers)
        else:
            shown.append(_Group(stratum.team, stratum.channel, stratum.contacts, answers))
    shown.sort(key=lambda group: (-group.contacts, group.team or "", group.channel))
    return [*shown, rest] if rest.contacts else shown


def _share(group: _Group, contacts: int, answers: int, least: int) -> GroupShare:
    of_contacts = 100 * group.contacts / contacts
    if group.answers < least:
        return GroupShare(group.team, group.channel, group.contacts, of_contacts, is_rest=group.is_rest, hidden=True)
    interval = wilson(group.answers, answers)
    assert interval is not None, "there are answers"  # noqa: S101 - tells mypy
    return GroupShare(
        group.team,
        group.channel,
        group.contacts,
        of_contacts,
        group.answers,
        100 * group.answers / answers,
        100 * interval.low,
        100 * interval.high,
        is_rest=group.is_rest,
    )


def _p(group: _Group, contacts: int, answers: int) -> float:
    """Two-sided p of the adjusted standardised residual (Haberman 1973): as many answers as the contacts foretell?"""
    share = group.contacts / contacts
    expected = answers * share
    residual = (group.answers - expected) / sqrt(expected * (1 - share))
    return erfc(abs(residual) / sqrt(2))


def _told(rows: Sequence[GroupShare], p_values: Sequence[float]) -> list[GroupShare]:
    """The rows with what their p-values, adjusted for being several (Holm 1979), let us say."""
    adjusted = holm(p_values)
    return [
        row if row.hidden else replace(row, p_adjusted=p, representation=_verdict(row, p))
        for row, p in zip(rows, adjusted, strict=True)
    ]


def _verdict(row: GroupShare, p: float) -> Represented:
    if row.answer_share is None or p >= SIGNIFICANCE:
        return Represented.IN_PROPORTION
    if row.answer_share < FEWEST * row.contact_share:
        return Represented.LESS
    return Represented.MORE if row.contact_share < FEWEST * row.answer_share else Represented.IN_PROPORTION
