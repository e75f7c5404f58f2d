"""A criterion as fields with names, as forms of it outside the program have them: written, read, checked. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar, cast

from admin.criteria import sets
from survey import languages
from survey.criteria.catalogue import BY_CODE, SCALES, Criterion, OwnWording, Scale, in_order
from survey.intake.cells import Cell, CellFault, to_integer, to_number, to_text, to_yes_no
from survey.intake.faults import Translate, shown
from survey.languages import N_

Found = TypeVar("Found")

REASONS: Final = tuple(f"reason_{code}" for code in languages.CODES)
WORDS: Final = ("requirement_nl", "requirement_en", *REASONS)
"""Fields of an organisation's own criteria only."""
FIELDS: Final = ("code", "scale", "norm", "limit", "weight", "active", *WORDS)

_CODE: Final = N_("the code of a built-in criterion, or a B, a dot and 2 to 40 small letters: “beleefd.naam”")
_ONCE: Final = N_("each code once")
_SCALE: Final = N_("one of: %(scales)s")
_FIXED: Final = N_("“%(scale)s”: the scale of a built-in criterion stays as it is")
_SECONDS: Final = N_("a whole number of seconds, from 0 to 86399")
_AFTER_NORM: Final = N_("more seconds than the norm")
_ONLY_SECONDS: Final = N_("nothing: only criteria in seconds have a norm and a limit")
_WEIGHT: Final = N_("a number from 0.01 to 100, with at most two decimals")
_WORDS: Final = N_("one line of 1 to %(longest)s characters")
_BUILT_IN_WORDS: Final = N_("nothing: the words of a built-in criterion stay as they are")
_ACTIVE: Final = N_("at least one active criterion of %(name)s")
_FEWER: Final = N_("at most %(most)s criteria")

_IN_SHEET: Final = N_("Sheet “%(sheet)s”")
_IN_ROW: Final = N_("Sheet “%(sheet)s”, row %(row)s")
_IN_CELL: Final = N_("Sheet “%(sheet)s”, row %(row)s, column “%(column)s”")
_IN_NEW_ROW: Final = N_("Sheet “%(sheet)s”, a row for “%(code)s”, column “%(column)s”")


