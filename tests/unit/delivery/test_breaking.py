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
        (Course(WELL, ["sign_in_refused"]), "sign_in_refused"),
        (Course(["no_mailbox"] * 5, ["too_many", "no_key"]), "no_key"),
        (Course(WELL, overdue=PATIENCE + timedelta(seconds=1)), NOT_SENT),
    ],
)
def test_it_is_told_at_once(course: Course, fault: str) -> None:
    assert trouble(course) == Trouble(fault)


def test_a_provider_that_is_away_gets_an_hour() -> None:
    assert trouble(Course(WELL, ["no_connection", "too_many", "no_connection"])) == Trouble("no_connection", PATIENCE)
