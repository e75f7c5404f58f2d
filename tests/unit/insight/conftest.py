"""A page without a database: enough for words, charts and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask, g

from survey import locale

Speak = Callable[[str], None]


@pytest.fixture
def speak() -> Iterator[Speak]:
    """Puts what follows in a language: `speak("ar")`."""
    app = Flask("insight")
    locale.register(app)
    with ExitStack() as stack:

        def use(language: str) -> None:
            stack.enter_context(app.test_request_context())
            g.language = language

        use("en")
        yield use