def _in_english(message: str) -> str:
    return message


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: a JSON pointer (RFC 6901), or a sheet with row (from 1) and column name.

    Where the row itself is missing `row` is 0, and `code` says of which criterion it should be.
    """

    pointer: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    code: str = ""

    def said(self, translate: Translate = _in_english) -> str:
        """The place in English, or in words by `translate` (gettext)."""
        if not self.sheet:
            return self.pointer or "/"
        words = _IN_NEW_ROW if self.code else _IN_CELL if self.column else _IN_ROW if self.row else _IN_SHEET
        return translate(words) % {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code,
        }


@dataclass(frozen=True, slots=True)
class SetFault:
    """What can't be used: where, what stood there, and what was expected (an English message id and its values)."""

    place: Place
    value: str
    expected: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def wanted(self, translate: Translate = _in_english) -> str:
        """What was expected, in English or by `translate` (gettext)."""
        return translate(self.expected) % self.values if self.values else translate(self.expected)


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion as it stands in a file: the fields that are filled in, and where each stands or would stand."""

    fields: Mapping[str, Cell]
    where: Callable[[str], Place]


@dataclass(frozen=True, slots=True)
class ReadSet:
    """The criteria in a file in the order in which they are shown, or its faults; use them only without faults."""

    criteria: tuple[Criterion, ...]
    faults: tuple[SetFault, ...]


def as_fields(criterion: Criterion) -> dict[str, str | float | bool | None]:
    """All that an organisation decides about a criterion, by the names in FIELDS; None where it has none."""
    found: dict[str, str | float | bool | None] = dict.fromkeys(FIELDS)
    found |= {name: getattr(criterion, name) for name in ("code", "scale", "norm", "limit", "weight", "active")}
    if criterion.own is not None:
        found |= {"requirement_nl": criterion.own.requirement_nl, "requirement_en": criterion.own.requirement_en}
        found |= {f"reason_{language}": text for language, text in criterion.own.reasons}
    return found


def read_entries(entries: Iterable[Entry], whole: Place) -> ReadSet:
    """The set that these entries make, with every fault; `whole` is the place of faults that no single one has."""
    reader = _Reader()
    found = [criterion for entry in entries if (criterion := reader.criterion(entry)) is not None]
    if not reader.faults:
        reader.check_whole(found, whole)
    return ReadSet(in_order(found), tuple(reader.faults))


class _Reader:
    """Reads entry after entry and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[SetFault] = []
        self._codes: set[str] = set()

    def check_whole(self, criteria: list[Criterion], whole: Place) -> None:
        """Keep the faults that only all criteria together can have."""
        if len(criteria) > sets.MOST_CRITERIA:
            self.faults.append(SetFault(whole, str(len(criteria)), _FEWER, {"most": str(sets.MOST_CRITERIA)}))
        for code in sets.without_active(criteria):
            self.faults.append(SetFault(whole, "", _ACTIVE, {"name": code}))

    def criterion(self, entry: Entry) -> Criterion | None:
        """The criterion, None where a fault leaves none."""
        before = len(self.faults)
        code = self._code(entry)
        built_in = BY_CODE.get(code)
        scale = self._scale(entry, built_in)
        norm, limit = self._seconds(entry, scale)
        weight = self._optional(entry, "weight", _weight, 1.0)
        active = self._optional(entry, "active", to_yes_no, True)
        own = None if built_in else self._own(entry)
        if built_in:
            self._refuse(entry, WORDS, _BUILT_IN_WORDS)
        if len(self.faults) > before or weight is None or active is None:
            return None
        words = (built_in.requirement, built_in.reason) if built_in else ("", "")
        return Criterion(code, scale, *words, norm=norm, limit=limit, weight=weight, own=own, active=active)

    def _code(self, entry: Entry) -> str:
        code = self._needed(entry, "code", _code) or ""
        if code in self._codes:
            self._fault(entry, "code", _ONCE)
        elif code:
            self._codes.add(code)
        return code

    def _scale(self, entry: Entry, built_in: Criterion | None) -> Scale:
        if built_in is None:
            return self._needed(entry, "scale", _scale, scales=", ".join(SCALES)) or SCALES[0]
        if _folded(entry.fields.get("scale")) not in {None, built_in.scale}:
            self._fault(entry, "scale", _FIXED, scale=built_in.scale)
        return built_in.scale

    def _seconds(self, entry: Entry, scale: Scale) -> tuple[float | None, float | None]:
        if scale != "seconds":
            self._refuse(entry, ("norm", "limit"), _ONLY_SECONDS)
            return None, None
        norm, limit = (self._needed(entry, name, _seconds) for name in ("norm", "limit"))
        if norm is not None and limit is not None and limit <= norm:
            self._fault(entry, "limit", _AFTER_NORM)
        return norm, limit

    def _own(self, entry: Entry) -> OwnWording:
        nl, en = (self._text(entry, name, sets.LONGEST_REQUIREMENT) for name in WORDS[:2])
        reasons = {
            code: self._text(entry, f"reason_{code}", sets.LONGEST_REASON)
            for code in sorted(languages.CODES)
            if code == languages.DEFAULT or entry.fields.get(f"reason_{code}") is not None
        }
        return OwnWording(nl, en, tuple(reasons.items()))

    def _text(self, entry: Entry, name: str, longest: int) -> str:
        return self._needed(entry, name, partial(_words, longest=longest), longest=str(longest)) or ""

    def _optional(self, entry: Entry, name: str, read: Callable[[Cell], Found], otherwise: Found) -> Found | None:
        return otherwise if entry.fields.get(name) is None else self._needed(entry, name, read)

    def _needed(self, entry: Entry, name: str, read: Callable[[Cell], Found], **values: str) -> Found | None:
        try:
            return read(entry.fields.get(name))
        except CellFault as fault:
            self._fault(entry, name, fault.expected, **values)
            return None

    def _refuse(self, entry: Entry, names: Iterable[str], expected: str) -> None:
        for name in names:
            if entry.fields.get(name) is not None:
                self._fault(entry, name, expected)

    def _fault(self, entry: Entry, name: str, expected: str, **values: str) -> None:
        self.faults.append(SetFault(entry.where(name), shown(entry.fields.get(name)), expected, values))


def _code(cell: Cell) -> str:
    code = to_text(cell, expected=_CODE).casefold()
    if code not in BY_CODE and not sets.is_own_code(code):
        raise CellFault(_CODE)
    return code


def _scale(cell: Cell) -> Scale:
    scale = _folded(cell)
    if scale not in SCALES:
        raise CellFault(_SCALE)
    return cast(Scale, scale)


def _folded(cell: Cell) -> Cell:
    return cell.strip().casefold() if isinstance(cell, str) else cell


def _seconds(cell: Cell) -> float:
    return float(to_integer(cell, 0, sets.LONGEST_WAIT, _SECONDS))


def _weight(cell: Cell) -> float:
    weight = to_number(cell, sets.LEAST_WEIGHT, sets.MOST_WEIGHT, _WEIGHT)
    if not sets.is_weight(weight):
        raise CellFault(_WEIGHT)
    return weight


def _words(cell: Cell, longest: int) -> str:
    return to_text(sets.tidy(cell) if isinstance(cell, str) else cell, longest, _WORDS)
