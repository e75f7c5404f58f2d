"""How sure we are, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from flask_babel import gettext, ngettext

from admin.certainty import wording
from admin.certainty.pace import weeks
from admin.certainty.results import Certainty, Choice, Plan, Variation
from admin.insight.formatting import listed, short, whole
from admin.insight.results import Comparison, DimensionComparison, RankAgreement
from admin.insight.statistics import SIGNIFICANCE
from survey import dimensions
from survey.locale import translated

WEEKS_IN_YEAR = 52
MOST_WEEKS = 104
"""From here on a duration is told in years."""


@dataclass(frozen=True, slots=True)
class Line:
    """What there is to say about one B."""

    name: str
    text: str
    is_sure: bool


def lines(found: Certainty) -> tuple[Line, ...]:
    """Per B whether its verdict is sure, and if not what it takes."""
    return tuple(_line(row, found) for row in found.comparison.dimensions)


def _line(row: DimensionComparison, found: Certainty) -> Line:
    name = dimensions.BY_CODE[row.dimension].name
    if row.verdict in wording.SURE:
        return Line(name, translated(wording.SURE[row.verdict]), is_sure=True)
    return Line(name, f"{translated(wording.NOT_YET)} {_what_it_takes(row, found)}", is_sure=False)


def _what_it_takes(row: DimensionComparison, found: Certainty) -> str:
    if row.perceived.mean is None:
        return str(gettext("There are too few answers to compare."))
    if row.gap.mean is None:
        return str(gettext("There are too few audited calls to compare."))
    more = row.more_responses_needed
    if more is None:
        return str(gettext("More answers alone will not tell. Audit more calls."))
    needed = {"answers": more_answers(more)}
    rate = weeks(more, row.dimension, found.pace)
    if rate is None:
        return str(gettext("About %(answers)s can tell.", **needed))
    return str(gettext("About %(answers)s can tell: %(time)s at today's rate.", time=duration(rate), **needed))


def more_answers(count: int) -> str:
    """So many answers more, roughly."""
    return str(ngettext("%(count)s more answer", "%(count)s more answers", about(count), count=whole(about(count))))


def more_calls(count: int) -> str:
    """So many calls more, roughly."""
    return str(ngettext("%(count)s more call", "%(count)s more calls", about(count), count=whole(about(count))))


def about(count: int) -> int:
    """A number rounded up to two digits that say something: 137 becomes 140."""
    step = int(10 ** max(0, floor(log10(max(1, count))) - 1))
    return ceil(count / step) * step


def duration(length: float) -> str:
    """A number of weeks in words; years where it is long."""
    if length > MOST_WEEKS:
        years = round(length / WEEKS_IN_YEAR)
        return str(ngettext("%(count)s year", "%(count)s years", years, count=whole(years)))
    count = max(1, ceil(length))
    return str(ngettext("%(count)s week", "%(count)s weeks", count, count=whole(count)))


def plan(found: Plan) -> str:
    """What it takes to find the difference that was asked for on one B."""
    words = {"points": points(found.difference), "name": dimensions.BY_CODE[found.dimension].name}
    if found.is_enough:
        return str(gettext("For a difference of %(points)s on %(name)s you have enough.", **words))
    if found.both:
        return _both(found, words)
    if found.more_answers:
        return _answers(found.more_answers, found, words)
    if found.more_calls:
        words["calls"] = more_calls(found.more_calls)
        return str(gettext("For a difference of %(points)s on %(name)s you need to audit about %(calls)s.", **words))
    return str(gettext("A difference of %(points)s on %(name)s is too small to find.", **words))


def _answers(count: int, found: Plan, words: dict[str, str]) -> str:
    words["answers"] = more_answers(count)
    if found.answers_from_none:
        words["count"] = whole(about(count))
        told = gettext("For a difference of %(points)s on %(name)s you need about %(count)s answers in all.", **words)
    elif found.weeks is None:
        told = gettext("For a difference of %(points)s on %(name)s you need about %(answers)s.", **words)
    else:
        words["time"] = duration(found.weeks)
        told = gettext(
            "For a difference of %(points)s on %(name)s you need about %(answers)s: %(time)s at today's rate.", **words
        )
    if found.more_calls is None:
        return str(told)
    return f"{told} {gettext('Or audit about %(calls)s.', calls=more_calls(found.more_calls))}"


def _both(found: Plan, words: dict[str, str]) -> str:
    answers, calls = found.both or (0, 0)
    words |= {"answers": more_answers(answers), "count": whole(about(answers)), "calls": more_calls(calls)}
    if found.answers_from_none:
        first = gettext("For a difference of %(points)s on %(name)s you need about %(count)s answers in all.", **words)
    else:
        first = gettext("For a difference of %(points)s on %(name)s you need about %(answers)s.", **words)
    return f"{first} {gettext('Also audit about %(calls)s.', **words)}"


def points(value: float) -> str:
    """A number of points."""
    return str(ngettext("%(points)s point", "%(points)s points", ceil(value), points=short(value)))


def holds(found: Certainty) -> tuple[str, ...]:
    """Whether the verdicts hold under other choices."""
    compared = [row for row in found.comparison.dimensions if row.gap.mean is not None]
    if not compared:
        return (str(gettext("There is no verdict yet that could change.")),)
    changed = {code for each in found.variations for code in _changed(each, found.comparison)}
    names: dict[bool, list[str]] = {True: [], False: []}
    for row in compared:
        names[row.dimension in changed].append(dimensions.BY_CODE[row.dimension].name)
    told = []
    if names[False]:
        told.append(gettext("No other choice changes what we say about %(names)s.", names=listed(names[False])))
    if names[True]:
        told.append(gettext("Another choice changes what we say about %(names)s.", names=listed(names[True])))
    return tuple(map(str, told))


def _changed(variation: Variation, comparison: Comparison) -> Iterator[str]:
    """The B's of which this choice gives another verdict."""
    now = comparison.by_dimension()
    return (code for code, verdict in variation.verdicts.items() if verdict is not now[code].verdict)


