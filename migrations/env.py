"""Runs the migrations on the connection that `survey.migrate` hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

import admin.tables  # noqa: F401 - fills the metadata
from survey.database import Base

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
