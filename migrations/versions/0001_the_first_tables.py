"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "failed_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_attempts")),
    )
    with op.batch_alter_table("failed_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_attempts_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_failed_attempts_subject_at"), ["subject", "at"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("complaint_url", sa.String(length=300), nullable=False),
        sa.Column("open_link", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("norm", sa.Double(), nullable=False),
        sa.Column("margin", sa.Double(), nullable=False),
        sa.Column("minimum_group", sa.Integer(), nullable=False),
        sa.Column("keep_comments_days", sa.Integer(), nullable=False),
        sa.Column("keep_answers_days", sa.Integer(), nullable=False),
        sa.Column("keep_contacts_days", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "keep_comments_days BETWEEN 30 AND keep_answers_days", name=op.f("ck_organisations_keep_comments_days")
        ),
        sa.CheckConstraint("keep_contacts_days >= 30", name=op.f("ck_organisations_keep_contacts_days")),
        sa.CheckConstraint("margin BETWEEN 0 AND 50", name=op.f("ck_organisations_margin")),
        sa.CheckConstraint("minimum_group >= 5", name=op.f("ck_organisations_minimum_group")),
        sa.CheckConstraint("norm BETWEEN 0 AND 100", name=op.f("ck_organisations_norm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )
    op.create_table(
        "api_keys",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_api_keys_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )
    op.create_table(
        "bereikbaar_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("waiting_class", sa.SmallInteger(), nullable=False),
        sa.Column("bereikbaar_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_5", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_bereikbaar_counts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "month", "team_id", "channel", "waiting_class", name=op.f("pk_bereikbaar_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "column_mappings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_column_mappings_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_column_mappings")),
    )
    op.create_table(
        "contact_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("contacts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answer_known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("transferred_known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("transferred", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wait_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wait_sum", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wait_sumsq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("within_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("between_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("between_sum", sa.Integer(), server_default="0", nullable=False),
        sa.Column("between_sumsq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rating_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rating_sum", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rating_sumsq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("invited", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_contact_counts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "day", "team_id", "channel", name=op.f("pk_contact_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "criteria_versions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_criteria_versions_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "version", name=op.f("pk_criteria_versions")),
    )
    op.create_table(
        "daily_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("responses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("responses_open", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_no", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_partly", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_yes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_6", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_7", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_8", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_9", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_10", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_daily_counts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "day", "team_id", "channel", name=op.f("pk_daily_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hour_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("answer_known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("transferred_known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("transferred", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wait_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wait_sum", sa.Integer(), server_default="0", nullable=False),
        sa.Column("within_n", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_hour_counts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "month", "team_id", "channel", "weekday", "hour", name=op.f("pk_hour_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_journal_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_organisation_id_at"), ["organisation_id", "at"], unique=False)

    op.create_table(
        "language_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("responses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("responses_open", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_no", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_partly", sa.Integer(), server_default="0", nullable=False),
        sa.Column("resolved_yes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_6", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_7", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_8", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_9", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_10", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_bereikbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_beleefd_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_behulpzaam_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bekend_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_beleefd_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_behulpzaam_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bereikbaar_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_behulpzaam_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("beleefd_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_betrouwbaar_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("behulpzaam_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_n", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_a", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_b", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_ab", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_aa", sa.Integer(), server_default="0", nullable=False),
        sa.Column("betrouwbaar_mark_bb", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_language_counts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "language", "month", "team_id", "channel", name=op.f("pk_language_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "open_submissions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("form_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_open_submissions_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "form_hash", name=op.f("pk_open_submissions")),
    )
    op.create_table(
        "reason_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("criterion", sa.String(length=60), nullable=False),
        sa.Column("ticked", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_reason_counts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "day", "team_id", "channel", "language", "criterion", name=op.f("pk_reason_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "teams",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_teams_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_teams")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_teams_organisation_id_name")),
    )
    op.create_table(
        "users",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("role IN ('viewer', 'auditor', 'admin')", name=op.f("ck_users_role")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_users_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "wait_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("wait_class", sa.SmallInteger(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_wait_counts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "month", "team_id", "channel", "wait_class", name=op.f("pk_wait_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_rounds",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("criteria_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("double_share", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "criteria_version"],
            ["criteria_versions.organisation_id", "criteria_versions.version"],
            name=op.f("fk_audit_rounds_organisation_id_criteria_version"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_audit_rounds_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_audit_rounds")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_audit_rounds_organisation_id_name")),
    )
    op.create_table(
        "contacts",
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=True),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("transferred", sa.Boolean(), nullable=True),
        sa.Column("waiting_seconds", sa.Integer(), nullable=True),
        sa.Column("talk_seconds", sa.Integer(), nullable=True),
        sa.Column("rating", sa.SmallInteger(), nullable=True),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_contacts_hour")),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_contacts_rating")),
        sa.CheckConstraint("talk_seconds >= 0", name=op.f("ck_contacts_talk_seconds")),
        sa.CheckConstraint("waiting_seconds >= 0", name=op.f("ck_contacts_waiting_seconds")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["teams.organisation_id", "teams.id"],
            name=op.f("fk_contacts_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_contacts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_contacts_organisation_id_reference")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contacts_organisation_id_day"), ["organisation_id", "day"], unique=False)

    op.create_table(
        "criteria",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("scale", sa.String(length=20), nullable=False),
        sa.Column("norm", sa.Double(), nullable=True),
        sa.Column("seconds_limit", sa.Double(), nullable=True),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("requirement_nl", sa.String(length=300), nullable=True),
        sa.Column("requirement_en", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "(scale = 'seconds') = (norm IS NOT NULL AND seconds_limit IS NOT NULL)", name=op.f("ck_criteria_norm")
        ),
        sa.CheckConstraint(
            "dimension IN ('bekend', 'bereikbaar', 'beleefd', 'behulpzaam', 'betrouwbaar')",
            name=op.f("ck_criteria_dimension"),
        ),
        sa.CheckConstraint("scale IN ('yes_no', 'yes_partly_no', 'mark', 'seconds')", name=op.f("ck_criteria_scale")),
        sa.CheckConstraint("(requirement_nl IS NULL) = (requirement_en IS NULL)", name=op.f("ck_criteria_requirement")),
        sa.CheckConstraint("norm IS NULL OR norm < seconds_limit", name=op.f("ck_criteria_seconds_limit")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_criteria_weight")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version"],
            ["criteria_versions.organisation_id", "criteria_versions.version"],
            name=op.f("fk_criteria_organisation_id_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "version", "code", name=op.f("pk_criteria")),
    )
    op.create_table(
        "responses",
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_open_link", sa.Boolean(), nullable=False),
        sa.Column("waiting_class", sa.SmallInteger(), nullable=True),
        sa.Column("bekend", sa.SmallInteger(), nullable=True),
        sa.Column("bereikbaar", sa.SmallInteger(), nullable=True),
        sa.Column("beleefd", sa.SmallInteger(), nullable=True),
        sa.Column("behulpzaam", sa.SmallInteger(), nullable=True),
        sa.Column("betrouwbaar", sa.SmallInteger(), nullable=True),
        sa.Column("mark", sa.SmallInteger(), nullable=True),
        sa.Column("resolved", sa.SmallInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("behulpzaam BETWEEN 1 AND 5", name=op.f("ck_responses_behulpzaam")),
        sa.CheckConstraint("bekend BETWEEN 1 AND 5", name=op.f("ck_responses_bekend")),
        sa.CheckConstraint("beleefd BETWEEN 1 AND 5", name=op.f("ck_responses_beleefd")),
        sa.CheckConstraint("bereikbaar BETWEEN 1 AND 5", name=op.f("ck_responses_bereikbaar")),
        sa.CheckConstraint("betrouwbaar BETWEEN 1 AND 5", name=op.f("ck_responses_betrouwbaar")),
        sa.CheckConstraint(
            "coalesce(bekend, bereikbaar, beleefd, behulpzaam, betrouwbaar, mark) IS NOT NULL",
            name=op.f("ck_responses_something_answered"),
        ),
        sa.CheckConstraint("mark BETWEEN 1 AND 10", name=op.f("ck_responses_mark")),
        sa.CheckConstraint("resolved BETWEEN 0 AND 2", name=op.f("ck_responses_resolved")),
        sa.CheckConstraint("waiting_class BETWEEN 0 AND 4", name=op.f("ck_responses_waiting_class")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["teams.organisation_id", "teams.id"],
            name=op.f("fk_responses_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_responses_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_responses")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_responses_organisation_id_day"), ["organisation_id", "day"], unique=False)

    op.create_table(
        "audited_calls",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("second_of", sa.Uuid(), nullable=True),
        sa.Column("auditor_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.String(length=1000), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("writer", sa.Uuid(), nullable=True),
        sa.Column("bekend", sa.Double(), nullable=True),
        sa.Column("bereikbaar", sa.Double(), nullable=True),
        sa.Column("beleefd", sa.Double(), nullable=True),
        sa.Column("behulpzaam", sa.Double(), nullable=True),
        sa.Column("betrouwbaar", sa.Double(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("behulpzaam BETWEEN 0 AND 100", name=op.f("ck_audited_calls_behulpzaam")),
        sa.CheckConstraint("bekend BETWEEN 0 AND 100", name=op.f("ck_audited_calls_bekend")),
        sa.CheckConstraint("beleefd BETWEEN 0 AND 100", name=op.f("ck_audited_calls_beleefd")),
        sa.CheckConstraint("bereikbaar BETWEEN 0 AND 100", name=op.f("ck_audited_calls_bereikbaar")),
        sa.CheckConstraint("betrouwbaar BETWEEN 0 AND 100", name=op.f("ck_audited_calls_betrouwbaar")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "auditor_id"],
            ["users.organisation_id", "users.id"],
            name=op.f("fk_audited_calls_organisation_id_auditor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["audit_rounds.organisation_id", "audit_rounds.id"],
            name=op.f("fk_audited_calls_organisation_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "saved_by"],
            ["users.organisation_id", "users.id"],
            name=op.f("fk_audited_calls_organisation_id_saved_by"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "second_of"],
            ["audited_calls.organisation_id", "audited_calls.id"],
            name=op.f("fk_audited_calls_organisation_id_second_of"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["teams.organisation_id", "teams.id"],
            name=op.f("fk_audited_calls_organisation_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_audited_calls_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_audited_calls")),
        sa.UniqueConstraint("organisation_id", "second_of", name=op.f("uq_audited_calls_organisation_id_second_of")),
    )
    with op.batch_alter_table("audited_calls", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audited_calls_organisation_id_day"), ["organisation_id", "day"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audited_calls_organisation_id_round_id"), ["organisation_id", "round_id"], unique=False
        )

    op.create_table(
        "criterion_reasons",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version", "code"],
            ["criteria.organisation_id", "criteria.version", "criteria.code"],
            name=op.f("fk_criterion_reasons_organisation_id_version_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "version", "code", "language", name=op.f("pk_criterion_reasons")),
    )
    op.create_table(
        "invitations",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contact_id"],
            ["contacts.organisation_id", "contacts.id"],
            name=op.f("fk_invitations_organisation_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_invitations_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("organisation_id", "contact_id", name=op.f("uq_invitations_organisation_id_contact_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_table(
        "response_reasons",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "response_id"],
            ["responses.organisation_id", "responses.id"],
            name=op.f("fk_response_reasons_organisation_id_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "response_id", "criterion", name=op.f("pk_response_reasons")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_auditors",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["audit_rounds.organisation_id", "audit_rounds.id"],
            name=op.f("fk_round_auditors_organisation_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["users.organisation_id", "users.id"],
            name=op.f("fk_round_auditors_organisation_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "round_id", "user_id", name=op.f("pk_round_auditors")),
    )
    op.create_table(
        "round_plans",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.CheckConstraint("planned > 0", name=op.f("ck_round_plans_planned")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["audit_rounds.organisation_id", "audit_rounds.id"],
            name=op.f("fk_round_plans_organisation_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "team_id"],
            ["teams.organisation_id", "teams.id"],
            name=op.f("fk_round_plans_organisation_id_team_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "round_id", "team_id", "channel", name=op.f("pk_round_plans")),
    )
    op.create_table(
        "sample_draws",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("drawn BETWEEN 1 AND frame", name=op.f("ck_sample_draws_drawn")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["audit_rounds.organisation_id", "audit_rounds.id"],
            name=op.f("fk_sample_draws_organisation_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_sample_draws_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sample_draws")),
    )
    op.create_table(
        "audit_scores",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("applicable", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("(value IS NULL) = (score IS NULL)", name=op.f("ck_audit_scores_value")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_audit_scores_score")),
        sa.CheckConstraint("value IS NULL OR applicable", name=op.f("ck_audit_scores_applicable")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "call_id"],
            ["audited_calls.organisation_id", "audited_calls.id"],
            name=op.f("fk_audit_scores_organisation_id_call_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "call_id", "criterion", name=op.f("pk_audit_scores")),
    )
    op.create_table(
        "sampled_contacts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contact_id"],
            ["contacts.organisation_id", "contacts.id"],
            name=op.f("fk_sampled_contacts_organisation_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "draw_id"],
            ["sample_draws.organisation_id", "sample_draws.id"],
            name=op.f("fk_sampled_contacts_organisation_id_draw_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["audit_rounds.organisation_id", "audit_rounds.id"],
            name=op.f("fk_sampled_contacts_organisation_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "round_id", "contact_id", name=op.f("pk_sampled_contacts")),
    )
    with op.batch_alter_table("sampled_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sampled_contacts_organisation_id_contact_id"),
            ["organisation_id", "contact_id"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("sampled_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sampled_contacts_organisation_id_contact_id"))

    op.drop_table("sampled_contacts")
    op.drop_table("audit_scores")
    op.drop_table("sample_draws")
    op.drop_table("round_plans")
    op.drop_table("round_auditors")
    op.drop_table("response_reasons")
    op.drop_table("invitations")
    op.drop_table("criterion_reasons")
    with op.batch_alter_table("audited_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audited_calls_organisation_id_round_id"))
        batch_op.drop_index(batch_op.f("ix_audited_calls_organisation_id_day"))

    op.drop_table("audited_calls")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_responses_organisation_id_day"))

    op.drop_table("responses")
    op.drop_table("criteria")
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contacts_organisation_id_day"))

    op.drop_table("contacts")
    op.drop_table("audit_rounds")
    op.drop_table("wait_counts")
    op.drop_table("users")
    op.drop_table("teams")
    op.drop_table("reason_counts")
    op.drop_table("open_submissions")
    op.drop_table("language_counts")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_organisation_id_at"))

    op.drop_table("journal")
    op.drop_table("hour_counts")
    op.drop_table("daily_counts")
    op.drop_table("criteria_versions")
    op.drop_table("contact_counts")
    op.drop_table("column_mappings")
    op.drop_table("bereikbaar_counts")
    op.drop_table("api_keys")
    op.drop_table("organisations")
    with op.batch_alter_table("failed_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_attempts_subject_at"))
        batch_op.drop_index(batch_op.f("ix_failed_attempts_at"))

    op.drop_table("failed_attempts")
