"""What all of the API shares: its version, its description, and the comparison."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.api import problems
from admin.api.bearer import caller
from admin.api.comparison import refused, scope_asked
from admin.api.openapi import VERSION, document
from admin.insight.json_shape import as_json
from admin.insight.measure import measure
from survey.database import reading
from survey.organisations import Organisation, UnknownTeam, today
from survey.settings import settings

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


def register(app: Flask) -> None:
    """Add the addresses, and to every answer under /api/ its version."""
    app.register_blueprint(blueprint)
    app.after_request(_add_version)
    problems.register(app)


def _add_version(response: Response) -> Response:
    if problems.on_api(request.path):
        response.headers["API-Version"] = VERSION
    return response


@blueprint.get("/openapi.json")
@permits("anyone")
def openapi() -> Response:
    """The description of the API, for whoever wants to build on it, from any web page."""
    response = jsonify(document(settings().public_url))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/comparison")
@permits("key")
def comparison() -> ResponseReturnValue:
    """Perceived beside measured: the object that page, charts and spreadsheets show."""
    who = caller()
    scope = scope_asked(request.args, today(who.timezone))
    with reading() as session:
        owner = session.get_one(Organisation, who.organisation_id)
        try:
            return jsonify(as_json(measure(session, owner, scope)))
        except UnknownTeam as unknown:
            raise refused(problems.Error(str(unknown), parameter="team")) from unknown
