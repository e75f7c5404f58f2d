"""What a comparison tells, in sentences: the findings, where to start, what to know before judging."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext, ngettext

from admin.insight import wording
from admin.insight.comparison import MOST_USED
from admin.insight.formatting import day, listed, short, whole
from admin.insight.names import channel_name, language_name
from admin.insight.results import Comparison, DimensionComparison
from survey import dimensions
from survey.locale import translated


def has_answers(comparison: Comparison) -> bool:
    """Whether any score of citizens is shown."""
    return any(row.perceived.mean is not None for row in comparison.dimensions)


def has_audits(comparison: Comparison) -> bool:
    """Whether any score of audits is shown."""
    return any(row.measured.mean is not None for row in comparison.dimensions)


def is_most_used_language(comparison: Comparison) -> bool:
    """Whether the language that was chosen is the one that is never shown apart; the first note says why."""
    return MOST_USED in comparison.notes


def has_trend(comparison: Comparison) -> bool:
    """Whether any month is shown."""
    return any(point.perceived.mean is not None for point in comparison.trend)


def findings(comparison: Comparison) -> tuple[str, ...]:
    """A sentence for each verdict that some B has, the most telling first.

    Where nothing compares: which B's citizens score highest and lowest, if they score at all.
    """
    told = [row for row in comparison.dimensions if row.gap.mean is not None]
    sentences = []
    for verdict, sentence in wording.HEADLINES.items():
        names = _names(row for row in told if row.verdict is verdict)
        if names:
            sentences.append(str(gettext(sentence, names=listed(names))))
    return tuple(sentences) or _best_and_worst(comparison)


def _best_and_worst(comparison: Comparison) -> tuple[str, ...]:
    scores = {row.perceived.mean: row.dimension for row in comparison.dimensions if row.perceived.mean is not None}
    if len(scores) < 2:
        return ()
    best, worst = (dimensions.BY_CODE[scores[extreme]].name for extreme in (max(scores), min(scores)))
    return (
        str(
            gettext(
                "Citizens give the highest score for %(best)s and the lowest for %(worst)s.", best=best, worst=worst
            )
        ),
    )


def _names(rows: Iterable[DimensionComparison]) -> list[str]:
    return [dimensions.BY_CODE[row.dimension].name for row in rows]


def start(comparison: Comparison) -> str | None:
    """Where to begin, by the most urgent advice on a B; None where there is no advice."""
    first = next((item for item in comparison.advice if item.code == f"{item.dimension}.{item.quadrant}"), None)
    if first is None or first.dimension is None or first.quadrant is None:
        return None
    return str(gettext(wording.STARTS[first.quadrant], name=dimensions.BY_CODE[first.dimension].name))


def in_view(comparison: Comparison) -> tuple[str, ...]:
    """What the figures are of: period, team, channel, language."""
    filters, period = comparison.filters, comparison.period
    channel, language = filters.channel, filters.language
    return (
        gettext("%(start)s to %(end)s", start=day(period.start), end=day(period.end)),
        gettext("team %(name)s", name=filters.team) if filters.team else gettext("all teams"),
        gettext("channel: %(name)s", name=channel_name(channel)) if channel else gettext("all channels"),
        gettext("language: %(name)s", name=language_name(language)) if language else gettext("all languages"),
    )


def weighting(comparison: Comparison) -> str:
    """How the answers are counted."""
    if comparison.weighted:
        return str(gettext("Answers are weighted: each team and channel counts for its share of the contacts."))
    return str(gettext("Answers are not weighted: each answer counts once."))


def notes(comparison: Comparison) -> tuple[str, ...]:
    """What to know before judging."""
    least = gettext(
        "We show nothing on fewer than %(least)s answers, so that nobody can be recognised. "
        "A few answers of a small group count only together with those of more months, channels or teams, or wait "
        "until there are more.",
        least=whole(comparison.min_group),
    )
    margin = ngettext(
        "A difference of less than %(margin)s point is too small to matter.",
        "A difference of less than %(margin)s points is too small to matter.",
        round(comparison.margin),
        margin=short(comparison.margin),
    )
    return (
        translated(wording.NOTES[0]),
        str(margin),
        *(translated(note) for note in wording.NOTES[1:]),
        str(least),
        *(translated(note) for note in comparison.notes),
    )
