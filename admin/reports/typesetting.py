"""Sets one document with typst, as a program of its own: JSON comes in, PDF goes out.

What typst remembers from one document to the next would take a worker hundreds of megabytes. It is started by its
path and imports nothing of ours, for that would take as long as starting the whole application.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

import typst

_FONTS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LastResortHE-Regular.ttf")
"""The font of the charts, and one that has a box for every other character: a document with gaps is no PDF/UA."""


def main() -> int:
    """Read `source`, `inputs` and `made_at` (seconds, UTC); write the document, or why there is none."""
    asked = json.load(sys.stdin)
    try:
        made = typeset(Path(asked["source"]), asked["inputs"], datetime.fromtimestamp(asked["made_at"], UTC))
    except typst.TypstError as fault:
        print(fault.message, *fault.hints, sep="; ", file=sys.stderr)
        return 1
    sys.stdout.buffer.write(made)
    return 0


def typeset(source: Path, inputs: Mapping[str, str], made_at: datetime) -> bytes:
    """The document as PDF/UA-1. Raises typst.TypstError where it can't be, such as without a chart's description."""
    compiler = typst.Compiler(str(source), root=str(source.parent), font_paths=fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs=dict(inputs), timestamp=made_at)
    return cast(bytes, made)


def fonts() -> typst.Fonts:
    """The few fonts that we use of those that come with matplotlib: all of them would take 50 MB."""
    package = find_spec("matplotlib")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("matplotlib, whose fonts documents are set in")
    shipped = Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
    with tempfile.TemporaryDirectory() as folder:
        for name in _FONTS:
            (Path(folder) / name).symlink_to(shipped / name)
        # They are found at the end of their links, so that the folder itself can go.
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


if __name__ == "__main__":
    sys.exit(main())
