"""Own criteria, and what is stored of an organisation's sets."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.criteria import record
from admin.criteria.sets import with_own
from survey.criteria import current
from survey.criteria.catalogue import Criterion, OwnWording
from survey.criteria.current import CriteriaSet
from survey.criteria.tables import CriteriaVersion, CriterionReason, VersionedCriterion
from survey.database import reading
from survey.journal import JournalEntry
from survey.organisations import Organisation

OWN = Criterion(
    "beleefd.naam",
    "yes_no",
    "",
    "",
    weight=2.0,
    own=OwnWording(
        "Noemt de beller bij de naam",
        "Calls the caller by name",
        (("en", "They did not use my name."), ("nl", "Ze noemden mijn naam niet.")),
    ),
)
NEW_OWN = {
    "dimension": "beleefd",
    "name": "naam",
    "requirement_nl": "Noemt de beller bij de naam",
    "requirement_en": "Calls the caller by name",
    "scale": "yes_no",
    "norm": "",
    "limit": "",
    "weight": "2",
    "reason_nl": "Ze noemden mijn naam niet.",
    "reason_en": "They did not use my name.",
}


def present(owner: Organisation) -> CriteriaSet:
    """The newest version."""
    with reading() as session:
        return current.current(session, owner.id)


def add_own(owner: Organisation, criterion: Criterion = OWN, actor: str = "command") -> int:
    """Save a version with this criterion in it; gives its number."""
    before = present(owner)
    return record.save(owner.id, actor, before.version, with_own(before.everything, criterion)).version


def everything_stored(owner: Organisation, version: int) -> list[Any]:
    """Every stored value of one version."""
    found = []
    with reading() as session:
        for table in (CriteriaVersion, VersionedCriterion, CriterionReason):
            columns = table.__table__.columns
            query = select(*columns).where(table.organisation_id == owner.id, table.version == version)
            found += sorted(map(repr, session.execute(query)))
    return found


def journal_of(owner: Organisation, action: str) -> list[JournalEntry]:
    """The journal's entries of this kind, the oldest first."""
    query = select(JournalEntry).where(JournalEntry.organisation_id == owner.id, JournalEntry.action == action)
    with reading() as session:
        return list(session.scalars(query.order_by(JournalEntry.at)))


def filled_in(client: FlaskClient, path: str) -> dict[str, str]:
    """What a browser would send of the page's form when nothing is changed."""
    return filled_in_on(client.get(path))


def filled_in_on(page: TestResponse) -> dict[str, str]:
    """The same of a page that is there."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page.text)
    [form] = [each for each in tree.iter("form") if each.find(".//input[@name='version']") is not None]
    found = {each.get("name", ""): each.get("value", "") for each in form.iter("input") if _is_sent(each)}
    for select_element in form.iter("select"):
        options = list(select_element.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        found[select_element.get("name", "")] = chosen[0].get("value", "")
    return found


def _is_sent(element: Element) -> bool:
    return element.get("type") != "checkbox" or element.get("checked") is not None
