"""The way in: gunicorn 'wsgi:create_app()', flask --app wsgi."""

from __future__ import annotations

from flask import Flask

import admin
import survey
from survey.config import Config, from_environ


def create_app(config: Config | None = None) -> Flask:
    """The whole program with these settings (default: from the environment).

    Raises ConfigError where a setting is missing or wrong.
    """
    app = Flask(__name__)
    settings = from_environ() if config is None else config
    survey.register(app, settings)
    admin.register(app)
    return app
