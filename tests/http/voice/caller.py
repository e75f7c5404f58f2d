"""A telephone provider with a caller on the line: follows what it is told, and signs every request for real."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4
from xml.etree import ElementTree

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey import privacy
from survey.database import begin, reading
from survey.organisations import Organisation
from survey.settings import settings
from survey.voice.tables import VoiceCall, VoiceLine

SECRET = "the provider's own secret"
NUMBER = "+31612345678"
SITE = "http://localhost:8000"


def open_line(owner: Organisation, *, is_on: bool = True) -> None:
    """Give the organisation a line. Call it inside the application."""
    sealed = privacy.Vault(settings().address_keys).seal(SECRET)
    with begin() as session:
        session.add(VoiceLine(organisation_id=owner.id, is_on=is_on, sealed_secret=sealed))


def signed(url: str, fields: dict[str, str], secret: str = SECRET) -> dict[str, str]:
    """The header that the provider sends along."""
    text = url + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    digest = hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()
    return {"X-Twilio-Signature": base64.b64encode(digest).decode()}


@dataclass
class Call:
    """One call. What is heard is in `heard`: `(language, text)`, or the address of a recording."""

    client: FlaskClient
    slug: str = "voorbeeld"
    sid: str = field(default_factory=lambda: f"CA{uuid4().hex}")
    heard: list[tuple[str, str]] = field(default_factory=list)
    played: list[str] = field(default_factory=list)
    action: str = ""
    is_over: bool = False

    def begin(self, **arguments: str) -> Call:
        """Be put through by the exchange."""
        query = f"?{urlencode(arguments)}" if arguments else ""
        self.listen(self.send(f"{SITE}/voice/{self.slug}{query}"))
        return self

    def press(self, *keys: str) -> Call:
        """Answer the questions that come with these keys; an empty one is silence."""
        for each in keys:
            assert not self.is_over, "the line is dead"
            self.listen(self.send(self.action, **({"Digits": each} if each else {})))
        return self

    def hang_up(self) -> TestResponse:
        """Let the provider tell that the call is over."""
        self.is_over = True
        return self.send(f"{SITE}/voice/{self.slug}/status", CallStatus="completed")

    def send(self, url: str, **fields: str) -> TestResponse:
        """One request of the provider."""
        everything = {"CallSid": self.sid, "From": NUMBER, "To": "+31201234567", "AccountSid": "AC1"} | fields
        return self.client.post(url.removeprefix(SITE), data=everything, headers=signed(url, everything))

    def listen(self, response: TestResponse) -> None:
        """Do what the answer says."""
        assert response.status_code == 200, response.get_data(as_text=True)
        assert response.mimetype == "text/xml"
        document = ElementTree.fromstring(response.get_data())  # noqa: S314 - our own answer
        assert document.tag == "Response"
        self.heard = [(each.get("language", ""), each.text or "") for each in document.iter("Say")]
        self.played = [each.text or "" for each in document.iter("Play")]
        gather, after = document.find("Gather"), document.find("Redirect")
        self.is_over = gather is None
        if gather is None:
            assert document.find("Hangup") is not None
            return
        assert after is not None
        assert gather.get("action") == after.text
        self.action = after.text or ""

    @property
    def words(self) -> str:
        """All that is heard now."""
        return " ".join(text for _, text in self.heard)


def calls_kept() -> int:
    """How many calls have answers kept between requests. Call it inside the application."""
    with reading() as session:
        return sum("progress" in state for state in session.scalars(select(VoiceCall.state)))


def rows_of_calls() -> int:
    """How many calls are remembered at all. Call it inside the application."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(VoiceCall)) or 0
