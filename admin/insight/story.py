"""What a comparison tells, in sentences: the findings, where to start, what to know before judging."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from admin.insight import wording
from admin.insight.figures import measured, perceived, requirement
from admin.insight.formatting import answers, day, difference, listed, per_cent, short, whole
from admin.insight.results import Advice, Comparison, DimensionComparison
from survey import dimensions
from survey.languages import BY_CODE as LANGUAGES
from survey.locale import translated


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A piece of advice in the page's language, with the figures that called for it."""

    dimension: str
    title: str
    text: str
    requirement: str
    evidence: tuple[str, ...]


def has_answers(comparison: Comparison) -> bool:
    """Whether any score of citizens is shown."""
    return any(row.perceived.mean is not None for row in comparison.dimensions)


def has_audits(comparison: Comparison) -> bool:
    """Whether any score of audits is shown."""
    return any(row.measured.mean is not None for row in comparison.dimensions)


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
    first = next((advice for advice in comparison.advice if advice.criterion is None), None)
    if first is None or first.quadrant is None:
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


def channel_name(code: str) -> str:
    """A channel in words."""
    return translated(wording.CHANNELS[code]) if code in wording.CHANNELS else code


def language_name(code: str) -> str:
    """A language by its own name."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def weighting(comparison: Comparison) -> str:
    """How the answers are counted."""
    if comparison.weighted:
        return str(gettext("Answers are weighted: each team and channel counts for its share of the contacts."))
    return str(gettext("Answers are not weighted: each answer counts once."))


def notes(comparison: Comparison) -> tuple[str, ...]:
    """What to know before judging."""
    least = gettext(
        "We show nothing on fewer than %(least)s answers, so that nobody can be recognised. "
        "Sometimes we hide one more figure, so that it cannot be worked out from the others.",
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


def recommendations(comparison: Comparison) -> tuple[Recommendation, ...]:
    """All advice, most urgent first."""
    return tuple(_recommendation(advice) for advice in comparison.advice)


def _recommendation(advice: Advice) -> Recommendation:
    return Recommendation(
        dimensions.BY_CODE[advice.dimension].name,
        translated(advice.title),
        translated(advice.text),
        translated(advice.telefoonwijzer),
        tuple(_evidence(advice)),
    )


def _evidence(advice: Advice) -> list[str]:
    found, sentences = advice.evidence, []
    if found.criterion is not None and advice.criterion is not None:
        cell = measured(found.criterion)
        words = {"requirement": requirement(advice.criterion).text, "score": cell.text}
        sentences.append(str(gettext("Audits on “%(requirement)s”: %(score)s.", **words)))
    if found.reason_count is not None and found.reason_share is not None:
        share = {"share": per_cent(found.reason_share), "answers": answers(found.reason_count)}
        sentences.append(str(gettext("Named by %(share)s of citizens with a low score (%(answers)s).", **share)))
    sentences.append(_sides(advice))
    return sentences


def _sides(advice: Advice) -> str:
    found = advice.evidence
    words = {
        "name": dimensions.BY_CODE[advice.dimension].name,
        "perceived": perceived(found.perceived).text,
        "measured": measured(found.measured).text,
    }
    if found.gap.mean is None:
        return str(gettext("%(name)s: citizens %(perceived)s, audits %(measured)s.", **words))
    words["gap"] = difference(found.gap.mean)
    return str(gettext("%(name)s: citizens %(perceived)s, audits %(measured)s, difference %(gap)s.", **words))
