"""What citizens' comments are about: themes that staff confirmed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions
from survey.database import Base, Owned

LONGEST_NAME: Final = 60
LONGEST_WORD: Final = 60
MOST_WORDS: Final = 40


class CommentTheme(Owned, Base):
    """A theme: a comment is about it where it has one of `words`, which may be several words in a row."""

    __tablename__ = "comment_themes"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint(
            "dimension IN ({})".format(", ".join(f"'{code}'" for code in dimensions.CODES)), name="dimension"
        ),
    )

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    words: Mapped[list[str]] = mapped_column(JSON)
    dimension: Mapped[str | None] = mapped_column(String(12))
