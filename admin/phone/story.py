"""What the phone log tells, in sentences: what is in view, when citizens mind waiting, what to know before judging."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import format_date, gettext, ngettext

from admin.insight import formatting
from admin.phone import wording
from admin.phone.results import PhoneLogView, WaitClass
from survey.locale import translated

_MONDAY = date(2024, 1, 1)


def in_view(view: PhoneLogView) -> tuple[str, ...]:
    """What the figures are of: period and team."""
    start, end = formatting.day(view.period.start), formatting.day(view.period.end)
    return (
        gettext("%(start)s to %(end)s", start=start, end=end),
        gettext("team %(name)s", name=view.team) if view.team else gettext("all teams"),
    )


def weekday(number: int, *, short: bool = False) -> str:
    """A day of the week in words; 0 is Monday."""
    return str(format_date(_MONDAY + timedelta(days=number), "EEE" if short else "EEEE"))


def clock(hour: int) -> str:
    """An hour of the day by its start."""
    return f"{hour:02}:00"


def within_norm(view: PhoneLogView) -> str:
    """The name of the share that was answered within the norm."""
    return str(gettext("Answered within %(norm)s seconds", norm=formatting.whole(view.norm_seconds)))


def waited(found: WaitClass) -> str:
    """A class of waiting times."""
    if found.up_to is None:
        return str(gettext("longer than %(seconds)s seconds", seconds=formatting.whole(found.above - 1)))
    if found.above == 0:
        return str(gettext("up to %(seconds)s seconds", seconds=formatting.whole(found.up_to)))
    low, high = formatting.whole(found.above), formatting.whole(found.up_to)
    return str(gettext("%(low)s to %(high)s seconds", low=low, high=high))


def when_it_falls(view: PhoneLogView) -> str:
    """From which waiting time citizens find it harder to reach someone, or that this cannot be told yet."""
    found = view.perceived
    if found.best is None or found.falls_from is None:
        return translated(wording.CANNOT_TELL)
    sentence = gettext(
        "Citizens who waited %(wait)s find it harder to reach someone than those who waited %(best)s.",
        wait=waited(found.classes[found.falls_from]),
        best=waited(found.classes[found.best]),
    )
    return str(sentence)


def without_hour(view: PhoneLogView) -> str | None:
    """How many calls are in no hour, or None where all are."""
    number = view.calls_without_hour
    if number <= 0:
        return None
    return str(
        ngettext(
            "The phone log has no time of day for %(number)s call. It is not in the figures by hour.",
            "The phone log has no time of day for %(number)s calls. They are not in the figures by hour.",
            number,
            number=formatting.whole(number),
        )
    )


def notes(view: PhoneLogView) -> tuple[str, ...]:
    """What to know before judging."""
    least = gettext(
        "We show nothing on fewer than %(least)s answers, so that nobody can be recognised. "
        "Sometimes we hide one more figure, so that it cannot be worked out from the others.",
        least=formatting.whole(view.min_group),
    )
    return (*map(translated, wording.NOTES), str(least))
