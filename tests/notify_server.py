"""A server on this machine that speaks Notify's protocol: signed tokens, its errors, its limits, its references.

As at Notify itself, a reference is the caller's own affair: the same one can come twice.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from time import time
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import jwt

HOST: Final = "127.0.0.1"
SERVICE: Final = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET: Final = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY: Final = f"proef-{SERVICE}-{SECRET}"
"""A key as an organisation gets it."""
LEEWAY: Final = 30
"""Seconds that a token may be old, or early."""
_PLACE: Final = re.compile(r"\(\((\w+)\)\)")
_FIELDS: Final = {
    "sms": {"phone_number", "template_id", "personalisation", "reference", "sms_sender_id"},
    "email": {
        "email_address", "template_id", "personalisation", "reference", "email_reply_to_id",
        "one_click_unsubscribe_url", "sanitise_content_for",
    },
    "letter": {"template_id", "personalisation", "reference"},
}  # fmt: skip
_NEEDED: Final = {"sms": "phone_number", "email": "email_address", "letter": "personalisation"}


class Refusal(Exception):
    """An error as Notify answers it."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"status_code": status, "errors": [{"error": kind, "message": message}]}


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the service."""

    means: str
    body: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A notification that was accepted."""

    id: UUID
    means: str
    address: str
    reference: str | None
    subject: str
    body: str
    unsubscribe: str | None

    def receipt(self, status: str) -> dict[str, Any]:
        """What Notify posts to the callback."""
        moment = "2026-03-02T12:15:30.000000Z"
        return {
            "id": str(self.id), "reference": self.reference, "to": self.address, "status": status,
            "created_at": moment, "completed_at": moment, "sent_at": moment, "notification_type": self.means,
            "template_id": str(uuid4()), "template_version": 1,
        }  # fmt: skip


@dataclass
class Notify:
    """What the service has, took and is told to do: `trouble` is a status (with headers) for the next requests."""

    templates: dict[str, Template] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Methods and paths, in their order."""
    limit: int | None = None
    """Notifications in a minute."""
    day_limit: int | None = None
    trouble: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    hangs_up: int = 0
    """How many notifications are accepted without an answer: the line breaks just then."""
    url: str = ""
    _lock: Lock = field(default_factory=Lock)

    def template(self, means: str, body: str, subject: str = "") -> str:
        """Make a template; gives its id."""
        key = str(uuid4())
        self.templates[key] = Template(means, body, subject)
        return key

    def accept(self, means: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Take a notification in. Raises Refusal."""
        _check_fields(means, given)
        template = self.templates.get(given["template_id"])
        if template is None:
            raise Refusal(400, "BadRequestError", "Template not found")
        if template.means != means:
            raise Refusal(400, "BadRequestError", f"{template.means} template is not suitable for {means} notification")
        values = given.get("personalisation", {})
        body, subject = _filled(template.body, values), _filled(template.subject, values)
        address = _letter_address(values) if means == "letter" else _checked(means, given)
        with self._lock:
            if self.limit is not None and len(self.taken) >= self.limit:
                said = f"Exceeded rate limit for key type LIVE of {self.limit} requests per 60 seconds"
                raise Refusal(429, "RateLimitError", said)
            if self.day_limit is not None and len(self.taken) >= self.day_limit:
                raise Refusal(429, "TooManyRequestsError", f"Exceeded send limits ({self.day_limit}) for today")
            new = Taken(uuid4(), means, address, given.get("reference"), subject, body,
                        given.get("one_click_unsubscribe_url"))  # fmt: skip
            self.taken.append(new)
        return self._answer(new, given["template_id"])

    def _answer(self, new: Taken, template: str) -> dict[str, Any]:
        content = {"body": new.body} if new.means == "sms" else {"body": new.body, "subject": new.subject}
        uri = f"{self.url}/services/{SERVICE}/templates/{template}"
        return {
            "id": str(new.id), "reference": new.reference, "content": content, "scheduled_for": None,
            "uri": f"{self.url}/v2/notifications/{new.id}", "template": {"id": template, "version": 1, "uri": uri},
        }  # fmt: skip

    def listed(self, reference: str | None) -> dict[str, Any]:
        """The notifications, the newest first."""
        found = [each for each in reversed(self.taken) if reference is None or each.reference == reference]
        rows = [
            {"id": str(each.id), "reference": each.reference, "type": each.means, "status": "sending"} for each in found
        ]
        return {"notifications": rows, "links": {"current": f"{self.url}/v2/notifications"}}


