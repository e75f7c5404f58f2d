"""The control chart as SVG: what is in it, what a reader who cannot see it hears, and nothing a policy blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.insight.drawing import Value
from admin.insight.svg import Description
from admin.trend.drawing import Band, ControlChart, Earlier, control_chart, size_of

GAP = Value("")
CHART = ControlChart(
    labels=("jan", "feb", "mrt", "apr"),
    values=(Value("", 70.0, 66.0, 74.0), Value("", 72.0, 68.0, 76.0), GAP, Value("", 60.0, 55.0, 65.0)),
    bands=(Band(0, 3, 71.0, 65.0, 77.0),),
    up=frozenset(),
    down=frozenset({3}),
    open_place=None,
    marks=((0.5, "1"), (0.55, "2")),
    earlier=(Earlier("Earlier, with LimeSurvey", (Value("", 64.0), GAP, GAP, GAP)),),
    norm=75.0,
    norm_words="Norm 75",
    mean_words="Mean 71.0",
    limit_words="Limits 65.0 to 77.0",
    signal_words="More than chance",
    description=Description("Bekend, month by month", "Jan: 70.0. Apr: 60.0.", "en", "ltr"),
)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_everything_is_named_and_described(narrow: bool, direction: str) -> None:
    chart = replace(CHART, narrow=narrow, description=replace(CHART.description, direction=direction))
    drawn = control_chart(chart).decode()
    for words in (
        "Bekend, month by month",
        "Jan: 70.0. Apr: 60.0.",
        "Mean 71.0",
        "Limits 65.0 to 77.0",
        "Norm 75",
        "More than chance",
        "Earlier, with LimeSurvey",
        ">1<",
        ">2<",
    ):
        assert words in drawn
    assert "style=" not in drawn
    assert "<script" not in drawn


def test_what_is_not_there_is_not_in_the_legend() -> None:
    bare = replace(CHART, bands=(), mean_words="", limit_words="", signal_words="", earlier=(), marks=())
    drawn = control_chart(bare).decode()
    assert "Norm 75" in drawn
    assert "More than chance" not in drawn
    assert size_of(replace(bare, narrow=True))[1] < size_of(replace(CHART, narrow=True))[1]


def test_months_without_any_score_are_drawn() -> None:
    nothing = replace(CHART, values=(GAP,) * 4, bands=(), earlier=(), down=frozenset())
    assert b"Norm 75" in control_chart(nothing)


def test_the_same_in_gives_the_same_out() -> None:
    first = control_chart(CHART)
    control_chart.cache_clear()
    assert control_chart(CHART) == first
