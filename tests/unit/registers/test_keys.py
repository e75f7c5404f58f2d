"""A record's UUID is no telephone number, whatever its digits."""

from random import Random
from uuid import UUID

import pytest

from survey.intake.personal import names_somebody


def test_no_uuid_names_somebody() -> None:
    random = Random(7)
    assert not any(names_somebody(str(UUID(int=random.getrandbits(128)))) for _ in range(20_000))
    assert not names_somebody("Zaak 06123456-7806-1234-5678-061234567806")


@pytest.mark.parametrize("text", ["06-12345678", "bel 0612345678-1234", "06123456-78", "a 061234-5678-06"])
def test_a_number_still_does(text: str) -> None:
    assert names_somebody(text)
