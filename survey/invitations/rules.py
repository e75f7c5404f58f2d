"""An organisation's rules for asking, read from its row; where it has none, nobody is asked."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from sqlalchemy.orm import Session

from survey.invitations.eligibility import Rules
from survey.invitations.tables import InvitationRules


def rules_of(session: Session, organisation_id: UUID) -> Rules:
    """The rules in force."""
    row = session.get(InvitationRules, organisation_id)
    return Rules() if row is None else from_row(row)


def from_row(row: InvitationRules) -> Rules:
    """The rules that a row holds."""
    found = {each.name: getattr(row, each.name) for each in fields(Rules)}
    return Rules(**found | {name: tuple(found[name]) for name in ("excluded_topics", "means")})


def save(session: Session, organisation_id: UUID, rules: Rules) -> None:
    """Keep `rules`, in the caller's transaction."""
    values = {each.name: getattr(rules, each.name) for each in fields(Rules)}
    values |= {name: list(values[name]) for name in ("excluded_topics", "means")} | {"shares": dict(rules.shares)}
    session.merge(InvitationRules(organisation_id=organisation_id, **values))
    session.flush()
