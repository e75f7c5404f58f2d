"""axe-core in the browser: what WCAG 2.2 A and AA say of a page.

axe-core is a script with timers: it never ends in a context with `java_script_enabled=False`. Look at the same address
in a page with scripts.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from playwright.sync_api import Page

TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@cache
def _axe() -> str:
    # evaluate is the only way in: the pages' content policy allows no foreign script tag.
    return (files("axe_playwright_python") / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """Each rule that the page breaks, with its help text and the elements that break it."""
    page.evaluate(_axe())
    run: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        list(TAGS),
    )
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in run["violations"]
    ]


def assert_fits(page: Page) -> None:
    """AssertionError when the page is wider than its window: WCAG 1.4.10, which axe-core does not look at."""
    # What somebody waited for can be there before the style sheets are.
    page.wait_for_load_state("load")
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= window, f"{page.url} is {wide} pixels wide in a window of {window}"


def assert_accessible(page: Page) -> None:
    """AssertionError when the page does not fit, or with every violation of WCAG 2.2 A and AA that axe-core finds."""
    assert_fits(page)
    found = violations(page)
    assert not found, f"{page.url} breaks:\n" + "\n".join(found)
