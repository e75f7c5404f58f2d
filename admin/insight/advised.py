"""Advice as page, spreadsheet and report tell it: its words, the figures that called for it, and why now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from babel.dates import get_day_names
from flask_babel import get_locale, gettext, ngettext

from admin.insight.figures import Cell, measured, perceived, requirement
from admin.insight.formatting import answers, chance, difference, listed, per_cent, points, seconds, short, whole
from admin.insight.results import Advice, AdviceEvidence, AdviceKind, BusyHour, Comparison, PhoneLogFigures
from survey import dimensions
from survey.languages import N_
from survey.locale import page_language, translated

WHOLE_SERVICE: Final = N_("The whole service")
KINDS: Final = {
    AdviceKind.IMPROVE: N_("Improve"),
    AdviceKind.FIND_OUT: N_("Find out more"),
    AdviceKind.GO_ON: N_("Go on like this"),
}
"""What a piece of advice asks for, in a word."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A piece of advice as it is shown: its words are in `language`, the figures and `why_now` in the page's.

    `about` is the name of its B, or that it is about the whole service.
    """

    code: str
    priority: int
    kind: AdviceKind
    dimension: str | None
    about: str
    title: str
    text: str
    first_step: str
    see_it_worked: str
    requirement: str
    language: str
    evidence: tuple[str, ...]
    why_now: str

    @property
    def is_foreign(self) -> bool:
        """Whether its words are in another language than the page."""
        return self.language != page_language().code


def recommendations(comparison: Comparison) -> tuple[Recommendation, ...]:
    """All advice, most urgent first."""
    return tuple(recommendation(advice, comparison.norm) for advice in comparison.advice)


def recommendation(advice: Advice, norm: float) -> Recommendation:
    """A piece of advice in the language of the page, or the nearest that the library has."""
    words, language = advice.words(page_language().code)
    return Recommendation(
        code=advice.code,
        priority=advice.priority,
        kind=advice.kind,
        dimension=advice.dimension,
        about=about(advice.dimension),
        title=words.title,
        text=words.text,
        first_step=words.first_step,
        see_it_worked=words.see_it_worked,
        requirement=words.telefoonwijzer,
        language=language,
        evidence=tuple(evidence(advice)),
        why_now=_why_now(advice, norm),
    )


def about(dimension: str | None) -> str:
    """The name of a B, or that it is about all of them."""
    return translated(WHOLE_SERVICE) if dimension is None else dimensions.BY_CODE[dimension].name


def evidence(advice: Advice) -> Iterator[str]:
    """The figures that called for it, a sentence each; the two sides of its B come last."""
    found = advice.evidence
    if found.criterion is not None and advice.criterion is not None:
        words = {
            "requirement": requirement(advice.criterion, advice.own).text,
            "score": _told(measured(found.criterion)),
        }
        yield str(gettext("Audits on “%(requirement)s”: %(score)s.", **words))
    if found.reason_count is not None and found.reason_share is not None:
        share = {"share": per_cent(found.reason_share), "answers": answers(found.reason_count)}
        yield str(gettext("Named by %(share)s of citizens with a low score (%(answers)s).", **share))
    yield from _of_the_view(found)
    if advice.dimension is not None:
        yield _sides(advice.dimension, found)


def _told(cell: Cell) -> str:
    """A score with its interval and number between brackets."""
    return f"{cell.text} ({'; '.join(cell.details)})" if cell.details else cell.text


def _sides(dimension: str, found: AdviceEvidence) -> str:
    words = {
        "name": dimensions.BY_CODE[dimension].name,
        "perceived": _told(perceived(found.perceived)),
        "measured": _told(measured(found.measured)),
    }
    if found.gap.mean is None:
        return str(gettext("%(name)s: citizens %(perceived)s, audits %(measured)s.", **words))
    words["gap"] = difference(found.gap.mean)
    return str(gettext("%(name)s: citizens %(perceived)s, audits %(measured)s, difference %(gap)s.", **words))


def _of_the_view(found: AdviceEvidence) -> Iterator[str]:
    if found.resolved is not None:
        said = {"share": per_cent(found.resolved.yes), "answers": answers(found.resolved.n or 0)}
        yield str(gettext("%(share)s of citizens say that their question is answered (%(answers)s).", **said))
    if found.phone_log is not None:
        yield from _phone_log(found.phone_log)
    if found.hours:
        yield str(gettext("Calls not answered: %(hours)s.", hours=listed(map(_hour, found.hours))))
    yield from _of_everything(found)


def _phone_log(log: PhoneLogFigures) -> Iterator[str]:
    missed = {"share": per_cent(100 - (log.answered_share.share or 0.0)), "calls": _calls(log.offered)}
    yield str(gettext("Phone log: %(share)s of %(calls)s not answered.", **missed))
    if log.wait_mean_seconds is not None:
        waits = {
            "mean": seconds(log.wait_mean_seconds),
            "share": per_cent(log.within_norm.share),
            "norm": whole(log.within_norm.norm_seconds),
        }
        yield str(gettext("Phone log: a mean wait of %(mean)s, %(share)s within %(norm)s seconds.", **waits))


def _calls(number: int) -> str:
    return str(ngettext("%(count)s call", "%(count)s calls", number, count=whole(number)))


def _hour(busy: BusyHour) -> str:
    """As `Monday 9:00 34.0% of 120 calls`."""
    words = {
        "day": get_day_names("wide", "stand-alone", get_locale())[busy.weekday],
        "clock": f"{busy.hour}:00",
        "share": per_cent(busy.not_answered.share),
        "calls": _calls(busy.not_answered.n),
    }
    return str(gettext("%(day)s %(clock)s: %(share)s of %(calls)s", **words))


def _of_everything(found: AdviceEvidence) -> Iterator[str]:
    if found.dimensions:
        names = listed(dimensions.BY_CODE[code].name for code in found.dimensions)
        yield str(gettext("This is about %(names)s.", names=names))
    if found.more_responses_needed is not None:
        more = found.more_responses_needed
        yield str(
            ngettext(
                "From about %(count)s more answer on we can tell.",
                "From about %(count)s more answers on we can tell.",
                more,
                count=whole(more),
            )
        )
    if found.auditor_disagreement is not None:
        apart = points(found.auditor_disagreement)
        yield str(gettext("Two auditors of the same call lie up to %(points)s points apart.", points=apart))
    if found.response_rate is not None:
        yield from _response(found)


def _response(found: AdviceEvidence) -> Iterator[str]:
    rate = found.response_rate
    if rate is None:
        return
    if rate.rate is None:
        counts = {"contacts": whole(rate.contacts), "invited": whole(rate.invited)}
        yield str(gettext("Contacts: %(contacts)s. Invited: %(invited)s.", **counts))
    else:
        shown = {"rate": per_cent(rate.rate), "invited": whole(rate.invited)}
        yield str(gettext("%(rate)s of %(invited)s invited citizens answered.", **shown))


def _why_now(advice: Advice, norm: float) -> str:
    """Why it stands where it stands: how far under the norm, how much that matters, how sure it is."""
    if advice.kind is AdviceKind.GO_ON:
        return str(gettext("It reaches the norm of %(norm)s. What goes well deserves attention too.", norm=short(norm)))
    if advice.kind is AdviceKind.FIND_OUT:
        return str(gettext("Without this you could choose the wrong thing to improve."))
    return " ".join(_urgency(advice, norm))


def _urgency(advice: Advice, norm: float) -> Iterator[str]:
    found = advice.evidence
    if found.shortfall > 0:
        words = {"points": points(found.shortfall), "norm": short(norm)}
        yield str(gettext("It lies %(points)s points under the norm of %(norm)s.", **words))
    if found.importance is not None:
        words = {"name": about(advice.dimension), "weight": chance(found.importance)}
        yield str(gettext("%(name)s weighs %(weight)s in the report mark (0 is nothing, 1 is all).", **words))
    if (sure := _is_sure(advice, norm)) is not None:
        yield _how_sure(sure)


def _how_sure(sure: bool) -> str:
    if sure:
        return str(gettext("The whole 95 percent interval lies under the norm."))
    return str(gettext("The 95 percent interval reaches the norm, so it can still be chance."))


def _is_sure(advice: Advice, norm: float) -> bool | None:
    """Whether some score that called for it lies under the norm with its whole interval; None without intervals."""
    found = advice.evidence
    scores = (found.perceived, found.measured) if found.criterion is None else (found.criterion,)
    highs = [score.high for score in scores if score.mean is not None and score.mean < norm]
    known = [high for high in highs if high is not None]
    return any(high < norm for high in known) if known else None