def _check_fields(means: str, given: Mapping[str, Any]) -> None:
    for name in ("template_id", _NEEDED[means]):
        if name not in given:
            raise Refusal(400, "ValidationError", f"{name} is a required property")
    strange = sorted(set(given) - _FIELDS[means])
    if strange:
        said = f"Additional properties are not allowed ({', '.join(strange)} was unexpected)"
        raise Refusal(400, "ValidationError", said)
    try:
        UUID(given["template_id"])
    except ValueError as error:
        raise Refusal(400, "ValidationError", "template_id is not a valid UUID") from error


def _filled(text: str, values: Mapping[str, str]) -> str:
    missing = [name for name in _PLACE.findall(text) if name not in values]
    if missing:
        raise Refusal(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
    return _PLACE.sub(lambda found: values[found[1]], text)


def _checked(means: str, given: Mapping[str, Any]) -> str:
    address = str(given[_NEEDED[means]])
    if means == "sms" and not re.fullmatch(r"\+?[0-9 ]{9,15}", address):
        raise Refusal(400, "ValidationError", f"phone_number {address} is not a valid number")
    if means == "email" and "@" not in address:
        raise Refusal(400, "ValidationError", f"email_address {address} is not a valid email address")
    return address


def _letter_address(values: Mapping[str, str]) -> str:
    lines = [values[f"address_line_{number}"] for number in range(1, 8) if values.get(f"address_line_{number}")]
    if len(lines) < 3:
        raise Refusal(400, "ValidationError", "Address must be at least 3 lines")
    return "\n".join(lines)


def _check_token(header: str | None) -> None:
    if not header or not header.startswith("Bearer "):
        raise Refusal(401, "AuthError", "Unauthorized: authentication token must be provided")
    try:
        claims = jwt.decode(header[7:], SECRET, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.InvalidTokenError as error:
        raise Refusal(403, "AuthError", "Invalid token: API key not found") from error
    if claims.get("iss") != SERVICE:
        raise Refusal(403, "AuthError", "Invalid token: service not found")
    if abs(time() - claims["iat"]) > LEEWAY:
        raise Refusal(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")


class _Handler(BaseHTTPRequestHandler):
    notify: Notify
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *details: object) -> None:
        """Say nothing: there are addresses in it."""

    def _answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.notify.asked.append(f"{self.command} {self.path}")
        if self.notify.trouble:
            status, headers = self.notify.trouble.pop(0)
            said = {"status_code": status, "errors": [{"error": "Exception", "message": "Internal server error"}]}
            self._say(status, said, headers)
            return
        try:
            _check_token(self.headers.get("Authorization"))
            answer = self._handled(content)
        except Refusal as refusal:
            self._say(refusal.status, refusal.body, {})
            return
        if self.command == "POST" and self.notify.hangs_up:
            self.notify.hangs_up -= 1
            self.close_connection = True
            return
        self._say(201 if self.command == "POST" else 200, answer, {})

    def _handled(self, content: bytes) -> dict[str, Any]:
        path = urlsplit(self.path)
        if self.command == "GET" and path.path == "/v2/notifications":
            return self.notify.listed(parse_qs(path.query).get("reference", [None])[0])
        means = path.path.removeprefix("/v2/notifications/")
        if self.command != "POST" or means not in _FIELDS:
            raise Refusal(404, "NoResultFound", "No result found")
        return self.notify.accept(means, json.loads(content))

    def _say(self, status: int, body: object, headers: Mapping[str, str]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def running(certificate: Path | None = None) -> Iterator[Notify]:
    """A server for as long as the block lasts; with a certificate it speaks HTTPS."""
    notify = Notify()
    handler = type("Handler", (_Handler,), {"notify": notify})
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        server.daemon_threads = True
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        notify.url = f"{'https' if certificate else 'http'}://{HOST}:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield notify
        finally:
            server.shutdown()
            thread.join()
