"""Masks personal data in a citizen's comment before anything is stored. Pure.

Matching is done on a normalised copy (see `_normalise`) that remembers where each character came from,
so that other digits, spaces and invisible characters hide nothing, while the rest of the comment stays as
it was typed. Every search starts at a fixed kind of place and looks a bounded distance ahead: time grows
with the length, no faster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stdnum import iban
from stdnum.nl import bsn

MARKERS: Final = {
    "bsn": "[BSN]",
    "iban": "[IBAN]",
    "phone": "[phone]",
    "email": "[e-mail]",
    "address": "[address]",
}
"""What stands in the place of each kind; the same in every language, for staff read all comments."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A comment that may be stored, and the kinds (keys of `MARKERS`, in that order) taken out of it."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece from `start` up to `end`."""

    start: int
    end: int


def mask(text: str) -> Masked:
    """The comment with service numbers, accounts, phone numbers, e-mail and home addresses marked out."""
    found: set[str] = set()
    while True:
        text, kinds = _mask_once(text)
        if not kinds:
            return Masked(text, tuple(kind for kind in MARKERS if kind in found))
        # Once more: a date that protected its neighbours may itself have been part of what was masked.
        found |= kinds


def _mask_once(text: str) -> tuple[str, set[str]]:
    plain, origin = _normalise(text)
    hits: list[tuple[_Span, str]] = []
    for kind, search in _SEARCHES.items():
        spans = list(search(plain))
        hits += [(span, kind) for span in spans]
        plain = _blank(plain, spans)
    pieces, done = [], 0
    for span, kind in sorted(hits, key=lambda hit: hit[0].start):
        pieces += [text[done : origin[span.start]], MARKERS[kind]]
        done = _past_invisible(text, origin[span.end - 1] + 1)
    return "".join([*pieces, text[done:]]), {kind for _, kind in hits}


def _past_invisible(text: str, place: int) -> int:
    """The next place that shows: a keycap or accent over the last masked character goes with it."""
    while place < len(text) and not _simplify(text[place]):
        place += 1
    return place


def _blank(plain: str, spans: list[_Span]) -> str:
    """The text with the spans made unusable for the next search, at the same length."""
    pieces, done = [], 0
    for span in spans:
        pieces += [plain[done : span.start], "\0" * (span.end - span.start)]
        done = span.end
    return "".join([*pieces, plain[done:]])


# --- one alphabet to search in


def _normalise(text: str) -> tuple[str, list[int]]:
    """Plain digits, letters, spaces, dots and hyphens, and for each of them its place in `text`."""
    plain: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for simple in _simplify(char):
            plain.append(simple)
            origin.append(place)
    return "".join(plain), origin


@lru_cache(maxsize=4096)
def _simplify(char: str) -> str:
    if " " < char <= "~":
        return char
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    category = unicodedata.category(char)
    if char.isspace() or category == "Zs":
        return " "
    if category in ("Cf", "Mn", "Me", "Cc"):
        return ""  # zero-width, direction marks, accents and keycaps laid over a digit
    return "-" if category == "Pd" else _LOOK_ALIKES.get(char) or unicodedata.normalize("NFKC", char)


_LOOK_ALIKES: Final = (
    dict.fromkeys("\u2212\u2043", "-")
    | dict.fromkeys("\u00b7\u2022\u2027\u2219\u22c5\u30fb\u3002\u066b\u06d4", ".")
    | dict.fromkeys("\u2044\u2215", "/")
)


# --- e-mail

_LOCAL: Final = r"[\w.!#$%&'*+/=?^`{|}~-]"
_EMAIL: Final = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}+"
    r"(?:@\w[\w.-]*|(?: ?@ ?| ?[(\[](?:at|apenstaartje)[)\]] ?)[\w-]+(?:\.[\w-]+)+)",
    re.IGNORECASE,
)


def _emails(plain: str) -> Iterator[_Span]:
    for match in _EMAIL.finditer(plain):
        end = match.end()
        while plain[end - 1] in ".-":
            end -= 1
        yield _Span(match.start(), end)


# --- bank accounts

_IBAN_START: Final = re.compile(r"(?=[A-Z][ .-]{0,2}[A-Z][ .-]{0,2}\d[ .-]{0,2}\d)", re.IGNORECASE)
_IBAN_REACH: Final = re.compile(r"[A-Z0-9](?:[ .-]{0,2}[A-Z0-9]){14,33}", re.IGNORECASE)
_DUTCH_ACCOUNT: Final = re.compile(r"NL\d\d[A-Z]{4}\d{10}")


def _accounts(plain: str) -> Iterator[_Span]:
    done = 0
    for match in _IBAN_START.finditer(plain):
        if match.start() < done:
            continue
        if (reach := _IBAN_REACH.match(plain, match.start())) is None:
            continue
        if (length := _account_length(reach.group())) is not None:
            done = match.start() + length
            yield _Span(match.start(), done)


def _account_length(reach: str) -> int | None:
    """How many characters of `reach` are an IBAN with its separators; None when no beginning of it is."""
    places = [place for place, char in enumerate(reach) if char.isalnum()]
    compact = "".join(reach[place] for place in places).upper()
    if _DUTCH_ACCOUNT.match(compact):
        return places[17] + 1
    for length in _lengths_that_pass(compact):
        if iban.is_valid(compact[:length], check_country=False):
            return places[length - 1] + 1
    return None


def _lengths_that_pass(compact: str) -> list[int]:
    """The lengths (15-34), longest first, at which the check of ISO 13616 (remainder 1 by 97) comes out."""
    head = "".join(str(int(char, 36)) for char in compact[:4])
    shift, tail = 10 ** len(head), int(head)
    rest = 0
    lengths: list[int] = []
    for length, char in enumerate(compact[4:], start=5):
        rest = int(f"{rest}{int(char, 36)}") % 97
        if length >= 15 and (rest * shift + tail) % 97 == 1:
            lengths.insert(0, length)
    return lengths


# --- rows of digits: phone numbers and citizen service numbers

_ROW: Final = re.compile(r"\d+(?:[ .\-/_()]+\d+)*")
_GROUP: Final = re.compile(r"\d+")
_PHONE: Final = re.compile(r"0[1-9]\d{8}|00310?[1-9]\d{8}|00(?!31)[1-9]\d{7,12}|316\d{8}")
_PHONE_AFTER_PLUS: Final = re.compile(r"310?[1-9]\d{8}|(?!31)[1-9]\d{7,14}")
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:19|20)\d\d"
_CLOCK: Final = r"(?:[01]?\d|2[0-3])\.[0-5]\d"
_CALENDAR: Final = re.compile(
    rf"(?<!\d)(?:{_DAY}([-./]){_MONTH}\1{_YEAR}|{_YEAR}([-./]){_MONTH}\2{_DAY}"
    rf"|{_YEAR} ?[-/] ?{_YEAR}|{_CLOCK} ?- ?{_CLOCK})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits of neighbouring groups, where they stand, and whether part of a date or time is among them."""

    digits: str
    span: _Span
    calendar: bool
    plus: bool


