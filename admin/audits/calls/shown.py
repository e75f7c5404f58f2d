"""What the scoring form shows: the criteria by B, with what was filled in, what is wrong, and what others filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_datetime, format_time, gettext

from admin.audits.calls.filled import NOT_APPLICABLE, Wrong, na_field, remark_field, value_field
from admin.insight import formatting
from survey import dimensions
from survey.criteria.catalogue import Criterion, Scale, Wording, requirement_in
from survey.dimensions import Dimension
from survey.languages import N_
from survey.locale import page_language

_ANSWERS: Final[Mapping[str, str]] = {"yes": N_("yes"), "partly": N_("partly"), "no": N_("no")}
_KEYS: Final[Mapping[str, str]] = {"yes": "1", "partly": "5", "no": "0", "10": "0"}
_CHOICES: Final[Mapping[Scale, tuple[str, ...]]] = {
    "yes_no": ("yes", "no"),
    "yes_partly_no": ("yes", "partly", "no"),
    "mark": tuple(map(str, dimensions.MARK)),
    "seconds": (),
}
KINDS: Final[Mapping[str, str]] = {
    "bsn": N_("citizen service number (BSN)"),
    "iban": N_("bank account number"),
    "phone": N_("phone number"),
    "email": N_("e-mail address"),
    "address": N_("home address"),
}
"""What can be taken out of a remark."""
LABELS: Final[Mapping[str, str]] = {
    "day": N_("Day"),
    "team": N_("Team"),
    "channel": N_("Channel"),
    "reference": N_("Reference"),
    "remark": N_("Remark about the call"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from, and the key that chooses it."""

    value: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on the form. `theirs` tells what another auditor filled in, None where that is the same."""

    criterion: Criterion
    requirement: Wording
    options: tuple[Option, ...]
    value: str
    is_applicable: bool
    remark: str
    fault: str | None
    remark_fault: str | None
    theirs: str | None

    @property
    def id(self) -> str:
        """For the attributes of the page."""
        return self.criterion.code.replace(".", "-")

    @property
    def name(self) -> str:
        """The name of the field for the value."""
        return value_field(self.criterion.code)


@dataclass(frozen=True, slots=True)
class Block:
    """The criteria of one B."""

    dimension: Dimension
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    text: str


@dataclass(frozen=True, slots=True)
class _Field:
    """A field with a fault, as the list of faults at the top of a page names it."""

    id: str
    label: _Label
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faults:
    """Everything that is wrong with the form: a message in the page's language by the name of the field."""

    errors: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What each field is called on the page."""

    def __iter__(self) -> Iterator[_Field]:
        for name, message in self.errors.items():
            yield _Field(name.replace(".", "-"), _Label(self.names.get(name, name)), (message,))


def faults(wrong: Mapping[str, Wrong], criteria: tuple[Criterion, ...]) -> Faults:
    """What is wrong, in the language of the page."""
    names = {name: gettext(label) for name, label in LABELS.items()}
    for each in criteria:
        names[value_field(each.code)] = names[remark_field(each.code)] = requirement(each).text
    return Faults({name: _message(each) for name, each in wrong.items()}, names)


def _message(wrong: Wrong) -> str:
    values = {
        name: format_date(value, "medium") if isinstance(value, date) else value for name, value in wrong.values.items()
    }
    return str(gettext(wrong.message, **values))


def requirement(criterion: Criterion) -> Wording:
    """What the criterion asks, in the language of the page as far as there are words in it."""
    return requirement_in(criterion, page_language().code, gettext)


def blocks(
    criteria: tuple[Criterion, ...],
    values: Mapping[str, str],
    wrong: Mapping[str, str],
    theirs: Mapping[str, str] | None = None,
) -> list[Block]:
    """The form's criteria by B; `values` and `theirs` are fields as a browser sends them, `wrong` messages by field."""
    return [
        Block(
            dimension,
            tuple(_line(each, values, wrong, theirs) for each in criteria if each.dimension == dimension.code),
        )
        for dimension in dimensions.DIMENSIONS
    ]


def _line(
    criterion: Criterion, values: Mapping[str, str], wrong: Mapping[str, str], theirs: Mapping[str, str] | None
) -> Line:
    value, remark = value_field(criterion.code), remark_field(criterion.code)
    filled = values.get(value, "")
    return Line(
        criterion,
        requirement(criterion),
        _options(criterion, filled),
        filled,
        not values.get(na_field(criterion.code)),
        values.get(remark, ""),
        wrong.get(value),
        wrong.get(remark),
        None if theirs is None else _difference(criterion, values, theirs),
    )


def _options(criterion: Criterion, filled: str) -> tuple[Option, ...]:
    words = _CHOICES[criterion.scale]
    if not words:
        return ()
    # A file can bring half marks: they stay as they are until somebody chooses another.
    odd = () if filled in {"", NOT_APPLICABLE, *words} else (filled,)
    marks = tuple(Option(word, _answer(word), _KEYS.get(word, word)) for word in (*odd, *words))
    return (*marks, Option(NOT_APPLICABLE, gettext("not applicable"), "n"))


def _answer(word: str) -> str:
    return str(gettext(_ANSWERS[word])) if word in _ANSWERS else word


def _difference(criterion: Criterion, mine: Mapping[str, str], theirs: Mapping[str, str]) -> str | None:
    """What others filled in here, in words, where it is something else."""
    names = (value_field(criterion.code), na_field(criterion.code), remark_field(criterion.code))
    if all(mine.get(name, "").strip() == theirs.get(name, "").strip() for name in names):
        return None
    value, ticked, remark = (theirs.get(name, "") for name in names)
    if ticked or value == NOT_APPLICABLE:
        told = str(gettext("not applicable"))
    else:
        told = _answer(value) if value else str(gettext("not scored"))
    return f"{told} · {remark}" if remark else told


def other_differences(mine: Mapping[str, str], theirs: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """What others filled in about the call itself, in words, where it differs; `names` says teams and such."""
    return [
        f"{gettext(label)}: {names.get(theirs[name], theirs[name]) or '–'}"
        for name, label in LABELS.items()
        if mine.get(name, "").strip() != theirs.get(name, "").strip()
    ]


def points(scores: tuple[float | None, ...]) -> dict[str, str]:
    """The score of each B as people read it, by its code."""
    return {code: formatting.points(score) for code, score in zip(dimensions.CODES, scores, strict=True)}


def clock(moment: datetime, timezone: str) -> str:
    """The time of day on the organisation's clock, with the day where it was not today."""
    local = moment.astimezone(ZoneInfo(timezone))
    if local.date() == datetime.now(ZoneInfo(timezone)).date():
        return str(format_time(local, "short", rebase=False))
    return str(format_datetime(local, "short", rebase=False))


def kinds(found: tuple[str, ...]) -> str:
    """Kinds of personal data in a row: `a, b and c`."""
    return formatting.listed(str(gettext(KINDS[kind])) for kind in found)
