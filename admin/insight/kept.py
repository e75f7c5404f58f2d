"""What was measured a moment ago, kept by its version: a chart of it needs no second measurement.

A version names exactly one set of figures and the code that draws them. So it can't be out of date: other figures
have another version.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import UUID

from admin.insight.results import Comparison

KEPT: Final = 64
"""Comparisons kept in the memory of a worker: some tens of kilobytes each."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_DRAWN_BY: Final = ("admin/insight/*.py", "translations/*/LC_MESSAGES/*.mo")


def version_of(comparison: Comparison) -> str:
    """The version of these figures: 24 letters and digits."""
    return sha256(f"{_release()}{comparison!r}".encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def _release() -> str:
    """Tells apart what draws and words the charts: an upgrade gives them new versions."""
    found = sha256()
    for pattern in _DRAWN_BY:
        for path in sorted(_ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Key:
    """Whose figures, by which settings of the organisation, in which version."""

    organisation_id: UUID
    minimum_group: int
    norm: float
    margin: float
    version: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The comparisons last used, at most `size`."""

    size: int = KEPT
    _found: OrderedDict[Key, Comparison] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Key) -> Comparison | None:
        """What is kept under this key, if it still is."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Key, comparison: Comparison) -> None:
        """Keep a comparison; the one that was not used for longest makes room."""
        with self._lock:
            self._found[key] = comparison
            self._found.move_to_end(key)
            while len(self._found) > self.size:
                self._found.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()


shelf: Final = Shelf()
