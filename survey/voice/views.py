"""The survey by keypad, as a provider's webhooks: `/voice/<slug>` when a call comes, `/answer` and `/status` after it.

Who calls is never read: of a request only the call's number, the keys and the state of the call are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, Response, request, url_for

from survey import retention, throttle
from survey.languages import DEFAULT
from survey.machines import problem
from survey.organisations import Profile
from survey.privacy import NoKeyError, NotOurSealError
from survey.retention import Keeper
from survey.settings import settings
from survey.throttle import Subject, ThrottledError, network_of
from survey.voice import calls, line, spoken, twiml
from survey.voice.calls import Call
from survey.voice.prompts import farewell
from survey.voice.signature import HEADER, is_signed
from survey.voice.subject import asked

blueprint = Blueprint("keypad", __name__)
LARGEST: Final = 16_384
"""Bytes of a request: a provider's have about a thousand."""
PER_NETWORK: Final = 20
"""Requests with a wrong signature from one network in a quarter of an hour."""
LONGEST_NUMBER: Final = 200
OVER: Final = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""States of a call that is no more, as providers name them."""


_SEALED: Final = "No key of ADDRESS_KEYS opens the secret of this line, so nobody can prove who calls."


class Refused(Exception):
    """A request that is not answered with a conversation; its arguments are status, explanation and headers."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A call of which the provider has proved that it is its own."""

    profile: Profile
    is_on: bool
    call: bytes


def register(app: Flask) -> None:
    """Add the addresses, and let forgotten calls go."""
    app.register_blueprint(blueprint)
    retention.KEEPERS["calls by keypad"] = Keeper(calls.count_old, calls.remove_old)


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """Problem details (RFC 9457)."""
    return problem(*error.args)


@blueprint.post("/voice/<slug>")
def start(slug: str) -> Response:
    """A caller is put through: greet, and ask the first question."""
    caller = _caller(slug)
    if not caller.is_on:
        return _part(caller.profile, DEFAULT, "closed")
    return _said(caller.profile, calls.start(caller.profile, caller.call, asked(request.args)))


@blueprint.post("/voice/<slug>/answer")
def answer(slug: str) -> Response:
    """The caller pressed a key, or was silent: ask the next question."""
    caller = _caller(slug)
    keys = request.form.get("Digits", "").strip().rstrip("#")
    call = calls.answer(caller.profile, caller.call, request.args.get("turn", ""), keys)
    return _part(caller.profile, DEFAULT, "closed") if call is None else _said(caller.profile, call)


@blueprint.post("/voice/<slug>/status")
def status(slug: str) -> Response:
    """The provider tells how the call is: when it is over, what was answered counts."""
    caller = _caller(slug)
    if request.form.get("CallStatus", "") in OVER:
        calls.hang_up(caller.profile, caller.call)
    return _xml(twiml.nothing())


def _caller(slug: str) -> Caller:
    """The call that this request is about. Raises Refused where nothing proves that the provider sent it."""
    if (request.content_length or 0) > LARGEST:
        raise Refused(413, "A request about a call is a few hundred bytes.", {})
    try:
        found = line.by_slug(slug)
    except (NoKeyError, NotOurSealError) as error:
        raise Refused(503, _SEALED, {"Retry-After": "600"}) from error
    if found is None or not _is_the_providers(found.secret):
        _slow_down(slug)
        raise Refused(403, f"No valid {HEADER} for this address. Is the secret of the line the provider's?", {})
    number = request.form.get("CallSid", "")
    if not 0 < len(number) <= LONGEST_NUMBER:
        raise Refused(400, "Expected CallSid.", {})
    return Caller(found.profile, found.is_on, calls.call_hash(found.profile.id, number))


def _is_the_providers(secret: str) -> bool:
    """Checked against the public address: what a proxy makes of it on the way doesn't matter."""
    query = request.query_string.decode("latin-1")
    url = settings().public_url + request.path + (f"?{query}" if query else "")
    return is_signed(secret, url, request.form.items(multi=True), request.headers.get(HEADER, ""))


def _slow_down(slug: str) -> None:
    subject = Subject("voice signature", f"{slug[:60]} {network_of(request.remote_addr)}", PER_NETWORK)
    try:
        throttle.admit(subject)
    except ThrottledError as error:
        headers = {"Retry-After": str(error.seconds)}
        raise Refused(429, "Too many requests without a valid signature.", headers) from error


def _said(profile: Profile, call: Call) -> Response:
    if call.over:
        return _part(profile, call.progress.language, call.over)
    action = settings().public_url + url_for("keypad.answer", slug=profile.slug, turn=call.turn)
    said = spoken.lines(profile, line.recordings_of(profile.id), call.progress)
    return _xml(twiml.question(call.progress.step, said, action))


def _part(profile: Profile, language: str, prompt: str) -> Response:
    said = spoken.in_language(profile, line.recordings_of(profile.id), language, farewell(prompt))
    return _xml(twiml.farewell(said))


def _xml(body: bytes) -> Response:
    return Response(body, content_type=twiml.CONTENT_TYPE)
