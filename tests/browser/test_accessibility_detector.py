"""The detector detects: pages with known faults are found."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible, violations

GOOD = '<!doctype html><html lang="nl"><head><title>x</title></head><body><main><h1>x</h1>{}</main>'


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("<img src='data:,'>", "image-alt"),
        ("<input name='mark'>", "label"),
        ("<p style='color:#ccc;background:#fff'>Bijna wit op wit</p>", "color-contrast"),
        ("<p lang='xx-nonsense'>x</p>", "valid-lang"),
    ],
)
def test_a_known_violation_is_found(page: Page, part: str, rule: str) -> None:
    page.set_content(GOOD.format(part))
    assert [found.split(":")[0] for found in violations(page)] == [rule]
    with pytest.raises(AssertionError, match=rule):
        assert_accessible(page)


def test_a_page_wider_than_its_window_is_found(page: Page) -> None:
    page.set_content(GOOD.format("<p style='inline-size:200vw'>Breed</p>"))
    with pytest.raises(AssertionError, match="pixels wide"):
        assert_accessible(page)


def test_a_good_page_passes(page: Page) -> None:
    page.set_content(GOOD.format("<p>Goed</p>"))
    assert_accessible(page)
