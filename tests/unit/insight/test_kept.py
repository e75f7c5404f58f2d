"""Versions tell figures apart, and the shelf stays small."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from admin.insight.kept import Key, Shelf, version_of
from tests.unit.insight import examples

OWNER = UUID(int=1)


def key(number: int) -> Key:
    return Key(OWNER, 10, 75.0, 5.0, str(number))


def test_the_same_figures_have_the_same_version() -> None:
    assert version_of(examples.full()) == version_of(examples.full())


def test_any_other_figure_has_another() -> None:
    found = examples.full()
    assert version_of(found) != version_of(examples.unweighted())
    assert version_of(found) != version_of(replace(found, norm=found.norm + 1e-9))


def test_what_was_not_used_for_longest_makes_room() -> None:
    shelf, found = Shelf(2), examples.empty()
    shelf.put(key(1), found)
    shelf.put(key(2), found)
    assert shelf.get(key(1)) is found
    shelf.put(key(3), found)
    assert [shelf.get(key(number)) is None for number in (1, 2, 3)] == [False, True, False]


def test_another_setting_is_another_key() -> None:
    shelf = Shelf()
    shelf.put(key(1), examples.empty())
    assert shelf.get(replace(key(1), minimum_group=11)) is None
    shelf.clear()
    assert shelf.get(key(1)) is None
