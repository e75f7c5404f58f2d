"""A PostgreSQL cluster that lives as long as the test run: on a socket of its own, without fsync."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

USER: Final = "klankbord"
SETTINGS: Final = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, reached by the socket in `folder`."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of a database in SQLAlchemy's words."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database, empty or a copy of `template`; gives its address."""
        self._execute("CREATE DATABASE {} TEMPLATE {}", database, template)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._execute("DROP DATABASE {} WITH (FORCE)", database)

    def _execute(self, statement: str, *databases: str) -> None:
        with psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, databases)))


@contextmanager
def running_cluster(settings: str = SETTINGS) -> Iterator[Cluster]:
    """Make and start a cluster; stop and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="klankbord-postgresql-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _server("initdb", "-D", "cluster", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", folder=folder)
        options = f"-k {folder} -c listen_addresses='' {settings}"
        _server("pg_ctl", "start", "-w", "-D", "cluster", "-l", "log", "-o", options, folder=folder)
        try:
            yield Cluster(folder)
        finally:
            _server("pg_ctl", "stop", "-w", "-D", "cluster", "-m", "immediate", folder=folder)
    finally:
        shutil.rmtree(folder)


def _server(program: str, *arguments: str, folder: Path) -> None:
    # PostgreSQL's own programs refuse to run as root.
    owner = "postgres" if os.geteuid() == 0 else None
    finished = subprocess.run(
        [_find(program), *arguments],
        cwd=folder,
        user=owner,
        group=owner,
        extra_groups=[] if owner else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(f"{program} failed: {finished.stderr}")


def _find(program: str) -> str:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    path = os.pathsep.join([*(str(folder) for folder in reversed(versions)), os.environ["PATH"]])
    found = shutil.which(program, path=path)
    if found is None:
        raise RuntimeError(f"{program} of PostgreSQL is not installed; `make test` says how to get it")
    return found
