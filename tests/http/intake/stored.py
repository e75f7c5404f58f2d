"""What the database holds after an import."""

from __future__ import annotations

from sqlalchemy import func, select

from survey.database import Base, engine, reading
from survey.intake.tables import Contact, contact_counts


def contacts() -> list[Contact]:
    with reading() as session:
        return list(session.scalars(select(Contact).order_by(Contact.reference)))


def counted() -> int:
    with reading() as session:
        return session.scalar(select(func.sum(contact_counts.c.contacts))) or 0


def dump() -> str:
    """Every value in every table, as text."""
    with engine().connect() as connection:
        tables = Base.metadata.sorted_tables
        return "\n".join(repr(tuple(row)) for table in tables for row in connection.execute(select(table)))
