"""New workbooks (XLSX). xlsxwriter is loaded with the first of them: most workers never write one."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


def new_workbook(written: BinaryIO) -> Workbook:
    """A workbook that is written there when it closes; text stays text, also where it begins as a formula does."""
    from xlsxwriter import Workbook as NewWorkbook

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return NewWorkbook(written, options)
