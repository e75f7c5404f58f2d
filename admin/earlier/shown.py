"""Columns and what a file adds up to, as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from admin.earlier import wording
from admin.earlier.answer_words import key_of
from admin.earlier.columns import FIELDS, LEAVE_OUT, SCORED, Column, Use
from admin.earlier.reading import Look, Reading
from admin.earlier.scales import NUMBERS, OWN, SCALES, AnswerFault, Scale
from survey.locale import translated


@dataclass(frozen=True, slots=True)
class Worth:
    """An answer and its score on 0-100: None where it says nothing or, `is_fault`, is not on the scale."""

    answer: str
    score: float | None
    is_fault: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A column on the form, at its place in the file."""

    place: int
    column: Column
    use: Use
    worth: tuple[Worth, ...]

    @property
    def is_scored(self) -> bool:
        """Whether its answers become scores."""
        return self.use.field in SCORED

    @property
    def is_own(self) -> bool:
        """Whether the person says what each answer is worth."""
        return self.use.scale is not None and self.use.scale.code == OWN


def asked(look: Look, uses: Mapping[str, Use]) -> tuple[Asked, ...]:
    """All columns, with what each answer becomes."""
    return tuple(
        _asked(place, column, uses.get(column.name, Use(LEAVE_OUT))) for place, column in enumerate(look.columns)
    )


def _asked(place: int, column: Column, use: Use) -> Asked:
    return Asked(place, column, use, _worth(column, use.scale))


def _worth(column: Column, scale: Scale | None) -> tuple[Worth, ...]:
    """What the answers that there are become; those of a scale of numbers with too many, its ends and middle."""
    if scale is None:
        return ()
    answers: Sequence[str] = column.answers
    if column.has_more and scale.code in NUMBERS:
        low, high = NUMBERS[scale.code]
        answers = [str(low), f"{(low + high) / 2:g}", str(high)]
    worth = [_one(answer, scale) for answer in answers]
    # Own scores stand in the order of the form's fields.
    return tuple(worth if scale.code == OWN else sorted(worth, key=_order))


def _order(worth: Worth) -> tuple[bool, bool, float]:
    """By rising score; last what has none, and what is not on the scale."""
    return worth.is_fault, worth.score is None, worth.score or 0.0


def _one(answer: str, scale: Scale) -> Worth:
    if scale.code == OWN:
        return Worth(answer, scale.own.get(key_of(answer)))
    try:
        return Worth(answer, scale.score(answer))
    except AnswerFault:
        return Worth(answer, None, is_fault=True)


def field_choices() -> list[tuple[str, str]]:
    """What a column can be."""
    return [(field, translated(wording.FIELDS[field])) for field in FIELDS]


def scale_choices() -> list[tuple[str, str]]:
    """The scales that we know."""
    return [(code, scale_name(code)) for code in SCALES]


def scale_name(code: str) -> str:
    """A scale in words."""
    if code in NUMBERS:
        low, high = NUMBERS[code]
        return str(gettext(wording.NUMBERS, low=low, high=high))
    return translated(wording.SCALES[code])


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month (`YYYY-MM`): how many citizens answered, and how many answers each of the fields found."""

    month: str
    answers: int
    by_field: tuple[int, ...]


def fields_found(found: Reading) -> tuple[str, ...]:
    """The B's, and the mark, that the file has answers about."""
    there = {key.field for key in found.sums}
    return tuple(field for field in SCORED if field in there)


def months(found: Reading) -> tuple[MonthLine, ...]:
    """The file month by month."""
    fields = fields_found(found)
    counts: dict[tuple[str, str], int] = {}
    for key, sums in found.sums.items():
        place = (f"{key.month:%Y-%m}", key.field)
        counts[place] = counts.get(place, 0) + sums.n
    return tuple(
        MonthLine(f"{month:%Y-%m}", answers, tuple(counts.get((f"{month:%Y-%m}", field), 0) for field in fields))
        for month, answers in found.months.items()
    )


def mean_of(found: Reading, field: str, least: int) -> float | None:
    """The mean of a field over the whole file (0-100), None on fewer answers than may be shown."""
    sums = [each for key, each in found.sums.items() if key.field == field]
    n = sum(each.n for each in sums)
    return sum(each.total for each in sums) / n if n >= least else None
