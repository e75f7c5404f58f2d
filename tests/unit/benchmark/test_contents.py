from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.benchmark.contents import CLOCKS_DIFFER, Contents, kept, peer, read, roughly
from admin.benchmark.envelope import RefusedFile
from admin.insight.terms import Score
from tests.unit.benchmark.files import MADE, UNTIL, body, peers

NOW = MADE + timedelta(days=1)
SCORE = {"dimension": "bekend", "side": "perceived", "mean_tenths": 700, "n": 50}


def test_what_is_written_is_read() -> None:
    assert read(body(), NOW) == Contents("https://elders.example", MADE, UNTIL, peers())
    assert tuple(kept(body()["organisations"])) == peers()


@pytest.mark.parametrize("version", [0, -1, None, "1", True, 1.0])
def test_an_older_kind_is_refused(version: object) -> None:
    with pytest.raises(RefusedFile, match="older kind"):
        read(body() | {"version": version}, NOW)


def test_a_newer_kind_is_refused() -> None:
    with pytest.raises(RefusedFile, match="newer Klankbord"):
        read(body() | {"version": 2, "more": 1}, NOW)


def test_a_file_from_the_future_is_refused() -> None:
    assert read(body(), MADE - CLOCKS_DIFFER).made_at == MADE
    with pytest.raises(RefusedFile, match="in the future"):
        read(body(), MADE - CLOCKS_DIFFER - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"more": 1}, "parts"),
        ({"instance": ""}, "parts"),
        ({"instance": 5}, "parts"),
        ({"organisations": []}, "parts"),
        ({"organisations": {}}, "parts"),
        ({"organisations": ["x"]}, "parts"),
        ({"organisations": [{"id": "x", "scores": [SCORE]}]}, "parts"),
        ({"organisations": [{"id": "0" * 32, "scores": "x"}]}, "parts"),
        ({"organisations": [{"id": "0" * 32, "scores": []}]}, "twice"),
        ({"organisations": [{"id": "0" * 32, "scores": [SCORE, SCORE]}]}, "twice"),
        ({"organisations": [{"id": "0" * 32, "scores": [SCORE]}] * 2}, "twice"),
        ({"organisations": [{"id": "0" * 32, "scores": [SCORE]}] * 1001}, "parts"),
        ({"made_at": "yesterday"}, "period"),
        ({"made_at": None}, "period"),
        ({"made_at": "2026-04-22T08:00:00"}, "period"),
        ({"made_at": "0001-01-01T00:00:00+14:00"}, "period"),
        ({"to": "2026-03-30"}, "period"),
        ({"to": "9999-12-31"}, "period"),
        ({"to": 7}, "period"),
        ({"from": "2025-01-01"}, "period"),
        ({"from": "2026-07-01", "to": "2027-06-30"}, "period"),
        ({"from": "2020-04-01", "to": "2021-03-31"}, "period"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusedFile, match=reason):
        read(body() | changed, NOW)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mean_tenths", -1),
        ("mean_tenths", 1001),
        ("mean_tenths", 70.5),
        ("mean_tenths", "700"),
        ("mean_tenths", True),
        ("mean_tenths", None),
        ("n", 4),
        ("n", -50),
        ("n", 10**10),
        ("n", "50"),
        ("dimension", "vrolijk"),
        ("dimension", ["bekend"]),
        ("side", "guessed"),
        ("extra", 1),
    ],
)
def test_absurd_figures_are_refused(name: str, value: object) -> None:
    found = deepcopy(body())
    found["organisations"][0]["scores"][0][name] = value
    with pytest.raises(RefusedFile, match="can't be used"):
        read(found, NOW)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(["version", "instance", "made_at", "from", "to", "organisations"]),
)
def test_nothing_that_json_can_hold_is_a_fault_of_ours(value: object, name: str) -> None:
    try:
        read(body() | {name: value}, NOW)
    except RefusedFile:
        return
    assert value == body()[name] or name == "instance"


@pytest.mark.parametrize(
    ("number", "rough"),
    [(5, 5), (99, 99), (100, 100), (138, 130), (999, 990), (12_345, 12_000), (1_000_000, 1_000_000)],
)
def test_numbers_go_out_cut_to_two_figures(number: int, rough: int) -> None:
    assert roughly(number) == rough


def test_a_mean_goes_out_in_tenths_and_a_few_calls_not_at_all() -> None:
    made = peer("0" * 32, [("bekend", "perceived", Score(71.26, n=1234)), ("bekend", "measured", Score(60.0, n=4))])
    assert [(each.tenths, each.n) for each in made.scores] == [(713, 1200)]


def test_moments_are_utc() -> None:
    assert read(body() | {"made_at": "2026-04-22T10:00:00+02:00"}, NOW).made_at == datetime(2026, 4, 22, 8, tzinfo=UTC)
