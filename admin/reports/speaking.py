"""Makes words and figures in the language of a report, whatever the language of the page or the lack of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything that is translated within the block is in this language."""
    # A context of its own: the page's own language, kept in `g`, is untouched, and a command has none.
    with current_app.test_request_context():
        g.language = language
        yield