def _numbers(plain: str, fits: Callable[[_Number], bool]) -> Iterator[_Number]:
    """From left to right, without overlap, the longest run of whole groups (up to 17 digits) that fits."""
    for row in _ROW.finditer(plain):
        groups = [_Span(*match.span()) for match in _GROUP.finditer(plain, *row.span())]
        calendar = {place for match in _CALENDAR.finditer(plain, *row.span()) for place in range(*match.span())}
        first = 0
        while first < len(groups):
            runs = [run for run in _runs(plain, groups, first, calendar) if fits(run[1])]
            if runs:
                first, number = runs[-1]
                yield number
            first += 1


def _runs(plain: str, groups: list[_Span], first: int, calendar: set[int]) -> Iterator[tuple[int, _Number]]:
    start, digits, touched = groups[first].start, "", False
    plus = plain[max(0, start - 3) : start].rstrip(" (").endswith("+")
    for last in range(first, len(groups)):
        group = groups[last]
        digits += plain[group.start : min(group.end, group.start + 18)]
        if len(digits) > 17:
            return
        touched = touched or group.start in calendar
        yield last, _Number(digits, _Span(start, group.end), touched, plus)


def _phones(plain: str) -> Iterator[_Span]:
    for number in _numbers(plain, _is_phone):
        start = number.span.start
        if number.plus:
            start = plain.rindex("+", 0, start)
        inside = plain[start : number.span.end]
        if plain[start - 1 : start] == "(" and ")" in inside and "(" not in inside:
            start -= 1
        yield _Span(start, number.span.end)


