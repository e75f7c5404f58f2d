from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from admin.demo.comments import COMMENTS
from admin.demo.days import working_days
from admin.demo.story import Story, tell
from survey import dimensions, languages
from survey.criteria.catalogue import BY_CODE
from survey.masking import mask


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


def test_a_seed_gives_one_story(story: Story) -> None:
    assert tell() == story
    assert tell(seed=1) != story


def test_its_size(story: Story) -> None:
    assert 19_000 < len(story.contacts) < 21_000
    assert 7_500 < sum(told.invited for told in story.contacts) < 8_500
    answers = sum(told.answer is not None for told in story.contacts) + len(story.passers_by)
    assert 1_900 < answers < 2_100
    assert [len(each.calls) for each in story.rounds] == [60, 60]


def test_only_who_spoke_to_somebody_is_invited_and_only_the_invited_answer(story: Story) -> None:
    assert all(told.contact.took_place for told in story.contacts if told.invited)
    assert all(told.invited for told in story.contacts if told.answer is not None)


def test_enough_answers_to_be_shown_in_each_of_the_ten_languages(story: Story) -> None:
    spoken = Counter(told.answer.language for told in story.contacts if told.answer is not None)
    assert set(spoken) == set(languages.CODES)
    assert min(spoken.values()) >= 10
    assert spoken.most_common(1)[0][0] == "nl"


def test_answers_have_reasons_marks_and_comments(story: Story) -> None:
    given = [told.answer.submission for told in story.contacts if told.answer is not None]
    assert {submission.resolved for submission in given} == {"yes", "partly", "no", None}
    assert {submission.answers["mark"] for submission in given} == {*dimensions.MARK, None}
    assert {reason for submission in given for reason in submission.reasons} == set(BY_CODE)
    assert sum(submission.comment is not None for submission in given) > 100


@pytest.mark.parametrize("language", languages.CODES)
def test_comments_hold_no_personal_data(language: str) -> None:
    offered = COMMENTS[language]
    assert all(mask(text).text == text for text in (*offered.kind, *offered.critical))


@pytest.mark.parametrize("last", [date(2024, 2, 28) + timedelta(days=days) for days in range(0, 800, 23)])
def test_on_any_date_its_days_are_the_working_days_of_the_last_year(last: date) -> None:
    days = [slot.on_or_before(last) for slot in working_days()]
    year = [last - timedelta(days=back) for back in range(364)]
    assert sorted(days) == sorted(day for day in year if day.weekday() < 5)
