"""A set of criteria from a file of either kind, and what using it would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Final

from admin.criteria.differences import Change, changes
from admin.criteria.entries import ReadSet, SetFault
from admin.criteria.json_file import read_json
from admin.criteria.sets import completed
from admin.criteria.workbook import read_xlsx
from survey.criteria.catalogue import Criterion
from survey.criteria.current import CriteriaSet
from survey.intake.faults import FileFault
from survey.intake.workbooks import OLE_MARK, ZIP_MARK, refuse_old_excel
from survey.languages import N_

LARGEST: Final = 1 << 20
"""Bytes: a set of 200 criteria in ten languages takes half of it."""
_TOO_LARGE: Final = N_("The file is larger than 1 MB. A set of criteria is much smaller.")
_EMPTY: Final = N_("The file is empty.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The set that a file would bring about, and how it differs from the present one; or the file's faults."""

    base: int
    criteria: tuple[Criterion, ...]
    changes: tuple[Change, ...]
    faults: tuple[SetFault, ...]


def read_file(stream: BinaryIO) -> ReadSet:
    """The criteria in a JSON, XLSX or ODS file, or its faults. Raises FileFault where it can't be read at all."""
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FileFault(_TOO_LARGE)
    if not content:
        raise FileFault(_EMPTY)
    stream.seek(0)
    if content.startswith(OLE_MARK):
        refuse_old_excel(stream)
    return read_xlsx(stream) if content.startswith(ZIP_MARK) else read_json(content)


def proposed(read: ReadSet, present: CriteriaSet) -> Proposal:
    """What using this set would change. A file is the whole set: own criteria that it lacks go."""
    if read.faults:
        return Proposal(present.version, (), (), read.faults)
    wanted = completed(read.criteria, present.everything)
    return Proposal(present.version, wanted, changes(present.everything, wanted), ())
