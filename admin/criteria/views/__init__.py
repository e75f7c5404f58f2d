"""Pages of this room: looking at criteria and their versions, changing them, and taking them in and out by file."""

from __future__ import annotations

from flask import Flask

from admin.criteria.views import exchange, looking, own, weights
from admin.criteria.views.room import blueprint

__all__ = ["blueprint", "exchange", "looking", "own", "register", "weights"]


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
