"""The advice as blocks, each piece with the figures that it stands on."""

from __future__ import annotations

from admin.insight.advised import recommendations
from admin.reports.blocks import Advised, Step
from admin.reports.report import Report
from admin.reports.words import Words


def advised(report: Report, words: Words) -> list[Advised]:
    """All advice, the most urgent first."""
    return [
        Advised(
            number=str(number),
            name=each.about,
            title=each.title,
            text=each.text,
            steps=(Step(words("first_step"), each.first_step), Step(words("worked"), each.see_it_worked)),
            evidence=" ".join(each.evidence),
            requirement=words("requirement", requirement=each.requirement),
        )
        for number, each in enumerate(recommendations(report.comparison), start=1)
    ]
