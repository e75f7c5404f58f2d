"""The writer of a file into an open round: what was looked at is stored whole, or nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.audits.check import Checked
from admin.audits.closing import hold_open
from admin.audits.columns import FIELDS
from admin.audits.exchange.changes import NOT_APPLICABLE, Change, Changes, changes
from admin.audits.exchange.stored import first_scorings
from admin.audits.record import add_calls
from admin.audits.spreadsheet import ScoredCall
from admin.audits.tables import AuditedCall, AuditScore
from admin.reliability.double import add_second
from admin.sampling.lottery import new_seed
from survey import database, dimensions, journal
from survey.database import reading

_CALLS_AT_ONCE: Final = 500


class ChangedMeanwhile(ValueError):
    """The round is no longer as it was when the changes were shown: nothing is stored."""


def foreseen(organisation_id: UUID, round_id: UUID, checked: Checked) -> Changes:
    """What storing the file would change."""
    with reading() as session:
        return _changes(session, organisation_id, round_id, checked)


def merge(organisation_id: UUID, round_id: UUID, checked: Checked, mark: str, user_id: UUID) -> Changes:
    """Store the changes with this mark in one transaction, and draw second scorings up to the round's share.

    Raises NoSuchRound, RoundClosed, ChangedMeanwhile.
    """
    with database.begin() as session:
        found = hold_open(session, organisation_id, round_id)
        if found.criteria_version != checked.criteria_version:
            raise ChangedMeanwhile(found.name)
        due = _changes(session, organisation_id, round_id, checked)
        if due.mark != mark:
            raise ChangedMeanwhile(found.name)
        add_calls(session, organisation_id, round_id, [each.call for each in due.calls if each.is_new])
        _rewrite(session, organisation_id, [each for each in due.calls if not each.is_new], user_id)
        counts = {"calls": due.changed, "new": due.new, "cells": due.cells}
        journal.note(session, organisation_id, str(user_id), "audit round merged", str(round_id), **counts)
        add_second(session, organisation_id, round_id, new_seed(), str(user_id))
    return due


def _changes(session: Session, organisation_id: UUID, round_id: UUID, checked: Checked) -> Changes:
    stored = first_scorings(session, organisation_id, round_id)
    return changes(checked.calls, stored, checked.columns, checked.criteria.criteria)


def _rewrite(session: Session, organisation_id: UUID, found: Sequence[Change], user_id: UUID) -> None:
    """Write calls that are there anew; remarks stay, and an open form notices by the edition."""
    by_id = {each.stored.id: each for each in found if each.stored is not None}
    for ids in _parts(list(by_id)):
        calls = session.scalars(
            select(AuditedCall).where(AuditedCall.organisation_id == organisation_id, AuditedCall.id.in_(ids))
        ).all()
        scores = session.scalars(
            select(AuditScore).where(AuditScore.organisation_id == organisation_id, AuditScore.call_id.in_(ids))
        )
        by_place = {(each.call_id, each.criterion): each for each in scores}
        for call in calls:
            _rewrite_call(call, by_id[call.id].call, user_id)
            _rewrite_scores(session, call, by_id[call.id], by_place)
        session.flush()


def _parts(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + _CALLS_AT_ONCE] for start in range(0, len(ids), _CALLS_AT_ONCE))


def _rewrite_call(call: AuditedCall, new: ScoredCall, user_id: UUID) -> None:
    call.day, call.team_id, call.channel = new.day, new.team_id, new.channel
    for code, score in zip(dimensions.CODES, new.dimensions, strict=True):
        setattr(call, code, score)
    call.is_done = True
    call.edition += 1
    call.saved_at, call.saved_by, call.writer = database.now(), user_id, None


def _rewrite_scores(
    session: Session, call: AuditedCall, change: Change, stored: Mapping[tuple[UUID, str], AuditScore]
) -> None:
    for cell in change.cells:
        if cell.name in FIELDS:
            continue
        score = stored.get((call.id, cell.name))
        if cell.new is None and score is not None and not score.remark:
            session.delete(score)
            continue
        if score is None:
            score = AuditScore(organisation_id=call.organisation_id, call_id=call.id, criterion=cell.name, remark="")
            session.add(score)
        scored = change.call.scores.get(cell.name)
        score.value, score.score = (scored.value, scored.score) if scored else (None, None)
        score.applicable = cell.new != NOT_APPLICABLE
