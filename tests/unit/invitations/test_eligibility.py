from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.invitations.eligibility import WORDS, Facts, Outcome, Rules, decide

NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
FACTS = Facts(
    team="burgerzaken",
    channel="phone",
    topic="Paspoort",
    occurred_at=NOW - timedelta(hours=1),
    arrived_at=NOW,
    confidential=False,
    reachable_by=frozenset({"sms", "email"}),
    has_opted_out=False,
    last_asked_at=None,
    draw=50.0,
)
RULES = Rules(is_on=True)
AGAINST = {
    Outcome.CONFIDENTIAL: {"confidential": True},
    Outcome.TOPIC_EXCLUDED: {"topic": " uitvaart  "},
    Outcome.TOO_OLD: {"occurred_at": NOW - timedelta(hours=48, seconds=1)},
    Outcome.NO_ADDRESS: {"reachable_by": frozenset()},
    Outcome.OPTED_OUT: {"has_opted_out": True},
    Outcome.ASKED_RECENTLY: {"last_asked_at": NOW - timedelta(days=89, hours=23)},
    Outcome.NOT_SAMPLED: {"draw": 60.0},
}
STRICT = replace(RULES, excluded_topics=("Uitvaart",), shares={"*|*": 60})


def test_whoever_has_nothing_against_them_is_invited_by_the_first_means() -> None:
    assert decide(FACTS, STRICT).outcome is Outcome.INVITED
    assert decide(FACTS, STRICT).means == "email"
    assert decide(FACTS, replace(STRICT, means=("sms", "email"))).means == "sms"


@pytest.mark.parametrize("outcome", list(AGAINST))
def test_each_reason_alone_keeps_a_contact_out(outcome: Outcome) -> None:
    decision = decide(replace(FACTS, **AGAINST[outcome]), STRICT)  # type: ignore[arg-type]
    assert (decision.outcome, decision.means) == (outcome, None)


@given(st.sets(st.sampled_from(list(AGAINST)), min_size=1))
def test_of_several_reasons_the_first_is_told(reasons: set[Outcome]) -> None:
    facts = FACTS
    for reason in reasons:
        facts = replace(facts, **AGAINST[reason])  # type: ignore[arg-type]
    assert decide(facts, STRICT).outcome is min(reasons, key=list(Outcome).index)


def test_limits_are_exact() -> None:
    old = replace(FACTS, occurred_at=NOW - timedelta(hours=48))
    assert decide(old, RULES).outcome is Outcome.INVITED
    asked = replace(FACTS, last_asked_at=NOW - timedelta(days=90))
    assert decide(asked, RULES).outcome is Outcome.INVITED
    assert decide(replace(FACTS, draw=0.0), replace(RULES, shares={"*|*": 0})).outcome is Outcome.NOT_SAMPLED
    assert decide(replace(FACTS, draw=99.99), RULES).outcome is Outcome.INVITED


def test_no_cap_asks_again_at_once() -> None:
    assert decide(replace(FACTS, last_asked_at=NOW), replace(RULES, cap_days=0)).outcome is Outcome.INVITED


def test_the_most_exact_share_counts() -> None:
    shares = {"*|*": 1, "*|phone": 2, "burgerzaken|*": 3, "burgerzaken|phone": 4}
    rules = replace(RULES, shares=shares)
    assert [rules.share(*place) for place in (("zorg", "chat"), (None, "phone"), ("burgerzaken", "chat"))] == [1, 2, 3]
    assert rules.share("burgerzaken", "phone") == 4
    assert RULES.share(None, "phone") == 100


def test_every_outcome_has_words() -> None:
    assert set(WORDS) == set(Outcome)
