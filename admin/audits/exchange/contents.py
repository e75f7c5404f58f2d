"""What a file of a round holds: a sheet of scores as the template has it, one of criteria, one of reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from admin.audits.exchange.stored import first_scorings
from admin.audits.scoring import ANSWERS
from admin.audits.spreadsheet import ScoredCall
from admin.audits.tables import AuditRound
from admin.audits.template import DUTCH, Template
from admin.reliability.agreement import Agreement
from admin.reliability.figures import LEVELS
from admin.reliability.pairs import twice_scored, value_pairs
from admin.reliability.report import CriterionAgreement, DimensionAgreement, Reliability, report
from survey import dimensions
from survey.criteria.catalogue import Criterion, requirement_in
from survey.criteria.current import of_version
from survey.intake.faults import Translate
from survey.languages import N_
from survey.organisations import teams_by_name

Value = str | float | date | None

_NAMES: Final = (("scores", "criteria", "reliability"), ("scores", "meetpunten", "betrouwbaarheid"))
_NOT_APPLICABLE: Final = ("n/a", "n.v.t.")
_CRITERIA: Final = (
    N_("Code"),
    N_("B"),
    N_("Requirement"),
    N_("Scale"),
    N_("Norm"),
    N_("Limit"),
    N_("Weight"),
    N_("Active"),
)
_RELIABILITY: Final = (
    N_("Code"),
    N_("Agreement"),
    N_("Calls scored twice"),
    N_("Alpha"),
    N_("Alpha, from"),
    N_("Alpha, to"),
    N_("Kappa"),
    N_("ICC"),
    N_("Two scores differ by (points)"),
)
_VERSION: Final = N_("Version %(number)s of the criteria")
_NONE: Final = N_("No calls are scored twice in this round.")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, and its rows, of which the first is the header."""

    name: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The language of a file, one of `survey.languages`, and its gettext."""

    language: str
    translate: Translate

    @property
    def place(self) -> int:
        """1 where the sheet itself is in Dutch, 0 where it is in English."""
        return int(self.language in DUTCH)


def contents(session: Session, found: AuditRound, words: Words) -> tuple[Table, Table, Table]:
    """The sheets of a round: scores of the finished first scorings, the criteria of its version, reliability."""
    owner = found.organisation_id
    criteria = of_version(session, owner, found.criteria_version)
    teams = teams_by_name(session, owner)
    made = Template(criteria, tuple(teams), words.language, words.translate)
    calls = [each.call for each in first_scorings(session, owner, found.id) if each.is_done]
    twice = twice_scored(session, owner, found.id)
    agreed = report(twice, value_pairs(session, owner, twice, found.id))
    scores, explained, reliability = _NAMES[words.place]
    return (
        Table(scores, _scores(calls, made, {team: name for name, team in teams.items()})),
        Table(explained, _criteria(criteria.everything, criteria.version, words)),
        Table(reliability, _reliability(agreed, words)),
    )


def _scores(calls: Sequence[ScoredCall], made: Template, teams: Mapping[UUID, str]) -> tuple[tuple[Value, ...], ...]:
    channels = dict(zip(dimensions.CHANNELS, made.channels, strict=True))
    return (
        made.header,
        *(
            (
                each.day,
                teams[each.team_id],
                channels[each.channel],
                each.reference,
                *(_value(each, criterion, made) for criterion in made.criteria.criteria),
            )
            for each in calls
        ),
    )


def _value(call: ScoredCall, criterion: Criterion, made: Template) -> Value:
    if criterion.code in call.not_applicable:
        return _NOT_APPLICABLE[made.language in DUTCH]
    scored = call.scores.get(criterion.code)
    if scored is None:
        return None
    words = made.answers(criterion)
    if not words:
        return scored.value
    return {ANSWERS["yes"]: words[0], ANSWERS["no"]: words[-1], ANSWERS["partly"]: words[1]}[scored.value]


def _criteria(criteria: Sequence[Criterion], version: int, words: Words) -> tuple[tuple[Value, ...], ...]:
    return (
        tuple(map(words.translate, _CRITERIA)),
        *(
            (
                each.code,
                each.dimension,
                requirement_in(each, words.language, words.translate).text,
                each.scale,
                each.norm,
                each.limit,
                each.weight,
                ("no", "yes")[each.active] if not words.place else ("nee", "ja")[each.active],
            )
            for each in criteria
        ),
        (),
        (words.translate(_VERSION) % {"number": version},),
    )


def _reliability(found: Reliability, words: Words) -> tuple[tuple[Value, ...], ...]:
    header = tuple(map(words.translate, _RELIABILITY))
    if not found.calls:
        return header, (words.translate(_NONE),)
    return (
        header,
        *(_of_dimension(each, words) for each in found.dimensions),
        *(_of_criterion(each, words) for each in found.criteria),
    )


def _of_dimension(each: DimensionAgreement, words: Words) -> tuple[Value, ...]:
    level = words.translate(LEVELS[each.level].name)
    return each.dimension, level, *_alpha(each.alpha), None, None, each.difference


def _of_criterion(each: CriterionAgreement, words: Words) -> tuple[Value, ...]:
    level = words.translate(LEVELS[each.level].name)
    kappa, icc = (found.value if found else None for found in (each.kappa, each.icc))
    return each.criterion.code, level, *_alpha(each.alpha), kappa, icc, None


def _alpha(found: Agreement) -> tuple[Value, ...]:
    interval = found.interval
    return found.n, found.value, interval.low if interval else None, interval.high if interval else None