def _is_phone(number: _Number) -> bool:
    if number.plus:
        return _PHONE_AFTER_PLUS.fullmatch(number.digits) is not None
    return not number.calendar and _PHONE.fullmatch(number.digits) is not None


def _service_numbers(plain: str) -> Iterator[_Span]:
    return (number.span for number in _numbers(plain, _is_service_number))


def _is_service_number(number: _Number) -> bool:
    """Nine digits always count when the eleven-test passes; eight do not when they are a date or a time."""
    if len(number.digits) == 8 and number.calendar:
        return False
    return len(number.digits) in (8, 9) and bsn.is_valid(number.digits)


# --- home addresses: a postcode with a house number on either side

_POSTCODE: Final = r"(?<!\d)[1-9]\d{3}(?P<gap> ?)(?P<letters>[A-Za-z]{2})(?![A-Za-z])"
_HOUSE: Final = r"\d{1,5}(?: ?[-/] ?\w{1,4}|[A-Za-z]{1,4}| (?:hs|bis|huis|[A-Za-z]))?(?!\w)"
_AFTER: Final = re.compile(rf"{_POSTCODE}[ ,/-]{{0,4}}(?:(?:nr|no|nummer|huisnummer)[. :]{{0,3}})?{_HOUSE}")
_BEFORE: Final = re.compile(rf"(?<!\w){_HOUSE}[ ,/-]{{1,4}}{_POSTCODE}")
_STREET: Final = re.compile(r"[^\W\d][\w'.-]{0,40} {0,2},? {0,2}\Z")
_STREET_BEGINS: Final = re.compile(r"(?:[^\W\d][\w'.-]{0,40} ){1,4}\Z")
_SMALL_WORDS: Final = re.compile(
    "a[lmnst]|b[ey]|d[aeou]|e[ilnrst]|fe|go|he|i[fklmnst]|j[ae]|l[aeo]|m[aeiy]|n[aeou]|o[fmnprsu]|p[ao]"
    "|s[eiou]|t[aeiouw]|u[mnptw]|ve|w[eo]|ya|z[eou]"
)
"""Words of two letters in our languages: `2019 en 2020` is no address, `2019EN 20` and `2019 EN 20` are."""


def _addresses(plain: str) -> Iterator[_Span]:
    spans = [_Span(_street_start(plain, match.start()), match.end()) for match in _real(_BEFORE, plain)]
    spans += [_Span(*match.span()) for match in _real(_AFTER, plain)]
    done = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start = max(span.start, done)
        if start < span.end:
            yield _Span(start, span.end)
            done = span.end


def _real(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(plain):
        if not (match["gap"] and _SMALL_WORDS.fullmatch(match["letters"])):
            yield match


def _street_start(plain: str, house: int) -> int:
    """Where the street's name before the house number begins: its first capital, five words back at most."""
    before = plain[max(0, house - 120) : house]
    street = _STREET.search(before)
    if street is None:
        return house
    start = place = house - len(before) + street.start()
    words = _STREET_BEGINS.search(before[: street.start()])
    for word in reversed(words.group().split()) if words else ():
        place -= len(word) + 1
        if word[0].isupper():
            start = place
        elif word not in _PARTICLES:
            break
    return start


_PARTICLES: Final = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "op", "aan", "in", "en", "bij"})

_SEARCHES: Final[dict[str, Callable[[str], Iterator[_Span]]]] = {
    "email": _emails,
    "iban": _accounts,
    "phone": _phones,
    "bsn": _service_numbers,
    "address": _addresses,
}
"""In this order: an account holds what could be a phone number, a phone number what could be a BSN."""
