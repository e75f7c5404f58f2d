"""The databases that are measured: SQLite in a folder, and a PostgreSQL cluster of this run alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask

from benchmarks.serving import SECRET
from survey import database, migrate
from survey.config import Config
from tests.throwaway_postgresql import Cluster, running_cluster

DURABLE: Final = "-c fsync=on -c synchronous_commit=on -c max_wal_size=4GB"
"""PostgreSQL as it is delivered: a commit is on the disk."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where databases of one kind are made."""

    name: str
    folder: Path
    cluster: Cluster | None = None

    def new(self) -> str:
        """The address of a new database with the schema of all migrations."""
        url = self._empty()
        engine = database.connect(url)
        migrate.upgrade(engine)
        engine.dispose()
        return url

    def copy(self, url: str) -> str:
        """The address of a copy of a database that nobody is connected to."""
        target = self._empty(template=url)
        if self.cluster is None:
            shutil.copyfile(file_of(url), file_of(target))
        return target

    def _empty(self, template: str = "") -> str:
        name = f"bench_{uuid4().hex}"
        if self.cluster is None:
            return f"sqlite:///{self.folder / name}.sqlite3"
        return self.cluster.create(name, template=urlsplit(template).path.strip("/") or "template1")


def file_of(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(url.removeprefix("sqlite:///"))


def application(url: str) -> Flask:
    """Klankbord on this database, in this process."""
    from wsgi import create_app  # noqa: PLC0415 - costs seconds, and not every run needs it

    return create_app(Config(secret_key=SECRET, database_url=url, password_cost=1024))


@contextmanager
def places(folder: Path) -> Iterator[tuple[Place, Place]]:
    """SQLite and PostgreSQL, for as long as the block lasts."""
    with running_cluster(DURABLE) as cluster:
        yield Place("SQLite", folder), Place("PostgreSQL", folder, cluster)
