"""Addresses in one way of writing, so that the same person has the same keyed hash. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumberType

REGION: Final = "NL"
"""Where a number without a country code is."""
_MOBILE: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
LEAST_LINES: Final = 3
MOST_LINES: Final = 7
"""A letter's address: name, street, postcode and town at least; seven lines is what Notify takes."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be used, by its means (`survey.invitations.tables.MEANS`), in one way of writing."""

    means: str
    value: str


def email(text: str) -> Address | None:
    """An e-mail address, or None where it is none. Its domain is not looked up."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return Address("email", found.ascii_email or found.normalized)


def mobile(text: str) -> Address | None:
    """A mobile number as `+31612345678`, or None where no SMS can reach it."""
    try:
        number = phonenumbers.parse(text, REGION)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE:
        return None
    return Address("sms", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def letter(text: str) -> Address | None:
    """Lines of an address on paper, or None where they are too few or too many."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return Address("letter", "\n".join(lines)) if LEAST_LINES <= len(lines) <= MOST_LINES else None


def identity(address: Address) -> str:
    """What is hashed: capitals make no difference."""
    return f"{address.means}:{address.value.casefold()}"
