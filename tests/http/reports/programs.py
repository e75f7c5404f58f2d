"""The figures that files and API give to programs, by what they are of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.http.reports.figures import Sheet
from tests.http.reports.keyed import Key


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of data for programs."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    sd: float | None = None
    n: int | None = None
    hidden: bool = False
    text: str = ""


Figures = dict[Key, Figure]


def in_csv(content: bytes) -> Figures:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return in_tidy([[name.partition(" (decimal point)")[0] for name in rows[0]], *rows[1:]])


def in_tidy(sheet: Sheet) -> Figures:
    """From one figure a row, as text or numbers."""
    header, *rows = sheet
    found = {}
    for row in rows:
        of = dict(zip(map(str, header), row, strict=True))
        value, low, high, sd = (None if of[name] == "" else float(of[name]) for name in ("value", "low", "high", "sd"))
        n = None if of["n"] == "" else int(of["n"])
        key = (of["part"], of["dimension"], of["item"], of["figure"])
        found[key] = Figure(value, low, high, sd, n, hidden=of["hidden"] == "yes", text=of["text"])
    return found


def in_json(found: dict[str, Any]) -> Figures:
    return dict(_in_json(found))


def _score(found: dict[str, Any]) -> Figure:
    mean, low, high, sd = (found.get(name) for name in ("mean", "low", "high", "sd"))
    return Figure(mean, low, high, sd, found.get("n"), hidden=found.get("hidden", False))


def _share(found: dict[str, Any], name: str = "share") -> Figure:
    return Figure(found[name], found["low"], found["high"], n=found["n"], hidden=found.get("hidden", False))


def _in_json(found: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    for each in found["dimensions"]:
        yield from _dimension(each["dimension"], each)
    yield from _satisfaction(found)
    if rate := found["response_rate"]:
        for name in ("contacts", "invited", "answered"):
            yield ("response_rate", "", "", name), Figure(n=rate[name], hidden=name == "answered" and rate["hidden"])
        yield ("response_rate", "", "", "rate"), _share(rate | {"n": rate["invited"]}, "rate")
    if log := found["phone_log"]:
        yield from _phone_log(log)
    for each in found["trend"]:
        yield ("trend", each["dimension"], each["month"], "perceived"), _score(each)
    yield from _audited(found)
    yield from _who_answered(found)


def _dimension(code: str, found: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    part = ("dimensions", code, "")
    for figure in ("perceived", "measured", "gap", "profile_gap"):
        yield (*part, figure), _score(found[figure])
    yield (*part, "p_adjusted"), Figure(found["gap"]["p_adjusted"])
    yield (*part, "n_effective"), Figure(found["perceived"]["n_effective"])
    yield (*part, "importance_correlation"), Figure(found["importance"])
    yield (*part, "verdict"), Figure(text=found["verdict"])
    yield (*part, "quadrant"), Figure(text=found["quadrant"] or "")
    yield (*part, "more_responses_needed"), Figure(n=found["more_responses_needed"])


def _phone_log(log: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    part = ("phone_log", "", "")
    yield (*part, "answered_share"), _share(log["answered_share"])
    mean, low, high = (log[f"wait_{name}_seconds"] for name in ("mean", "low", "high"))
    yield (*part, "wait_seconds"), Figure(mean, low, high, n=log["wait_n"])
    yield (*part, f"within_{log['within_norm']['norm_seconds']}_seconds_share"), _share(log["within_norm"])
    yield (*part, "wait_score"), _score(log["wait_score"])
    yield (*part, "resolved_share"), _share(log["resolved"])
    yield (*part, "source_rating"), _score(log["source_rating"])


def _group(found: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    item = "rest" if found["is_rest"] else f"{found['team'] or ''} / {found['channel']}"
    hidden = found["hidden"]
    yield ("represented", "", item, "contact_share"), Figure(found["contact_share"], n=found["contacts"])
    share = Figure(found["answer_share"], found["low"], found["high"], n=found["answers"], hidden=hidden)
    yield ("represented", "", item, "answer_share"), share
    yield ("represented", "", item, "representation"), Figure(text=found["representation"] or "", hidden=hidden)


def _satisfaction(found: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    mark, resolved = found["mark"], found["resolved"]
    yield ("mark", "", "", "report_mark_1_10"), _score(mark | mark["report_mark"])
    yield ("resolved", "", "", "yes_share"), _share(resolved, "yes")
    for part in ("partly", "no"):
        yield ("resolved", "", "", f"{part}_share"), Figure(resolved[part], hidden=resolved["hidden"])


def _audited(found: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    for each in found["criteria"]:
        yield ("criteria", each["dimension"], each["code"], "measured"), _score(each["measured"])
        named = Figure(each["reason_share"], n=each["reason_count"], hidden=each["reason_count"] is None)
        yield ("criteria", each["dimension"], each["code"], "reason_share"), named
    for each in found["rounds"]:
        yield ("rounds", "", each["name"], "calls"), Figure(n=each["calls"])
    for each in found["rank_agreement"]:
        yield ("rank_agreement", each["dimension"] or "", "", "tau_b"), Figure(each["tau"])
        yield ("rank_agreement", each["dimension"] or "", "", "p"), Figure(each["p"])


def _who_answered(found: dict[str, Any]) -> Iterator[tuple[Key, Figure]]:
    for each in found["funnel"]:
        yield ("funnel", "", each["step"], "count"), Figure(n=each["count"], hidden=each["hidden"])
    for each in found["represented"]:
        yield from _group(each)
    for each in found["modes"]:
        for one in each["dimensions"]:
            yield ("modes", one["dimension"], each["mode"], "perceived"), _score(one["perceived"])
        yield ("modes", "", each["mode"], "mark"), _score(each["mark"])
