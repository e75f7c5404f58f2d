"""Security headers on every answer."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request

from survey.config import Config

CITIZEN_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STAFF_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def register(app: Flask) -> None:
    """Set the headers on every response, the most strict content policy on the citizen's side."""
    config: Config = app.config["KLANKBORD"]
    # A redirect from `//x` to `/x` would repeat whatever host the request named.
    app.url_map.merge_slashes = False

    @app.after_request
    def set_headers(response: Response) -> Response:
        staff = request.path.startswith("/admin")
        present = {name.lower() for name, _ in response.headers}
        wanted = ("Content-Security-Policy", STAFF_POLICY if staff else CITIZEN_POLICY), *FIXED.items()
        response.headers.extend([pair for pair in wanted if pair[0].lower() not in present])
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        if config.mode == "production":
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response
