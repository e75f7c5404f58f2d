"""What an auditor filled in on the form becomes a call that can be stored, or tells what is wrong with it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from admin.audits.calls.filled import LONGEST_REMARK, Answer, FilledCall, Rules, as_sent, read
from admin.audits.scoring import dimension_scores, score
from survey.criteria.catalogue import CATALOGUE, Criterion

TEAM = uuid4()
RULES = Rules(CATALOGUE, frozenset({TEAM}), date(2026, 2, 1), date(2026, 2, 28))
CALL = {"day": "2026-02-03", "team": str(TEAM), "channel": "phone"}
REMARKS = st.text("abc é\n", max_size=30).map(str.strip)


def values(criterion: Criterion) -> st.SearchStrategy[float]:
    """Values on the criterion's own scale."""
    if criterion.scale == "mark":
        return st.integers(2, 20).map(lambda half: half / 2)
    if criterion.scale == "seconds":
        return st.integers(0, 86_399).map(float)
    return st.sampled_from([0.0, 1.0] if criterion.scale == "yes_no" else [0.0, 0.5, 1.0])


def answers(criterion: Criterion) -> st.SearchStrategy[Answer | None]:
    """Every state that a criterion can be in: scored, not applicable, only remarked on, or left alone."""
    scored = values(criterion).map(lambda value: score(value, criterion))
    return st.one_of(
        st.none(),
        st.builds(lambda each, remark: Answer(each.value, each.score, True, remark), scored, REMARKS),
        st.builds(lambda remark: Answer(None, None, False, remark), REMARKS),
        st.builds(lambda remark: Answer(None, None, True, remark), REMARKS.filter(bool)),
    )


@given(st.fixed_dictionaries({each.code: answers(each) for each in CATALOGUE}))
def test_what_is_stored_is_read_again_as_it_was(stored: dict[str, Answer | None]) -> None:
    kept = {code: answer for code, answer in stored.items() if answer is not None}
    found = read(CALL | as_sent(kept, CATALOGUE), RULES)
    assert isinstance(found, FilledCall)
    assert found.answers == kept
    points = {code: answer.score for code, answer in kept.items() if answer.score is not None}
    assert found.dimensions == dimension_scores(points, CATALOGUE)
    assert found.is_scored is bool(points)


@given(st.dictionaries(st.sampled_from([*CALL, "reference", "remark", *as_sent({}, CATALOGUE)]), st.text(max_size=40)))
def test_whatever_is_sent_gives_a_call_or_its_faults(sent: dict[str, str]) -> None:
    found = read(CALL | sent, RULES)
    if isinstance(found, FilledCall):
        assert RULES.first_day <= found.day <= RULES.last_day
        assert "\x00" not in found.remark
    else:
        assert found
        assert found.keys() <= {*CALL, "reference", "remark", *as_sent({}, CATALOGUE)}


def test_every_fault_is_told_at_once() -> None:
    wrong = read({"day": "x", "channel": "x", "value-bekend.taal": "11", "reference": "a\nb"}, RULES)
    assert isinstance(wrong, dict)
    assert list(wrong) == ["day", "team", "channel", "reference", "value-bekend.taal"]


def test_a_remark_that_masking_makes_too_long_is_told() -> None:
    remark = "a@b.nl " * (LONGEST_REMARK // 7)
    wrong = read(CALL | {"remark": remark}, RULES)
    assert isinstance(wrong, dict)
    assert list(wrong) == ["remark"]


def test_what_was_masked_is_told_by_field() -> None:
    found = read(CALL | {"remark-bekend.taal": "Mail jan@voorbeeld.example", "remark": "Fine"}, RULES)
    assert isinstance(found, FilledCall)
    assert list(found.masked) == ["remark-bekend.taal"]
    assert found.masked["remark-bekend.taal"].kinds == ("email",)
    assert found.answers["bekend.taal"] == Answer(None, None, True, "Mail [e-mail]")
