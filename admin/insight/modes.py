"""How citizens score who answered in one way (by link, by QR code, ...), beside those of the other ways. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from admin.insight.atoms import Place, together
from admin.insight.cells import Cell, added
from admin.insight.disclosure import Atoms, Disclosure, inside, sums
from admin.insight.pooling import Pool
from admin.insight.results import HIDDEN, ModeScores, PerceivedScore, Score
from admin.insight.scores import score
from survey import dimensions

Tallies = Mapping[Place, Mapping[str, int]]


def by_mode(
    found: Disclosure, answers: Tallies, apart: Sequence[Cell], view: Callable[[Place], bool], least: int
) -> tuple[ModeScores, ...]:
    """The modes that may be shown in this view, the most-used one first; empty where none may be shown beside it.

    Of the most-used language only; the most-used mode is what is left of all answers in view without the other modes
    and languages that may be shown apart: it holds those too that may not. `apart` has the answers in other languages
    or by other modes.
    """
    spoken = [cell for cell in apart if cell.language == found.ground]
    modes = {
        mode: _counts(inside(atoms, view), (cell for cell in spoken if cell.mode == mode))
        for mode, atoms in found.modes.items()
    }
    shown = {mode: counts for mode, counts in modes.items() if counts}
    if not shown:
        return ()
    others = [
        _counts(inside(atoms, view), (cell for cell in apart if cell.language == language))
        for language, atoms in found.languages.items()
    ]
    rest = together(sums(atom, answers) for atom in inside(found.answers, view))
    for column, number in together([*shown.values(), *others]).items():
        rest[column] = rest.get(column, 0) - number
    order = [mode for mode in dimensions.MODES if mode in shown]
    return (
        _scores(found.ground_mode, rest, least, is_rest=True),
        *(_scores(mode, shown[mode], least) for mode in order),
    )


def _counts(atoms: Atoms, cells: Iterable[Cell]) -> dict[str, int]:
    tallies: dict[Place, list[Cell]] = {}
    for cell in cells:
        tallies.setdefault(cell.place, []).append(cell)
    counted = {place: added(mine) for place, mine in tallies.items()}
    return together(sums(atom, counted) for atom in atoms)


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
