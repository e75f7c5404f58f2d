"""`/metrics` for Prometheus: what is read from the database when it asks, with nothing about a person in it.

Labels are an organisation's short name and words of ours, so that the number of series depends on the number of
organisations alone. Totals are sums of the counts by day; none of the queries looks at single answers or contacts.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from flask import Blueprint, Flask, Response, abort
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from survey.answers.tables import answer_counts
from survey.database import now, reading
from survey.invitations.tables import DeliveryAlert, Message, delivery_counts, outcome_counts
from survey.machines import shown_token
from survey.organisations import Organisation
from survey.registers.tables import RegisterNotice
from survey.settings import settings

blueprint = Blueprint("metrics", __name__)
UNDONE: Final = ("waiting", "sending")
"""States in the outbox; what became of messages after that is in the events."""
_SLUG: Final = Organisation.slug
Query = Any
"""A Select; mypy knows the type of each column, which differ."""
Family = TypeVar("Family", GaugeMetricFamily, CounterMetricFamily)


def register(app: Flask) -> None:
    """Answer at `/metrics`."""
    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def metrics() -> Response:
    """The figures of this moment, for who has the token of METRICS_TOKEN; without that setting there is no page."""
    wanted = settings().metrics_token
    if not wanted:
        abort(404)
    if not hmac.compare_digest(shown_token().encode(), wanted.encode()):
        challenge = {"WWW-Authenticate": 'Bearer realm="Klankbord metrics"'}
        return Response("Send METRICS_TOKEN: Authorization: Bearer ...\n", 401, challenge, content_type="text/plain")
    registry = CollectorRegistry()
    registry.register(FromDatabase())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


class FromDatabase(Collector):
    """Reads every figure anew at each scrape, one query each."""

    def describe(self) -> Iterator[Metric]:
        """Nothing beforehand: registering must not ask the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """All figures, of one moment."""
        with reading() as session:
            yield from _figures(session, now())


def _figures(session: Session, moment: datetime) -> Iterator[Metric]:
    yield _gauge(session, "messages", "Messages in the outbox.", ("means", "state"), _outbox())
    yield _oldest(session, moment)
    events = ("means", "event", "fault")
    yield _counter(session, "delivery_events", "What happened to messages to citizens.", events, _events())
    yield _counter(session, "contacts_decided", "Contacts by what was decided.", ("outcome",), _outcomes())
    yield _counter(session, "responses", "Answers of citizens by the way they came.", ("mode",), _responses())
    yield _gauge(session, "register_notices", "Notices of registers that wait to be looked up.", (), _notices())
    yield _gauge(session, "delivery_alerts", "Faults in delivery that are not over.", ("means", "fault"), _alerts())


def _gauge(session: Session, name: str, text: str, labels: Sequence[str], query: Query) -> GaugeMetricFamily:
    return _filled(session, GaugeMetricFamily(f"klankbord_{name}", text, labels=("organisation", *labels)), query)


def _counter(session: Session, name: str, text: str, labels: Sequence[str], query: Query) -> CounterMetricFamily:
    return _filled(session, CounterMetricFamily(f"klankbord_{name}", text, labels=("organisation", *labels)), query)


def _filled(session: Session, family: Family, query: Query) -> Family:
    for *labels, number in session.execute(query):
        family.add_metric([str(each) for each in labels], float(number))
    return family


def _oldest(session: Session, moment: datetime) -> GaugeMetricFamily:
    text = "How long the message has been due that is due the longest; 0 where none is."
    family = GaugeMetricFamily("klankbord_oldest_due_message_age_seconds", text, labels=("organisation",))
    late = and_(Message.organisation_id == Organisation.id, Message.state.in_(UNDONE), Message.due_at <= moment)
    query: Query = select(_SLUG, func.min(Message.due_at)).outerjoin(Message, late).group_by(_SLUG)
    for slug, due_at in session.execute(query):
        seconds = (moment - due_at).total_seconds() if due_at else 0.0
        family.add_metric([slug], seconds)
    return family


def _outbox() -> Query:
    by = (_SLUG, Message.means, Message.state)
    query = select(*by, func.count()).join(Message, Message.organisation_id == Organisation.id)
    return query.where(Message.state.in_(UNDONE)).group_by(*by)


def _events() -> Query:
    of = delivery_counts.c
    by = (_SLUG, of.means, of.event, of.fault)
    return select(*by, func.sum(of.messages)).join(delivery_counts, of.organisation_id == Organisation.id).group_by(*by)


def _outcomes() -> Query:
    of = outcome_counts.c
    by = (_SLUG, of.outcome)
    return select(*by, func.sum(of.contacts)).join(outcome_counts, of.organisation_id == Organisation.id).group_by(*by)


def _responses() -> Query:
    of = answer_counts.c
    by = (_SLUG, of.mode)
    return select(*by, func.sum(of.responses)).join(answer_counts, of.organisation_id == Organisation.id).group_by(*by)


def _notices() -> Query:
    own = RegisterNotice.organisation_id == Organisation.id
    return select(_SLUG, func.count(RegisterNotice.id)).outerjoin(RegisterNotice, own).group_by(_SLUG)


def _alerts() -> Query:
    by = (_SLUG, DeliveryAlert.means, DeliveryAlert.fault)
    query = select(*by, func.count()).join(DeliveryAlert, DeliveryAlert.organisation_id == Organisation.id)
    return query.where(DeliveryAlert.cleared_at.is_(None)).group_by(*by)
