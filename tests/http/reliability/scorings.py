"""Rounds with calls that one or two auditors scored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from admin.accounts.tables import User
from admin.audits.scoring import dimension_scores, score
from admin.audits.tables import AuditedCall, AuditRound, AuditScore, RoundAuditor
from survey import dimensions
from survey.criteria.catalogue import BY_CODE, CATALOGUE
from survey.database import begin
from survey.organisations import Organisation
from tests.http.people import add_user

FIRST_DAY = date(2026, 2, 3)


def auditors(owner: Organisation, number: int = 2, role: str = "auditor") -> list[User]:
    return [add_user(owner.id, role) for _each in range(number)]


def double_round(owner: Organisation, users: list[User], share: int = 50, name: str = "Spring") -> UUID:
    """A round with these auditors; gives its id."""
    with begin() as session:
        made = AuditRound(organisation_id=owner.id, id=uuid4(), name=name, criteria_version=1, double_share=share)
        session.add(made)
        session.flush()
        session.add_all(RoundAuditor(organisation_id=owner.id, round_id=made.id, user_id=user.id) for user in users)
        return made.id


def scored(
    owner: Organisation,
    round_id: UUID,
    team: UUID,
    values: Mapping[str, str],
    *,
    auditor: UUID | None = None,
    second_of: UUID | None = None,
    done: bool = True,
    days: int = 0,
    reference: str | None = None,
) -> UUID:
    """A call with these values (as an auditor writes them) by criterion; gives its id."""
    entered = {code: score(cell, BY_CODE[code]) for code, cell in values.items()}
    of_bs = dimension_scores({code: each.score for code, each in entered.items()}, CATALOGUE)
    call_id = uuid4()
    with begin() as session:
        session.add(
            AuditedCall(
                organisation_id=owner.id,
                id=call_id,
                round_id=round_id,
                day=FIRST_DAY + timedelta(days=days),
                team_id=team,
                channel="phone",
                reference=reference,
                is_done=done,
                second_of=second_of,
                auditor_id=auditor,
                **dict(zip(dimensions.CODES, of_bs, strict=True)),
            )
        )
        session.flush()
        session.add_all(
            AuditScore(organisation_id=owner.id, call_id=call_id, criterion=code, value=each.value, score=each.score)
            for code, each in entered.items()
        )
    return call_id


def twice(
    owner: Organisation,
    round_id: UUID,
    team: UUID,
    first: Mapping[str, str],
    second: Mapping[str, str],
    days: int = 0,
    *,
    auditor: UUID | None = None,
) -> UUID:
    """A call that two auditors finished; gives the first scoring's id."""
    call_id = scored(owner, round_id, team, first, auditor=auditor, days=days, reference=f"CALL-{days}")
    scored(owner, round_id, team, second, second_of=call_id, days=days, reference=f"CALL-{days}")
    return call_id
