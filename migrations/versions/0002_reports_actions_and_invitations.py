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
        "benchmark_quartiles",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("lower", sa.SmallInteger(), nullable=False),
        sa.Column("middle", sa.SmallInteger(), nullable=False),
        sa.Column("upper", sa.SmallInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "0 <= lower AND lower <= middle AND middle <= upper AND upper <= 100",
            name=op.f("ck_benchmark_quartiles_quartiles"),
        ),
        sa.CheckConstraint("organisations >= 6", name=op.f("ck_benchmark_quartiles_organisations")),
        sa.PrimaryKeyConstraint("until", "dimension", "side", name=op.f("pk_benchmark_quartiles")),
    )
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
        sa.UniqueConstraint("public_key", name=op.f("uq_signing_keys_public_key")),
    )
    op.create_table(
        "benchmark_senders",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("newest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_benchmark_senders_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_benchmark_senders")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_benchmark_senders_organisation_id_name")),
        sa.UniqueConstraint(
            "organisation_id", "public_key", name=op.f("uq_benchmark_senders_organisation_id_public_key")
        ),
    )
    op.create_table(
        "comment_themes",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('bekend', 'bereikbaar', 'beleefd', 'behulpzaam', 'betrouwbaar')",
            name=op.f("ck_comment_themes_dimension"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_comment_themes_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_comment_themes")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_comment_themes_organisation_id_name")),
    )
    op.create_table(
        "delivery_alerts",
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("fault", sa.String(length=40), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delivery_alerts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_delivery_alerts")),
    )
    op.create_table(
        "delivery_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("event", sa.String(length=12), nullable=False),
        sa.Column("fault", sa.String(length=40), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delivery_counts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "day", "means", "event", "fault", name=op.f("pk_delivery_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "delivery_settings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("email_by", sa.String(length=10), nullable=False),
        sa.Column("sms_by", sa.String(length=10), nullable=False),
        sa.Column("letter_by", sa.String(length=10), nullable=False),
        sa.Column("sender_name", sa.String(length=100), nullable=False),
        sa.Column("reply_to", sa.String(length=200), nullable=False),
        sa.Column("sealed_notify_key", sa.LargeBinary(), nullable=True),
        sa.Column("email_template", sa.String(length=60), nullable=False),
        sa.Column("sms_template", sa.String(length=60), nullable=False),
        sa.Column("letter_template", sa.String(length=60), nullable=False),
        sa.Column("callback_hash", sa.LargeBinary(length=32), nullable=True),
        sa.CheckConstraint("email_by IN ('', 'smtp', 'notify')", name=op.f("ck_delivery_settings_email_by")),
        sa.CheckConstraint("letter_by IN ('', 'notify')", name=op.f("ck_delivery_settings_letter_by")),
        sa.CheckConstraint("sms_by IN ('', 'notify')", name=op.f("ck_delivery_settings_sms_by")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delivery_settings_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_delivery_settings")),
    )
    op.create_table(
        "earlier_batches",
        sa.Column("tool", sa.String(length=12), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("file_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "tool IN ('limesurvey', 'touchpoints', 'forms', 'other')", name=op.f("ck_earlier_batches_tool")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_earlier_batches_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_earlier_batches")),
        sa.UniqueConstraint("organisation_id", "file_hash", name=op.f("uq_earlier_batches_organisation_id_file_hash")),
    )
    op.create_table(
        "earlier_mappings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_earlier_mappings_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_earlier_mappings")),
    )
    op.create_table(
        "invitation_rules",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("cap_days", sa.Integer(), nullable=False),
        sa.Column("delay_hours", sa.Integer(), nullable=False),
        sa.Column("reminder_days", sa.Integer(), nullable=False),
        sa.Column("lasts_days", sa.Integer(), nullable=False),
        sa.Column("oldest_hours", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("on_sundays", sa.Boolean(), nullable=False),
        sa.Column("spread_per_hour", sa.Integer(), nullable=False),
        sa.Column("excluded_topics", sa.JSON(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.CheckConstraint("cap_days BETWEEN 0 AND 730", name=op.f("ck_invitation_rules_cap_days")),
        sa.CheckConstraint("delay_hours BETWEEN 1 AND 24", name=op.f("ck_invitation_rules_delay_hours")),
        sa.CheckConstraint("lasts_days BETWEEN 1 AND 90", name=op.f("ck_invitation_rules_lasts_days")),
        sa.CheckConstraint("oldest_hours BETWEEN 1 AND 336", name=op.f("ck_invitation_rules_oldest_hours")),
        sa.CheckConstraint("reminder_days BETWEEN 0 AND 13", name=op.f("ck_invitation_rules_reminder_days")),
        sa.CheckConstraint("spread_per_hour >= 1", name=op.f("ck_invitation_rules_spread_per_hour")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_invitation_rules_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_invitation_rules")),
    )
    op.create_table(
        "kept_reports",
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_kept_reports_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_kept_reports")),
        sa.UniqueConstraint(
            "organisation_id",
            "period",
            "kind",
            "language",
            name=op.f("uq_kept_reports_organisation_id_period_kind_language"),
        ),
    )
    op.create_table(
        "message_texts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.CheckConstraint("kind IN ('invitation', 'reminder', 'test')", name=op.f("ck_message_texts_kind")),
        sa.CheckConstraint("means IN ('email', 'sms', 'letter')", name=op.f("ck_message_texts_means")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_message_texts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "means", "kind", "locale", name=op.f("pk_message_texts")),
    )
    op.create_table(
        "opt_outs",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_opt_outs_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "address_hash", name=op.f("pk_opt_outs")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outcome_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_outcome_counts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "day", "team_id", "channel", "outcome", name=op.f("pk_outcome_counts")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publications",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("since < until", name=op.f("ck_publications_since")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_publications_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "until", name=op.f("pk_publications")),
    )
    op.create_table(
        "registers",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("base_url", sa.String(length=300), nullable=False),
        sa.Column("sealed_token", sa.LargeBinary(), nullable=False),
        sa.Column("hook_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("watermark", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_registers_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_registers")),
    )
    op.create_table(
        "voice_calls",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("call_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_voice_calls_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "call_hash", name=op.f("pk_voice_calls")),
    )
    op.create_table(
        "voice_lines",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_voice_lines_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_voice_lines")),
    )
    op.create_table(
        "voice_prompts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("prompt", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_voice_prompts_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "locale", "prompt", name=op.f("pk_voice_prompts")),
    )
    op.create_table(
        "benchmark_files",
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "sender_id"],
            ["benchmark_senders.organisation_id", "benchmark_senders.id"],
            name=op.f("fk_benchmark_files_organisation_id_sender_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_benchmark_files_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_benchmark_files")),
        sa.UniqueConstraint(
            "organisation_id", "sender_id", "until", name=op.f("uq_benchmark_files_organisation_id_sender_id_until")
        ),
    )
    op.create_table(
        "earlier_counts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("squares", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "batch_id"],
            ["earlier_batches.organisation_id", "earlier_batches.id"],
            name=op.f("fk_earlier_counts_organisation_id_batch_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "batch_id", "month", "team_id", "dimension", name=op.f("pk_earlier_counts")
        ),
        sqlite_with_rowid=False,
    )
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
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
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
    op.create_table(
        "published_scores",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("mean", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('bekend', 'bereikbaar', 'beleefd', 'behulpzaam', 'betrouwbaar')",
            name=op.f("ck_published_scores_dimension"),
        ),
        sa.CheckConstraint("side IN ('perceived', 'measured')", name=op.f("ck_published_scores_side")),
        sa.CheckConstraint("mean BETWEEN 0 AND 100", name=op.f("ck_published_scores_mean")),
        sa.CheckConstraint("n >= 1", name=op.f("ck_published_scores_n")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "until"],
            ["publications.organisation_id", "publications.until"],
            name=op.f("fk_published_scores_organisation_id_until"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "until", "dimension", "side", name=op.f("pk_published_scores")),
    )
    op.create_table(
        "register_notices",
        sa.Column("register_id", sa.Uuid(), nullable=False),
        sa.Column("resource_url", sa.String(length=400), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_register_notices_attempts")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "register_id"],
            ["registers.organisation_id", "registers.id"],
            name=op.f("fk_register_notices_organisation_id_register_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_register_notices_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_register_notices")),
    )
    op.create_index(op.f("ix_register_notices_due_at"), "register_notices", ["due_at"], unique=False)
    op.create_table(
        "address_marks",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contact_id"],
            ["contacts.organisation_id", "contacts.id"],
            name=op.f("fk_address_marks_organisation_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "contact_id", "means", name=op.f("pk_address_marks")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_address_marks_organisation_id_address_hash_asked_at"),
        "address_marks",
        ["organisation_id", "address_hash", "asked_at"],
        unique=False,
    )
    op.create_table(
        "contact_addresses",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("means IN ('email', 'sms', 'letter')", name=op.f("ck_contact_addresses_means")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contact_id"],
            ["contacts.organisation_id", "contacts.id"],
            name=op.f("fk_contact_addresses_organisation_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "contact_id", "means", name=op.f("pk_contact_addresses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "messages",
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_reference", sa.String(length=100), nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('invitation', 'reminder', 'test')", name=op.f("ck_messages_kind")),
        sa.CheckConstraint("means IN ('email', 'sms', 'letter')", name=op.f("ck_messages_means")),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'delivered', 'failed', 'cancelled')",
            name=op.f("ck_messages_state"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_messages_attempts")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "invitation_id"],
            ["invitations.organisation_id", "invitations.id"],
            name=op.f("fk_messages_organisation_id_invitation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_messages_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_messages")),
    )
    op.create_index(
        op.f("ix_messages_organisation_id_invitation_id"),
        "messages",
        ["organisation_id", "invitation_id"],
        unique=False,
    )
    op.create_index(op.f("ix_messages_provider_reference"), "messages", ["provider_reference"], unique=False)
    op.create_index(op.f("ix_messages_state_due_at"), "messages", ["state", "due_at"], unique=False)
    op.add_column("contacts", sa.Column("outcome", sa.String(length=20), nullable=True))
    op.add_column("contacts", sa.Column("reachable_by", sa.String(length=20), nullable=True))
    op.add_column("contacts", sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("contacts", sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitations", sa.Column("opened_on", sa.Date(), nullable=True))
    op.add_column("invitations", sa.Column("means", sa.String(length=10), nullable=True))
    op.add_column("invitations", sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True))
    op.create_index("uq_invitations_code_hash", "invitations", ["code_hash"], unique=True)
    op.add_column("organisations", sa.Column("public_page", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("organisations", sa.Column("public_audits", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("organisations", sa.Column("benchmark", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Downgrade."""
    op.drop_column("organisations", "benchmark")
    op.drop_column("organisations", "public_audits")
    op.drop_column("organisations", "public_page")
    op.drop_index("uq_invitations_code_hash", table_name="invitations")
    op.drop_column("invitations", "code_hash")
    op.drop_column("invitations", "means")
    op.drop_column("invitations", "opened_on")
    op.drop_column("contacts", "arrived_at")
    op.drop_column("contacts", "confidential")
    op.drop_column("contacts", "reachable_by")
    op.drop_column("contacts", "outcome")
    op.drop_index(op.f("ix_messages_state_due_at"), table_name="messages")
    op.drop_index(op.f("ix_messages_provider_reference"), table_name="messages")
    op.drop_index(op.f("ix_messages_organisation_id_invitation_id"), table_name="messages")
    op.drop_table("messages")
    op.drop_table("contact_addresses")
    op.drop_index(op.f("ix_address_marks_organisation_id_address_hash_asked_at"), table_name="address_marks")
    op.drop_table("address_marks")
    op.drop_index(op.f("ix_register_notices_due_at"), table_name="register_notices")
    op.drop_table("register_notices")
    op.drop_table("published_scores")
    op.drop_index(op.f("ix_improvement_actions_organisation_id_starts_on"), table_name="improvement_actions")
    op.drop_table("improvement_actions")
    op.drop_table("earlier_counts")
    op.drop_table("benchmark_files")
    op.drop_table("voice_prompts")
    op.drop_table("voice_lines")
    op.drop_table("voice_calls")
    op.drop_table("registers")
    op.drop_table("publications")
    op.drop_table("outcome_counts")
    op.drop_table("opt_outs")
    op.drop_table("message_texts")
    op.drop_table("kept_reports")
    op.drop_table("invitation_rules")
    op.drop_table("earlier_mappings")
    op.drop_table("earlier_batches")
    op.drop_table("delivery_settings")
    op.drop_table("delivery_counts")
    op.drop_table("delivery_alerts")
    op.drop_table("comment_themes")
    op.drop_table("benchmark_senders")
    op.drop_table("signing_keys")
    op.drop_table("benchmark_quartiles")
