"""Calls that are under way: kept between two requests, counted once, and emptied at the end.

A call is known by a keyed hash. Each question has an address of its own with a random part, so that a request that
comes twice, or is played back later, changes nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from survey.answers import record
from survey.answers.record import AlreadyAnswered, Occasion
from survey.answers.submission import submission
from survey.database import begin, engine, insert_into, now
from survey.languages import DEFAULT
from survey.organisations import Profile, today
from survey.privacy import keyed_hash
from survey.retention import Limits
from survey.settings import settings
from survey.voice.script import END, Progress, beginning, heard
from survey.voice.subject import Asked, Subject, subject_of
from survey.voice.tables import VoiceCall

LASTS: Final = timedelta(hours=1)
"""How long a call is remembered: no conversation of ours takes that long."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call between two requests. `over` is the prompt that ended it, empty as long as it goes on."""

    nonce: str
    progress: Progress
    subject: Subject
    over: str = ""

    @property
    def turn(self) -> str:
        """What the address of the question that is open ends in."""
        return f"{self.nonce}.{self.progress.turn}"


def call_hash(organisation_id: UUID, number: str) -> bytes:
    """The keyed hash (32 bytes) by which a call is known, of the number that the provider gave it."""
    return keyed_hash(settings().secret_key, "calls by keypad", f"{organisation_id} {number}")


def start(profile: Profile, call: bytes, asked: Asked) -> Call:
    """Begin a call, or find it where it is: a provider may ask twice."""
    with begin() as session:
        remove_old(session, profile.id)
        if not _insert(session, profile.id, call):
            return _locked(session, profile.id, call)[1]
        row = session.get_one(VoiceCall, (profile.id, call))
        subject, language, over = subject_of(session, profile, asked)
        new = Call(secrets.token_urlsafe(12), beginning(asked.language or language, DEFAULT), subject, over)
        row.state = _ended(new, over) if over else _written(new)
        return new


def answer(profile: Profile, call: bytes, turn: str, keys: str) -> Call | None:
    """Take the keys that were pressed for the question of this turn; None for a call that is not known.

    Keys for another question than the one that is open change nothing.
    """
    return _step(profile, call, lambda found: heard(found.progress, keys) if turn == found.turn else found.progress)


def hang_up(profile: Profile, call: bytes) -> None:
    """The caller is gone: what was answered counts, if it is enough to count."""
    _step(profile, call, lambda found: replace(found.progress, step=END))


def remove_old(session: Session, organisation_id: UUID, _: Limits | None = None) -> int:
    """Remove calls that began more than an hour ago, in the caller's transaction; gives how many."""
    old = delete(VoiceCall).where(*_is_old(organisation_id)).returning(VoiceCall.call_hash)
    return len(session.execute(old).all())


def count_old(session: Session, organisation_id: UUID, _: Limits) -> int:
    """How many `remove_old` would remove now."""
    return session.scalar(select(func.count()).where(*_is_old(organisation_id))) or 0


def _is_old(organisation_id: UUID) -> tuple[Any, ...]:
    return VoiceCall.organisation_id == organisation_id, VoiceCall.started_at < now() - LASTS


def _step(profile: Profile, call: bytes, move: Callable[[Call], Progress]) -> Call | None:
    with begin() as session:
        row, found = _found(session, profile.id, call)
        if row is None or found is None or found.over:
            return found
        moved = replace(found, progress=move(found))
        row.state = _written(moved)
    return _finished(profile, call, moved) if moved.progress.step == END else moved


def _finished(profile: Profile, call: bytes, ended: Call) -> Call:
    """Count what was answered and then forget it; when this is broken off, the next request does it again."""
    over = _count(profile, call, ended) if ended.progress.can_count else "nothing"
    with begin() as session:
        row, _ = _found(session, profile.id, call)
        if row is not None:
            row.state = _ended(ended, over)
    return replace(ended, over=over)


def _count(profile: Profile, call: bytes, ended: Call) -> str:
    """Record the answers as the web page does; gives the prompt to part with."""
    about, progress = ended.subject, ended.progress
    occasion = Occasion(
        profile.id,
        about.team_id,
        about.channel,
        about.topic,
        progress.language,
        about.day,
        about.waiting_class,
        mode="voice" if about.invitation_id else "voice_open",
    )
    sent = submission(progress.answers, progress.resolved, (), "")
    if about.invitation_id is None:
        with suppress(AlreadyAnswered):  # this very call, in a request that came twice
            record.by_open_link(engine(), call, occasion, sent)
        return "thanks"
    try:
        record.by_invitation(engine(), about.invitation_id, occasion, sent, now(), today(profile.timezone))
    except AlreadyAnswered:
        return "used"
    return "thanks"


def _insert(session: Session, organisation_id: UUID, call: bytes) -> bool:
    """Whether this call is new."""
    statement = insert_into(VoiceCall, session.get_bind().dialect.name)
    new = statement.values(organisation_id=organisation_id, call_hash=call, state={}, started_at=now())
    return session.execute(new.on_conflict_do_nothing().returning(VoiceCall.call_hash)).first() is not None


def _found(session: Session, organisation_id: UUID, call: bytes) -> tuple[VoiceCall | None, Call | None]:
    query = select(VoiceCall).where(VoiceCall.organisation_id == organisation_id, VoiceCall.call_hash == call)
    row = session.scalar(query.with_for_update())
    return row, None if row is None else _read(row.state)


def _locked(session: Session, organisation_id: UUID, call: bytes) -> tuple[VoiceCall, Call]:
    row, found = _found(session, organisation_id, call)
    assert row is not None  # noqa: S101 - it was there, and rows of this hour are not removed
    assert found is not None  # noqa: S101
    return row, found


def _ended(call: Call, over: str) -> dict[str, Any]:
    """All that is kept of a call that is over: nothing of what was answered, nor of what it was about."""
    return {"over": over, "language": call.progress.language}


def _written(call: Call) -> dict[str, Any]:
    about = asdict(call.subject)
    for name in ("day", "team_id", "invitation_id"):
        about[name] = None if about[name] is None else str(about[name])
    return {"nonce": call.nonce, "progress": asdict(call.progress), "subject": about}


def _read(state: Mapping[str, Any]) -> Call:
    over = state.get("over", "")
    if over:
        return Call("", Progress(END, state["language"]), Subject(None, "phone", None, date.min), over)
    about = dict(state["subject"])
    about["day"] = date.fromisoformat(about["day"])
    for name in ("team_id", "invitation_id"):
        about[name] = UUID(about[name]) if about[name] else None
    return Call(state["nonce"], Progress(**state["progress"]), Subject(**about))
