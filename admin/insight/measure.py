"""The one call that compares: page, chart, command, spreadsheet and API all show what it gives.

`measure` is for one view. A page that shows several views of one period (every team, every channel) calls `load` once
and `measure_loaded` for each: that asks the database nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from admin.insight import summaries
from admin.insight.atoms import LADDER, Atom, Place, cut
from admin.insight.cells import Cell, View, added
from admin.insight.comparison import compare
from admin.insight.disclosure import Disclosure, disclosure, disclosure_in, inside
from admin.insight.evidence import AuditedCall, CriterionScores, Evidence, Options, PhoneLog
from admin.insight.modes import by_mode
from admin.insight.results import AuditRound, Comparison, ModeScores
from admin.insight.scope import Scope
from admin.insight.steps import Steps, steps
from admin.insight.strata import low_scorers, month_strata, questions_of
from admin.insight.summaries import PHONE, Counts, CriterionScore, RoundCall, ScoredTwice
from admin.insight.terms import Filters, OrganisationName, Period
from survey import dimensions
from survey.criteria import current
from survey.criteria.catalogue import BY_CODE, OwnRequirement
from survey.criteria.current import CriteriaSet
from survey.intake.rollup import waiting_rule_in
from survey.intake.tally import WaitingRule
from survey.organisations import Organisation, UnknownTeam, teams_by_name

LEAST_TWICE: Final = 2
"""Calls that must be scored twice on a B before they tell how far auditors lie apart."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that views of one period (and one language, or all) are made from, whichever team and channel they choose."""

    organisation: Organisation
    period: Period
    language: str | None
    teams: Mapping[str, UUID]
    disclosure: Disclosure
    numbers: tuple[Cell, ...]
    answers: Counts
    contacts: tuple[Cell, ...]
    reasons: Counts
    rated: tuple[Atom[Place], ...]
    modes: tuple[ModeScores, ...]
    calls: tuple[RoundCall, ...]
    scores: tuple[CriterionScore, ...]
    twice: tuple[ScoredTwice, ...]
    criteria: CriteriaSet
    own_words: Mapping[str, OwnRequirement]
    steps: Steps


def measure(session: Session, organisation: Organisation, scope: Scope) -> Comparison:
    """Perceived beside measured in this scope, by the organisation's own norm, margin and least group.

    Raises UnknownTeam. Where a language is chosen answers are not weighted: the contacts' languages are
    mostly not known.
    """
    return measure_loaded(load(session, organisation, scope.period, scope.filters.language), scope)


def load(session: Session, organisation: Organisation, period: Period, language: str | None = None) -> Loaded:
    """What views of a period of whole months are made from (as `Scope` makes it); in one language where given."""
    of = organisation.id
    numbers = summaries.numbers(session, of)
    least = organisation.minimum_group
    found = disclosure(numbers, least) if language is None else disclosure_in(language, numbers, least)
    answers = summaries.answers(session, of, period, language)
    criteria = current.current(session, of)
    scores = summaries.criterion_scores(session, of, period)
    ratings = summaries.ratings(session, of) if language is None else {}
    return Loaded(
        organisation=organisation,
        period=period,
        language=language,
        teams=teams_by_name(session, of),
        disclosure=found,
        numbers=numbers,
        answers=answers,
        contacts=summaries.contacts(session, of, period) if language is None else (),
        reasons=summaries.reasons(session, of, period, language),
        rated=cut(ratings, LADDER, least),
        modes=_modes(session, organisation, period, answers, found),
        calls=summaries.audited_calls(session, of, period),
        scores=scores,
        twice=summaries.scored_twice(session, of, period),
        criteria=criteria,
        own_words=_own_words(session, of, criteria, [each.criterion for each in scores]),
        steps=steps(session, of, period) if language is None else Steps(),
    )


def measure_loaded(loaded: Loaded, scope: Scope) -> Comparison:
    """The comparison in this scope. Its period and language must be those that were loaded. Raises UnknownTeam."""
    organisation, language = loaded.organisation, scope.filters.language
    if (scope.period, language) != (loaded.period, loaded.language):
        raise ValueError("the scope has another period or language than what was loaded")
    options = Options(
        min_group=organisation.minimum_group,
        margin=organisation.margin,
        norm=organisation.norm,
        weighted=scope.weighted and language is None,
    )
    return compare(_evidence(loaded, scope), options)


def _modes(
    session: Session, organisation: Organisation, period: Period, answers: Counts, found: Disclosure
) -> tuple[ModeScores, ...]:
    if not found.pure:
        return ()
    is_mixed = any(atoms for parts in found.parts.values() for atoms in parts.values())
    apart = summaries.apart(session, organisation.id, period, found.ground, found.ground_mode) if is_mixed else ()
    return by_mode(found, answers, apart, view_of(period).holds, organisation.minimum_group)


def view_of(period: Period, team_id: UUID | None = None, channel: str | None = None) -> View:
    """The view of a period of whole months."""
    first, last = (None if day is None else f"{day:%Y-%m}" for day in (period.start, period.end))
    return View(team_id, channel, first, last)


def _view(loaded: Loaded, filters: Filters) -> View:
    if filters.team is not None and filters.team not in loaded.teams:
        raise UnknownTeam(f"There is no team {filters.team!r}. Known: {', '.join(loaded.teams) or 'none yet'}.")
    return view_of(loaded.period, loaded.teams.get(filters.team or ""), filters.channel)


