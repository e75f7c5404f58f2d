"""The counts are worked out by hand from 3GPP TS 23.038 (tables 6.2.1 and 6.2.1.1) and TS 23.040 (9.2.3.24.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.invitations import sms


def test_the_alphabet_is_whole() -> None:
    """128 places, of which the escape is none of ours; ten in the extension table with the page break."""
    assert len(set(sms.BASIC)) == len(sms.BASIC) == 127
    assert len(set(sms.EXTENSION)) == len(sms.EXTENSION) == 10
    assert not set(sms.BASIC) & set(sms.EXTENSION)


@pytest.mark.parametrize(
    ("text", "parts", "units", "is_wide"),
    [
        ("", 1, 0, False),
        ("a" * 160, 1, 160, False),
        ("a" * 161, 2, 161, False),
        ("a" * 306, 2, 306, False),
        ("a" * 307, 3, 307, False),
        ("a" * 459, 3, 459, False),
        ("a" * 460, 4, 460, False),
        ("@£$¥èéùìòÇØøÅåΔÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", 1, 32, False),
        ("€", 1, 2, False),
        ("€" * 80, 1, 160, False),
        ("€" * 80 + "a", 2, 161, False),
        ("ê", 1, 1, True),
        ("ê" * 70, 1, 70, True),
        ("ê" * 71, 2, 71, True),
        ("ê" * 134, 2, 134, True),
        ("ê" * 135, 3, 135, True),
        ("a" * 69 + "ş", 1, 70, True),
        ("a" * 70 + "ş", 2, 71, True),
        ("😀" * 35, 1, 70, True),
        ("😀" * 36, 2, 72, True),
    ],
)
def test_sizes(text: str, parts: int, units: int, is_wide: bool) -> None:
    found = sms.size(text)
    assert (found.parts, found.units, found.is_wide) == (parts, units, is_wide)


def test_what_takes_two_is_not_cut() -> None:
    assert sms.size("a" * 152 + "€" + "a" * 152).parts == 3, "a septet is lost at the end of the first part"
    assert sms.size("a" * 151 + "€" + "a" * 153).parts == 2
    assert sms.size("ê" * 66 + "😀" + "ê" * 66).parts == 3
    assert sms.size("ê" * 65 + "😀" + "ê" * 67).parts == 2


@given(st.text(max_size=700))
def test_parts_hold_what_is_sent(text: str) -> None:
    found = sms.size(text)
    assert found.units <= found.parts * found.per_part
    assert found.parts == 1 or found.units > (found.parts - 1) * (found.per_part - 1)
    assert sms.size(text + "a").parts >= found.parts or found.is_wide


def test_quotation_marks_do_not_double_the_size() -> None:
    text = "«Bonjour\u00a0»: ‘ça’ – “va”…"
    assert sms.size(text).is_wide
    assert sms.plain(text) == '"Bonjour ": \'ça\' - "va"...'
    assert sms.plain("مرحبا") == "مرحبا"
