"""Answers, strata and audited calls for the tests of insight, made from plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from admin.insight.atoms import together
from admin.insight.disclosure import COLUMNS
from admin.insight.evidence import AuditedCall, CriterionScores, Evidence, MonthStrata, Stratum
from admin.insight.results import Comparison, ResponseRate
from admin.insight.terms import OrganisationName
from survey import dimensions
from survey.answers.tally import tally

VOORBEELD = OrganisationName("voorbeeld", "Gemeente Voorbeeld")
Answers = Mapping[str, int | None]


def cell(answers: Iterable[Answers], resolved: str | None = None, mode: str = "link") -> dict[str, int]:
    """The rollup cell of these answers."""
    total: Counter[str] = Counter()
    for answer in answers:
        total.update(tally(answer, resolved, mode))
    return dict(total)


def stratum(
    answers: Sequence[Answers],
    contacts: int = 0,
    team: str | None = "Burgerzaken",
    channel: str = "phone",
    resolved: str | None = None,
) -> Stratum:
    return Stratum(team, channel, contacts, cell(answers, resolved))


def all_five(value: int, mark: int | None = None) -> dict[str, int | None]:
    """One citizen who gives the same answer to every B."""
    return {**dict.fromkeys(dimensions.CODES, value), "mark": mark}


def random_answers(
    rng: np.random.Generator, n: int, missing: float = 0.0, mean: float = 3.6
) -> list[dict[str, int | None]]:
    """Citizens whose answers hang together, as those of real citizens do."""
    mood = rng.normal(mean, 1.0, n)
    raw = np.clip(np.rint(mood[:, None] + rng.normal(0, 0.8, (n, 5))), 1, 5).astype(int)
    marks = np.clip(np.rint(mood * 2 + rng.normal(0, 1, n)), 1, 10).astype(int)
    gone = rng.random((n, 6)) < missing
    return [
        {
            **{code: None if gone[i, j] else int(raw[i, j]) for j, code in enumerate(dimensions.CODES)},
            "mark": None if gone[i, 5] else int(marks[i]),
        }
        for i in range(n)
    ]


def points(answers: Iterable[Answers], variable: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The answers to one B on 0-100 as an array, missing left out."""
    return np.array([(value - 1) * 25.0 for answer in answers if (value := answer.get(variable)) is not None])


def calls(*rows: Sequence[float | None]) -> tuple[AuditedCall, ...]:
    return tuple(AuditedCall(tuple(row)) for row in rows)


def calls_at(*scores: float) -> tuple[AuditedCall, ...]:
    """Audited calls with the same score on every B."""
    return calls(*([score] * 5 for score in scores))


def evidence(
    answers: Sequence[Answers] = (),
    audited: tuple[AuditedCall, ...] = (),
    *,
    strata: tuple[Stratum, ...] | None = None,
    criteria: tuple[CriterionScores, ...] = (),
    reasons: Mapping[str, int] | None = None,
    months: tuple[MonthStrata, ...] = (),
    invited: int = 0,
) -> Evidence:
    """Evidence on one stratum of `answers`, unless `strata` are given."""
    found = (stratum(answers),) if strata is None else strata
    total = together(each.tally for each in found)
    return Evidence(
        VOORBEELD,
        questions=of_each_question(found),
        low_scorers={code: low_scorers(total, code) for code in dimensions.CODES},
        answered=total.get("responses", 0) - total.get("responses_open", 0),
        calls=audited,
        criteria=criteria,
        reasons=reasons,
        months=months,
        invited=invited,
    )


def of_each_question(strata: tuple[Stratum, ...]) -> dict[str, tuple[Stratum, ...]]:
    """The same strata for every question."""
    return dict.fromkeys(COLUMNS, strata)


def low_scorers(total: Mapping[str, int], code: str) -> int:
    return total.get(f"{code}_1", 0) + total.get(f"{code}_2", 0)


def response_rate(found: Comparison) -> ResponseRate:
    """The response rate of a view that has one."""
    assert found.response_rate is not None
    return found.response_rate
