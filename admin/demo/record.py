"""Put the story into the database: in bulk, but by the rows and rollups that the real writers make."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from admin.accounts import users
from admin.accounts.tables import User
from admin.demo import rooms
from admin.demo.asking import events
from admin.demo.audits import store_rounds
from admin.demo.phone_log import TEAMS
from admin.demo.place import Place
from admin.demo.story import NAME, SLUG, PassingBy, Story, Told, tell
from survey.answers import record as answers
from survey.answers import rollup as answer_counts
from survey.answers.submission import Submission
from survey.answers.tables import Response, ResponseReason
from survey.commands import create_organisation
from survey.database import Base, begin, reading
from survey.intake import rollup as contact_counts
from survey.intake.tables import Contact
from survey.intake.waits import wide_class
from survey.invitations.counting import DeliveryKey, OutcomeKey, count_deliveries, count_outcomes
from survey.invitations.eligibility import Outcome
from survey.invitations.record import LASTS, invite
from survey.invitations.tables import Invitation
from survey.journal import note
from survey.organisations import Organisation, Team, teams_by_name, today

ADMIN: Final = "admin@voorbeeld.example"
ACTOR: Final = "command"
TO_TRY: Final = timedelta(days=90)
"""How long the personal link that is printed can be answered."""
AT_ONCE: Final = timedelta(minutes=30)
LATE: Final = timedelta(days=4)
"""After a contact it comes in: mostly soon, now and then too late to ask."""
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
    audited = store_rounds(story.rounds, place, seed)
    progress("Storing what else there is to see")
    rooms.fill(place, seed)
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


def _store_contacts_and_answers(story: Story) -> Place:
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
        _count_asking(session, place, pairs)
        rule = contact_counts.waiting_rule(session, place.organisation_id)
        contact_counts.rebuild(session.connection(), place.organisation_id, rule)
        note(session, place.organisation_id, ACTOR, "demo loaded", SLUG, contacts=len(contacts), responses=len(rows))
    return place


def _found(session: Session) -> Place:
    """The new organisation and its teams."""
    owner = create_organisation(session, SLUG, NAME, is_demo=True)
    owner.website = "https://www.voorbeeld.example"
    owner.complaint_url = "https://www.voorbeeld.example/klacht"
    session.add_all(Team(organisation_id=owner.id, id=uuid4(), name=team.name) for team in TEAMS)
    session.flush()
    last_day = today(owner.timezone) - timedelta(days=1)
    return Place(owner.id, teams_by_name(session, owner.id), ZoneInfo(owner.timezone), last_day)


def _insert(session: Session, table: type[Base], rows: Sequence[Row]) -> None:
    session.connection().execute(insert(table), rows)


def _moment(place: Place, told: Told) -> datetime:
    day = told.contact.slot.on_or_before(place.last_day)
    return datetime.combine(day, told.contact.at, place.zone)


def _contact_row(place: Place, number: int, told: Told) -> Row:
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
        "outcome": told.course.outcome,
        "reachable_by": _reachable_by(told),
        "confidential": told.course.outcome == Outcome.CONFIDENTIAL,
        "arrived_at": moment + (LATE if told.course.outcome == Outcome.TOO_OLD else AT_ONCE),
    }


def _reachable_by(told: Told) -> str:
    if told.course.outcome in (None, Outcome.NO_ADDRESS):
        return ""
    return told.course.means or "email"


def _invitation_row(place: Place, told: Told, contact: Row) -> Row:
    made = contact["arrived_at"]
    return {
        "organisation_id": place.organisation_id,
        "id": uuid4(),
        "contact_id": contact["id"],
        # The hash of no token: nobody holds these links.
        "token_hash": secrets.token_bytes(32),
        "language": None,
        "created_at": made,
        "expires_at": made + LASTS,
        "answered_on": _days_later(place, contact, told.answered_after),
        "opened_on": _days_later(place, contact, told.course.opened_after),
        "means": told.course.means,
    }


def _days_later(place: Place, contact: Row, days: int | None) -> date | None:
    """So many days after the contact, but not after the story's last day."""
    return None if days is None else min(contact["day"] + timedelta(days=days), place.last_day)


def _count_asking(session: Session, place: Place, pairs: Iterable[tuple[Told, Row]]) -> None:
    """Count what was decided about each contact and what became of its message."""
    decided: Counter[OutcomeKey] = Counter()
    sent: Counter[DeliveryKey] = Counter()
    for told, contact in pairs:
        if told.course.outcome is None:
            continue
        decided[contact["day"], contact["team_id"], contact["channel"], told.course.outcome] += 1
        for (days, *event), number in events(told.course, told.answered_after).items():
            sent[min(contact["day"] + timedelta(days=days), place.last_day), *event] += number
    count_outcomes(session.connection(), place.organisation_id, decided)
    count_deliveries(session.connection(), place.organisation_id, sent)


def _response_rows(
    place: Place, pairs: Iterable[tuple[Told, Row]], passers_by: Iterable[PassingBy]
) -> tuple[list[Row], list[Row]]:
    """The rows of all answers, and those of what could be better."""
    rows, reasons = [], []
    for occasion, given in (*_invited(place, pairs), *_passing(place, passers_by)):
        row = answers.response_row(occasion, given)
        rows.append(row)
        reasons += answers.reason_rows(row, given)
    return rows, reasons


def _invited(place: Place, pairs: Iterable[tuple[Told, Row]]) -> list[tuple[answers.Occasion, Submission]]:
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
                told.course.mode or "link",
            ),
            told.answer.submission,
        )
        for told, contact in pairs
        if told.answer is not None
    ]


def _passing(place: Place, passers_by: Iterable[PassingBy]) -> list[tuple[answers.Occasion, Submission]]:
    return [
        (
            answers.Occasion(
                place.organisation_id,
                None,
                each.channel,
                None,
                each.answer.language,
                each.slot.on_or_before(place.last_day),
                mode=each.mode,
            ),
            each.answer.submission,
        )
        for each in passers_by
    ]


def _invitation_to_try(place: Place) -> str:
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
