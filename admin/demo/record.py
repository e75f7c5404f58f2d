"""Put the story into the database: in bulk, but by the rows and rollups that the real writers make."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from admin.accounts import users
from admin.accounts.tables import User
from admin.actions import record as actions
from admin.audits.record import import_round
from admin.audits.scoring import dimension_scores, score
from admin.audits.spreadsheet import ScoredCall
from admin.demo.audit_rounds import AuditedCall
from admin.demo.improvements import IMPROVEMENTS
from admin.demo.phone_log import TEAMS
from admin.demo.story import NAME, SLUG, PassingBy, Story, Told, tell
from survey import languages
from survey.answers import record as answers
from survey.answers import rollup as answer_counts
from survey.answers.submission import Submission
from survey.answers.tables import Response, ResponseReason
from survey.commands import create_organisation
from survey.criteria.catalogue import BY_CODE, CATALOGUE
from survey.database import Base, begin, reading
from survey.intake import rollup as contact_counts
from survey.intake.tables import Contact
from survey.intake.waits import wide_class
from survey.invitations.record import LASTS, invite
from survey.invitations.tables import Invitation
from survey.journal import note
from survey.organisations import Organisation, Team, teams_by_name, today

ADMIN: Final = "admin@voorbeeld.example"
ACTOR: Final = "command"
TO_TRY: Final = timedelta(days=90)
"""How long the personal link that is printed can be answered."""
Row = dict[str, Any]


class NotADemo(Exception):
    """The slug belongs to an organisation that is not the demo."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was stored, the admin's one-time password, and the token of one unanswered invitation."""

    contacts: int
    invitations: int
    responses: int
    audited_calls: int
    password: str
    token: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose rows these are, and where the story's days lie."""

    organisation_id: UUID
    teams: Mapping[str, UUID]
    zone: ZoneInfo
    last_day: date


def is_loaded() -> bool:
    """Whether the whole demo is there; its admin comes last. Raises NotADemo."""
    with reading() as session:
        found = _demo(session)
        if found is None:
            return False
        has_admin = select(User.id).where(User.organisation_id == found.id, User.email == ADMIN)
        return session.scalar(has_admin) is not None


def is_others() -> bool:
    """Whether there are organisations here, and none of them is the demo."""
    with reading() as session:
        demos = session.scalars(select(Organisation.is_demo)).all()
    return bool(demos) and not any(demos)


def remove() -> None:
    """Remove the demo organisation with all that hangs under it, if it is there. Raises NotADemo."""
    with begin() as session:
        found = _demo(session)
        if found is None:
            return
        for table in reversed(Base.metadata.sorted_tables):
            if "organisation_id" in table.c:
                session.execute(delete(table).where(table.c.organisation_id == found.id))
        session.execute(delete(Organisation).where(Organisation.id == found.id))


def load(seed: int, progress: Callable[[str], None]) -> Loaded:
    """Store the story of this seed, up to and including yesterday; `progress` hears each step's name."""
    progress("Making up a year of contacts and answers")
    story = tell(seed)
    progress("Storing contacts, invitations and answers")
    place = _store_contacts_and_answers(story)
    progress("Storing audit rounds")
    audited = _store_rounds(story, place)
    _log_improvements(place)
    token = _invitation_to_try(place)
    # Last, for it marks the demo as complete.
    issued = users.add_user(place.organisation_id, ACTOR, ADMIN, "admin")
    invited = sum(told.invited for told in story.contacts) + 1
    responses = sum(told.answer is not None for told in story.contacts) + len(story.passers_by)
    return Loaded(len(story.contacts), invited, responses, audited, issued.password, token)


def _demo(session: Session) -> Organisation | None:
    found = session.scalar(select(Organisation).where(Organisation.slug == SLUG))
    if found is not None and not found.is_demo:
        raise NotADemo(f"There is an organisation {SLUG!r} that is not the demo; it is left as it is.")
    return found


def _store_contacts_and_answers(story: Story) -> _Place:
    with begin() as session:
        place = _found(session)
        told = sorted(story.contacts, key=lambda each: _moment(place, each))
        contacts = [_contact_row(place, number, each) for number, each in enumerate(told, start=1)]
        _insert(session, Contact, contacts)
        pairs = list(zip(told, contacts, strict=True))
        _insert(session, Invitation, [_invitation_row(place, *pair) for pair in pairs if pair[0].invited])
        rows, reasons = _response_rows(place, pairs, story.passers_by)
        _insert(session, Response, rows)
        _insert(session, ResponseReason, reasons)
        answer_counts.rebuild(session.connection(), place.organisation_id)
        rule = contact_counts.waiting_rule(session, place.organisation_id)
        contact_counts.rebuild(session.connection(), place.organisation_id, rule)
        note(session, place.organisation_id, ACTOR, "demo loaded", SLUG, contacts=len(contacts), responses=len(rows))
    return place


