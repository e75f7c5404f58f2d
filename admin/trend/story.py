"""What month by month tells, in sentences."""

from __future__ import annotations

from flask_babel import format_date, gettext, ngettext

from admin.insight import formatting
from admin.insight.names import channel_name
from admin.trend import wording
from admin.trend.change import Windows
from admin.trend.control import Limits
from admin.trend.results import MARK, Baseline, BeforeAfter, Course, MeasureMark, MonthsWithSignal, TrendView, between
from survey import dimensions
from survey.locale import translated


def in_view(view: TrendView) -> tuple[str, ...]:
    """What the figures are of: months, team, channel."""
    team, channel = view.filters.team, view.filters.channel
    return (
        months(f"{view.period.start:%Y-%m}", f"{view.period.end:%Y-%m}"),
        gettext("team %(name)s", name=team) if team else gettext("all teams"),
        gettext("channel: %(name)s", name=channel_name(channel)) if channel else gettext("all channels"),
    )


def months(first: str, last: str) -> str:
    """One month, or the first and last of a row."""
    if first == last:
        return formatting.month(first)
    return str(gettext("%(start)s to %(end)s", start=formatting.month(first), end=formatting.month(last)))


def name_of(dimension: str) -> str:
    """A B, or the report mark, by its name."""
    return str(gettext("Report mark")) if dimension == MARK else dimensions.BY_CODE[dimension].name


def signal(course: Course, found: MonthsWithSignal) -> str:
    """A signal as a sentence."""
    words = wording.RULES[found.rule]
    limits = course.limits_in(found.last)
    sentence = words.up if found.is_up else words.down
    return str(
        gettext(
            sentence,
            name=name_of(course.dimension),
            months=months(found.first, found.last),
            count=formatting.whole(len(between(found.first, found.last))),
            mean=formatting.points(limits.mean if limits else None),
            low=formatting.points(limits.low if limits else None),
            high=formatting.points(limits.high if limits else None),
        )
    )


def rule(course: Course, found: MonthsWithSignal) -> str:
    """By which rule it is a signal, by its official name; of a single month also how many answers it stands on."""
    official = translated(wording.RULES[found.rule].official)
    scores = [point.score for point in course.points if point.month == found.first == found.last]
    if not scores or scores[0].n is None:
        return official
    return f"{formatting.answers(scores[0].n)}. {official}"


def headline(view: TrendView) -> str:
    """What all courses together tell."""
    with_limits = [course for course in view.courses if course.phases]
    if not with_limits:
        return _months_needed(min(course.needed for course in view.courses))
    telling = [name_of(course.dimension) for course in view.courses if course.signals]
    if not telling:
        return str(gettext("Nothing shows more than its usual ups and downs."))
    return str(gettext("More than the usual ups and downs: %(names)s.", names=formatting.listed(telling)))


def _months_needed(number: int) -> str:
    return str(
        ngettext(
            "It is too early for limits: at least %(count)s more month with enough answers is needed.",
            "It is too early for limits: at least %(count)s more months with enough answers are needed.",
            number,
            count=formatting.whole(number),
        )
    )


def limits(course: Course, view: TrendView) -> tuple[str, ...]:
    """What the limits of a course stand on, or how many months they lack."""
    if not course.phases:
        return (_months_needed(course.needed),)
    last = course.phases[-1].limits
    told = [_stands_on(last)]
    if course.needed_again and view.baseline_mark is not None:
        told.append(_needed_again(course.needed_again, view.baseline_mark))
    return tuple(told)


def _stands_on(found: Limits) -> str:
    words = {
        "mean": formatting.points(found.mean),
        "low": formatting.points(found.low),
        "high": formatting.points(found.high),
        "count": formatting.whole(found.months),
    }
    if found.is_provisional:
        return str(
            gettext(
                "Mean %(mean)s, limits %(low)s to %(high)s: provisional, for they stand on %(count)s months only.",
                **words,
            )
        )
    return str(gettext("Mean %(mean)s, limits %(low)s to %(high)s, from %(count)s months.", **words))


def _needed_again(number: int, mark: MeasureMark) -> str:
    return str(
        ngettext(
            "New limits since “%(title)s” need at least %(count)s more month. Until then the old ones go on.",
            "New limits since “%(title)s” need at least %(count)s more months. Until then the old ones go on.",
            number,
            title=mark.title,
            count=formatting.whole(number),
        )
    )


def baseline(view: TrendView) -> str:
    """From where limits are worked out."""
    if view.baseline is Baseline.MEASURE and view.baseline_mark is not None:
        return str(gettext("Limits are worked out anew since “%(title)s”.", title=view.baseline_mark.title))
    if view.baseline is Baseline.VIEW:
        return str(gettext("Limits are worked out on the first months of this view."))
    return str(gettext("Limits are worked out on the first twelve months with enough answers."))


def mark(found: MeasureMark) -> str:
    """A measure with its day, and its team and B where it is about one."""
    about = [str(format_date(found.starts_on, "long"))]
    about += [name_of(found.dimension)] if found.dimension else []
    about += [gettext("team %(name)s", name=found.team)] if found.team else []
    return f"{found.title} ({', '.join(about)})"


def compared(found: Windows) -> str:
    """Which months were compared."""
    before, after = found.before, found.after
    return str(
        gettext(
            "%(before)s compared with %(after)s.",
            before=months(f"{before.start:%Y-%m}", f"{before.end:%Y-%m}"),
            after=months(f"{after.start:%Y-%m}", f"{after.end:%Y-%m}"),
        )
    )


def differs(found: BeforeAfter) -> tuple[str, ...]:
    """What differs since a measure: a sentence for each B that differs by more than chance, or that none does."""
    if found.windows is None:
        return (gettext("No whole month has passed since. Come back later."),)
    if all(change.mean is None for change in found.changes):
        return (gettext("There are too few answers before or after to compare."),)
    told = [
        gettext(
            "%(name)s went from %(before)s to %(after)s: %(difference)s points. That is more than chance.",
            name=name_of(change.dimension),
            before=formatting.points(change.before.mean),
            after=formatting.points(change.after.mean),
            difference=formatting.difference(change.mean),
        )
        for change in found.changes
        if change.is_told
    ]
    return tuple(told) or (gettext("We cannot tell yet: what differs can still be chance."),)


def beside(found: BeforeAfter) -> str | None:
    """Which other measures may have a part in it."""
    if not found.beside:
        return None
    numbers = formatting.listed(map(formatting.whole, found.beside))
    return str(
        ngettext(
            "Measure %(numbers)s began in the same months and may have a part in it.",
            "Measures %(numbers)s began in the same months and may have a part in it.",
            len(found.beside),
            numbers=numbers,
        )
    )


def notes(view: TrendView) -> tuple[str, ...]:
    """What to know before judging."""
    least = gettext(
        "We show nothing on fewer than %(least)s answers, so that nobody can be recognised. "
        "Sometimes we hide one more figure, so that it cannot be worked out from the others.",
        least=formatting.whole(view.min_group),
    )
    has_earlier = any(course.earlier for course in view.courses)
    earlier = [translated(wording.EARLIER_NOTE)] if has_earlier else []
    return (*map(translated, wording.NOTES), *earlier, str(least))
