"""What one contact adds to the cells of the phone log's rollups. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey.criteria.catalogue import WAITING_LIMIT, WAITING_NORM


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """Seconds up to which a wait is good (100), and from which it is bad (0)."""

    norm: float = WAITING_NORM
    limit: float = WAITING_LIMIT


def tally(row: Mapping[str, Any], rule: WaitingRule) -> Counter[str]:
    """What one contact (a row of its table) adds to its cell. Only answered contacts can be resolved or put through."""
    cell = Counter(contacts=1, invited=int(row["invited"]))
    if row["answered"] is not None:
        cell.update(answer_known=1, answered=int(row["answered"]))
    for name in ("resolved", "transferred"):
        if row[name] is not None and row["answered"] is not False:
            cell.update({f"{name}_known": 1, name: int(row[name])})
    wait = row["waiting_seconds"]
    if wait is not None:
        cell.update(_wait(wait, rule))
    rating = row["rating"]
    if rating is not None:
        cell.update(rating_n=1, rating_sum=rating, rating_sumsq=rating * rating)
    return cell


def _wait(seconds: int, rule: WaitingRule) -> dict[str, int]:
    cell = {"wait_n": 1, "wait_sum": seconds, "wait_sumsq": seconds * seconds}
    if seconds <= rule.norm:
        return cell | {"within_n": 1}
    if seconds < rule.limit:
        return cell | {"between_n": 1, "between_sum": seconds, "between_sumsq": seconds * seconds}
    return cell
