"""From what an auditor filled in about one call to a value that can be stored, or to what is wrong with it. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from admin.audits import scoring
from survey import dimensions
from survey.criteria.catalogue import Criterion
from survey.intake.cells import TEXT, CellFault, to_text
from survey.languages import N_
from survey.masking import mask

LONGEST_REMARK: Final = 1000
NOT_APPLICABLE: Final = "na"
"""What is sent for a criterion that does not apply to the call."""
WORDS: Final[Mapping[float, str]] = {value: word for word, value in scoring.ANSWERS.items()}

_TEAM: Final = N_("Choose a team.")
_CHANNEL: Final = N_("Choose a channel.")
_DAY: Final = N_("Fill in a day from %(first)s to %(last)s.")
_REFERENCE: Final = N_("Use at most 200 characters, on one line.")
_CHOICE: Final = N_("Choose one of the answers that are shown.")
_SECONDS: Final = N_("Fill in a number of seconds, such as 95, or minutes and seconds, such as 1:35.")
_EITHER: Final = N_("Fill in the seconds or tick “not applicable”, not both.")
_REMARK: Final = N_("Make your text shorter: at most %(max)s characters.")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field: a message id and the values of its placeholders (a day is put in words later)."""

    message: str
    values: Mapping[str, str | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A criterion in one call: its value on its own scale and its score (0-100), both None where it isn't scored."""

    value: float | None
    score: float | None
    applicable: bool
    remark: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a call can be filled in with. Days are in the organisation's zone."""

    criteria: Sequence[Criterion]
    teams: frozenset[UUID]
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Masked:
    """A remark as it is stored, and the kinds of personal data that were taken out of it."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledCall:
    """One call, ready to be stored; remarks are masked. `answers` has the criteria with something filled in.

    `dimensions` holds the score of each dimension (0-100) in the order of `survey.dimensions.CODES`; `masked`, by name
    of the field, the remarks out of which something was taken.
    """

    day: date
    team_id: UUID
    channel: str
    reference: str | None
    remark: str
    answers: Mapping[str, Answer]
    dimensions: tuple[float | None, ...]
    masked: Mapping[str, Masked]

    @property
    def is_scored(self) -> bool:
        """Whether at least one criterion has a score."""
        return any(answer.score is not None for answer in self.answers.values())


def value_field(code: str) -> str:
    """The name of the field for a criterion's value."""
    return f"value-{code}"


def na_field(code: str) -> str:
    """The name of the box that says that a criterion in seconds does not apply."""
    return f"na-{code}"


def remark_field(code: str) -> str:
    """The name of the field for a criterion's remark."""
    return f"remark-{code}"


def read(sent: Mapping[str, str], rules: Rules) -> FilledCall | dict[str, Wrong]:
    """The call as it was sent by field names, or everything that is wrong with it, by field name."""
    reader = _Reader(sent, rules)
    day, team_id, channel = reader.day(), reader.team(), reader.channel()
    reference, remark = reader.reference(), reader.remark("remark")
    found = {each.code: reader.answer(each) for each in rules.criteria}
    if reader.wrong or day is None or team_id is None:
        return reader.wrong
    answers = {code: answer for code, answer in found.items() if answer is not None}
    points = {code: answer.score for code, answer in answers.items() if answer.score is not None}
    by_dimension = scoring.dimension_scores(points, rules.criteria)
    return FilledCall(day, team_id, channel, reference, remark, answers, by_dimension, reader.masked)


class _Reader:
    """Reads field after field and keeps what is wrong with them, and what was masked."""

    def __init__(self, sent: Mapping[str, str], rules: Rules) -> None:
        self._sent = sent
        self._rules = rules
        self.wrong: dict[str, Wrong] = {}
        self.masked: dict[str, Masked] = {}

    def _text(self, name: str) -> str:
        return self._sent.get(name, "").strip()

    def day(self) -> date | None:
        first, last = self._rules.first_day, self._rules.last_day
        try:
            day = date.fromisoformat(self._text("day"))
        except ValueError:
            day = None
        if day is None or not first <= day <= last:
            self.wrong["day"] = Wrong(_DAY, {"first": first, "last": last})
            return None
        return day

    def team(self) -> UUID | None:
        found = next((team for team in self._rules.teams if str(team) == self._text("team")), None)
        if found is None:
            self.wrong["team"] = Wrong(_TEAM)
        return found

    def channel(self) -> str:
        channel = self._text("channel")
        if channel not in dimensions.CHANNELS:
            self.wrong["channel"] = Wrong(_CHANNEL)
        return channel

    def reference(self) -> str | None:
        text = self._text("reference")
        if not text:
            return None
        try:
            return to_text(text, expected=TEXT)
        except CellFault:
            self.wrong["reference"] = Wrong(_REFERENCE)
            return None

    def remark(self, name: str) -> str:
        text = _plain(self._sent.get(name, ""))
        result = mask(text)
        if len(text) > LONGEST_REMARK or len(result.text) > LONGEST_REMARK:
            self.wrong[name] = Wrong(_REMARK, {"max": str(LONGEST_REMARK)})
        if result.kinds:
            self.masked[name] = Masked(result.text, result.kinds)
        return result.text

    def answer(self, criterion: Criterion) -> Answer | None:
        remark = self.remark(remark_field(criterion.code))
        value = self._text(value_field(criterion.code))
        ticked = bool(self._text(na_field(criterion.code)))
        if ticked and value:
            self.wrong[value_field(criterion.code)] = Wrong(_EITHER)
        elif ticked or value == NOT_APPLICABLE:
            return Answer(None, None, applicable=False, remark=remark)
        elif value:
            return self._scored(criterion, value, remark)
        return Answer(None, None, applicable=True, remark=remark) if remark else None

    def _scored(self, criterion: Criterion, value: str, remark: str) -> Answer | None:
        try:
            scored = scoring.score(value, criterion)
        except CellFault:
            expected = _SECONDS if criterion.scale == "seconds" else _CHOICE
            self.wrong[value_field(criterion.code)] = Wrong(expected)
            return None
        return Answer(scored.value, scored.score, applicable=True, remark=remark)


def _plain(text: str) -> str:
    """Without control characters but line ends, which a browser sends as two; no database keeps a null character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or unicodedata.category(letter) not in _CONTROL).strip()


_CONTROL: Final = frozenset({"Cc", "Cs"})


def as_sent(answers: Mapping[str, Answer], criteria: Sequence[Criterion]) -> dict[str, str]:
    """The fields of the criteria as a browser would send them for these answers; every field is there."""
    fields: dict[str, str] = {}
    for each in criteria:
        answer = answers.get(each.code, Answer(None, None, applicable=True, remark=""))
        fields[value_field(each.code)] = _as_value(answer, each)
        if each.scale == "seconds":
            fields[na_field(each.code)] = "" if answer.applicable else "y"
        fields[remark_field(each.code)] = answer.remark
    return fields


def _as_value(answer: Answer, criterion: Criterion) -> str:
    if not answer.applicable:
        return "" if criterion.scale == "seconds" else NOT_APPLICABLE
    if answer.value is None:
        return ""
    if criterion.scale in {"mark", "seconds"}:
        return f"{answer.value:g}"
    return WORDS.get(answer.value, "")
