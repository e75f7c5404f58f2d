"""How messages go out in the tests of delivery."""

from __future__ import annotations

from datetime import time

from survey.invitations.eligibility import Rules

ANY_TIME = Rules(
    is_on=True, quiet_from=time(0), quiet_until=time(0), on_sundays=True, spread_per_hour=1_000_000, delay_hours=1
)
