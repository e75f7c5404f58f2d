"""The revision that counts answers by month, language and mode keeps what was there, and goes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from survey import database, migrate

OF, BEFORE, AFTER = "a" * 32, "0002", "0003"


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    """A database of before, with an answer by the open link, its reason, and the counts."""
    found = database.connect(empty_database_url)
    migrate.upgrade(found, BEFORE)
    with found.begin() as connection:
        _fill(connection)
    yield found
    found.dispose()


def _fill(connection: Connection) -> None:
    yes = "true" if connection.dialect.name == "postgresql" else "1"
    connection.execute(
        text(
            "INSERT INTO organisations (id, slug, name, timezone, website, phone, complaint_url, open_link, is_demo,"
            " norm, margin, minimum_group, keep_comments_days, keep_answers_days, keep_contacts_days, created_at)"
            f" VALUES ('{OF}', 'voorbeeld', 'Gemeente', 'UTC', '', '', '', {yes}, {yes}, 75, 5, 10, 400, 400, 400, "
            "'2026-01-01')"
        )
    )
    connection.execute(
        text(
            "INSERT INTO responses (organisation_id, id, channel, language, day, by_open_link, mark) VALUES "
            f"('{OF}', '{'b' * 32}', 'phone', 'nl', '2026-03-05', {yes}, 8),"
            f"('{OF}', '{'c' * 32}', 'phone', 'nl', '2026-03-06', not {yes}, 6)"
        )
    )
    connection.execute(text(f"INSERT INTO response_reasons VALUES ('{OF}', '{'b' * 32}', 'bekend.taal')"))
    counted = "INSERT INTO {} (organisation_id, {}, team_id, channel, responses) VALUES ('{}', {}, '{}', 'phone', 2)"
    no_team = "0" * 32
    connection.execute(text(counted.format("language_counts", "language, month", OF, "'nl', '2026-03-01'", no_team)))
    connection.execute(text(counted.format("daily_counts", "day", OF, "'2026-03-05'", no_team)))
    for day in ("2026-03-05", "2026-03-06"):
        connection.execute(
            text(f"INSERT INTO reason_counts VALUES ('{OF}', '{day}', '{no_team}', 'phone', 'nl', 'bekend.taal', 1)")
        )


def _rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(str(each) for each in row) for row in connection.execute(text(query))]


def test_upward_and_back(engine: Engine) -> None:
    migrate.upgrade(engine, AFTER)
    assert _rows(engine, "SELECT mark, mode FROM responses ORDER BY mark") == [("6", "link"), ("8", "open")]
    assert _rows(engine, "SELECT criterion FROM response_reasons") == [("bekend.taal",)]
    assert _rows(engine, "SELECT month, ticked FROM reason_counts") == [("2026-03-01", "2")]
    found = _rows(engine, "SELECT month, channel, language, mode, responses FROM answer_counts")
    assert found == [("2026-03-01", "phone", "nl", "link", "2")]
    migrate.downgrade(engine, BEFORE)
    back = "SELECT count(*) FROM responses WHERE by_open_link"
    assert _rows(engine, back) == [("1",)]
    assert _rows(engine, "SELECT criterion FROM response_reasons") == [("bekend.taal",)]
    for table, day in (("daily_counts", "day"), ("language_counts", "month")):
        assert _rows(engine, f"SELECT {day}, responses FROM {table}") == [("2026-03-01", "2")]
    assert _rows(engine, "SELECT day, ticked FROM reason_counts") == [("2026-03-01", "2")]
