"""The comparison as JSON has the keys that other programs rely on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np

from admin.insight.comparison import compare
from admin.insight.evidence import AuditedCall, CriterionScores, Evidence, MonthStrata, Options, PhoneLog
from admin.insight.json_shape import as_json
from admin.insight.results import AuditRound
from admin.insight.terms import Filters, Period
from survey import dimensions
from tests.unit.insight.answers import VOORBEELD, calls_at, of_each_question, random_answers, stratum

SCORE = {"mean", "low", "high", "sd", "n", "n_effective", "hidden"}


def shaped(audited: tuple[AuditedCall, ...] = ()) -> dict[str, Any]:
    answers = random_answers(np.random.default_rng(6), 40)
    evidence = Evidence(
        VOORBEELD,
        Period(date(2026, 1, 1), None),
        Filters(team="Burgerzaken"),
        questions=of_each_question((stratum(answers, 400),)),
        calls=audited,
        criteria=(CriterionScores("beleefd.luisteren", "beleefd", (50.0, 75.0)),),
        months=(MonthStrata("2026-01", of_each_question((stratum(answers, 400),))),),
        phone_log=PhoneLog(20, 18, 18, 12, 18, 900, 60000, 9, 8, 400, 30000, 30, 180, 12, 40, 150),
        invited=100,
        rounds=(AuditRound("spring", 2, 1),),
    )
    found: dict[str, Any] = json.loads(json.dumps(as_json(compare(evidence, Options())), allow_nan=False))
    return found


def test_the_top_says_what_is_shown() -> None:
    found = shaped()
    assert found["organisation"] == {"slug": "voorbeeld", "name": "Gemeente Voorbeeld"}
    assert found["period"] == {"from": "2026-01-01", "to": None}
    assert found["filters"] == {"team": "Burgerzaken", "channel": None, "language": None}
    assert (found["weighted"], found["norm"], found["margin"], found["min_group"]) == (True, 75, 5, 10)
    assert found["rounds"] == [{"name": "spring", "calls": 2, "criteria_version": 1}]


def test_each_b_has_both_sides_gap_verdict_and_quadrant() -> None:
    found = shaped(calls_at(60.0, 70.0, 65.0))["dimensions"]
    assert [row["dimension"] for row in found] == list(dimensions.CODES)
    for row in found:
        assert row["perceived"].keys() == row["measured"].keys() == SCORE
        assert row["gap"].keys() == {"mean", "low", "high", "p", "p_adjusted"}
        assert {"mean", "low", "high"} <= row["profile_gap"].keys()
        assert row["verdict"] in {"in_line", "citizens_more_positive", "citizens_more_critical", "cannot_tell"}
        assert row["quadrant"] in {"both_good", "blind_spot", "goodwill_at_risk", "priority"}
        assert {"more_responses_needed", "importance", "importance_n"} <= row.keys()


def test_what_is_missing_is_null_and_what_is_hidden_says_so() -> None:
    row = shaped(calls_at(60.0))["dimensions"][0]
    assert row["measured"] == dict.fromkeys(SCORE) | {"hidden": True}
    assert row["gap"] == dict.fromkeys(("mean", "low", "high", "p", "p_adjusted"))
    assert row["quadrant"] is None


def test_the_parts_beside_the_bs() -> None:
    found = shaped()
    assert found["mark"].keys() == SCORE | {"report_mark"}
    assert found["mark"]["report_mark"].keys() == {"mean", "low", "high", "sd"}
    assert found["resolved"].keys() == {"yes", "partly", "no", "low", "high", "n", "hidden"}
    assert {"contacts", "invited", "answered", "rate", "low", "high"} <= found["response_rate"].keys()
    assert {"offered", "answered", "answered_share", "wait_mean_seconds", "within_norm", "wait_score"} <= found[
        "phone_log"
    ].keys()
    assert found["trend"][0].keys() == SCORE | {"month", "dimension"}
    assert found["criteria"][0].keys() == {"code", "dimension", "measured", "reason_count", "reason_share", "own"}
    assert isinstance(found["advice"], list)
