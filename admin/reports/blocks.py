"""The parts that a document is set from: what the typesetter draws, each by its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from admin.insight import wording
from admin.insight.figures import Cell, FigureTable, Row
from survey.locale import translated


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3."""

    text: str
    level: int = 2
    new_page: bool = False
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `style` is plain, lead, or intro: what belongs to the table below it."""

    text: str
    style: str = "plain"
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph that stands out."""

    text: str
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it is about, and lines about it."""

    name: str
    about: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Words with what they mean."""

    items: tuple[Term, ...]
    kind: str = "terms"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure in large type, with what it is of."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures in large type beside each other."""

    items: tuple[Fact, ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures, with the part of the width that each of its columns gets."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing by its name, the same in words for who cannot see it, a caption, and its part of the width."""

    name: str
    alt: str
    caption: str
    part: float = 1.0
    kind: str = "chart"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, with what it is: a first step, how to see that it worked."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Advised:
    """A piece of advice with the figures that called for it."""

    number: str
    name: str
    title: str
    text: str
    steps: tuple[Step, ...]
    evidence: str
    requirement: str
    kind: str = "advice"


Block = Heading | Text | Note | Bullets | Terms | Facts | Table | Chart | Advised


def table(found: FigureTable, widths: Sequence[float] = ()) -> Table:
    """A table of the page; its first column is wider than the others where no widths are given."""
    usual = (1.5, *(1.0 for _ in found.columns[1:]))
    return Table(found.title, found.columns, found.rows, tuple(widths) or usual)


def hidden_figures(blocks: Iterable[Block]) -> int:
    """In how many places of the tables it says that there are too few answers."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    return sum(cell.text == translated(wording.TOO_FEW_ANSWERS) for row in rows for cell in row.cells)
