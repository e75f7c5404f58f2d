from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from admin.comments.words import is_about, searchable
from admin.demo.asking import WHY_NOT
from admin.demo.comments import COMMENTS
from admin.demo.days import working_days
from admin.demo.earlier_survey import earlier_answers
from admin.demo.second_scores import second_scores
from admin.demo.story import Story, tell
from admin.demo.themes import THEMES, DemoTheme
from admin.reports.periods import named
from survey import dimensions, languages
from survey.criteria.catalogue import BY_CODE
from survey.invitations.eligibility import Outcome
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


def test_every_way_of_answering_is_used_and_by_keypad_nobody_writes(story: Story) -> None:
    given = [(told.course.mode, told.answer) for told in story.contacts if told.answer]
    given += [(passing.mode, passing.answer) for passing in story.passers_by]
    ways = Counter(mode for mode, _ in given)
    assert set(ways) == set(dimensions.MODES)
    assert min(ways.values()) >= 10
    spoken = [answer.submission for mode, answer in given if mode in {"voice", "voice_open"}]
    assert all(each.comment is None and not each.reasons for each in spoken)


def test_the_course_of_every_message_is_in_order(story: Story) -> None:
    for told in story.contacts:
        course, answered = told.course, told.answered_after
        assert told.invited == (course.mode is not None)
        assert (course.outcome == Outcome.INVITED) == (course.means is not None)
        if course.means and answered is not None:
            assert not course.fault
            assert course.opened_after is not None
            assert course.opened_after <= answered
        if course.fault:
            assert course.opened_after is None


def test_every_reason_not_to_ask_occurs(story: Story) -> None:
    assert {*WHY_NOT, Outcome.INVITED} <= {told.course.outcome for told in story.contacts}


def test_a_second_auditor_mostly_hears_the_same(story: Story) -> None:
    values = story.rounds[0].calls[0].values
    again = second_scores(values, Random(1))
    assert set(again) == set(values)
    assert again == second_scores(values, Random(1))
    assert 0 < sum(again[code] == value for code, value in values.items()) <= len(values)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.dimension))
def test_a_theme_is_found_in_comments(theme: DemoTheme, story: Story) -> None:
    phrases = [searchable(word) for word in theme.words]
    comments = [told.answer.submission.comment or "" for told in story.contacts if told.answer]
    assert sum(is_about(searchable(comment), phrases) for comment in comments) >= 10


def test_the_earlier_months_come_right_before_the_story() -> None:
    found = earlier_answers(date(2026, 2, 14), Random(1))
    assert list(found.months) == [date(2025, month, 1) for month in (8, 9, 10, 11, 12)] + [date(2026, 1, 1)]
    assert found.answers == sum(found.months.values())
    assert all(0 <= each.total <= 100 * each.n for each in found.sums.values())


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


@pytest.mark.parametrize("last", [date(2024, 2, 28) + timedelta(days=days) for days in range(0, 800, 7)])
def test_on_any_date_the_last_whole_quarter_has_enough_audited_calls_to_show(story: Story, last: date) -> None:
    quarter = named("last-quarter", last).period
    assert quarter.start
    assert quarter.end
    days = [call.slot.on_or_before(last) for each in story.rounds for call in each.calls]
    assert sum(quarter.start <= day <= quarter.end for day in days) >= 10
