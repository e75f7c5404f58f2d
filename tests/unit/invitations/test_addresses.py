import pytest

from survey.invitations import addresses
from survey.invitations.addresses import identity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" inwoner@Example.NL ", "inwoner@example.nl"),
        ("j.de-boer+k@bücher.example", "j.de-boer+k@xn--bcher-kva.example"),
        ("inwoner@", None),
        ("jörg@example.nl", None),  # needs a server that few have
        ("", None),
        ("Jan <jan@example.nl>", None),
        ("a@example.nl\nBcc: b@example.nl", None),
    ],
)
def test_e_mail(text: str, expected: str | None) -> None:
    found = addresses.email(text)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0612345678", "+31612345678"),
        ("06 - 12 34 56 78", "+31612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0031612345678", "+31612345678"),
        ("020 123 4567", None),  # a line at home gets no SMS
        ("0612", None),
        ("anoniem", None),
        ("", None),
    ],
)
def test_mobile_numbers(text: str, expected: str | None) -> None:
    found = addresses.mobile(text)
    assert (found.value if found else None) == expected


def test_a_letter_needs_three_lines_and_has_seven_at_most() -> None:
    found = addresses.letter("Mevr. A. de Boer\n Dorpsstraat  1 \n\n1234 AB Voorbeeld\n")
    assert found is not None
    assert found.value == "Mevr. A. de Boer\nDorpsstraat 1\n1234 AB Voorbeeld"
    assert addresses.letter("Dorpsstraat 1\n1234 AB Voorbeeld") is None
    assert addresses.letter("\n".join("abcdefgh")) is None


def test_capitals_make_no_other_person() -> None:
    upper, lower = addresses.email("Inwoner@Example.nl"), addresses.email("inwoner@example.nl")
    assert upper is not None
    assert lower is not None
    assert identity(upper) == identity(lower)
