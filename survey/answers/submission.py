"""What a citizen submitted, checked and masked: the frozen value that is recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from survey import dimensions
from survey.masking import mask

LONGEST_COMMENT = 1000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Answers 1-5 a dimension and the mark 1-10 (None: unknown or blank), with a comment that is already masked."""

    answers: Mapping[str, int | None]
    resolved: str | None
    reasons: tuple[str, ...]
    comment: str | None
    masked: tuple[str, ...]
    """Kinds of personal data that were taken out of the comment."""

    @property
    def is_empty(self) -> bool:
        """Nothing that can be counted: no dimension answered and no mark given."""
        return all(value is None for value in self.answers.values())


def submission(
    answers: Mapping[str, int | None], resolved: str | None, reasons: Iterable[str], comment: str
) -> Submission:
    """The value to record. Reasons count only under a low score: a citizen may have changed their mind."""
    low = {code for code in dimensions.CODES if answers.get(code) in dimensions.LOW}
    kept = tuple(sorted({reason for reason in reasons if reason.split(".")[0] in low}))
    result = mask(comment.strip())
    return Submission(dict(answers), resolved, kept, result.text or None, result.kinds)
