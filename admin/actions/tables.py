"""What an organisation did to be better: measures it logged, and advice it adopted."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions, languages
from survey.database import Base, Owned, now, within_organisation

LONGEST_TITLE = 200
LONGEST_TEXT = 500
LONGEST_OWNER = 100


class ImprovementAction(Owned, Base):
    """One measure, such as a new phone menu. `starts_on` is the day of its mark on the trend.

    `advice` is the code of the advice that it adopts, None for a measure of one's own. `dimension` and
    `team_id` say what it is about, None for all. `said` and `did` are what the public page tells ("you said,
    we did"), in the organisation's own words, in `language`. A deleted one keeps its row for a while, so that it
    can be put back.
    """

    __tablename__ = "improvement_actions"
    __table_args__ = (
        CheckConstraint(
            "dimension IN ({})".format(", ".join(f"'{code}'" for code in dimensions.CODES)), name="dimension"
        ),
        CheckConstraint("done_on >= starts_on", name="done_on"),
        CheckConstraint("NOT is_public OR (said <> '' AND did <> '')", name="is_public"),
        within_organisation("team_id", "teams"),
        Index(None, "organisation_id", "starts_on"),
    )

    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    starts_on: Mapped[date]
    done_on: Mapped[date | None]
    owner: Mapped[str] = mapped_column(String(LONGEST_OWNER), default="")
    dimension: Mapped[str | None] = mapped_column(String(12))
    team_id: Mapped[UUID | None]
    advice: Mapped[str | None] = mapped_column(String(80))
    is_public: Mapped[bool] = mapped_column(default=False)
    said: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    did: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    language: Mapped[str] = mapped_column(String(2), default=languages.DEFAULT)
    created_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]
