"""What the demo shows in the other rooms: each by the writer of the room itself."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from random import Random
from typing import Final

from admin.actions import record as actions
from admin.asking import record as asking
from admin.comments import record as comments
from admin.demo.asking import SHARE
from admin.demo.days import WEEKS
from admin.demo.earlier_survey import LABEL, TOOL, earlier_answers
from admin.demo.improvements import IMPROVEMENTS
from admin.demo.place import Place
from admin.demo.themes import THEMES
from admin.earlier import record as earlier
from admin.publication import record as publication
from survey import languages
from survey.database import begin
from survey.invitations.eligibility import ANY, Rules
from survey.organisations import Organisation

ACTOR: Final = "command"


def fill(place: Place, seed: int) -> None:
    """Fill the rooms; the public page last, for it is worked out from the rest."""
    _log_improvements(place)
    _name_themes(place)
    _bring_in_earlier_answers(place, seed)
    _make_rules(place)
    publication.switch(place.organisation_id, ACTOR, "public_page", on=True)
    publication.switch(place.organisation_id, ACTOR, "public_audits", on=True)
    publication.current(place.organisation_id)


def _log_improvements(place: Place) -> None:
    for each in IMPROVEMENTS:
        day, is_public = place.last_day - timedelta(weeks=each.weeks_ago), bool(each.said)
        wanted = actions.Wanted(
            each.title, day, each.owner, each.dimension, None, is_public, each.said, each.did, languages.DEFAULT
        )
        new = actions.add(place.organisation_id, ACTOR, wanted, each.advice)
        if each.is_done:
            actions.finish(place.organisation_id, ACTOR, new, day + timedelta(weeks=1))


def _name_themes(place: Place) -> None:
    for each in THEMES:
        comments.add_theme(place.organisation_id, ACTOR, comments.Wanted(each.name, each.words, each.dimension))


def _bring_in_earlier_answers(place: Place, seed: int) -> None:
    """The months before the story's first day."""
    chance = Random(f"{seed} earlier")  # noqa: S311 - a story, no secret
    found = earlier_answers(place.last_day - timedelta(weeks=WEEKS) + timedelta(days=1), chance)
    # There never was a file; its name stands for its content.
    arrival = earlier.Arrival(TOOL, LABEL, hashlib.sha256(LABEL.encode()).digest(), {}, found)
    earlier.store(place.organisation_id, ACTOR, arrival)


def _make_rules(place: Place) -> None:
    """Off, for a demo sends nothing to anybody; a reminder would be one more message than there are invitations."""
    rules = Rules(reminder_days=0, shares={f"{ANY}|{ANY}": SHARE}, means=("email", "sms"))
    with begin() as session:
        owner = session.get_one(Organisation, place.organisation_id)
        asking.save(session, owner, ACTOR, rules)
