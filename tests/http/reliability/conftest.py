"""The organisation, its team and its staff, as the tests of audits have them."""

from __future__ import annotations

from tests.http.audits.conftest import owner, signed_in, team

__all__ = ["owner", "signed_in", "team"]
