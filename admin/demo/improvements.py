"""What Gemeente Voorbeeld did to be better, in Dutch as its own staff would write it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Improvement:
    """A measure that began so many weeks before the last day of the story; `advice` is what it adopts."""

    weeks_ago: int
    title: str
    owner: str
    dimension: str | None
    advice: str | None = None
    said: str = ""
    did: str = ""
    is_done: bool = False


IMPROVEMENTS: Final = (
    Improvement(
        30,
        "Keuzemenu van twee stappen",
        "Teamleider Klantcontact",
        "bereikbaar",
        said="Het keuzemenu aan de telefoon is te lang.",
        did="Het menu heeft nu twee stappen. Daarna krijgt u een medewerker.",
        is_done=True,
    ),
    Improvement(
        17,
        "Elke belofte heeft een dag en een naam",
        "Coördinator kwaliteit",
        "betrouwbaar",
        advice="betrouwbaar.afspraak",
        said="Soms belt de gemeente niet terug.",
        did="Wie belooft terug te bellen, noemt een dag en een naam. Dat houden we bij.",
    ),
    Improvement(6, "Iedere maandag samen drie gesprekken beluisteren", "Coach", "beleefd"),
)
"""From the first to the last."""
