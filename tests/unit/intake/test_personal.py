"""What can lead to a person is known in a reference or a topic; numbers that only look a bit like it are not."""

from __future__ import annotations

import pytest

from survey.intake.faults import shown
from survey.intake.personal import names_somebody


@pytest.mark.parametrize(
    "text",
    [
        "0612345678", "06 12 34 56 78", "06-12345678", "+31612345678", "+31 (0)6 12345678", "0031612345678",
        "(020) 624 1111", "Gebeld door 0612345678", "call_0612345678", "20260302-0612345678", "0612345678-17",
        "jan@example.nl", "van jan.de.vries@mail.example.com om 12:00",
    ],
)  # fmt: skip
def test_a_number_or_an_address_is_found_wherever_it_stands(text: str) -> None:
    assert names_somebody(text)
    assert shown(text) == "…"


@pytest.mark.parametrize(
    "text",
    [
        "2026-000123", "ID0001", "0000000123", "0012345678", "0000612345", "612345678", "01-02-2026 10:15:00",
        "2026.03.02.0001234567", "3c267000-0123-4567-89ab-0123456789ab", "3c26@192.168.1.1", "0123-4567-8901",
        "Paspoort @ balie",
    ],
)  # fmt: skip
def test_a_number_of_a_contact_is_not_taken_for_one(text: str) -> None:
    assert not names_somebody(text)
    assert shown(text) == text
