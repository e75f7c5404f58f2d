"""A real browser on a real server: Chromium of the distribution, and the application on a free port."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Request, sync_playwright
from werkzeug.serving import make_server

from tests.network_guard import is_this_machine

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium a worker."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def live_url(shared_app: Flask) -> Iterator[str]:
    """The address of the application on a free port of this machine, without a slash at the end."""
    server = make_server("127.0.0.1", 0, shared_app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a page in a context of its own: `open_page(width=360, java_script_enabled=False, locale="ar")`.

    At the end of the test, what the pages asked of other hosts is a failure.
    """
    contexts, elsewhere = [], []

    def note(request: Request) -> None:
        if request.url.startswith("http") and not is_this_machine(urlsplit(request.url).hostname):
            elsewhere.append(request.url)

    def open_one(width: int = 1200, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.on("request", note)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert elsewhere == []


@pytest.fixture
def live_app(app: Flask, live_url: str) -> str:
    """The address of the running application on an empty database; use `app` beside it to put rows in."""
    return live_url


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page at 1200 pixels with scripts."""
    return open_page()
