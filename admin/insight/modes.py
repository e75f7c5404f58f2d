"""How citizens score who answered in one way (by link, by QR code, ...), beside those of the other ways. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from admin.insight.atoms import Place, together
from admin.insight.cells import Cell
from admin.insight.disclosure import COLUMNS, VARIABLES, Atoms, Disclosure, inside, sums
from admin.insight.pooling import Pool
from admin.insight.results import ModeScores, PerceivedScore
from admin.insight.scores import score
from admin.insight.terms import HIDDEN, Score
from survey import dimensions

Tallies = Mapping[Place, Mapping[str, int]]


def by_mode(
    found: Disclosure, answers: Tallies, apart: Sequence[Cell], view: Callable[[Place], bool], least: int
) -> tuple[ModeScores, ...]:
    """The modes that may be shown in this view, the most-used one first; empty where no other may be shown.

    Where modes are mixed, the others are of the most-used language only. The most-used mode is what is left of the
    view without the others: it holds those answers too that may not be shown apart. `apart` has the answers in the
    most-used language by other modes.
    """
    parts = {mode: _counts(found.parts, mode, _tallies(apart, mode), view) for mode in dimensions.MODES}
    whole = {mode: _counts(found.pure, mode, answers, view) for mode in dimensions.MODES}
    modes = {mode: together((parts[mode], whole[mode])) for mode in dimensions.MODES}
    shown = {mode: counts for mode, counts in modes.items() if any(counts.values())}
    if not shown:
        return ()
    rest = together(
        sums(atom, answers, COLUMNS[name]) for name in VARIABLES for atom in inside(found.answers[name], view)
    )
    for column, number in together(shown.values()).items():
        rest[column] -= number
    return (
        _scores(found.ground_mode, rest, least, is_rest=True),
        *(_scores(mode, counts, least) for mode, counts in shown.items()),
    )


def _tallies(apart: Iterable[Cell], mode: str) -> Tallies:
    return {cell.place: cell.counts for cell in apart if cell.mode == mode}


def _counts(
    atoms: Mapping[str, Mapping[str, Atoms]], mode: str, tallies: Tallies, view: Callable[[Place], bool]
) -> dict[str, int]:
    """What of one mode's atoms is in view."""
    return together(
        sums(atom, tallies, COLUMNS[name]) for name, mine in atoms.items() for atom in inside(mine.get(mode, ()), view)
    )


def _scores(mode: str, counts: Mapping[str, int], least: int, *, is_rest: bool = False) -> ModeScores:
    plain = {column: float(number) for column, number in counts.items()}
    pool = Pool(counts, plain, plain)
    return ModeScores(
        mode,
        counts.get("responses", 0),
        tuple(PerceivedScore(code, _score(pool, code, least)) for code in dimensions.CODES),
        _score(pool, "mark", least),
        is_rest=is_rest,
    )


def _score(pool: Pool, variable: str, least: int) -> Score:
    number = pool.answers(variable)
    sample = pool.sample(variable) if number >= least else None
    return HIDDEN if sample is None else score(sample, number)
