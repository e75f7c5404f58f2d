"""Tells an organisation's administrators by e-mail that delivery broke, once, and that it works again.

The sender looks between its rounds; `invitations alerts` looks from a timer, and so sees also that no sender runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from typing import Final, cast
from uuid import UUID

import structlog
from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from survey import languages
from survey.database import begin, now, reading
from survey.invitations.breaking import LOOKED_AT, Course, Trouble, trouble
from survey.invitations.outgoing import NotSent
from survey.invitations.smtp import SmtpProvider, server_in
from survey.invitations.tables import DeliveryAlert, Message
from survey.languages import N_
from survey.organisations import Organisation
from survey.settings import settings

Way = tuple[UUID, str]
"""An organisation and a means."""
Administrators = Callable[[Session, UUID], Sequence[str]]
"""Gives the e-mail addresses of an organisation's administrators."""
ADMINISTRATORS: Final = "klankbord_administrators"
"""Under this name the staff's side leaves its Administrators with the application."""
LATELY: Final = timedelta(days=1)
"""Messages that were due longer ago tell nothing of today."""
BETWEEN: Final = timedelta(minutes=1)
"""How often a sender looks at most."""
DONE: Final = ("sent", "delivered", "failed")
_OPEN: Final = select(DeliveryAlert).where(DeliveryAlert.cleared_at.is_(None))
PAGE: Final = "/admin/settings/delivery"
BROKEN: Final = N_("Klankbord: messages to citizens do not arrive")
OVER: Final = N_("Klankbord: messages to citizens arrive again")
NAMES: Final[Mapping[str, str]] = {"email": N_("E-mail"), "sms": N_("SMS"), "letter": N_("Letter")}


@dataclass(frozen=True, slots=True)
class Telling:
    """An alert to tell, or to tell is over."""

    alert: UUID
    organisation_id: UUID
    organisation: str
    means: str
    is_over: bool


@dataclass
class Watch:
    """Looks at most once in a while; for in a loop."""

    _next: datetime | None = field(default=None)

    def look(self) -> None:
        """Look, unless it is too soon. What goes wrong is logged: the messages themselves go on."""
        moment = now()
        if self._next is not None and moment < self._next:
            return
        self._next = moment + BETWEEN
        try:
            look(moment)
        except Exception as error:  # noqa: BLE001 - a sender sends on
            structlog.get_logger().error("alerts", error=error)


def look(moment: datetime) -> int:
    """See what is wrong now, and tell what was not told yet; gives how many alerts are open."""
    with reading() as session:
        lately = courses(session, moment)
        found = {way: what for way, course in lately.items() if (what := trouble(course))}
        is_quiet = not found and session.scalar(_OPEN.limit(1)) is None
    if is_quiet:
        return 0
    with begin() as session:
        arriving = {way for way, course in lately.items() if course.arrives}
        tellings, number = _keep(session, found, arriving, moment)
    if tellings:
        _tell_all(tellings)
    return number


def courses(session: Session, moment: datetime) -> Mapping[Way, Course]:
    """How it went lately, by organisation and means. Two queries."""
    ended: dict[Way, list[str]] = defaultdict(list)
    of = Message
    place = func.row_number().over(partition_by=(of.organisation_id, of.means), order_by=of.due_at.desc())
    lately = (
        select(of.organisation_id, of.means, of.state, of.fault, of.due_at, place.label("place"))
        .where(of.state.in_(DONE), of.due_at > moment - LATELY)
        .subquery()
    )
    latest = select(lately).where(lately.c.place <= LOOKED_AT).order_by(lately.c.due_at.desc())
    for row in session.execute(latest):
        ended[row.organisation_id, row.means].append((row.fault or "unknown") if row.state == "failed" else "")
    refused: dict[Way, dict[str, int]] = defaultdict(dict)
    overdue: dict[Way, timedelta] = {}
    waiting = (
        select(of.organisation_id, of.means, of.fault, func.count().label("number"), func.min(of.due_at).label("first"))
        .where(of.state == "waiting")
        .group_by(of.organisation_id, of.means, of.fault)
    )
    for row in session.execute(waiting):
        way = (row.organisation_id, row.means)
        if row.fault:
            refused[way][row.fault] = row.number
        overdue[way] = max(overdue.get(way, timedelta(0)), moment - row.first)
    return {
        way: Course(ended[way], refused[way], overdue.get(way, timedelta(0))) for way in {*ended, *refused, *overdue}
    }


