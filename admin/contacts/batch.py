"""The contacts that one request sends: an object, or a list of them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from survey.intake.payload import read_object, read_reach
from survey.intake.phone_log import ContactRow
from survey.intake.reach import REACH_FIELDS, Reach

LARGEST: Final = 1000
"""Contacts in one list."""


class Invite(Enum):
    """Whether a citizen is invited; `RENEW` gives a new link where there is one already, `CODE` a spoken code."""

    NO = False
    YES = True
    RENEW = "renew"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Sent:
    """One contact as it was sent, how its citizen can be reached, and whether to hand over a link or a code."""

    contact: ContactRow
    reach: Reach
    invite: Invite


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place in the body (a JSON pointer as in `#/3/team`) and what was expected there, in English."""

    pointer: str
    detail: str


class UnusableBatch(ValueError):
    """A body with faults: all of them."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        super().__init__(f"{len(misfits)} faults")
        self.misfits = tuple(misfits)


def read_batch(body: object, zone: ZoneInfo, teams: Collection[str], now: datetime | None = None) -> tuple[Sent, ...]:
    """The contacts in `body`, in its order. Raises UnusableBatch with every fault in every object."""
    if isinstance(body, dict):
        return _all_or_faults([_read(body, "#", zone, teams, now)])
    if not isinstance(body, list):
        raise UnusableBatch([Misfit("#", f"expected an object, or a list of 1 to {LARGEST:,} objects")])
    if not 0 < len(body) <= LARGEST:
        raise UnusableBatch([Misfit("#", f"expected 1 to {LARGEST:,} objects, found {len(body):,}")])
    return _all_or_faults([_read(each, f"#/{place}", zone, teams, now) for place, each in enumerate(body)])


def _read(
    sent: object, pointer: str, zone: ZoneInfo, teams: Collection[str], now: datetime | None
) -> Sent | list[Misfit]:
    if not isinstance(sent, dict):
        return [Misfit(pointer, "expected an object")]
    fields = {name: value for name, value in sent.items() if name not in ("invite", *REACH_FIELDS)}
    contact, faults = read_object(fields, zone, teams, now)
    reach, unreadable = read_reach(sent)
    misfits = [Misfit(f"{pointer}/{_escaped(fault.field)}", fault.detail) for fault in (*faults, *unreadable)]
    invite = _invite(sent.get("invite"))
    if invite is None:
        misfits.append(Misfit(f"{pointer}/invite", 'expected false, true, "renew" or "code"'))
    if contact is None or invite is None or unreadable:
        return misfits
    return Sent(contact, reach, invite)


def _invite(value: object) -> Invite | None:
    if value is None:
        return Invite.NO
    return Invite(value) if isinstance(value, bool) or value in ("renew", "code") else None


def _escaped(name: str) -> str:
    """A name as it stands in a JSON pointer in a URI fragment (RFC 6901, section 6)."""
    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~", errors="replace")


def _all_or_faults(outcomes: Sequence[Sent | list[Misfit]]) -> tuple[Sent, ...]:
    misfits = [misfit for each in outcomes if isinstance(each, list) for misfit in each]
    sent = [(place, each) for place, each in enumerate(outcomes) if isinstance(each, Sent)]
    misfits += _clashes(sent)
    if misfits:
        raise UnusableBatch(misfits)
    return tuple(each for _, each in sent)


def _clashes(sent: Sequence[tuple[int, Sent]]) -> list[Misfit]:
    """Each reference that an earlier object has with other content."""
    first: dict[str, tuple[int, Sent]] = {}
    misfits = []
    for place, each in sent:
        reference = each.contact.reference
        earlier, other = first.setdefault(reference, (place, each))
        if other != each:
            detail = f"expected a reference of its own: #/{earlier} has this one, with other content"
            misfits.append(Misfit(f"#/{place}/reference", detail))
    return misfits
