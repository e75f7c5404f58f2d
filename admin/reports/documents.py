"""A report as PDF/UA-1: tagged, with its title, language and a description of each chart."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from admin.insight import charts, story
from admin.insight.formatting import day
from admin.insight.svg import FONTS
from admin.reports.colours import colours
from admin.reports.full import blocks_of
from admin.reports.report import Report
from admin.reports.speaking import speaking
from admin.reports.summary import summary_of
from admin.reports.words import FOLDER, Words, words

TYPESETTER: Final = Path(__file__).with_name("typesetting.py")
LONGEST: Final = 60.0
"""Seconds that a document may take; it takes less than one."""
FONT: Final = "DejaVu Sans"
"""What the drawings are measured with, and so what they are set in."""


class UnusableDocument(RuntimeError):
    """A document could not be set; the message says why."""


def pdf(report: Report, kind: str, language: str) -> bytes:
    """The `summary` or the `full` report in a language of `words.LANGUAGES`; the same report, the same bytes.

    Raises UnusableDocument.
    """
    return typeset(
        FOLDER / f"{kind}.typ", inputs(report, kind, language), datetime.combine(report.made_on, time(), UTC)
    )


def inputs(report: Report, kind: str, language: str) -> dict[str, str]:
    """What the typesetter gets: all words and figures as JSON, and each chart as SVG."""
    told = words(language)
    with speaking(language):
        content = _around(report, kind, told) | _content(report, kind, told)
        return {"data": json.dumps(content, ensure_ascii=False), **_charts(report, kind)}


def typeset(source: Path, given: Mapping[str, str], made_at: datetime) -> bytes:
    """The document that a process of its own sets. Raises UnusableDocument."""
    asked = json.dumps({"source": str(source), "inputs": given, "made_at": made_at.timestamp()})
    command = [sys.executable, "-P", str(TYPESETTER)]
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=LONGEST, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired as fault:
        raise UnusableDocument(f"{source.name}: not set within {LONGEST:g} seconds") from fault
    if done.returncode != 0:
        raise UnusableDocument(f"{source.name}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _content(report: Report, kind: str, told: Words) -> dict[str, Any]:
    if kind == "summary":
        return asdict(summary_of(report, told))
    return {"blocks": [asdict(block) for block in blocks_of(report, told)], "contents": told("contents")}


def _around(report: Report, kind: str, told: Words) -> dict[str, Any]:
    """What stands around the text, and what the document says of itself."""
    name, seen = report.comparison.organisation.name, story.in_view(report.comparison)
    view, made = " · ".join(seen), day(report.made_on)
    return {
        "title": told(f"title_{kind}", organisation=name, view=view),
        "description": told("description", day=made),
        "author": name,
        "keywords": ["Telefoonwijzer", "Klankbord"],
        "language": told.language,
        "colours": dict(colours()),
        "kind": told(kind),
        "organisation": name,
        "view": view,
        "footer": told("footer", organisation=name, view=seen[0], day=made),
        "page": told("page", page="{page}", pages="{pages}"),
        "demo": told("demo") if report.is_demo else "",
        "address": report.address,
    }


def _charts(report: Report, kind: str) -> dict[str, str]:
    """The drawings of the page by their names."""
    drawn = {"chart-comparison": charts.comparison_svg(report.comparison)}
    if kind == "full":
        drawn["chart-quadrants"] = charts.quadrants_svg(report.comparison)
        drawn["chart-trend"] = charts.trend_svg(report.comparison)
    return {name: svg.decode().replace(FONTS, FONT) for name, svg in drawn.items()}
