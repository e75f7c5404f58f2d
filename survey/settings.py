"""The settings of the application that is handling this request or command."""

from __future__ import annotations

from typing import cast

from flask import current_app

from survey.config import Config


def settings() -> Config:
    """The Config that the application was made with."""
    return cast(Config, current_app.config["KLANKBORD"])
