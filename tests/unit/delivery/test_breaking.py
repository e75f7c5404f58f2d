"""When delivery is taken to be broken."""

from datetime import timedelta

import pytest

from survey.invitations.breaking import NOT_SENT, PATIENCE, Course, Trouble, trouble

WELL = [""] * 50


@pytest.mark.parametrize(
    "course",
    [
        Course(),
        Course(WELL),
        Course(["no_mailbox"] * 4),
        Course(["no_mailbox"] * 4 + WELL),
        Course(["no_mailbox", "", "", "", ""] * 10),
        Course(["", "no_mailbox"] * 9),
        Course([*WELL, *["no_mailbox"] * 50]),
        Course(overdue=PATIENCE),
        Course(WELL, {"refused_for_now": 12}),
        Course([], {"refused_for_now": 2, "no_answer": 2}),
    ],
)
def test_it_goes_well(course: Course) -> None:
    assert trouble(course) is None


@pytest.mark.parametrize(
    ("course", "fault"),
    [
        (Course(["no_mailbox"] * 5), "no_mailbox"),
        (Course(["refused", "no_mailbox", "refused", "no_mailbox", "refused", *WELL]), "refused"),
        (Course(["no_mailbox", "", "", ""] * 5), "no_mailbox"),
        (Course(["", "bounced"] * 11 + WELL[:28]), "bounced"),
        (Course(WELL, {"sign_in_refused": 1}), "sign_in_refused"),
        (Course(["no_mailbox"] * 5, {"too_many": 9, "no_key": 1}), "no_key"),
        (Course(WELL, overdue=PATIENCE + timedelta(seconds=1)), NOT_SENT),
    ],
)
def test_it_is_told_at_once(course: Course, fault: str) -> None:
    assert trouble(course) == Trouble(fault)


@pytest.mark.parametrize(
    ("course", "fault"),
    [
        (Course(WELL, {"too_many": 1, "no_connection": 2, "refused_for_now": 30}), "no_connection"),
        (Course(WELL, {"too_many": 1, "no_connection": 1}), "no_connection"),
        (Course(WELL, {"refused_for_now": 13}), "refused_for_now"),
        (Course([], {"refused_for_now": 2, "no_answer": 3}), "no_answer"),
    ],
)
def test_a_provider_that_is_away_and_many_that_are_held_up_get_an_hour(course: Course, fault: str) -> None:
    assert trouble(course) == Trouble(fault, PATIENCE)


def test_something_arrives_where_one_went_well() -> None:
    assert Course(["refused", ""]).arrives
    assert not Course(["refused"], {"no_answer": 1}).arrives
    assert not Course().arrives
