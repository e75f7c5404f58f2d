"""What the comments of Gemeente Voorbeeld are about, as its staff confirmed it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DemoTheme:
    """A theme by its name, the words that tell it, and the B that it belongs to."""

    name: str
    words: tuple[str, ...]
    dimension: str


THEMES: Final = (
    DemoTheme(
        "Lang wachten",
        (
            "in de wacht",
            "moest even wachten",
            "keuzemenu",
            "waited a long time",
            "zu lange warten",
            "za długo czekałem",
        ),
        "bereikbaar",
    ),
    DemoTheme(
        "Niet weten hoe het verder gaat",
        (
            "wat er nu gebeurt",
            "wanneer ik iets hoor",
            "terugbellen",
            "netjes genoteerd",
            "what happens next",
            "wie es weitergeht",
            "co będzie dalej",
            "quelle est la suite",
            "qué pasa ahora",
        ),
        "betrouwbaar",
    ),
    DemoTheme("Opnieuw vertellen", ("drie keer vertellen", "derde keer", "al had ingevuld"), "bekend"),
)