def _found(session: Session) -> _Place:
    """The new organisation and its teams."""
    owner = create_organisation(session, SLUG, NAME, is_demo=True)
    owner.website = "https://www.voorbeeld.example"
    owner.complaint_url = "https://www.voorbeeld.example/klacht"
    session.add_all(Team(organisation_id=owner.id, id=uuid4(), name=team.name) for team in TEAMS)
    session.flush()
    last_day = today(owner.timezone) - timedelta(days=1)
    return _Place(owner.id, teams_by_name(session, owner.id), ZoneInfo(owner.timezone), last_day)


def _insert(session: Session, table: type[Base], rows: Sequence[Row]) -> None:
    session.connection().execute(insert(table), rows)


def _moment(place: _Place, told: Told) -> datetime:
    day = told.contact.slot.on_or_before(place.last_day)
    return datetime.combine(day, told.contact.at, place.zone)


def _contact_row(place: _Place, number: int, told: Told) -> Row:
    contact, moment = told.contact, _moment(place, told)
    return {
        "organisation_id": place.organisation_id,
        "id": uuid4(),
        "reference": f"VB-{number:06}",
        "channel": contact.channel,
        "team_id": place.teams[contact.team.name],
        "topic": contact.topic,
        "language": contact.language,
        "occurred_at": moment,
        "day": moment.date(),
        "hour": moment.hour,
        "answered": contact.answered,
        "resolved": contact.resolved,
        "transferred": contact.transferred,
        "waiting_seconds": contact.waiting_seconds,
        "talk_seconds": contact.talk_seconds,
        "rating": contact.rating,
        "invited": told.invited,
    }


def _invitation_row(place: _Place, told: Told, contact: Row) -> Row:
    made = contact["occurred_at"] + timedelta(minutes=30)
    answered_on = None if told.answer is None else contact["day"] + timedelta(days=told.answer.days_later)
    return {
        "organisation_id": place.organisation_id,
        "id": uuid4(),
        "contact_id": contact["id"],
        # The hash of no token: nobody holds these links.
        "token_hash": secrets.token_bytes(32),
        "language": None,
        "created_at": made,
        "expires_at": made + LASTS,
        "answered_on": None if answered_on is None else min(answered_on, place.last_day),
    }


def _response_rows(
    place: _Place, pairs: Iterable[tuple[Told, Row]], passers_by: Iterable[PassingBy]
) -> tuple[list[Row], list[Row]]:
    """The rows of all answers, and those of what could be better."""
    rows, reasons = [], []
    for occasion, given in (*_invited(place, pairs), *_passing(place, passers_by)):
        row = answers.response_row(occasion, given)
        rows.append(row)
        reasons += answers.reason_rows(row, given)
    return rows, reasons


def _invited(place: _Place, pairs: Iterable[tuple[Told, Row]]) -> list[tuple[answers.Occasion, Submission]]:
    return [
        (
            answers.Occasion(
                place.organisation_id,
                contact["team_id"],
                contact["channel"],
                contact["topic"],
                told.answer.language,
                contact["day"],
                wide_class(contact["waiting_seconds"]),
            ),
            told.answer.submission,
        )
        for told, contact in pairs
        if told.answer is not None
    ]


def _passing(place: _Place, passers_by: Iterable[PassingBy]) -> list[tuple[answers.Occasion, Submission]]:
    return [
        (
            answers.Occasion(
                place.organisation_id,
                None,
                "counter",
                None,
                each.answer.language,
                each.slot.on_or_before(place.last_day),
                mode="qr",
            ),
            each.answer.submission,
        )
        for each in passers_by
    ]


def _store_rounds(story: Story, place: _Place) -> int:
    """Store the audit rounds by their own writer; gives the number of calls."""
    for each in story.rounds:
        calls = [_scored(place, call) for call in each.calls]
        import_round(place.organisation_id, each.name, 1, calls, ACTOR)
    return sum(len(each.calls) for each in story.rounds)


def _scored(place: _Place, call: AuditedCall) -> ScoredCall:
    scores = {code: score(value, BY_CODE[code]) for code, value in call.values.items()}
    return ScoredCall(
        call.slot.on_or_before(place.last_day),
        place.teams[call.team],
        "phone",
        call.reference,
        scores,
        dimension_scores({code: scored.score for code, scored in scores.items()}, CATALOGUE),
    )


def _log_improvements(place: _Place) -> None:
    """Log what the organisation did, by the room's own writer."""
    for each in IMPROVEMENTS:
        day, is_public = place.last_day - timedelta(weeks=each.weeks_ago), bool(each.said)
        wanted = actions.Wanted(
            each.title, day, each.owner, each.dimension, None, is_public, each.said, each.did, languages.DEFAULT
        )
        new = actions.add(place.organisation_id, ACTOR, wanted, each.advice)
        if each.is_done:
            actions.finish(place.organisation_id, ACTOR, new, day + timedelta(weeks=1))


def _invitation_to_try(place: _Place) -> str:
    """The token of a real invitation for one of the latest contacts that has none."""
    with begin() as session:
        reference = session.scalars(
            select(Contact.reference)
            .where(
                Contact.organisation_id == place.organisation_id,
                Contact.invited.is_(False),
                Contact.answered.is_(True),
            )
            .order_by(Contact.occurred_at.desc())
            .limit(1)
        ).one()
        return invite(session, place.organisation_id, reference, lasts=TO_TRY, language="nl").token
