"""Is this instance fit to take requests: the database reached, the migrations current."""

from __future__ import annotations

import structlog
from flask import Blueprint, Flask, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from survey import migrate
from survey.database import engine

blueprint = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Answer at `/healthz`."""
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """200 when all is well; 503 with what is wrong, in words without secrets."""
    try:
        with engine().execution_options(reading=True).connect() as connection:
            revision = migrate.revision_of(connection)
    except SQLAlchemyError as error:
        structlog.get_logger().error("database unreachable", error=error)
        return jsonify(status="error", database="unreachable", migrations="unknown"), 503
    if revision != migrate.head():
        return jsonify(status="error", database="reached", migrations="behind"), 503
    return jsonify(status="ok", database="reached", migrations="current")
