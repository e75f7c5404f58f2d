"""A phone log with every quirk of the exchanges that we know, made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HEADER = (
    "Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds",
    "AvgTalkDuration", "Satisfaction rating", "Calls Answered (Y)", "Total Calls Resolved",
)  # fmt: skip
AGENTS = ("Diane", "Jubilee", "Greg")
ROWS = (
    ("ID0001", "Diane", "01.01.2021", "0.38400462962963", "Contract related", "Y", "Y", "109", "12:02:23 AM", "3",
     "Y", "2"),
    ("ID0002", "Jubilee", "01.01.2021", "0.5", "Technical Support", "N", "N", "", "", "", "N", ""),
    ("ID0003", "Greg", "02.01.2021", "0.75", "Streaming", "Y", "N", "30", "12:00:37 AM", "5", "Y", "2"),
    ("ID0004", "Diane", "31.03.2021", "0.999", "Payment related", "Y", "Y", "15", "12:05:00 AM", "", "Y", "2"),
)  # fmt: skip
FAULTY = (
    ROWS[0],
    ("ID0009", "Greg", "31.02.2021", "0.5", "Streaming", "perhaps", "Y", "-3", "", "9", "", ""),
    ("", "Greg", "02.01.2021", "0.5", "Streaming", "Y", "Y", "3", "", "4", "", ""),
    ROWS[2],
)


def as_csv(rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> str:
    return "\r\n".join(";".join(cells) for cells in (header, *rows)) + "\r\n"


def saved(folder: Path, text: str | None = None, encoding: str = "utf-8") -> str:
    """The path of a file with this text (default: the log)."""
    path = folder / "calls.csv"
    path.write_bytes((as_csv() if text is None else text).encode(encoding))
    return str(path)
