import re

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from survey.answers import code_page
from survey.answers.tables import Response
from survey.database import begin, reading
from survey.invitations import codes
from survey.invitations.record import AlreadyInvited, invite_by_code
from survey.invitations.tables import Invitation
from survey.organisations import Organisation
from tests import factories

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    made = factories.organisation()
    with begin() as session:
        factories.add_contact(session, made, "R1")
    return made


def made(owner: Organisation) -> str:
    with begin() as session:
        return invite_by_code(session, owner.id, "R1")[0]


def test_a_code_leads_to_the_survey_and_the_answer_says_how_it_came(client: FlaskClient, owner: Organisation) -> None:
    spoken = made(owner)
    found = client.post("/code", data={"code": spoken.lower().replace("-", " ")})
    assert found.status_code == 303
    page = client.get(found.location)
    assert page.status_code == 200
    assert client.post(found.location, data={"mark": "8"}).status_code == 303
    with reading() as session:
        assert session.scalar(select(Response.mode)) == "code"
    assert client.post("/code", data={"code": spoken}, follow_redirects=True).status_code == 410


def test_the_chosen_language_goes_along(client: FlaskClient, owner: Organisation) -> None:
    spoken = made(owner)
    page = client.post("/code", data={"code": spoken, "lang": "pl"}, follow_redirects=True)
    assert '<html lang="pl"' in page.text


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("", 422, "Fill in the code"),
        ("K7PM-4MD", 422, "eight letters and numbers"),
        ("<b>x</b>", 422, "eight letters and numbers"),
        ("x" * 5000, 422, "eight letters and numbers"),
    ],
)
def test_a_slip_of_the_finger_is_told_and_costs_nothing(
    client: FlaskClient, owner: Organisation, typed: str, status: int, words: str
) -> None:
    for _ in range(code_page.PER_NETWORK + 2):
        page = client.post("/code", data={"code": typed}, headers=ENGLISH)
        assert (page.status_code, words in page.text) == (status, True)


def test_guessing_is_slowed_down_and_whoever_has_a_code_from_elsewhere_is_not(
    client: FlaskClient, owner: Organisation
) -> None:
    spoken = made(owner)
    for _ in range(code_page.PER_NETWORK):
        assert client.post("/code", data={"code": codes.new_code()}).status_code == 404
    page = client.post("/code", data={"code": spoken}, headers=ENGLISH)
    assert (page.status_code, "too many codes" in page.text) == (429, True)
    assert 0 < int(page.headers["Retry-After"]) <= 900
    other = client.post("/code", data={"code": spoken}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 303


def test_many_networks_together_get_no_further_than_the_limit_for_all(client: FlaskClient, owner: Organisation) -> None:
    answers = [
        client.post(
            "/code",
            data={"code": codes.new_code()},
            environ_base={"REMOTE_ADDR": f"198.51.{place // 250}.{place % 250}"},
        ).status_code
        for place in range(code_page.ALTOGETHER + 5)
    ]
    assert answers == [404] * code_page.ALTOGETHER + [429] * 5


def test_right_codes_are_not_counted(client: FlaskClient, owner: Organisation) -> None:
    spoken = made(owner)
    for _ in range(code_page.PER_NETWORK + 2):
        assert client.post("/code", data={"code": spoken}).status_code == 303


def test_only_a_keyed_hash_is_kept_and_a_contact_has_one_invitation(owner: Organisation) -> None:
    spoken = made(owner)
    with begin() as session:
        kept = session.scalars(select(Invitation.code_hash)).one()
        assert kept == codes.code_hash(spoken)
        with pytest.raises(AlreadyInvited):
            invite_by_code(session, owner.id, "R1")


def test_the_command_tells_the_code_and_where_to_type_it(runner: FlaskCliRunner, owner: Organisation) -> None:
    told = runner.invoke(args=["invitations", "code", "--org", owner.slug, "--reference", "R1"])
    assert told.exit_code == 0
    found = re.match(r"(\w{4}-\w{4})  at http://localhost:8000/code\n", told.output)
    assert found is not None
    assert codes.normalise(found[1])
    again = runner.invoke(args=["invitations", "code", "--org", owner.slug, "--reference", "R1"])
    assert again.exit_code == 1
    unknown = runner.invoke(args=["invitations", "code", "--org", owner.slug, "--reference", "R9"])
    assert "no contact" in unknown.output
