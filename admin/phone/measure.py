"""The one call that measures the phone log: page, charts and files all show what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from admin.insight import summaries as insight
from admin.insight.cells import Cell, added, grouped
from admin.insight.measure import phone_log_of, view_of
from admin.insight.months import whole_months
from admin.insight.phone_figures import phone_figures
from admin.insight.summaries import PHONE
from admin.insight.terms import OrganisationName, Period
from admin.phone import figures, summaries
from admin.phone.perceived import perceived
from admin.phone.results import Line, PhoneLogView
from admin.phone.summaries import Asked, WaitsBy
from admin.phone.waits import bars
from survey.intake.rollup import waiting_rule
from survey.intake.tables import COUNTS
from survey.organisations import Organisation, UnknownTeam, teams_by_name


@dataclass(frozen=True, slots=True)
class Scope:
    """Whole months in the organisation's zone, and a team by its name; None is all."""

    period: Period
    team: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "period", whole_months(self.period))


def measure(session: Session, organisation: Organisation, scope: Scope) -> PhoneLogView:
    """The phone log in this scope, over all phone calls. Raises UnknownTeam."""
    teams = teams_by_name(session, organisation.id)
    if scope.team is not None and scope.team not in teams:
        raise UnknownTeam(f"There is no team {scope.team!r}. Known: {', '.join(teams) or 'none yet'}.")
    team_id = None if scope.team is None else teams[scope.team]
    rule = waiting_rule(session, organisation.id)
    asked = Asked(organisation.id, team_id, scope.period)
    calls = view_of(scope.period, team_id, PHONE).among(insight.contacts(session, organisation.id, scope.period))
    total = dict.fromkeys(COUNTS, 0) | added(calls)
    waits, by_hour = summaries.waits(session, asked), summaries.by_hour(session, asked)
    classes = figures.added(waits.team.values())
    return PhoneLogView(
        organisation=OrganisationName(organisation.slug, organisation.name),
        period=scope.period,
        team=scope.team,
        norm_seconds=round(rule.norm),
        limit_seconds=round(rule.limit),
        norm=organisation.norm,
        min_group=organisation.minimum_group,
        total=figures.line("", total, classes),
        wait_score=phone_figures(phone_log_of(total, rule), organisation.minimum_group).wait_score,
        teams=_teams(calls, waits, {team_id: name for name, team_id in teams.items()}),
        months=_months(calls, waits),
        hours=figures.hours(by_hour),
        calls_without_hour=total["answer_known"] - sum(found["answer_known"] for found in by_hour.values()),
        bars=bars(classes),
        perceived=perceived(
            summaries.bereikbaar(session, organisation.id),
            view_of(scope.period, team_id).holds,
            organisation.minimum_group,
        ),
    )


def _teams(calls: Iterable[Cell], waits: WaitsBy, names: Mapping[UUID, str]) -> tuple[Line, ...]:
    """A line for each team that was called, by name; the calls of no team come last."""
    found = grouped(calls, lambda cell: cell.place.team_id)
    lines = [
        figures.line(names.get(team_id, ""), added(cells), waits.team.get(team_id, {}))
        for team_id, cells in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (not line.name, line.name)))


def _months(calls: Iterable[Cell], waits: WaitsBy) -> tuple[Line, ...]:
    found = grouped(calls, lambda cell: cell.place.month)
    return tuple(figures.line(month, added(found[month]), waits.month.get(month, {})) for month in sorted(found))
