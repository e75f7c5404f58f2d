"""What figures for programs read as on the page, in English: worked out apart from the page's own formatting."""

from __future__ import annotations

from collections.abc import Callable

from admin.insight import wording
from admin.insight.results import Represented
from admin.insight.terms import Quadrant, Verdict
from tests.http.reports.figures import Cell
from tests.http.reports.keyed import Key, Shown
from tests.http.reports.programs import Figure, Figures

HIDDEN, NOTHING = "Too few answers", "–"


def read_as(figures: Figures, wanted: Shown) -> Shown:
    """What these figures read as on the page; a dash for one that is not there."""
    return {key: _read(figures, key) if _base(key) in figures else (NOTHING,) for key in wanted}


def _base(key: Key) -> Key:
    """A spread stands in the row of its mean."""
    return (*key[:3], key[3].removesuffix(" sd"))


def _read(figures: Figures, key: Key) -> Cell:
    part, _, _, name = key
    found = figures[_base(key)]
    if part == "funnel":
        return _step(figures, key)
    if name.endswith(" sd"):
        return (_decimals(found.sd, 1),)
    if name == "rate" and found.value is not None:
        made_of = f"{figures['response_rate', '', '', 'answered'].n:,} of {found.n:,} invited"
        return _percentage(found), _reach(found, "%"), made_of
    return _READERS[name](found) if name in _READERS else _counted(found, part, name)


def _counted(found: Figure, part: str, name: str) -> Cell:
    """A score or share, its interval where it has one, and on how many it is."""
    if found.value is None:
        return (_missing(found, name),) if name != "rate" or found.hidden else _NOBODY
    unit = " seconds" if name == "wait_seconds" else "%" if name.endswith("share") else ""
    between = () if found.low is None else (_reach(found, "%" if unit == "%" else ""),)
    thing = _OTHER_THINGS.get((part, name), "phone call" if part == "phone_log" else _THINGS.get(name, "answer"))
    return f"{found.value:,.1f}{unit}", *between, _number(found, thing)


def _missing(found: Figure, name: str) -> str:
    if name == "measured":
        return "Too few calls" if found.hidden else "Not audited"
    return HIDDEN


def _reach(found: Figure, sign: str) -> str:
    return f"{found.low:,.1f}{sign} to {found.high:,.1f}{sign}"


def _percentage(found: Figure) -> str:
    return HIDDEN if found.value is None else f"{found.value:,.1f}%"


def _number(found: Figure, thing: str) -> str:
    return f"{found.n:,} {thing}{'' if found.n == 1 and thing != 'contact' else 's'}"


def _whole(found: Figure) -> Cell:
    return (HIDDEN,) if found.hidden else (f"{found.n:,}",)


def _step(figures: Figures, key: Key) -> Cell:
    """A step's number, of all contacts, and of the step before."""
    steps = [figures[each].n for each in figures if each[0] == "funnel"]
    place = [each for each in figures if each[0] == "funnel"].index(key)
    count = steps[place]
    if count is None:
        return HIDDEN, NOTHING, NOTHING
    before = steps[place - 1] if place else None
    parts = (f"{100 * count / whole:,.1f}%" if whole else NOTHING for whole in (steps[0], before))
    return (f"{count:,}", *parts)


def _decimals(value: float | None, places: int) -> str:
    return NOTHING if value is None else f"{round(value, places) + 0.0:,.{places}f}"


def _signed(found: Figure) -> Cell:
    if found.value is None:
        return (NOTHING,)
    shown = [_sign(each) for each in (found.value, found.low, found.high) if each is not None]
    return (shown[0], f"{shown[1]} to {shown[2]}") if len(shown) == 3 else (shown[0],)


def _sign(value: float) -> str:
    rounded = round(value, 1)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):,.1f}"


_NOBODY = (NOTHING, "Nobody was invited in this view.")
_THINGS = {"measured": "call", "contact_share": "contact"}
_OTHER_THINGS = {("phone_log", "source_rating"): "answer"}
_READERS: dict[str, Callable[[Figure], Cell]] = {
    **dict.fromkeys(("p", "p_adjusted", "tau_b", "importance_correlation"), lambda found: (_decimals(found.value, 3),)),
    **dict.fromkeys(("gap", "profile_gap"), _signed),
    **dict.fromkeys(("partly_share", "no_share"), lambda found: (_percentage(found),)),
    **dict.fromkeys(("contacts", "invited", "answered"), _whole),
    "calls": lambda found: (_number(found, "call"),),
    "n_effective": lambda found: (_decimals(found.value, 0),),
    "more_responses_needed": lambda found: (f"{found.n:,}",) if found.n else (),
    "verdict": lambda found: (wording.VERDICTS[Verdict(found.text)].name,),
    "quadrant": lambda found: (wording.QUADRANTS[Quadrant(found.text)].name if found.text else NOTHING,),
    "representation": lambda found: (wording.REPRESENTED[Represented(found.text)] if found.text else NOTHING,),
}
