"""Answers counted by month, team, channel, language and mode in one rollup; reasons counted by month."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

VARIABLES = {
    **dict.fromkeys(("bekend", "bereikbaar", "beleefd", "behulpzaam", "betrouwbaar"), range(1, 6)),
    "mark": range(1, 11),
}
COUNTS = (
    "responses",
    "responses_open",
    "resolved_no",
    "resolved_partly",
    "resolved_yes",
    *(f"{variable}_{value}" for variable, values in VARIABLES.items() for value in values),
    *(
        f"{first}_{second}_{term}"
        for first, second in combinations(VARIABLES, 2)
        for term in (("n", "a", "b", "ab", "aa", "bb") if second == "mark" else ("n", "a", "b", "ab"))
    ),
)
DAY, MONTH = ("day", sa.Date()), ("month", sa.Date())
TEAM, CHANNEL = ("team_id", sa.Uuid()), ("channel", sa.String(10))
LANGUAGE, MODE, CRITERION = ("language", sa.String(2)), ("mode", sa.String(10)), ("criterion", sa.String(60))


def upgrade() -> None:
    """Upgrade. `rollup rebuild` tells the modes of earlier answers apart."""
    # Never batch mode on responses: it makes the table anew, and what cascades from it would be gone.
    op.add_column("responses", sa.Column("mode", sa.String(length=10), server_default="link", nullable=False))
    op.execute("UPDATE responses SET mode = 'open' WHERE by_open_link")
    op.drop_column("responses", "by_open_link")
    _create("answer_counts", (MONTH, TEAM, CHANNEL, LANGUAGE, MODE), COUNTS)
    names = ", ".join(("organisation_id", "month", "team_id", "channel", "language", *COUNTS))
    op.execute(f"INSERT INTO answer_counts (mode, {names}) SELECT 'link', {names} FROM language_counts")  # noqa: S608
    _recount_reasons(_month_of("day"), "day", MONTH)
    op.drop_table("daily_counts")
    op.drop_table("language_counts")
    op.create_index(
        "ix_responses_comments",
        "responses",
        ["organisation_id", "day", "team_id"],
        postgresql_where=sa.text("comment IS NOT NULL"),
        sqlite_where=sa.text("comment IS NOT NULL"),
    )


def downgrade() -> None:
    """Downgrade. A month's answers count on its first day until `rollup rebuild`."""
    op.drop_index("ix_responses_comments", table_name="responses")
    op.add_column("responses", sa.Column("by_open_link", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE responses SET by_open_link = (mode IN ('open', 'qr'))")
    op.drop_column("responses", "mode")
    _create("language_counts", (LANGUAGE, MONTH, TEAM, CHANNEL), COUNTS)
    _create("daily_counts", (DAY, TEAM, CHANNEL), COUNTS)
    sums = ", ".join(f"sum({name})" for name in COUNTS)
    for table, keys, found in (
        ("language_counts", "organisation_id, language, month, team_id, channel", None),
        ("daily_counts", "organisation_id, day, team_id, channel", "organisation_id, month, team_id, channel"),
    ):
        op.execute(
            f"INSERT INTO {table} ({keys}, {', '.join(COUNTS)}) "  # noqa: S608 - our own names
            f"SELECT {found or keys}, {sums} FROM answer_counts GROUP BY {found or keys}"
        )
    _recount_reasons("month", "month", DAY)
    op.drop_table("answer_counts")


def _create(table: str, keys: tuple[tuple[str, Any], ...], counts: tuple[str, ...], **numbers: Any) -> None:
    op.create_table(
        table,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in keys),
        *(sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in counts),
        *(sa.Column(name, kind, nullable=False) for name, kind in numbers.items()),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f(f"fk_{table}_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", *(name for name, _ in keys), name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def _recount_reasons(value: str, old: str, new: tuple[str, Any]) -> None:
    """Make reason_counts anew with the key `new` in the place of `old`; `value` gives it from an old row."""
    others = "organisation_id, team_id, channel, language, criterion"
    op.execute(
        f"CREATE TEMPORARY TABLE kept_reasons AS SELECT {others}, {value} AS moment, sum(ticked) AS ticked "  # noqa: S608
        f"FROM reason_counts GROUP BY {others}, {value}"
    )
    op.drop_table("reason_counts")
    _create("reason_counts", (new, TEAM, CHANNEL, LANGUAGE, CRITERION), (), ticked=sa.Integer())
    op.execute(
        f"INSERT INTO reason_counts ({others}, {new[0]}, ticked) "  # noqa: S608
        f"SELECT {others}, moment, ticked FROM kept_reasons"
    )
    op.execute("DROP TABLE kept_reasons")


def _month_of(day: str) -> str:
    if op.get_bind().dialect.name == "postgresql":
        return f"CAST(date_trunc('month', {day}) AS date)"
    return f"date({day}, 'start of month')"
