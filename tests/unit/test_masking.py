"""What a citizen types about themselves is masked, and what only looks like it is left alone."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.nl import bsn

from survey.masking import MARKERS, Masked, mask

HIDDEN = {
    "bsn": (
        "123456782",
        "111.222.333",
        "111 222 333",
        "1234-56-782",
        "1 2 3 4 5 6 7 8 2",
        "1234 . 56782",
        "10000008",
        "010000008",
        "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662",
        "\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f2",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12",
        "123\u200b456\u200d782",
        "123\u00a0456\u202f782",
        "123\u2013456\u2212782",
        "1\u20e32\u20e33\u20e34\u20e35\u20e36\u20e37\u20e38\u20e32\u20e3",
        "1234\n56782",
    ),
    "iban": (
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91 abna 0417 1643 00",
        "NL91-ABNA-0417-1643-00",
        "NL92ABNA0417164300",
        "NL00 BANK 0123 4567 89",
        "DE89 3704 0044 0532 0130 00",
        "GB82WEST12345698765432",
        "FR14 2004 1010 0505 0001 3M02 606",
        "PL61109010140000071219812874",
        "TR330006100519786457841326",
        "UA213223130000026007233566001",
        "NL91\u00a0ABNA\u200b0417164300",
        "\uff2e\uff2c91ABNA0417164300",
    ),
    "phone": (
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 1234 5678",
        "06.12.34.56.78",
        "+31612345678",
        "+31 6 1234 5678",
        "+31 (0)6 1234 5678",
        "+ 31 6 12345678",
        "0031612345678",
        "0031 6 12345678",
        "00 31 30 123 45 67",
        "31 6 12345678",
        "(030) 123 45 67",
        "030-1234567",
        "0317 123456",
        "088/1234567",
        "+32 475 12 34 56",
        "+49 (0)30 901820",
        "0049 30 901820",
        "+380 44 123 45 67",
        "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        "\uff0b31\u00a06\u00a01234\u00a05678",
        "06\u201112345678",
    ),
    "email": (
        "jan@voorbeeld.nl",
        "jan.de-vries+gemeente@post.voorbeeld.nl",
        "JAN@VOORBEELD.NL",
        "jos\u00e9@voorbeeld.nl",
        "jan@gmail",
        "jan @ voorbeeld.nl",
        "jan(at)voorbeeld.nl",
        "jan [at] voorbeeld.nl",
        "jan\uff20voorbeeld.nl",
        "jan\u200b@voorbeeld\u200b.nl",
    ),
    "address": (
        "1234 AB 12",
        "1234AB 12",
        "1234AB12",
        "1234ab 12-A",
        "1234 ab 12",
        "1234 AB, 12 hs",
        "1234 AB nr. 12",
        "1234 AB huisnummer 12",
        "1234\u00a0AB\u00a012",
        "1234 AB 12 bis",
        "Dorpsstraat 12, 3512 AB",
        "Dorpsstraat 12a 3512AB",
        "Laan van Meerdervoort 12, 2517 AB",
        "\uff11\uff12\uff13\uff14 \uff21\uff22 \uff11\uff12",
    ),
}

KEPT = (
    "",
    "Ik woon in 3512 AB en ben tevreden.",
    "Van 2019 tot 2023, in 2020 en 2021, en in 2023-2024.",
    "Het kostte € 1.234.567,89 of 12,50 euro, 100 % te veel.",
    "Tussen 10:30 en 11:15, of 10.30 - 11.15, of om 8.30 uur.",
    "Op 01-02-2021, 1/2/2021, 2021-02-01 en 12.12.2012.",
    "Op 01-02-2021 10.30 belde ik 3 keer.",
    "Zaak 123456789 en zaaknummer Z-2024-000123.",
    "Kenmerk 1234567821 en 12345678212345678.",
    "Bel 14 030 of 0800-33 55 555.",
    "2 @ 3 euro, volg @gemeente",
    "In kamer 12 zaten 1200 mensen.",
    "De wachttijd was 1500 of 12 minuten, 2020 en 12 keer.",
    "Formulier AB12 3456 7890",
    "\u0634\u0643\u0631\u0627 \u0644\u0643\u0645 \u0662\u0660\u0662\u0663",
    "😀 dank\u200d u \u00a0 wel!",
)

SINGLE = [(kind, secret) for kind, secrets in HIDDEN.items() for secret in secrets]


@pytest.mark.parametrize(("kind", "secret"), SINGLE)
def test_personal_data_becomes_a_marker(kind: str, secret: str) -> None:
    assert mask(secret) == Masked(MARKERS[kind], (kind,))


@pytest.mark.parametrize(("kind", "secret"), SINGLE)
def test_the_words_around_it_stay(kind: str, secret: str) -> None:
    assert mask(f"ik ben ({secret}), toch?").text == f"ik ben ({MARKERS[kind]}), toch?"


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask(text) == Masked(text, ())


def test_kinds_are_told_once_and_in_a_fixed_order() -> None:
    masked = mask("jan@x.nl of piet@x.nl, 0612345678, 123456782, NL91ABNA0417164300, 1234AB 5")
    assert masked.kinds == ("bsn", "iban", "phone", "email", "address")
    assert masked.text == "[e-mail] of [e-mail], [phone], [BSN], [IBAN], [address]"


def test_a_sentence_goes_on_after_an_account_number() -> None:
    assert mask("NL91 ABNA 0417 1643 00 is mijn rekening").text == "[IBAN] is mijn rekening"


def test_a_street_is_masked_without_the_words_before_it() -> None:
    text = mask("Ik woon op de Laan van Meerdervoort 12, 2517 AB Den Haag").text
    assert text == "Ik woon op de [address] Den Haag"


def test_letters_of_other_scripts_and_accents_stay_as_typed() -> None:
    assert mask("Cafe\u0301 \u00bd \uff21 0612345678").text == "Cafe\u0301 \u00bd \uff21 [phone]"


SEPARATORS = st.text(alphabet=" .-\u00a0\u2009\u2011\u2013\u200b", max_size=3)


def service_number(start: str) -> str:
    """The first citizen service number from `start` (8 digits) on that passes the eleven-test."""
    number = int(start)
    while not bsn.is_valid(f"{number:09d}"):
        number += 1
    return f"{number:09d}"


@given(st.integers(1000000, 99999990), st.lists(SEPARATORS, min_size=8, max_size=8))
@example(12032021, [" ", "", "-", "", "-", "", "", ""])
def test_no_service_number_survives_however_it_is_separated(start: int, gaps: list[str]) -> None:
    number = service_number(f"{start}0"[:9])
    written = "".join(digit + gap for digit, gap in zip(number, [*gaps, ""], strict=True))
    masked = mask(f"nummer: {written}!")
    assert not any(char.isdigit() for char in masked.text)
    assert "bsn" in masked.kinds or "phone" in masked.kinds


PIECES = st.sampled_from([secret for _, secret in SINGLE] + list(KEPT) + ["12", "0", "+", " ", "AB", "-", "@", "NL91"])


@given(st.one_of(st.text(), st.text(alphabet="0123456789 .-+@()NLABab/"), st.lists(PIECES).map("".join)))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text).text
    assert mask(once) == Masked(once, ())


HOSTILE = (
    "1 ",
    "NL91",
    "NL91 ",
    "06-",
    "a.",
    "a@",
    "(at)",
    "1234 AB ",
    "A 1 ",
    "01-02-2021 ",
    "Laan van ",
    "111222333 ",
    "+",
    "\u200b",
    "1\u200b",
)


def steps(text: str) -> int:
    """How many function calls masking this text takes: a measure of work that no busy machine disturbs."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        mask(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    text = unit * (1000 // len(unit))
    mask(text)  # fill the caches, so that both counts are of the same kind of work
    assert steps(text * 4) < 4.5 * steps(text)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_very_long_hostile_text_comes_to_an_end(unit: str) -> None:
    masked = mask(unit * 10_000)
    assert mask(masked.text) == Masked(masked.text, ())
