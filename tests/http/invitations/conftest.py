import pytest
from flask import Flask

from survey.database import begin
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.organisations import Organisation
from tests import factories

ASKING = Rules(is_on=True)


@pytest.fixture
def asking(in_app: Flask) -> Organisation:
    """An organisation that asks whoever it may."""
    owner = factories.organisation()
    with begin() as session:
        rules.save(session, owner.id, ASKING)
    return owner
