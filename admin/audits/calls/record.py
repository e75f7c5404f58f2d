"""The writer of calls that are scored on the form: saved, finished, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from admin.audits.calls.filled import FilledCall
from admin.audits.closing import hold_open
from admin.audits.tables import AuditedCall, AuditScore
from admin.reliability.double import add_second
from admin.sampling.lottery import new_seed
from survey import database, dimensions, journal


class NoSuchCall(LookupError):
    """There is no such call that this user may change."""


class NothingScored(ValueError):
    """A call without any score can't be finished."""


class ReferenceTaken(ValueError):
    """Another call of the round has this reference."""


class SavedMeanwhile(ValueError):
    """Somebody saved the call after this form was opened; nothing is stored."""

    def __init__(self, edition: int, saved_at: datetime, saved_by: UUID | None) -> None:
        super().__init__(edition)
        self.edition = edition
        self.saved_at = saved_at
        self.saved_by = saved_by


@dataclass(frozen=True, slots=True)
class Editor:
    """Who may change calls: own calls that are not finished, or all of them."""

    organisation_id: UUID
    round_id: UUID
    user_id: UUID
    may_all: bool

    def may_change(self, call: AuditedCall) -> bool:
        """Whether this call of the round is one that the user may change."""
        return self.may_all or (call.auditor_id == self.user_id and not call.is_done)


@dataclass(frozen=True, slots=True)
class Form:
    """An opened form: which call, as of which edition, and the mark of this opening."""

    call_id: UUID
    edition: int
    writer: UUID
    is_new: bool
    finish: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What is stored now; `scores` are those of the dimensions (0-100) in the order of `dimensions.CODES`."""

    edition: int
    saved_at: datetime
    is_done: bool
    is_second: bool
    scores: tuple[float | None, ...]


def save(editor: Editor, form: Form, filled: FilledCall) -> Saved:
    """Store the call, and with `finish` let it count; then a second scoring may be drawn, up to the round's share.

    What the same opening of a form sends again is stored again; what another one saved meanwhile is never overwritten.
    Raises NoSuchRound, RoundClosed, NoSuchCall, SavedMeanwhile, NothingScored, ReferenceTaken.
    """
    with database.begin() as session:
        hold_open(session, editor.organisation_id, editor.round_id)
        call = _call(session, editor, form.call_id)
        if call is None:
            call = _begun(session, editor, form)
        elif _is_repeated(call, editor, form):
            return _saved(call)
        elif not editor.may_change(call):
            raise NoSuchCall(str(form.call_id))
        elif call.edition != form.edition and call.writer != form.writer:
            raise SavedMeanwhile(call.edition, call.saved_at, call.saved_by)
        _check(session, call, form, filled)
        _write(session, editor, call, form, filled)
        if call.is_done and call.second_of is None:
            add_second(session, editor.organisation_id, editor.round_id, new_seed(), str(editor.user_id))
        return _saved(call)


def delete_draft(editor: Editor, call_id: UUID, actor: str) -> None:
    """Delete a call that is not finished and no second scoring. Raises NoSuchRound, RoundClosed, NoSuchCall."""
    with database.begin() as session:
        hold_open(session, editor.organisation_id, editor.round_id)
        call = _call(session, editor, call_id)
        if call is None or not editor.may_change(call) or call.is_done or call.second_of is not None:
            raise NoSuchCall(str(call_id))
        session.delete(call)
        journal.note(session, editor.organisation_id, actor, "audited call deleted", str(call_id))


def _call(session: Session, editor: Editor, call_id: UUID) -> AuditedCall | None:
    """The call with this id; one of another round is none that may be changed."""
    found = session.get(AuditedCall, (editor.organisation_id, call_id))
    if found is not None and found.round_id != editor.round_id:
        raise NoSuchCall(str(call_id))
    return found


def _begun(session: Session, editor: Editor, form: Form) -> AuditedCall:
    if not form.is_new:
        raise NoSuchCall(str(form.call_id))
    return AuditedCall(
        organisation_id=editor.organisation_id,
        id=form.call_id,
        round_id=editor.round_id,
        auditor_id=editor.user_id,
        is_done=False,
        edition=0,
    )


def _is_repeated(call: AuditedCall, editor: Editor, form: Form) -> bool:
    """Whether this user finished the call from this very form, and did not hear that it went well."""
    return call.is_done and call.writer == form.writer and call.auditor_id == editor.user_id and not editor.may_all


def _check(session: Session, call: AuditedCall, form: Form, filled: FilledCall) -> None:
    if (form.finish or call.is_done) and not filled.is_scored:
        raise NothingScored
    if filled.reference is None or call.second_of is not None:
        return
    namesake = select(AuditedCall.id).where(
        AuditedCall.organisation_id == call.organisation_id,
        AuditedCall.round_id == call.round_id,
        AuditedCall.reference == filled.reference,
        AuditedCall.second_of.is_(None),
        AuditedCall.id != call.id,
    )
    with session.no_autoflush:
        if session.scalars(namesake.limit(1)).first() is not None:
            raise ReferenceTaken(filled.reference)


def _write(session: Session, editor: Editor, call: AuditedCall, form: Form, filled: FilledCall) -> None:
    if call.second_of is None:
        # A second scoring is of the same call: it keeps the day and place of the first.
        call.day, call.team_id, call.channel = filled.day, filled.team_id, filled.channel
        call.reference = filled.reference
    for code, score in zip(dimensions.CODES, filled.dimensions, strict=True):
        setattr(call, code, score)
    call.remark = filled.remark
    call.edition += 1
    call.saved_at, call.saved_by, call.writer = database.now(), editor.user_id, form.writer
    _note(session, editor, call, form)
    call.is_done = call.is_done or form.finish
    session.add(call)
    session.flush()
    _write_scores(session, call, filled)


def _note(session: Session, editor: Editor, call: AuditedCall, form: Form) -> None:
    """Put on record what changes the figures."""
    if call.is_done or form.finish:
        action = "audited call changed" if call.is_done else "audited call finished"
        journal.note(session, editor.organisation_id, str(editor.user_id), action, str(call.id))


def _write_scores(session: Session, call: AuditedCall, filled: FilledCall) -> None:
    session.execute(
        delete(AuditScore).where(AuditScore.organisation_id == call.organisation_id, AuditScore.call_id == call.id)
    )
    rows: list[dict[str, Any]] = [
        {
            "organisation_id": call.organisation_id,
            "call_id": call.id,
            "criterion": code,
            "value": answer.value,
            "score": answer.score,
            "applicable": answer.applicable,
            "remark": answer.remark,
        }
        for code, answer in filled.answers.items()
    ]
    if rows:
        session.execute(insert(AuditScore), rows)


def _saved(call: AuditedCall) -> Saved:
    scores = tuple(getattr(call, code) for code in dimensions.CODES)
    return Saved(call.edition, call.saved_at, call.is_done, call.second_of is not None, scores)
