"""The one call that compares: page, chart, command, spreadsheet and API all show what it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from admin.insight import summaries
from admin.insight.cells import Cell, View, added, grouped
from admin.insight.comparison import compare
from admin.insight.disclosure import hidden_strata, numbers, withheld, withheld_beside
from admin.insight.evidence import AuditedCall, CriterionScores, Evidence, MonthStrata, Options, PhoneLog, Stratum
from admin.insight.results import AuditRound, Comparison, Filters, OrganisationName
from admin.insight.scope import Scope
from admin.insight.summaries import RoundCall
from survey.criteria import current
from survey.criteria.catalogue import BY_CODE, OwnRequirement
from survey.criteria.current import CriteriaSet
from survey.intake.rollup import waiting_rule_in
from survey.intake.tally import WaitingRule
from survey.organisations import Organisation, UnknownTeam, teams_by_name

PHONE = "phone"


@dataclass(frozen=True, slots=True)
class _Counts:
    """All cells of a period, whoever they are of: tallies, numbers of answers, contacts."""

    answers: tuple[Cell, ...]
    everybody: tuple[Cell, ...]
    contacts: tuple[Cell, ...]


def measure(session: Session, organisation: Organisation, scope: Scope) -> Comparison:
    """Perceived beside measured in this scope, by the organisation's own norm, margin and least group.

    Raises UnknownTeam. Where a language is chosen answers are not weighted: the contacts' languages are
    mostly not known.
    """
    options = Options(
        min_group=organisation.minimum_group,
        margin=organisation.margin,
        norm=organisation.norm,
        weighted=scope.weighted and scope.filters.language is None,
    )
    return compare(_evidence(session, organisation, scope), options)


def _evidence(session: Session, organisation: Organisation, scope: Scope) -> Evidence:
    of, period = organisation.id, scope.period
    teams = teams_by_name(session, of)
    view = _view(scope.filters, teams)
    criteria = current.current(session, of)
    counts = _counts(session, of, scope)
    calls = summaries.audited_calls(session, of, period, view)
    names = {team_id: name for name, team_id in teams.items()}
    return Evidence(
        organisation=OrganisationName(organisation.slug, organisation.name),
        period=period,
        filters=scope.filters,
        strata=_strata(counts, view, names, organisation.minimum_group),
        calls=tuple(AuditedCall(call.scores) for call in calls),
        criteria=_criteria(session, of, criteria, summaries.criterion_scores(session, of, period, view)),
        reasons=summaries.reasons(session, of, period, view),
        months=_months(counts, view, names, organisation.minimum_group),
        phone_log=_phone_log(counts.contacts, view, waiting_rule_in(criteria), organisation.minimum_group),
        invited=added(view.among(counts.contacts)).get("invited", 0),
        rounds=_rounds(calls),
        withheld=withheld(counts.everybody, view, organisation.minimum_group),
        auditor_disagreement=summaries.auditor_disagreement(session, of, period, view),
    )


def _view(filters: Filters, teams: Mapping[str, UUID]) -> View:
    if filters.team is None:
        return View(None, filters.channel, filters.language)
    if filters.team not in teams:
        raise UnknownTeam(f"There is no team {filters.team!r}. Known: {', '.join(teams) or 'none yet'}.")
    return View(teams[filters.team], filters.channel, filters.language)


def _counts(session: Session, organisation_id: UUID, scope: Scope) -> _Counts:
    language = scope.filters.language
    answers = summaries.answers(session, organisation_id, scope.period, language)
    if language is not None:
        return _Counts(answers, summaries.numbers_by_language(session, organisation_id, scope.period), ())
    contacts = summaries.contacts(session, organisation_id, scope.period)
    return _Counts(answers, tuple(map(numbers, answers)), contacts)


def _strata(counts: _Counts, view: View, names: Mapping[UUID, str], least: int) -> tuple[Stratum, ...]:
    """Team × channel, those with contacts but without answers too."""
    answers = grouped(view.among(counts.answers), _stratum)
    contacts = grouped(view.among(counts.contacts), _stratum)
    hidden = hidden_strata(counts.everybody, least)
    return tuple(
        Stratum(
            names.get(team_id),
            channel,
            added(contacts.get((team_id, channel), ())).get("contacts", 0),
            added(answers.get((team_id, channel), ())),
            is_hidden=(team_id, channel) in hidden,
        )
        for team_id, channel in sorted({*answers, *contacts}, key=str)
    )


def _stratum(cell: Cell) -> tuple[UUID, str]:
    return cell.team_id, cell.channel


def _months(counts: _Counts, view: View, names: Mapping[UUID, str], least: int) -> tuple[MonthStrata, ...]:
    """Every month in which anyone answered, or was in contact with whoever is looked at."""
    by_month = [
        grouped(cells, lambda cell: cell.month) for cells in (counts.answers, counts.everybody, counts.contacts)
    ]
    months = sorted({month for cells in by_month for month in cells})
    return tuple(
        MonthStrata(
            month,
            _strata(_Counts(*(tuple(cells.get(month, ())) for cells in by_month)), view, names, least),
            _withheld_in_month(by_month[1].get(month, []), view, least),
        )
        for month in months
    )


def _withheld_in_month(everybody: list[Cell], view: View, least: int) -> frozenset[str]:
    return withheld(everybody, view, least) | withheld_beside(everybody, view, least)


def _phone_log(contacts: tuple[Cell, ...], view: View, rule: WaitingRule, least: int) -> PhoneLog | None:
    """The sums over the phone calls in view, or None where there are none.

    The exchange's ratings are left out where those outside the view could be had and are too few.
    """
    if view.channel not in {None, PHONE}:
        return None
    calls = [cell for cell in contacts if cell.channel == PHONE]
    log = added(view.among(calls))
    if not any((log.get("answer_known"), log.get("wait_n"), log.get("rating_n"))):
        return None
    found = phone_log_of(log, rule)
    outside = added(calls)["rating_n"] - found.rating_n
    return replace(found, rating_n=0, rating_sum=0, rating_sumsq=0) if 0 < outside < least else found


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


def _criteria(
    session: Session, of: UUID, current_set: CriteriaSet, scores: Mapping[str, tuple[float, ...]]
) -> tuple[CriterionScores, ...]:
    """The criteria in use, then those that only earlier rounds were scored on."""
    used = current_set.by_code()
    codes = [*used, *(code for code in scores if code not in used)]
    own = _own_words(session, of, current_set, codes)
    return tuple(
        CriterionScores(code, code.split(".", maxsplit=1)[0], scores.get(code, ()), own.get(code)) for code in codes
    )


def _own_words(session: Session, of: UUID, current_set: CriteriaSet, codes: Sequence[str]) -> dict[str, OwnRequirement]:
    """The organisation's words for its own criteria, also for those that it has no more."""
    known = {each.code: each.own.requirement for each in current_set.everything if each.own is not None}
    lacking = [code for code in codes if code not in known and code not in BY_CODE]
    return known | current.earlier_words(session, of, lacking)


def _rounds(calls: tuple[RoundCall, ...]) -> tuple[AuditRound, ...]:
    found = Counter((call.round_name, call.criteria_version) for call in calls)
    return tuple(AuditRound(name, number, version) for (name, version), number in found.items())
