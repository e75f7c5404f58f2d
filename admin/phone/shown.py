"""The phone log's figures as tables, as page and spreadsheet both show them: in the page's language."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, ngettext

from admin.insight import formatting
from admin.insight import wording as insight
from admin.insight.figures import Cell, FigureTable, Row, perceived, reach
from admin.insight.results import Share
from admin.insight.terms import Score
from admin.phone import story, wording
from admin.phone.results import Bar, Hour, Line, PhoneLogView, Quantile, Service
from survey import dimensions
from survey.criteria.catalogue import BY_CODE as CRITERIA
from survey.intake.waits import LAST, STEP
from survey.locale import translated

_NOTHING = Cell(insight.NOTHING, is_missing=True)


def tables(view: PhoneLogView) -> tuple[FigureTable, ...]:
    """Every table of the page, in its order."""
    return (
        criteria(view),
        total(view),
        waits(view),
        unanswered(view),
        by_hour(view),
        by_team(view),
        by_month(view),
        by_wait(view),
    )


def criteria(view: PhoneLogView) -> FigureTable:
    """What the phone log gives the two requirements that it measures."""
    answered = view.total.service.not_answered
    turned = Share(*_turned(answered), answered.n)
    score = Score(turned.share, turned.low, turned.high, n=turned.n)
    return FigureTable(
        gettext("Two requirements, by the phone log"),
        (gettext("Requirement"), gettext("Score by the phone log, 0 to 100")),
        (
            Row(translated(CRITERIA["bereikbaar.opgenomen"].requirement), "bereikbaar.opgenomen", (_score(score),)),
            Row(_waiting(view), "bereikbaar.wachttijd", (_score(view.wait_score),)),
        ),
    )


def _turned(share: Share) -> tuple[float | None, float | None, float | None]:
    """The other part of a share, with its limits."""
    if share.share is None or share.low is None or share.high is None:
        return None, None, None
    return 100 - share.share, 100 - share.high, 100 - share.low


def _waiting(view: PhoneLogView) -> str:
    words = {"norm": formatting.whole(view.norm_seconds), "limit": formatting.whole(view.limit_seconds)}
    scale = gettext("100 up to %(norm)s seconds, 0 from %(limit)s seconds", **words)
    return f"{translated(CRITERIA['bereikbaar.wachttijd'].requirement)} ({scale})"


def _score(score: Score) -> Cell:
    if score.mean is None or score.n is None:
        return _NOTHING
    details = (*reach(score.low, score.high, formatting.points), calls(score.n))
    return Cell(formatting.points(score.mean), details, score.mean)


def calls(count: int) -> str:
    """A number of phone calls."""
    return str(ngettext("%(count)s phone call", "%(count)s phone calls", count, count=formatting.whole(count)))


def share(found: Share) -> Cell:
    """A share with its interval and how many calls it is of."""
    if found.share is None:
        return _NOTHING
    details = (*reach(found.low, found.high, formatting.per_cent), calls(found.n))
    return Cell(formatting.per_cent(found.share), details, found.share)


def quantile(found: Quantile) -> Cell:
    """Seconds within which a part was answered."""
    if found.is_beyond:
        return Cell(gettext("%(minutes)s minutes or longer", minutes=formatting.whole(STEP * LAST / 60)))
    if found.seconds is None:
        return _NOTHING
    details = reach(found.low, found.high, formatting.points) if found.high is not None else ()
    return Cell(formatting.seconds(found.seconds), details, found.seconds)


def total(view: PhoneLogView) -> FigureTable:
    """All calls in view."""
    return _lines(gettext("All calls in view"), gettext("Calls"), view, [("", view.total)])


def by_team(view: PhoneLogView) -> FigureTable:
    """The calls of each team."""
    lines = [(found.name or translated(wording.NO_TEAM), found) for found in view.teams]
    return _lines(gettext("Each team"), gettext("Team"), view, lines)


def by_month(view: PhoneLogView) -> FigureTable:
    """The calls of each month."""
    lines = [(formatting.month(found.name), found) for found in view.months]
    return _lines(gettext("Month by month"), gettext("Month"), view, lines)


def _lines(title: str, of: str, view: PhoneLogView, lines: Sequence[tuple[str, Line]]) -> FigureTable:
    columns = (*_names(view), translated(wording.HALF), translated(wording.NINE_IN_TEN))
    rows = (
        Row(name or gettext("All calls"), "", (*_cells(line.service), quantile(line.median), quantile(line.ninetieth)))
        for name, line in lines
    )
    return FigureTable(title, (of, *columns), tuple(rows))


def _names(view: PhoneLogView) -> tuple[str, ...]:
    return (
        gettext("Calls"),
        translated(wording.NOT_ANSWERED),
        story.within_norm(view),
        gettext("Mean waiting time"),
        translated(wording.PUT_THROUGH),
        translated(wording.SOLVED),
    )


def _cells(found: Service) -> tuple[Cell, ...]:
    mean = found.wait_mean
    return (
        Cell(formatting.whole(found.offered), number=found.offered),
        share(found.not_answered),
        share(found.within),
        Cell(formatting.seconds(mean), number=mean, is_missing=mean is None),
        share(found.transferred),
        share(found.resolved),
    )


def by_hour(view: PhoneLogView) -> FigureTable:
    """Each hour of the week in which anyone called."""
    names = _names(view)
    rows = (
        Row(f"{story.weekday(hour.weekday)} {story.clock(hour.hour)}", "", _of_hour(hour, len(names)))
        for hour in view.hours
    )
    return FigureTable(gettext("Each hour of the week"), (gettext("Hour"), *names), tuple(rows))


def _of_hour(hour: Hour, columns: int) -> tuple[Cell, ...]:
    return (_few(),) * columns if hour.service is None else _cells(hour.service)


def _few() -> Cell:
    return Cell(translated(insight.TOO_FEW_CALLS), is_missing=True)


def unanswered(view: PhoneLogView) -> FigureTable:
    """The share of calls that was not answered, by weekday and hour: the heat map in figures."""
    found = {(hour.weekday, hour.hour): hour for hour in view.hours}
    days = sorted({weekday for weekday, _ in found})
    rows = (
        Row(story.clock(hour), "", tuple(_unanswered(found.get((day, hour))) for day in days))
        for hour in sorted({hour for _, hour in found})
    )
    return FigureTable(
        gettext("Not answered, by day and hour"), (gettext("Hour"), *map(story.weekday, days)), tuple(rows)
    )


def _unanswered(hour: Hour | None) -> Cell:
    if hour is None:
        return _NOTHING
    if hour.service is None:
        return _few()
    missed = hour.service.not_answered
    part = 0.0 if missed.share is None else missed.share * missed.n / 100
    made_of = gettext("%(part)s of %(whole)s", part=formatting.whole(part), whole=formatting.whole(missed.n))
    return Cell(formatting.per_cent(missed.share), (made_of,), missed.share)


def waits(view: PhoneLogView) -> FigureTable:
    """How many calls waited how long: the bars in figures."""
    number = sum(bar.calls for bar in view.bars)
    rows = (
        Row(
            bar_name(bar),
            "",
            (Cell(formatting.whole(bar.calls), number=bar.calls), _part(bar.calls, number)),
        )
        for bar in view.bars
    )
    columns = (gettext("Waiting time"), gettext("Answered calls"), gettext("Share"))
    return FigureTable(gettext("How long people waited"), columns, tuple(rows))


def bar_name(bar: Bar) -> str:
    """The waits of a bar; its end is not in it."""
    low = formatting.whole(bar.start)
    if bar.end is None:
        return str(gettext("%(seconds)s seconds or longer", seconds=low))
    return str(gettext("%(low)s to %(high)s seconds", low=low, high=formatting.whole(bar.end - 1)))


def _part(count: int, number: int) -> Cell:
    if not number:
        return _NOTHING
    return Cell(formatting.per_cent(100 * count / number), number=100 * count / number)


def by_wait(view: PhoneLogView) -> FigureTable:
    """What citizens said about bereikbaar, by how long they waited."""
    name = dimensions.BY_CODE["bereikbaar"].name
    rows = (Row(story.waited(found), "", (perceived(found.score),)) for found in view.perceived.classes)
    title = gettext("What citizens say about %(name)s, by waiting time", name=name)
    return FigureTable(title, (gettext("Waiting time"), gettext("Score of citizens, 0 to 100")), tuple(rows))