def open_alerts(session: Session, organisation_id: UUID) -> Sequence[DeliveryAlert]:
    """What is wrong now with an organisation's delivery, told or not yet."""
    query = select(DeliveryAlert).where(
        DeliveryAlert.organisation_id == organisation_id, DeliveryAlert.cleared_at.is_(None)
    )
    return session.scalars(query.order_by(DeliveryAlert.raised_at)).all()


def _keep(
    session: Session, found: Mapping[Way, Trouble], arriving: Set[Way], moment: datetime
) -> tuple[list[Telling], int]:
    """Raise, mark as told, and clear. The organisations' rows are locked: several senders look.

    That it is over is told of ways by which messages are `arriving`; where there is just nothing to send, nobody knows.
    """
    locked = select(Organisation.id, Organisation.name).order_by(Organisation.id).with_for_update(key_share=True)
    names = {row.id: row.name for row in session.execute(locked)}
    known = {(alert.organisation_id, alert.means): alert for alert in session.scalars(_OPEN)}
    tellings = []
    for way, alert in known.items():
        if way not in found:
            alert.cleared_at = moment
            if alert.told_at is not None and way in arriving:
                tellings.append(_telling(alert, names, is_over=True))
    for way in sorted(found.keys() & {(name, means) for name in names for means in NAMES}):
        alert = known.get(way) or _raised(session, way, found[way], moment)
        alert.fault = found[way].fault
        if alert.told_at is None and moment - alert.raised_at >= found[way].patience:
            alert.told_at = moment
            tellings.append(_telling(alert, names, is_over=False))
    return tellings, len(found)


def _raised(session: Session, way: Way, what: Trouble, moment: datetime) -> DeliveryAlert:
    alert = DeliveryAlert(organisation_id=way[0], means=way[1], fault=what.fault, raised_at=moment)
    session.add(alert)
    session.flush()
    return alert


def _telling(alert: DeliveryAlert, names: Mapping[UUID, str], *, is_over: bool) -> Telling:
    return Telling(alert.id, alert.organisation_id, names[alert.organisation_id], alert.means, is_over)


def _tell_all(tellings: Iterable[Telling]) -> None:
    """E-mail the administrators. What can't be told now is told at a later look: the page shows it already."""
    config = settings()
    if not config.smtp_url or not config.mail_from:
        for telling in tellings:
            _untold(telling)
        return
    provider = SmtpProvider(server_in(config.smtp_url), config.mail_from)
    try:
        for telling in tellings:
            if not _tell(provider, telling):
                _untold(telling)
    finally:
        provider.close()


def _tell(provider: SmtpProvider, telling: Telling) -> bool:
    """Whether at least one administrator was told, or there is none."""
    find = cast(Administrators | None, current_app.extensions.get(ADMINISTRATORS))
    with reading() as session:
        people = find(session, telling.organisation_id) if find else ()
    told = 0
    for address in people:
        try:
            provider.hand_over(settings().mail_from, address, mail(telling, address))
            told += 1
        except NotSent as why:
            structlog.get_logger().warning("alert not sent", fault=why.fault)
    return not people or told > 0


def _untold(telling: Telling) -> None:
    if telling.is_over:
        return
    mine = (DeliveryAlert.organisation_id == telling.organisation_id, DeliveryAlert.id == telling.alert)
    with begin() as session:
        session.execute(update(DeliveryAlert).where(*mine).values(told_at=None))


def mail(telling: Telling, address: str) -> EmailMessage:
    """What an administrator gets, in the organisation's language."""
    config = settings()
    made = EmailMessage(policy=SMTP)
    made["Message-ID"] = make_msgid(domain=config.mail_from.rpartition("@")[2])
    made["Date"] = now()
    made["From"] = Address("Klankbord", addr_spec=config.mail_from)
    made["To"] = Address(addr_spec=address)
    made["Auto-Submitted"] = "auto-generated"
    link = f"{config.public_url}{PAGE}"
    with force_locale(languages.DEFAULT):
        made["Subject"] = f"{gettext(OVER if telling.is_over else BROKEN)} ({gettext(NAMES[telling.means])})"
        text = (
            gettext("What was wrong with the messages of %(name)s is over.", name=telling.organisation)
            if telling.is_over
            else gettext("Something is wrong with the messages of %(name)s.", name=telling.organisation)
        )
        more = gettext("See what happened and what you can do:")
    made.set_content(f"{text}\n\n{more}\n{link}\n", cte="quoted-printable")
    return made
