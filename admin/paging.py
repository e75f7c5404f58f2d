"""Lists by the page: which page `?page=` asks for, and which there are."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from flask import request


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a long list a page stands; both numbers start at 1."""

    number: int
    last: int


def page_of(rows: int, size: int) -> Pages:
    """The page that is asked for, within those that there are."""
    last = max(1, ceil(rows / size))
    return Pages(min(max(request.args.get("page", 1, type=int), 1), last), last)
