"""How large a round must be for a wished margin, per B. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin.insight.statistics import Sample
from admin.sampling.allocation import ASSUMED_SD, calls_needed, half_width, usable_sd
from survey import dimensions


@dataclass(frozen=True, slots=True)
class Size:
    """The calls that one B needs. `sd` in points; `earlier` is how many calls told it, None where it is assumed."""

    dimension: str
    sd: float
    earlier: int | None
    needed: int


def sizes(margin: float, earlier: Mapping[str, Sample | None], contacts: int) -> tuple[Size, ...]:
    """The calls that each B needs for a 95 % interval of `margin` points to both sides, out of `contacts`."""
    return tuple(_size(code, margin, earlier.get(code), contacts) for code in dimensions.CODES)


def _size(code: str, margin: float, earlier: Sample | None, contacts: int) -> Size:
    known = usable_sd(earlier)
    sd = ASSUMED_SD if known is None else known
    told_by = None if known is None or earlier is None else round(earlier.n)
    return Size(code, sd, told_by, calls_needed(margin, sd, contacts))


def round_size(found: tuple[Size, ...]) -> int:
    """The calls that the whole round needs: as many as the B that needs most."""
    return max(each.needed for each in found)


def margins(calls: int, found: tuple[Size, ...], contacts: int) -> dict[str, float]:
    """Per B the half-width of its 95 % interval, in points, in a round of so many calls."""
    return {each.dimension: half_width(calls, each.sd, contacts) for each in found}
