"""The charts say their figures in letters too, in any direction, the same each time."""

from __future__ import annotations

from itertools import product
from xml.etree import ElementTree as ET

import pytest

from admin.insight.drawing import Value
from admin.insight.svg import SVG, Description
from admin.phone.drawing import BarChart, LineChart, Series, bar_chart, line_chart
from admin.phone.heat_map import DARK_FROM, HeatMap, Square, _colour, heat_map

VIEWS = list(product(("ltr", "rtl"), (False, True)))


def description(direction: str) -> Description:
    return Description("Title", "What it shows", "ar" if direction == "rtl" else "en", direction)


def texts(drawn: bytes) -> set[str]:
    root = ET.fromstring(drawn)  # noqa: S314
    assert root.find(f"{{{SVG}}}desc") is not None
    assert not [element for element in root.iter() if "style" in element.attrib]
    return {"".join(element.itertext()) for element in root.iter(f"{{{SVG}}}text")}


@pytest.mark.parametrize(("direction", "narrow"), VIEWS)
def test_a_heat_map_says_each_figure_and_what_grey_is(direction: str, narrow: bool) -> None:
    squares = ((Square("12", 0.2), Square("×", None)), (None, Square("40", 1.0)))
    chart = HeatMap(("09", "10"), ("Mon", "Tue"), squares, "× = Too few calls", description(direction), narrow)
    assert texts(heat_map(chart)) == {"12", "×", "40", "09", "10", "Mon", "Tue", "× = Too few calls"}
    assert heat_map(chart) == heat_map.__wrapped__(chart)


def luminance(colour: tuple[float, float, float]) -> float:
    parts = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("step", range(101))
def test_letters_stand_out_on_every_colour(step: int) -> None:
    behind = luminance(_colour(step / 100))
    contrast = 1.05 / (behind + 0.05) if step / 100 >= DARK_FROM else (behind + 0.05) / 0.05
    assert contrast >= 4.5


@pytest.mark.parametrize(("direction", "narrow"), VIEWS)
def test_bars_show_the_norm(direction: str, narrow: bool) -> None:
    up = ((0.0, "0"), (10.0, "10"))
    chart = BarChart((0, 15, 30), (3, 9), ((0.0, "0"),), up, 20.0, "Norm 20", description(direction), narrow)
    assert texts(bar_chart(chart)) == {"0", "10", "Norm 20"}


@pytest.mark.parametrize(("direction", "narrow"), VIEWS)
def test_a_line_has_gaps_and_says_why(direction: str, narrow: bool) -> None:
    up = ((0.0, "0"), (100.0, "100"))
    values = (Value("60.1", 60.1, 50, 70), Value("Too few", None), Value("20.2", 20.2, 10, 30))
    chart = LineChart(
        ("a", "b", "c"), (Series("Citizens", values),), up, 75.0, "Norm 75", description(direction), narrow
    )
    found = texts(line_chart(chart))
    assert {"a", "b", "c", "60.1", "20.2", "Citizens", "Norm 75"} <= found


def test_many_months_name_no_more_than_fit() -> None:
    labels = tuple(f"m{place}" for place in range(24))
    values = tuple(Value("", 50.0, 40, 60) for _ in labels)
    up = ((0.0, "0"), (100.0, "100"))
    chart = LineChart(labels, (Series("A", values), Series("B", values)), up, None, "", description("ltr"), True)
    named = texts(line_chart(chart)) & set(labels)
    assert "m23" in named
    assert len(named) <= 4
