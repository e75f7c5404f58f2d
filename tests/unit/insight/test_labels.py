"""Names in a plot never lie over each other, wherever the points are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from admin.insight.labels import Box, Named, placed

FRAME = Box(170, 150, 302, 290)
WIDTHS = (44.0, 73.0, 51.0, 73.0, 80.0)
"""About how wide the names of the five B's are in the narrow plot."""


def named(places: list[tuple[float, float]]) -> list[Named]:
    return [Named(x, y, 6, width, 15.6) for (x, y), width in zip(places, WIDTHS, strict=False)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(25, 315), st.floats(10, 290)), min_size=5, max_size=5))
def test_no_label_covers_another_or_leaves_the_frame(places: list[tuple[float, float]]) -> None:
    found = placed(named(places), FRAME)
    assert all(first.overlap(second) < 1 for first, second in combinations(found, 2))
    assert all(box.outside(FRAME) < 1 for box in found)


def test_five_points_in_one_place_get_five_places() -> None:
    found = placed(named([(170, 150)] * 5), FRAME)
    assert all(first.overlap(second) == 0 for first, second in combinations(found, 2))


def test_a_lone_label_stands_close_above_its_point() -> None:
    (box,) = placed(named([(170, 150)]), FRAME)
    assert box.x == 170
    assert 150 - 30 < box.y < 150


def test_it_keeps_clear_of_what_is_taken() -> None:
    above = Box(170, 130, 200, 30)
    (box,) = placed(named([(170, 150)]), FRAME, [above])
    assert box.overlap(above) == 0


def test_a_corner_pushes_the_label_inwards() -> None:
    (box,) = placed(named([(320, 6)]), FRAME)
    assert box.outside(FRAME) == 0
