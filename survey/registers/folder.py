"""A folder that files of contacts are put in: each is imported whole or not at all, and then leaves the folder.

A file is ready when nothing was written to it for some seconds, or when `<name>.ready` stands beside it. Whoever
imports it holds a lock on it, so that no two watchers take the same one; the lock goes with its process. An import
that is killed before the file was moved is done over: contacts that are known stay as they are.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

KINDS: Final = frozenset({".csv", ".xlsx", ".ods"})
READY: Final = ".ready"
DONE: Final = "done"
FAILED: Final = "failed"
FAILED_KEPT: Final = 14 * 86_400.0
"""Seconds that a file with faults is kept: there can be addresses in it, of contacts that nobody may be asked about."""


class NoFolder(Exception):
    """The folder, or one of the two in it, is none that can be used."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that this process has to itself for now."""

    path: Path
    stream: BinaryIO
    state: tuple[int, ...]

    def is_unchanged(self) -> bool:
        """Whether it is still the same file with the same content as when it was opened."""
        return _state(os.fstat(self.stream.fileno())) == self.state and _is_at(self.path, self.stream)


def prepare(folder: Path) -> None:
    """Make the folders for what is done and what failed. Raises NoFolder."""
    for place in (folder, folder / DONE, folder / FAILED):
        if place.is_symlink():
            raise NoFolder(f"{place} is a symbolic link. Use the folder itself.")
        if place != folder:
            place.mkdir(mode=0o700, exist_ok=True)
        if not place.is_dir():
            raise NoFolder(f"{place} is no folder.")


def candidates(folder: Path) -> list[Path]:
    """Files of a kind that can be imported, by name; hidden ones and symbolic links are not looked at."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in KINDS and not path.name.startswith(".") and stat.S_ISREG(path.lstat().st_mode)
    )


@contextmanager
def taken(path: Path, moment: float, quiet: float) -> Iterator[Ready | None]:
    """The file, locked for as long as the block lasts; None where it isn't ready, or another has it or had it."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    with os.fdopen(handle, "rb") as stream:
        yield Ready(path, stream, _state(os.fstat(handle))) if _is_ours(path, stream, moment, quiet) else None


def _is_ours(path: Path, stream: BinaryIO, moment: float, quiet: float) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    found = os.fstat(stream.fileno())
    # The change time can't be set from outside, so it is when something was last written.
    is_quiet = moment - found.st_ctime >= quiet or _mark(path).exists()
    return stat.S_ISREG(found.st_mode) and is_quiet and _is_at(path, stream)


def _is_at(path: Path, stream: BinaryIO) -> bool:
    """Whether the open file is the one that has this name now: another may have moved it."""
    try:
        there = path.lstat()
    except OSError:
        return False
    found = os.fstat(stream.fileno())
    return (there.st_dev, there.st_ino) == (found.st_dev, found.st_ino)


def _state(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def _mark(path: Path) -> Path:
    return path.with_name(path.name + READY)


def move(path: Path, place: str, words: str) -> Path:
    """Move a file to `done` or `failed`, under a name that is free there, with these words beside it."""
    aim = _free(path.parent / place, path)
    _write(aim.with_name(aim.name + ".txt"), words)
    path.rename(aim)
    _mark(path).unlink(missing_ok=True)
    return aim


def remove(path: Path, words: str) -> None:
    """Delete a file that was imported, and leave these words in `done`."""
    aim = _free(path.parent / DONE, path)
    _write(aim.with_name(aim.name + ".txt"), words)
    path.unlink()
    _mark(path).unlink(missing_ok=True)


def clear_failed(folder: Path, moment: float) -> int:
    """Delete files that failed long ago, not the words about them; gives how many."""
    old = [path for path in candidates(folder / FAILED) if moment - path.lstat().st_ctime >= FAILED_KEPT]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _free(place: Path, path: Path) -> Path:
    number, aim = 1, place / path.name
    while aim.exists() or aim.with_name(aim.name + ".txt").exists():
        number += 1
        aim = place / f"{path.stem}-{number}{path.suffix}"
    return aim


def _write(path: Path, words: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(words)
