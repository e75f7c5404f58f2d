"""Passwords: what makes a good one (NIST SP 800-63B-4, 3.1.1.2), their hashes, and one-time passwords."""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from survey.languages import N_
from survey.settings import settings

SHORTEST: Final = 12
LONGEST: Final = 200
"""Bounds the work of one hash; far above the 64 characters that NIST asks for."""
_UNAMBIGUOUS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_COMMON_TEXT: Final = """
    1234567890ab 123456789012 012345678901 1234567891011 123456789abc 123456789123 123123123123 112233445566
    111222333444 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5y6 qwertyuiop12 qwertyuiop123 qwerty123456 qwertyqwerty
    qwertyuiopas qwertyuiop[] asdfghjkl123 asdfghjklzxc zxcvbnm12345 abcdefghijkl abcdefg12345 abc123abc123
    passwordpassword password1234 password12345 password123456 password2024 password2025 password2026
    p@ssw0rd1234 passw0rd1234 wachtwoord12 wachtwoord123 wachtwoord1234 wachtwoord01 wachtwoord2024
    wachtwoord2025 wachtwoord2026 welkom123456 welkom012345 welkom1234567 welkom2025welkom welcome12345
    welcome123456 geheim123456 geheimgeheim iloveyou1234 iloveyou12345 sunshine1234 princess1234 football1234
    baseball1234 superman1234 letmein12345 letmeinplease changeme1234 changemenow1 trustno1trustno1
    administrator administrator1 administrator123 adminadmin12 adminadminadmin admin1234567 beheerder123
    gemeente1234 gemeente12345 gemeente2025 gemeente2026 voorbeeld123 klankbord123 klankbord1234
    klankbordklankbord klankbord2025 klankbord2026 lente2025lente zomer2025zomer herfst2025herfst
    winter2025winter amsterdam123 amsterdam1234 rotterdam123 rotterdam1234 feyenoord123 ajaxamsterdam
    correcthorsebatterystaple
"""
_COMMON: Final = frozenset(_COMMON_TEXT.split())


def fault_of(password: str, email: str) -> str | None:
    """What is wrong with a new password, as a message id, or None. No rule asks for kinds of characters."""
    plain = _normal(password)
    squeezed = "".join(plain.casefold().split())
    if len(plain) < SHORTEST:
        return N_("Use at least 12 characters.")
    if len(plain) > LONGEST:
        return N_("Use at most 200 characters.")
    if squeezed in {email, email.partition("@")[0]}:
        return N_("Do not use your e-mail address as your password.")
    if squeezed in _COMMON or len(set(squeezed)) < 3:
        return N_("Many people use this password. Choose another one.")
    return None


def one_time() -> str:
    """A random password of 16 letters and digits (79 bits) without look-alikes, in groups of four."""
    groups = ("".join(secrets.choice(_UNAMBIGUOUS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def hashed(password: str) -> str:
    """The argon2id hash to store, at this instance's cost."""
    return _hasher(settings().password_cost).hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the one behind `stored`; without one it costs the same work and is never right."""
    cost = settings().password_cost
    nobody = _hash_of_nobody(cost)
    plain = _normal(password[: LONGEST * 2])
    try:
        _hasher(cost).verify(stored or nobody, plain)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made at another cost than this instance's."""
    return _hasher(settings().password_cost).check_needs_rehash(stored)


def _normal(password: str) -> str:
    """One form for what looks the same on every keyboard (NFKC, as NIST advises)."""
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=4)
def _hasher(cost: int) -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=cost, parallelism=1)


@lru_cache(maxsize=4)
def _hash_of_nobody(cost: int) -> str:
    return _hasher(cost).hash(secrets.token_urlsafe(32))
