"""Whose the demo's rows are, and where the days of its story lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Place:
    """The demo organisation, its teams by name, its zone, and the story's last day."""

    organisation_id: UUID
    teams: Mapping[str, UUID]
    zone: ZoneInfo
    last_day: date
