"""Reports, improvement actions, and reaching citizens: tables and columns beside the first ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade."""
    op.create_table(
        "improvement_actions",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("advice", sa.String(length=80), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("said", sa.String(length=500), nullable=False),
        sa.Column("did", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "NOT is_public OR (said <> '' AND did <> '')", name=op.f("ck_improvement_actions_is_public")
        ),
        sa.CheckConstraint(
            "dimension IN ('bekend', 'bereikbaar', 'beleefd', 'behulpzaam', 'betrouwbaar')",
            name=op.f("ck_improvement_actions_dimension"),
        ),
        sa.CheckConstraint("done_on >= starts_on", name=op.f("ck_improvement_actions_done_on")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["teams.organisation_id", "teams.id"],
            name=op.f("fk_improvement_actions_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_improvement_actions_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_improvement_actions")),
    )
    op.create_index(
        op.f("ix_improvement_actions_organisation_id_starts_on"),
        "improvement_actions",
        ["organisation_id", "starts_on"],
        unique=False,
    )
    op.add_column("organisations", sa.Column("public_page", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("organisations", sa.Column("benchmark", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Downgrade."""
    op.drop_column("organisations", "benchmark")
    op.drop_column("organisations", "public_page")
    op.drop_index(op.f("ix_improvement_actions_organisation_id_starts_on"), table_name="improvement_actions")
    op.drop_table("improvement_actions")