def _evidence(loaded: Loaded, scope: Scope) -> Evidence:
    view = _view(loaded, scope.filters)
    atoms = {key: inside(found, view.holds) for key, found in loaded.disclosure.answers.items()}
    contacts = view.among(loaded.contacts)
    names = {team_id: name for name, team_id in loaded.teams.items()}
    low = {code: inside(found, view.holds) for code, found in loaded.disclosure.low.items()}
    rounds = [call for call in loaded.calls if _is_in(view, call)]
    invited, answered = added(contacts).get("invited", 0), _answered(loaded, view)
    return Evidence(
        organisation=OrganisationName(loaded.organisation.slug, loaded.organisation.name),
        period=scope.period,
        filters=scope.filters,
        questions=questions_of(atoms, loaded.answers, contacts, names),
        calls=tuple(AuditedCall(call.scores) for call in rounds),
        criteria=_criteria(loaded, [score for score in loaded.scores if _is_in(view, score)]),
        low_scorers={code: low_scorers(code, found, loaded.answers) for code, found in low.items()},
        reasons=_ticked(low, loaded.reasons),
        months=month_strata(atoms, loaded.answers, contacts, names),
        phone_log=_phone_log(loaded, view),
        invited=invited,
        answered=answered,
        further_steps=loaded.steps.further(view.team_id, view.channel, invited, answered),
        rounds=_rounds(rounds),
        auditor_disagreement=_disagreement([found for found in loaded.twice if _is_in(view, found)]),
        modes=loaded.modes if scope.filters == Filters() else (),
        is_ground=loaded.language == loaded.disclosure.ground,
    )


def _is_in(view: View, found: RoundCall | CriterionScore | ScoredTwice) -> bool:
    return view.team_id in (None, found.team_id) and view.channel in (None, found.channel)


def _answered(loaded: Loaded, view: View) -> int:
    """How many invited citizens answered, exactly: a number of answers tells of no answer."""
    found = added(view.among(loaded.numbers))
    return found.get("responses", 0) - found.get("responses_open", 0)


def _ticked(low: Mapping[str, Sequence[Atom[Place]]], reasons: Counts) -> dict[str, int]:
    """How often the low scorers that are added up ticked each criterion."""
    found: Counter[str] = Counter()
    for code, atoms in low.items():
        for place in (place for atom in atoms for place in atom.members):
            ticked = reasons.get(place, {})
            found.update({name: number for name, number in ticked.items() if name.startswith(f"{code}.")})
    return dict(found)


def _disagreement(found: Iterable[ScoredTwice]) -> dict[str, float]:
    """Per B the mean absolute difference (points) between both scorings, over `LEAST_TWICE` calls or more."""
    each = tuple(found)
    numbers = [sum(one.numbers[place] for one in each) for place in range(len(dimensions.CODES))]
    sums = [sum(one.sums[place] for one in each) for place in range(len(dimensions.CODES))]
    return {
        code: sums[place] / numbers[place]
        for place, code in enumerate(dimensions.CODES)
        if numbers[place] >= LEAST_TWICE
    }


def _phone_log(loaded: Loaded, view: View) -> PhoneLog | None:
    """The sums over the phone calls in view, or None where there are none; of ratings only what may be added up."""
    if view.channel not in {None, PHONE}:
        return None
    calls = [cell for cell in view.among(loaded.contacts) if cell.place.channel == PHONE]
    log = added(calls)
    if not any((log.get("answer_known"), log.get("wait_n"), log.get("rating_n"))):
        return None
    shown = {place for atom in inside(loaded.rated, view.holds) for place in atom.members}
    rated = added(cell for cell in calls if cell.place in shown)
    ratings = {name: rated.get(name, 0) for name in ("rating_n", "rating_sum", "rating_sumsq")}
    return replace(phone_log_of(log, waiting_rule_in(loaded.criteria)), **ratings)


def phone_log_of(log: Mapping[str, int], rule: WaitingRule) -> PhoneLog:
    """The phone log behind the sums of its cells."""
    waits = {name: log[name] for name in log if name.startswith(("wait_", "within_", "between_", "rating_"))}
    return PhoneLog(
        offered=log["answer_known"],
        answered=log["answered"],
        resolved_n=log["resolved_known"],
        resolved_yes=log["resolved"],
        norm_seconds=round(rule.norm),
        limit_seconds=round(rule.limit),
        **waits,
    )


def _criteria(loaded: Loaded, scores: Sequence[CriterionScore]) -> tuple[CriterionScores, ...]:
    """The criteria in use, then those that only earlier rounds were scored on."""
    found: dict[str, list[float]] = {}
    for each in sorted(scores, key=lambda score: score.score):
        found.setdefault(each.criterion, []).extend([each.score] * each.times)
    used = loaded.criteria.by_code()
    codes = [*used, *sorted(code for code in found if code not in used)]
    return tuple(
        CriterionScores(code, code.split(".", maxsplit=1)[0], tuple(found.get(code, ())), loaded.own_words.get(code))
        for code in codes
    )


def _own_words(session: Session, of: UUID, current_set: CriteriaSet, codes: Sequence[str]) -> dict[str, OwnRequirement]:
    """The organisation's words for its own criteria, also for those that it has no more."""
    known = {each.code: each.own.requirement for each in current_set.everything if each.own is not None}
    lacking = [code for code in codes if code not in known and code not in BY_CODE]
    return known | current.earlier_words(session, of, lacking)


def _rounds(calls: Sequence[RoundCall]) -> tuple[AuditRound, ...]:
    found = Counter((call.round_name, call.criteria_version) for call in calls)
    return tuple(AuditRound(name, number, version) for (name, version), number in found.items())
