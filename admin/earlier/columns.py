"""Which column of somebody else's export is which of the five B's: a proposal from its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from admin.earlier.answer_words import key_of
from admin.earlier.scales import OWN, SCALES, Scale, likely_scale, likely_score
from survey import dimensions
from survey.intake.words import normalised

LEAVE_OUT: Final = "-"
MARK: Final = "mark"
SCORED: Final = (*dimensions.CODES, MARK)
"""What a column with answers can be."""
FIELDS: Final = (*SCORED, "date", "team", LEAVE_OUT)

MOST_ANSWERS: Final = 12
"""Different answers up to which a column that is not all numbers can be a question with fixed answers."""

_A11: Final = {1: MARK, 2: "betrouwbaar", 6: "bereikbaar", 7: "beleefd", 8: "behulpzaam"}
"""Questions of OMB Circular A-11, section 280, by their number in Touchpoints, that come near one of ours.

1 satisfaction, 2 confidence, 6 reasonable time, 7 treated fairly, 8 employees helpful. 4 (need addressed) and 5
(easy to complete) have no B of their own, 3 and 9 are open.
"""
_A11_NAME: Final = re.compile(r"answer0?([0-9]{1,2})")
_DAYS: Final = (
    "submitdate datumverzonden verzenddatum datesubmitted datumingediend completiontime tijdvanvoltooien"
    " voltooiingstijd tijdvoltooid datestamp datumlaatsteactie datelastaction createdat starttime begintijd"
    " starttijd startdate datumgestart datestarted tijdstempel timestamp ingevuldop datum date"
)
_DATES: Final = tuple(_DAYS.split())
"""Names of the column with the day, the best first."""
_TEAMS: Final = frozenset({"team", "afdeling", "department", "teamname", "teamnaam", "groep", "group"})
_QUESTIONS: Final[tuple[tuple[str, str], ...]] = (
    ("bekend", r"bekend|begreep|begrepen|begrijp|understood|understand|knew what"),
    ("bereikbaar", r"bereik|wachttijd|wachten|snel |speed|waiting|reach|to speak to|reasonable amount of time"),
    ("beleefd", r"beleefd|luister|vriendelijk|serieus|respect|polite|friendly|listen|treated|bejegen"),
    ("behulpzaam", r"behulpzaam|hielp|geholpen|verder helpen|verder geholpen|helpful|helped"),
    ("betrouwbaar", r"betrouw|vertrouw|trust|confidence|beloof|promise|afspraken"),
    (MARK, r"rapportcijfer|cijfer|tevreden|satisf|overall|algemeen oordeel|mark|rating|beoordeling"),
)
_TOOLS: Final = (
    ("limesurvey", {"submitdate", "lastpage", "startlanguage", "seed", "datestamp", "antwoordid", "responseid",
                    "laatstepagina", "begintaal", "datumverzonden", "datesubmitted"}),
    ("forms", {"starttime", "completiontime", "begintijd", "tijdvanvoltooien", "starttijd", "voltooiingstijd",
               "tijdvoltooid", "lastmodifiedtime"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its name, its different answers in order (at most MOST_ANSWERS), whether it has more."""

    name: str
    answers: tuple[str, ...] = ()
    has_more: bool = False
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is (one of FIELDS); a column of SCORED has a scale."""

    field: str
    scale: Scale | None = None


def tool_of(header: Sequence[str]) -> str:
    """The tool that names its columns like this, `other` where we don't recognise it."""
    names = {normalised(name) for name in header}
    if any(_A11_NAME.fullmatch(name) for name in names):
        return "touchpoints"
    return next((tool for tool, known in _TOOLS if len(names & known) >= 2), "other")


def proposal(columns: Sequence[Column], tool: str, kept: Mapping[str, Use]) -> dict[str, Use]:
    """What each named column most likely is; `kept` is what was chosen for columns of these names before."""
    found: dict[str, Use] = {}
    taken = {use.field for name, use in kept.items() if name in {column.name for column in columns}}
    fields = {**_questions(columns, tool), **_day(columns), **_team(columns)}
    for column in columns:
        if column.name in kept:
            found[column.name] = kept[column.name]
            continue
        field = fields.get(column.name, LEAVE_OUT)
        if field in taken:
            field = LEAVE_OUT
        found[column.name] = Use(field, _scale(column) if field in SCORED else None)
    return found


def _scale(column: Column) -> Scale:
    code = likely_scale(column.answers, column.name)
    return Scale(code, own=own_scores(column) if code == OWN else {})


def own_scores(column: Column) -> dict[str, float | None]:
    """A first guess of what each answer of this column is worth."""
    return {key_of(answer): likely_score(answer) for answer in column.answers}


def _questions(columns: Sequence[Column], tool: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        field = _question(column.name, tool)
        if field and field not in found.values() and (column.is_numeric or not column.has_more):
            found[column.name] = field
    return found


def _question(name: str, tool: str) -> str | None:
    number = _A11_NAME.fullmatch(normalised(name))
    if number and tool == "touchpoints":
        return _A11.get(int(number[1]))
    folded = f"{name.casefold()} "
    return next((field for field, words in _QUESTIONS if re.search(words, folded)), None)


def _day(columns: Sequence[Column]) -> dict[str, str]:
    by_name = {normalised(column.name): column.name for column in columns}
    best = next((by_name[name] for name in _DATES if name in by_name), None)
    return {} if best is None else {best: "date"}


def _team(columns: Sequence[Column]) -> dict[str, str]:
    best = next((column.name for column in columns if normalised(column.name) in _TEAMS), None)
    return {} if best is None else {best: "team"}


def as_kept(uses: Mapping[str, Use]) -> dict[str, object]:
    """The uses as they are kept for the next file."""
    return {
        name: {
            "field": use.field,
            **({"scale": use.scale.code, "reversed": use.scale.is_reversed, "own": dict(use.scale.own)}
               if use.scale else {}),
        }
        for name, use in uses.items()
    }  # fmt: skip


def from_kept(kept: Mapping[str, Mapping[str, object]]) -> dict[str, Use]:
    """The uses that were kept, without those that make no sense any more."""
    return {name: use for name, each in kept.items() if (use := _kept_use(each)) is not None}


def _kept_use(kept: Mapping[str, object]) -> Use | None:
    field, code, own = str(kept.get("field")), kept.get("scale"), kept.get("own")
    if field not in FIELDS or (field in SCORED and code not in SCALES):
        return None
    if field not in SCORED:
        return Use(field)
    return Use(field, Scale(str(code), bool(kept.get("reversed")), own if isinstance(own, dict) else {}))
