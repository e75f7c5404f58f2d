"""Channels and languages in words."""

from __future__ import annotations

from admin.insight import wording
from survey.languages import BY_CODE as LANGUAGES
from survey.locale import translated


def channel_name(code: str) -> str:
    """A channel in words."""
    return translated(wording.CHANNELS[code]) if code in wording.CHANNELS else code


def language_name(code: str) -> str:
    """A language by its own name."""
    return LANGUAGES[code].name if code in LANGUAGES else code
