"""The signature equals the provider's own examples, and another implementation of what it documents."""

from __future__ import annotations

import base64
import hmac

from hypothesis import given
from hypothesis import strategies as st

from survey.voice.signature import is_signed, signature

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FIELDS = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
    ("Caller", "+14158675309"),
]
"""The example of Twilio's documentation and of its libraries' tests, with the secret 12345."""


def as_documented(secret: str, url: str, fields: dict[str, str]) -> str:
    """Written from the documentation's steps, sharing nothing with ours."""
    text = bytearray(url, "utf-8")
    for name in sorted(fields):
        text += name.encode() + fields[name].encode()
    return base64.standard_b64encode(hmac.digest(secret.encode(), bytes(text), "sha1")).decode("ascii")


def test_the_providers_example() -> None:
    assert signature("12345", URL, FIELDS) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_the_providers_example_of_a_field_that_is_there_twice() -> None:
    fields = [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234")]
    assert signature("12345", URL, fields) == "IK+Dwps556ElfBT0I3Rgjkr1wJU="


def test_the_usual_port_may_be_written_or_not() -> None:
    other = URL.replace(".com", ".com:1234")
    assert is_signed("12345", other, FIELDS, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert is_signed("12345", URL, FIELDS, "kvajT1Ptam85bY51eRf/AJRuM3w=")
    assert is_signed("12345", other.replace("https", "http"), FIELDS, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")
    assert is_signed("12345", URL.replace("https", "http"), FIELDS, "0ZXoZLH/DfblKGATFgpif+LLRf4=")


def test_anything_else_is_no_signature() -> None:
    right = signature("12345", URL, FIELDS)
    assert not is_signed("12346", URL, FIELDS, right)
    assert not is_signed("12345", URL + "3", FIELDS, right)
    assert not is_signed("12345", URL, [*FIELDS[1:], ("CallSid", "CA1")], right)
    for shown in ("", right.lower(), right[:-1], "é" * 28):
        assert not is_signed("12345", URL, FIELDS, shown)


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=6))
def test_both_implementations_agree(secret: str, fields: dict[str, str]) -> None:
    shown = as_documented(secret, URL, fields)
    assert signature(secret, URL, fields.items()) == shown
    assert is_signed(secret, URL, fields.items(), shown)
