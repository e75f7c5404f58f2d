"""The figures of the page by what they are of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from admin.insight import answering
from survey import dimensions
from survey.criteria.catalogue import CATALOGUE
from tests.http.insight.pages import words
from tests.http.reports.figures import COMPARED, Cell, Seen

Key = tuple[str, str, str, str]
"""Part of the comparison, B, item, figure: as the rows of one figure each name them."""
Shown = dict[Key, Cell]

_REQUIREMENTS = {each.requirement: each.code for each in CATALOGUE}
_ANSWERED = {
    "Report mark, from 1 to 10": ("mark", "report_mark_1_10"),
    "Question answered: yes": ("resolved", "yes_share"),
    "Question answered: partly": ("resolved", "partly_share"),
    "Question answered: no": ("resolved", "no_share"),
    "Contacts": ("response_rate", "contacts"),
    "Invited": ("response_rate", "invited"),
    "Answered after an invitation": ("response_rate", "answered"),
    "Response rate Answered of those invited": ("response_rate", "rate"),
}
_PHONE = {
    "Calls answered": "answered_share",
    "Mean waiting time": "wait_seconds",
    "Answered within 30 seconds": "within_30_seconds_share",
    "Waiting time as a score 0 to 100": "wait_score",
    "Solved, by the phone log": "resolved_share",
    "Rating in the phone system 0 to 100": "source_rating",
}
_RANKS = re.compile(r"rank agreement (\S+) on a scale of −1 to 1, p (\S+)\)")


def keyed(seen: Seen) -> Shown:
    """Every figure of the page's tables, rounds and rank agreement. KeyError where a row is not known here."""
    found: Shown = {}
    for title, table in seen.tables.items():
        read = _TABLES.get(title, _criteria)
        for name, cells in table.items():
            found.update(read(name, cells))
    return found | dict(_rounds(seen)) | dict(_ranks(seen))


def _compared(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    code = name.partition(" ")[0].lower()
    perceived, measured, gap, verdict, quadrant = cells
    for figure, cell in (("perceived", perceived), ("measured", measured), ("gap", gap)):
        yield ("dimensions", code, "", figure), cell
    yield ("dimensions", code, "", "verdict"), verdict[:1]
    yield ("dimensions", code, "", "quadrant"), quadrant[:1]
    more = re.search(r"About (\S+) more answers? can tell", " ".join(verdict))
    yield ("dimensions", code, "", "more_responses_needed"), (more[1],) if more else ()


def _exact(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    figures = ("profile_gap", "p_adjusted", "perceived sd", "n_effective", "measured sd", "importance_correlation")
    for figure, cell in zip(figures, cells, strict=True):
        yield ("dimensions", name.lower(), "", figure), cell


def _criteria(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    code = _REQUIREMENTS[name]
    for figure, cell in zip(("measured", "reason_share"), cells, strict=True):
        yield ("criteria", code.partition(".")[0], code, figure), cell


def _trend(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    month = datetime.strptime(name, "%b %Y").strftime("%Y-%m")  # noqa: DTZ007 - a month has no zone
    for code, cell in zip(dimensions.CODES, cells, strict=True):
        yield ("trend", code, month, "perceived"), cell


def _answered(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    part, figure = _ANSWERED[name]
    yield (part, "", "", figure), cells[0]


def _phone(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    yield ("phone_log", "", "", _PHONE[name]), cells[0]


def _funnel(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    step = next(code for code, step in answering.STEPS.items() if f"{step.name} {step.meaning}".strip() == name)
    yield ("funnel", "", step, "count"), tuple(cell[0] for cell in cells)


def _represented(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    team, _, channel = name.partition(" · ")
    item = f"{'' if team == 'No team' else team} / {channel.lower()}" if channel else "rest"
    for figure, cell in zip(("contact_share", "answer_share", "representation"), cells, strict=True):
        yield ("represented", "", item, figure), cell


def _modes(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Key, Cell]]:
    mode = next(code for code, told in answering.MODES.items() if name.partition(" with the answers")[0] == told)
    for code, cell in zip(dimensions.CODES, cells, strict=False):
        yield ("modes", code, mode, "perceived"), cell
    yield ("modes", "", mode, "mark"), cells[-1]


_TABLES: dict[str, Callable[[str, tuple[Cell, ...]], Iterator[tuple[Key, Cell]]]] = {
    COMPARED: _compared,
    "Exact figures": _exact,
    "Citizens' scores per month": _trend,
    "Mark, result and response": _answered,
    "The phone log": _phone,
    "From contact to answer": _funnel,
    "Who answered, beside who was in contact": _represented,
    "By way of answering": _modes,
}


def _rounds(seen: Seen) -> Iterator[tuple[Key, Cell]]:
    for each in seen.page.iter("p"):
        if words(each).startswith("Audit rounds in this view:"):
            names = [words(name) for name in each.iter("bdi")]
            numbers = re.findall(r"\((\S+ calls?)\)", words(each))
            for name, number in zip(names, numbers, strict=True):
                yield ("rounds", "", name, "calls"), (number,)


def _ranks(seen: Seen) -> Iterator[tuple[Key, Cell]]:
    """Of all requirements together in the introduction, of each B where its requirements are folded."""
    for each in (*seen.page.iter("p"), *seen.page.iter("details")):
        is_of_one = each.tag == "details" and each.get("class") == "fold"
        if (found := _RANKS.search(words(each))) and (is_of_one or each.get("class") == "intro"):
            summary = each.find("summary/strong")
            code = "" if summary is None else words(summary).lower()
            yield ("rank_agreement", code, "", "tau_b"), (found[1],)
            yield ("rank_agreement", code, "", "p"), (found[2],)
