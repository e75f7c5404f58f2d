"""What makes a good password, by length and not by kinds of characters."""

from __future__ import annotations

import re

import pytest

from admin.accounts import passwords, users
from admin.accounts.session import local_path

EMAIL = "jan.jansen@voorbeeld.nl"


@pytest.mark.parametrize(
    "good",
    [
        "een lange zin",
        "zonderhoofdletters",
        "123 456 789 tien",
        "пароль из слов",
        "كلمة مرور طويلة",
        "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧",
    ],
)
def test_length_is_enough(good: str) -> None:
    assert passwords.fault_of(good, EMAIL) is None


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("elf tekens.", "at least 12"),
        ("x" * 201, "at most 200"),
        ("Jan.Jansen@voorbeeld.nl", "e-mail address"),
        ("wachtwoord1234", "Many people"),
        ("Wachtwoord 1234", "Many people"),
        ("ｗａｃｈｔｗｏｏｒｄ１２３４", "Many people"),
        ("aaaaaaaaaaaaaa", "Many people"),
        ("abababababab", "Many people"),
    ],
)
def test_what_is_short_known_or_the_address_is_refused(bad: str, complaint: str) -> None:
    assert complaint in (passwords.fault_of(bad, EMAIL) or "")


def test_a_one_time_password_is_good_readable_and_never_the_same() -> None:
    made = {passwords.one_time() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert re.fullmatch(r"[2-9a-hjkmnp-z]{4}(-[2-9a-hjkmnp-z]{4}){3}", password)
        assert passwords.fault_of(password, EMAIL) is None


@pytest.mark.parametrize("path", ["/admin", "/admin/", "/admin/users?page=2", "/admin/audits/1#x"])
def test_a_page_of_staff_is_a_place_to_go_back_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize("path", [None, "", "/", "admin", "//admin", "///admin", "/admin@example.org", "/admin\t/x"])
def test_any_other_place_is_not(path: str | None) -> None:
    assert local_path(path) is None


def test_an_address_is_written_in_lower_case() -> None:
    assert users.tidy_email(" Jan.Jansen@Voorbeeld.NL ") == EMAIL