def choice(which: Choice, comparison: Comparison) -> str:
    """What is chosen otherwise, in a few words."""
    margin = comparison.margin
    names = {
        Choice.HALF_MARGIN: gettext("With a margin of %(points)s", points=points(margin / 2)),
        Choice.DOUBLE_MARGIN: gettext("With a margin of %(points)s", points=points(margin * 2)),
        Choice.OTHER_WEIGHTS: gettext("Answers not weighted") if comparison.weighted else gettext("Answers weighted"),
        Choice.EQUAL_CRITERIA: gettext("Each requirement weighs the same"),
        Choice.PHONE_LOG: gettext("By the phone log"),
    }
    return str(names[which])


def same_requirements(comparison: Comparison) -> str | None:
    """Whether audits and citizens point at the same requirements; None where nothing can be ranked."""
    found = next((each for each in reversed(comparison.rank_agreement)), None)
    return None if found is None else _agreement(found)


def _agreement(found: RankAgreement) -> str:
    if found.p >= SIGNIFICANCE:
        return str(gettext("We cannot tell whether citizens name the same requirements that the audits score lowest."))
    if found.tau > 0:
        return str(gettext("Citizens mostly name the requirements that the audits score lowest."))
    return str(gettext("Citizens mostly name the requirements that the audits score highest."))


def notes(found: Certainty) -> tuple[str, ...]:
    """What to know before planning or judging."""
    told = list(wording.NOTES)
    if any(each.is_assumed for each in found.plans):
        told.append(wording.ASSUMED)
    if any(each.choice is Choice.PHONE_LOG for each in found.variations):
        told.append(wording.PHONE_LOG)
    return tuple(map(translated, told))
