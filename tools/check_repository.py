"""Checks what no linter knows: locks in step, no address of a package index, sizes; run by `make check`."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = ("requirements-uv", "requirements", "requirements-dev")
INDEX: Final = re.compile(r"--(?:extra-)?index-url|--find-link[s]|://[^/\s]*(?:pypi|pythonhosted|npmjs|registry)\b")
PINNED: Final = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==([^\s;]+)", re.MULTILINE)
LONGEST_FUNCTION: Final = 50
LONGEST_FILE: Final = 400


def main() -> int:
    """Print every fault on standard error; 0 when there is none."""
    files = [path for path in tracked_files() if path.is_file()]
    faults = [fault for name in LOCKS for fault in lock_faults(ROOT, name)]
    faults += [fault for path in files for fault in index_faults(path)]
    faults += [fault for path in files if _is_read_by_people(path) for fault in size_faults(path)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def tracked_files() -> Iterator[Path]:
    """The files that the repository keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return (ROOT / name for name in listed.stdout.split("\0") if name)


def lock_faults(folder: Path, name: str) -> list[str]:
    """Where NAME.txt is not the lock of NAME.in: names on one side only, or pins that differ."""
    wanted = (folder / f"{name}.in").read_text().splitlines()
    lock = (folder / f"{name}.txt").read_text()
    pins = dict(PINNED.findall(lock))
    names = {_canonical(line) for line in wanted if re.match(r"[a-zA-Z0-9]", line)}
    faults = [f"{name}.txt lacks {missing}; run `make lock`" for missing in sorted(names - pins.keys())]
    faults += [f"{name}.txt asks for {left}, {name}.in does not" for left in sorted(_asked(lock, name) - names)]
    for included in (line.split()[1].removesuffix(".in") for line in wanted if line.startswith("-r ")):
        others = dict(PINNED.findall((folder / f"{included}.txt").read_text()))
        unequal = sorted(package for package, version in others.items() if pins.get(package) != version)
        faults += [f"{name}.txt and {included}.txt pin {package} differently" for package in unequal]
    return faults


def _canonical(line: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]).lower()


def _asked(lock: str, name: str) -> set[str]:
    """The packages that a lock says came from NAME.in itself."""
    asked, package = set(), ""
    for line in lock.splitlines():
        if found := PINNED.match(line):
            package = found[1]
        elif line.endswith(f"-r {name}.in"):
            asked.add(package)
    return asked


def index_faults(path: Path) -> list[str]:
    """The lines of a text file that name a package index: the environment chooses it, not the repository."""
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return []
    lines = enumerate(text.splitlines(), 1)
    return [f"{path}:{number}: names a package index" for number, line in lines if INDEX.search(line)]


def _is_read_by_people(path: Path) -> bool:
    return path.suffix == ".py" and "migrations" not in path.parts


def size_faults(path: Path) -> list[str]:
    """Functions and files that are too long to read at once."""
    text = path.read_text()
    length = text.count("\n")
    faults = [f"{path}: {length} lines, at most {LONGEST_FILE}"] if length > LONGEST_FILE else []
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    for function in functions:
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            faults.append(f"{path}:{function.lineno}: {function.name} has {lines} lines, at most {LONGEST_FUNCTION}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
