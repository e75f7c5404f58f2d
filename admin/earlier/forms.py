"""The form to bring in a file of earlier answers, and what it says about the columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import Optional

from admin.earlier.answer_words import key_of
from admin.earlier.columns import FIELDS, LEAVE_OUT, SCORED, Column, Use, as_kept
from admin.earlier.reading import Look
from admin.earlier.scales import OWN, SCALES, Scale
from admin.earlier.tables import LONGEST_LABEL, TOOLS
from admin.earlier.wording import TOOLS as TOOL_NAMES
from admin.forms import ChosenFileField, StaffForm, longest, stripped
from survey.locale import translated

CHECK: Final = "check"
STORE: Final = "store"


class MonthField(DateField):
    """A month as `2024-03`, as its first day."""

    def _value(self) -> str:
        """What was filled in, or the month."""
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%Y-%m}" if self.data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the month. Raises ValueError with what is expected."""
        self.data = None
        written = valuelist[0].strip() if valuelist else ""
        if not written:
            return
        try:
            self.data = date.fromisoformat(f"{written}-01")
        except ValueError as error:
            raise ValueError(gettext("Fill in a month, such as 2024-03.")) from error


class EarlierForm(StaffForm):
    """A file and what its answers were gathered with. `step` says whether to look, to check or to store.

    `mark` tells which file the columns on the page are of, `seen` what the person has looked at.
    """

    file = ChosenFileField(
        lazy_gettext("File with answers"),
        description=lazy_gettext("CSV, XLSX or ODS. One row for each citizen who answered."),
    )
    tool = SelectField(lazy_gettext("Gathered with"), default="")
    label = StringField(
        lazy_gettext("Name for this file"),
        [longest(LONGEST_LABEL)],
        filters=[stripped],
        description=lazy_gettext("For your own list. Empty: the name of the file."),
    )
    month = MonthField(
        lazy_gettext("Month of all answers"),
        [Optional()],
        description=lazy_gettext("Only where the file has no date. Such as 2024-03."),
    )
    mark = HiddenField()
    seen = HiddenField()
    step = StringField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tool.choices = [
            ("", gettext("Find out from the file")),
            *((tool, translated(TOOL_NAMES[tool])) for tool in TOOLS),
        ]


def sent_uses(look: Look) -> dict[str, Use]:
    """What the form says that each column is."""
    return {column.name: _use(place, column) for place, column in enumerate(look.columns)}


def _use(place: int, column: Column) -> Use:
    field = request.form.get(f"field-{place}", LEAVE_OUT)
    if field not in FIELDS or field == LEAVE_OUT:
        return Use(LEAVE_OUT)
    if field not in SCORED:
        return Use(field)
    code = request.form.get(f"scale-{place}", "")
    if code not in SCALES:
        return Use(field)
    own = _own(place, column) if code == OWN else {}
    return Use(field, Scale(code, code != OWN and f"reversed-{place}" in request.form, own))


def _own(place: int, column: Column) -> dict[str, float | None]:
    return {
        key_of(answer): _score(request.form.get(f"own-{place}-{number}", ""))
        for number, answer in enumerate(column.answers)
    }


def _score(written: str) -> float | None:
    """A score of 0-100; None where the field is empty or holds something else."""
    try:
        score = float(written.strip().replace(",", "."))
    except ValueError:
        return None
    return score if 0 <= score <= 100 else None


def own_faults(look: Look) -> list[str]:
    """Each own score that is no number from 0 to 100, as `column: answer`, and each column that has none at all."""
    return [
        fault
        for place, column in enumerate(look.columns)
        if request.form.get(f"scale-{place}") == OWN and request.form.get(f"field-{place}") in SCORED
        for fault in _faults_of_own(place, column)
    ]


def _faults_of_own(place: int, column: Column) -> list[str]:
    written = [request.form.get(f"own-{place}-{number}", "").strip() for number in range(len(column.answers))]
    if column.answers and not any(written):
        return [column.name]
    pairs = zip(column.answers, written, strict=True)
    return [f"{column.name}: {answer}" for answer, text in pairs if text and _score(text) is None]


def token_of(file_hash: bytes, uses: Mapping[str, Use], month: date | None) -> str:
    """What the person looks at, in one word: another file, column or month gives another."""
    told = json.dumps([file_hash.hex(), as_kept(uses), str(month)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
