"""Changes to the organisation and its teams, each noted in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey import journal
from survey.database import begin
from survey.organisations import Organisation, Team, folded, teams_by_name


class KnownTeamError(ValueError):
    """The organisation has a team of this name already."""


@dataclass(frozen=True, slots=True)
class OrganisationSettings:
    """What an admin can set; `norm` and `margin` on 0-100."""

    name: str
    website: str
    phone: str
    complaint_url: str
    open_link: bool
    norm: float
    margin: float
    minimum_group: int
    keep_comments_days: int
    keep_answers_days: int
    keep_contacts_days: int


def get_organisation(session: Session, organisation_id: UUID) -> Organisation:
    """The organisation."""
    return session.get_one(Organisation, organisation_id)


def get_team(session: Session, organisation_id: UUID, team_id: UUID) -> Team:
    """This team of this organisation, or the page that says there is none."""
    found = session.get(Team, (organisation_id, team_id))
    if found is None:
        abort(404)
    return found


def teams_of(session: Session, organisation_id: UUID) -> Sequence[Team]:
    """The organisation's teams by name."""
    query = select(Team).where(Team.organisation_id == organisation_id)
    return session.scalars(query.order_by(Team.name)).all()


def change_organisation(organisation_id: UUID, actor: str, wanted: OrganisationSettings) -> None:
    """Set what differs. The journal names the fields, and the values of those that steer the figures."""
    with begin() as session:
        organisation = get_organisation(session, organisation_id)
        changed = {name: value for name, value in asdict(wanted).items() if getattr(organisation, name) != value}
        for name, value in changed.items():
            setattr(organisation, name, value)
        if changed:
            detail = {name: _for_journal(value) for name, value in changed.items()}
            journal.note(session, organisation_id, actor, "organisation.changed", organisation.slug, **detail)


def _for_journal(value: str | float | bool) -> str | float | bool:
    # A phone number or a web address could be a person's own.
    return "changed" if isinstance(value, str) else value


def add_team(organisation_id: UUID, actor: str, name: str) -> None:
    """Add a team. Raises KnownTeamError."""
    team_id = uuid4()
    try:
        with begin() as session:
            _refuse_alike(session, organisation_id, team_id, name)
            session.add(Team(organisation_id=organisation_id, id=team_id, name=name))
            session.flush()
            journal.note(session, organisation_id, actor, "team.added", str(team_id))
    except IntegrityError as error:
        raise KnownTeamError(name) from error


def rename_team(organisation_id: UUID, actor: str, team_id: UUID, name: str) -> None:
    """Give a team another name; its scores stay with it. Raises KnownTeamError."""
    try:
        with begin() as session:
            _refuse_alike(session, organisation_id, team_id, name)
            get_team(session, organisation_id, team_id).name = name
            session.flush()
            journal.note(session, organisation_id, actor, "team.renamed", str(team_id))
    except IntegrityError as error:
        raise KnownTeamError(name) from error


def _refuse_alike(session: Session, organisation_id: UUID, team_id: UUID, name: str) -> None:
    """Raise KnownTeamError where another team differs in capitals or spaces only: files could mean either."""
    teams = teams_by_name(session, organisation_id)
    if any(folded(each) == folded(name) for each, other in teams.items() if other != team_id):
        raise KnownTeamError(name)
