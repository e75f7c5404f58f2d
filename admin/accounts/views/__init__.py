"""Pages of this room: signing in and one's own password, users, keys."""

from __future__ import annotations

from flask import Flask

from admin.accounts.views import keys, signing_in, users


def register(app: Flask) -> None:
    """Add the pages."""
    for part in (signing_in, users, keys):
        app.register_blueprint(part.blueprint)
