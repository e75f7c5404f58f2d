"""The limit of the pages: the shortest Flask application there is."""

from __future__ import annotations

from flask import Flask


def create_app() -> Flask:
    """Answers every GET of `/` with a short string."""
    app = Flask(__name__)

    @app.get("/")
    def answer() -> str:
        return "Hello"

    return app
