"""The tables and sentences of the comparison of groups, in the page's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext

from admin.groups import wording
from admin.groups.measure import ABOUT, MARK
from admin.groups.results import Against, Group, GroupsView, Kind, Side, Standing
from admin.insight import wording as insight
from admin.insight.figures import Cell, FigureTable, Row, gap, measured, perceived, reach
from admin.insight.formatting import answers, listed, points, whole
from admin.insight.names import channel_name
from admin.insight.terms import Score
from survey import dimensions
from survey.locale import translated


@dataclass(frozen=True, slots=True)
class Picture:
    """Both scores of one group, and the norm where there is one, on 0-100."""

    perceived: Score
    measured: Score
    norm: float | None


@dataclass(frozen=True, slots=True)
class PicturedRow:
    """A row of figures with its part of the picture."""

    row: Row
    picture: Picture


def about_name(about: str) -> str:
    """A B or the report mark by name."""
    return str(gettext("Report mark")) if about == MARK else dimensions.BY_CODE[about].name


def group_name(group: Group, kind: Kind) -> str:
    """A team or a channel in words."""
    return channel_name(group.name) if kind is Kind.CHANNEL else group.name


def columns(view: GroupsView) -> tuple[str, ...]:
    """The heads of the picture's table, the group's own first and the picture's second."""
    audited = () if view.about == MARK else (gettext("Audits"), gettext("Difference"))
    return (
        gettext("Channel") if view.kind is Kind.CHANNEL else gettext("Team"),
        gettext("From 1 to 10") if view.about == MARK else gettext("From 0 to 100"),
        gettext("Citizens"),
        gettext("Beside the mean of all"),
        gettext("Place"),
        *audited,
    )


def pictured(view: GroupsView) -> tuple[PicturedRow, ...]:
    """Each group that has something to show on what the page is about."""
    return tuple(
        PicturedRow(_row(group, view), _picture(side, view))
        for group in view.groups
        if _is_perceived(side := group.side(view.about)) or _is_measured(side)
    )


def _picture(side: Side, view: GroupsView) -> Picture:
    return Picture(side.perceived.score, side.measured.score, None if view.about == MARK else view.norm)


def _is_perceived(side: Side) -> bool:
    return side.perceived.score.mean is not None


def _is_measured(side: Side) -> bool:
    return side.measured.score.mean is not None


def _row(group: Group, view: GroupsView) -> Row:
    side = group.side(view.about)
    cells = [_citizens(side), _against(side.perceived), _place(side.perceived, view)]
    if view.about != MARK:
        cells += [measured(side.measured.score), _verdict(side)]
    return Row(group_name(group, view.kind), "", tuple(cells))


def _citizens(side: Side) -> Cell:
    """What citizens say; the mark on its own scale, 1-10."""
    score = side.perceived.score
    if side.about != MARK or score.mean is None:
        return perceived(score)
    low, high = (None if value is None else _as_mark(value) for value in (score.low, score.high))
    number = () if score.n is None else (answers(score.n),)
    return Cell(points(_as_mark(score.mean)), (*reach(low, high, points), *number), _as_mark(score.mean))


def _as_mark(score: float) -> float:
    """0-100 back on 1-10."""
    return 1 + score * 9 / 100


def _against(standing: Standing) -> Cell:
    if standing.against is None:
        return Cell(insight.NOTHING, is_missing=True)
    return Cell(translated(wording.AGAINST[standing.against]))


def _place(standing: Standing, view: GroupsView) -> Cell:
    if standing.first is None or standing.last is None:
        return Cell(insight.NOTHING, is_missing=True)
    ranked = sum(group.side(view.about).perceived.first is not None for group in view.groups)
    if standing.first == standing.last:
        return Cell(gettext("%(place)s of %(all)s", place=whole(standing.first), all=whole(ranked)))
    words = {"first": whole(standing.first), "last": whole(standing.last), "all": whole(ranked)}
    return Cell(gettext("between %(first)s and %(last)s of %(all)s", **words))


def _verdict(side: Side) -> Cell:
    found = gap(side.gap)
    if side.verdict is None:
        return found
    return Cell(found.text, (*found.details, translated(insight.VERDICTS[side.verdict].name)), found.number)


def everything(view: GroupsView) -> FigureTable:
    """What citizens say of every group on every B and the mark, beside the mean of all groups."""
    return FigureTable(
        gettext("Every B, as citizens see it"),
        (columns(view)[0], *(about_name(about) for about in ABOUT)),
        tuple(
            Row(group_name(group, view.kind), "", tuple(_beside(side) for side in group.sides)) for group in view.groups
        ),
    )


def _beside(side: Side) -> Cell:
    cell = _citizens(side)
    if side.perceived.against in {None, Against.ALIKE}:
        return cell
    return Cell(cell.text, (_against(side.perceived).text, *cell.details), cell.number)


def sentences(view: GroupsView) -> tuple[str, ...]:
    """Who is certainly higher or lower than the mean of all, and who can't be told apart from it."""
    named = {each: _standing(view, each) for each in Against}
    if not any(named.values()):
        return ()
    if not named[Against.HIGHER] and not named[Against.LOWER]:
        return (translated(wording.ALL_ALIKE),)
    return tuple(gettext(wording.SENTENCES[each], names=listed(names)) for each, names in named.items() if names)


def _standing(view: GroupsView, against: Against) -> list[str]:
    return _names(view, lambda side: side.perceived.against is against)


def left_out(view: GroupsView) -> tuple[str, ...]:
    """Which groups are on one side only, and of which there is nothing to show."""
    only: dict[str, Callable[[Side], bool]] = {
        "answers": lambda side: _is_perceived(side) and not _is_measured(side) and view.about != MARK,
        "audits": lambda side: _is_measured(side) and not _is_perceived(side),
        "neither": lambda side: not _is_measured(side) and not _is_perceived(side),
    }
    named = {key: _names(view, wanted) for key, wanted in only.items()}
    return tuple(gettext(wording.ONE_SIDE[key], names=listed(names)) for key, names in named.items() if names)


def _names(view: GroupsView, wanted: Callable[[Side], bool]) -> list[str]:
    return [group_name(group, view.kind) for group in view.groups if wanted(group.side(view.about))]
