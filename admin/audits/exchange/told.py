"""What was read from a file, in the words of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext

from admin.audits.check import Checked
from admin.audits.exchange.changes import NOT_APPLICABLE, Answer, CellChange
from admin.insight import formatting, wording
from admin.reliability import figures
from survey.criteria.catalogue import Criterion
from survey.locale import translated


@dataclass(frozen=True, slots=True)
class CellWords:
    """Says what stands in a cell; teams are known by id, criteria by code."""

    teams: Mapping[UUID, str]
    criteria: Mapping[str, Criterion]

    def both(self, cell: CellChange) -> tuple[str, str]:
        """What stands there now, and what will."""
        return self._one(cell.name, cell.old), self._one(cell.name, cell.new)

    def _one(self, name: str, value: Answer) -> str:
        if isinstance(value, UUID):
            return self.teams[value]
        if isinstance(value, date):
            return formatting.day(value)
        if isinstance(value, str):
            return str(gettext("not applicable")) if value == NOT_APPLICABLE else translated(wording.CHANNELS[value])
        return figures.value(self.criteria[name], value)


def reading_told(checked: Checked) -> list[str]:
    """Which sheet was read, and which of its rows were left out as totals; nothing where there is nothing to tell."""
    told = []
    if checked.sheet:
        told.append(gettext("We read the sheet “%(name)s”.", name=checked.sheet))
    if checked.left_out:
        rows = ", ".join(map(formatting.whole, checked.left_out))
        told.append(gettext("Rows with totals, left out: %(rows)s.", rows=rows))
    return told
