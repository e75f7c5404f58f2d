"""Makes words and figures in the language of a report, whatever the language of the page or the lack of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything that is translated within the block is in this language."""
    # Contexts of their own, with their own `g`: the page's language, kept there, is untouched, and a command has none.
    with current_app.app_context(), current_app.test_request_context():
        g.language = language
        yield
