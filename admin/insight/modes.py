"""How citizens score who answered in one way (by link, by QR code, ...), beside those of the other ways. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from admin.insight.atoms import Place, together
from admin.insight.cells import Cell, added
from admin.insight.disclosure import COLUMNS, VARIABLES, Atoms, Disclosure, inside, sums
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
    of_mode = {mode: [cell for cell in spoken if cell.mode == mode] for mode in dimensions.MODES}
    shown = {mode: _counts(found.modes, mode, cells, view) for mode, cells in of_mode.items()}
    if not any(map(any, (counts.values() for counts in shown.values()))):
        return ()
    languages = {cell.language for cell in apart}
    of_language = {code: [cell for cell in apart if cell.language == code] for code in languages}
    others = [_counts(found.languages, code, cells, view) for code, cells in of_language.items()]
    rest = together(
        sums(atom, answers, COLUMNS[name]) for name in VARIABLES for atom in inside(found.answers[name], view)
    )
    for column, number in together([*shown.values(), *others]).items():
        rest[column] = rest.get(column, 0) - number
    return (
        _scores(found.ground_mode, rest, least, is_rest=True),
        *(_scores(mode, counts, least) for mode, counts in shown.items() if any(counts.values())),
    )


def _counts(
    atoms: Mapping[str, Mapping[str, Atoms]], of: str, cells: Iterable[Cell], view: Callable[[Place], bool]
) -> dict[str, int]:
    """What is shown of one language or mode, from the answers in its `cells`."""
    tallies: dict[Place, list[Cell]] = {}
    for cell in cells:
        tallies.setdefault(cell.place, []).append(cell)
    counted = {place: added(mine) for place, mine in tallies.items()}
    return together(
        sums(atom, counted, COLUMNS[name]) for name, found in atoms.items() for atom in inside(found.get(of, ()), view)
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
