"""How many parts an SMS takes (3GPP TS 23.038, formerly GSM 03.38; joined parts: 3GPP TS 23.040, 9.2.3.24.1). Pure.

Text that the 7-bit alphabet can write takes 160 septets in one part and 153 in each of several; a character of the
extension table takes two septets. Any other text takes 16-bit units: 70 in one part, 67 in each of several. What takes
two units is never cut in two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The default alphabet, without its escape."""
EXTENSION: Final = "\f^{}\\[~]|€"
"""What comes after an escape."""
MOST_PARTS: Final = 6
"""More parts than this no provider takes well."""
_COSTS: Final = dict.fromkeys(BASIC, 1) | dict.fromkeys(EXTENSION, 2)
_PLAIN: Final = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "‘": "'",
        "’": "'",
        "‚": ",",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "…": "...",
    }
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much an SMS takes: its parts, its units (septets, or 16-bit where `is_wide`), and what a part can hold."""

    parts: int
    units: int
    per_part: int
    is_wide: bool


def size(text: str) -> Size:
    """The size of this text as it would be sent; an empty one still takes a part."""
    is_wide = any(char not in _COSTS for char in text)
    costs = [len(char.encode("utf-16-be")) // 2 if is_wide else _COSTS[char] for char in text]
    alone, joined = (70, 67) if is_wide else (160, 153)
    units = sum(costs)
    if units <= alone:
        return Size(1, units, alone, is_wide)
    return Size(_parts(costs, joined), units, joined, is_wide)


def plain(text: str) -> str:
    """The text with quotation marks, dashes and spaces that the 7-bit alphabet has: one other doubles the size."""
    return text.translate(_PLAIN)


def _parts(costs: Iterable[int], room: int) -> int:
    parts, left = 1, room
    for cost in costs:
        if cost > left:
            parts, left = parts + 1, room
        left -= cost
    return parts
