"""A chart is the same bytes each time, says in text what the table says, and needs no inline style."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from admin.insight import charts, drawing, quadrant_plot
from admin.insight.figures import compared
from admin.insight.results import Comparison
from admin.insight.svg import SVG
from survey import dimensions
from tests.unit.insight import examples
from tests.unit.insight.conftest import Speak

Draw = Callable[..., bytes]
BOTH = pytest.mark.parametrize("draw", list(charts.CHARTS.values()))
SIZES = pytest.mark.parametrize("narrow", [False, True])


def parsed(svg: bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in parsed(svg).iter(f"{{{SVG}}}text")]


@BOTH
@SIZES
def test_the_same_figures_give_the_same_bytes(speak: Speak, draw: Draw, narrow: bool) -> None:
    found = examples.full()
    first = draw(found, narrow=narrow)
    drawing.dumbbells.cache_clear()
    drawing.trends.cache_clear()
    quadrant_plot.quadrants.cache_clear()
    assert draw(found, narrow=narrow) == first


def test_it_is_drawn_once_for_the_same_figures_and_language(speak: Speak) -> None:
    drawing.dumbbells.cache_clear()
    for language in ("nl", "nl", "ar"):
        speak(language)
        charts.comparison_svg(examples.full())
    assert drawing.dumbbells.cache_info().misses == 2


@SIZES
def test_the_chart_shows_the_figures_of_the_table_as_text(speak: Speak, narrow: bool) -> None:
    found = examples.full()
    shown = texts(charts.comparison_svg(found, narrow=narrow))
    for row in compared(found).rows:
        perceived, measured = row.cells[:2]
        assert {row.name, perceived.text, measured.text} <= set(shown)


@pytest.mark.parametrize("example", [examples.too_few, examples.without_audits])
def test_what_has_no_figure_says_why(speak: Speak, example: Callable[[], Comparison]) -> None:
    why = "Too few answers" if example is examples.too_few else "Not audited"
    assert texts(charts.comparison_svg(example())).count(why) == len(dimensions.CODES)


@BOTH
def test_no_content_policy_blocks_it(speak: Speak, draw: Draw) -> None:
    root = parsed(draw(examples.full()))
    assert not [element for element in root.iter() if "style" in element.attrib or element.tag.endswith("}style")]


@BOTH
def test_a_screen_reader_hears_title_and_figures(speak: Speak, draw: Draw) -> None:
    root = parsed(draw(examples.full()))
    assert root.get("role") == "img"
    labels = {element.get("id"): element.text for element in root if element.get("id") in {"title", "description"}}
    assert root.get("aria-labelledby") == "title description"
    assert labels["title"]
    assert all(dimension.name in (labels["description"] or "") for dimension in dimensions.DIMENSIONS)


def test_arabic_runs_from_right_to_left(speak: Speak) -> None:
    speak("ar")
    root = parsed(charts.comparison_svg(examples.full()))
    assert {text.get("direction") for text in root.iter(f"{{{SVG}}}text")} == {"rtl"}
    ticks = {"".join(text.itertext()): float(text.get("x", "nan")) for text in root.iter(f"{{{SVG}}}text")}
    assert ticks["0"] > ticks["100"]


def test_a_month_with_too_few_answers_is_a_gap(speak: Speak) -> None:
    found = examples.full()
    hidden = sorted({point.month for point in found.trend if point.perceived.hidden})
    assert "2025-06" in hidden
    assert any(point.perceived.mean is not None for point in found.trend)
    assert b"nan" not in charts.trend_svg(found)


def test_a_new_organisation_has_charts_without_marks(speak: Speak) -> None:
    assert texts(charts.comparison_svg(examples.empty()))
    assert texts(charts.trend_svg(examples.empty()))
    assert texts(charts.quadrants_svg(examples.empty()))


@SIZES
def test_the_quadrants_are_named_and_hold_the_bs(speak: Speak, narrow: bool) -> None:
    found = examples.full()
    shown = texts(charts.quadrants_svg(found, narrow=narrow))
    assert {"Priority", "Blind spot", "Goodwill at risk", "Both good", "Norm 75"} <= set(shown)
    assert {dimension.name for dimension in dimensions.DIMENSIONS} <= set(shown)


def test_a_b_that_one_side_lacks_is_not_in_the_quadrants(speak: Speak) -> None:
    shown = texts(charts.quadrants_svg(examples.without_audits()))
    assert not {dimension.name for dimension in dimensions.DIMENSIONS} & set(shown)
