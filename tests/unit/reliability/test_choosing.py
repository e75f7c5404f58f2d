"""Second scorings are drawn by lot, never for the same auditor, and spread over the others."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from admin.reliability.choosing import Scored, choose

AUDITORS = [UUID(int=each) for each in range(1, 5)]
CALLS = st.lists(st.sampled_from(AUDITORS), max_size=40).map(
    lambda auditors: [Scored(UUID(int=100 + place), auditor) for place, auditor in enumerate(auditors)]
)
HAVING = st.dictionaries(st.sampled_from(AUDITORS), st.integers(0, 5))


@given(CALLS, HAVING, st.integers(0, 50), st.integers(0, 10**9))
def test_never_the_same_auditor_and_never_more_than_asked(
    calls: list[Scored], auditors: dict[UUID, int], number: int, seed: int
) -> None:
    first = {call.call_id: call.auditor_id for call in calls}
    chosen = choose(calls, auditors, number, seed)
    possible = [call for call in calls if set(auditors) - {call.auditor_id}]
    assert len(chosen) == min(number, len(possible))
    assert len({each.call_id for each in chosen}) == len(chosen)
    assert all(each.auditor_id in auditors and each.auditor_id != first[each.call_id] for each in chosen)


@given(CALLS, HAVING, st.integers(0, 50), st.integers(0, 10**9))
def test_the_same_seed_gives_the_same(calls: list[Scored], auditors: dict[UUID, int], number: int, seed: int) -> None:
    backwards = dict(reversed(auditors.items()))
    assert choose(calls, auditors, number, seed) == choose(calls[::-1], backwards, number, seed)


def test_they_are_spread_evenly() -> None:
    calls = [Scored(UUID(int=100 + place), AUDITORS[0]) for place in range(30)]
    chosen = choose(calls, dict.fromkeys(AUDITORS[:4], 0), 30, 5)
    assert Counter(each.auditor_id for each in chosen) == dict.fromkeys(AUDITORS[1:4], 10)
