"""Steps from contact to answer are told only where they lie between their neighbours."""

from __future__ import annotations

from uuid import uuid4

from admin.insight.steps import Steps
from survey.invitations.eligibility import Outcome
from survey.invitations.outcomes import Cell

TEAM = uuid4()
DECIDED = (
    Cell(TEAM, "phone", Outcome.INVITED, 40),
    Cell(TEAM, "phone", Outcome.NOT_SAMPLED, 10),
    Cell(None, "chat", Outcome.INVITED, 20),
    Cell(None, "chat", Outcome.NO_ADDRESS, 99),
)
FOUND = Steps(DECIDED, {"delivered": 55, "opened": 30})


def test_of_everybody_all_steps_are_known() -> None:
    assert FOUND.further(None, None, invited=60, answered=25) == {"eligible": 70, "delivered": 55, "opened": 30}


def test_of_a_part_nobody_knows_what_was_delivered() -> None:
    assert FOUND.further(TEAM, None, invited=40, answered=10) == {"eligible": 50}
    assert FOUND.further(None, "chat", invited=20, answered=10) == {"eligible": 20}


def test_a_step_that_is_not_between_its_neighbours_is_left_out() -> None:
    assert FOUND.further(None, None, invited=80, answered=31) == {"delivered": 55}
    assert FOUND.further(None, None, invited=50, answered=25) == {"eligible": 70, "opened": 30}


def test_where_nothing_was_counted_there_is_nothing() -> None:
    assert Steps().further(None, None, invited=0, answered=0) == {}
