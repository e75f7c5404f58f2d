"""The house style's colours, read from the design tokens that dress the pages. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

TOKENS: Final = Path(__file__).resolve().parents[2] / "static" / "tokens.css"
_TOKEN: Final = re.compile(r"--nl-(?P<name>[\w-]+):[^;]*(?P<colour>#[0-9a-f]{3,6})\)*;")


@lru_cache(maxsize=1)
def colours() -> Mapping[str, str]:
    """Klankbord's own colour of each token, as `#rrggbb`, by the token's name without `--nl-`."""
    return {found["name"]: found["colour"] for found in _TOKEN.finditer(TOKENS.read_text(encoding="utf-8"))}
