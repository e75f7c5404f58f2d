"""A caller answers by keypad, over HTTP with real signatures, and counts as on the web page."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from survey.answers.tables import Response, answer_counts
from survey.database import begin, reading
from survey.intake.tables import Contact
from survey.invitations.tables import Invitation
from survey.languages import CODES
from survey.organisations import Organisation
from survey.voice.prompts import SPEECH_TAGS
from survey.voice.tables import VoicePrompt
from tests import factories
from tests.http.voice.caller import Call, calls_kept, open_line

KEYS = ("4", "5", "3", "2", "0", "1", "10")
ON_THE_PAGE = {
    "bekend": "4",
    "bereikbaar": "5",
    "beleefd": "3",
    "behulpzaam": "2",
    "betrouwbaar": "unknown",
    "resolved": "yes",
    "mark": "10",
}
"""The same answers as KEYS."""


@pytest.fixture
def town(in_app: Flask) -> Organisation:
    """An organisation whose line is open."""
    owner = factories.organisation()
    open_line(owner)
    return owner


def responses() -> list[Response]:
    with reading() as session:
        return list(session.scalars(select(Response)))


def counted() -> list[dict[str, Any]]:
    """The rollup's cells without what tells the two ways of answering apart."""
    apart = {"organisation_id", "mode", "responses_open"}
    with reading() as session:
        rows = [dict(row) for row in session.execute(select(answer_counts)).mappings()]
    return [{name: value for name, value in row.items() if name not in apart} for row in rows]


@pytest.mark.parametrize("key", ["1", "2", "4", "9", "0"])
def test_a_whole_call_counts_as_the_same_answers_on_the_page(town: Organisation, client: FlaskClient, key: str) -> None:
    language = CODES[(int(key) - 1) % 10]
    call = Call(client).begin()
    assert [tag for tag, _ in call.heard] == list(SPEECH_TAGS.values())
    call.press(key)
    assert {tag for tag, _ in call.heard} == {SPEECH_TAGS[language]}
    assert "Gemeente Voorbeeld" in call.words
    assert call.press(*KEYS).is_over
    by_phone = counted()
    (response,) = responses()
    assert (response.mode, response.language, response.channel) == ("voice_open", language, "phone")
    assert (response.mark, response.resolved, response.betrouwbaar) == (10, 2, None)
    assert calls_kept() == 0

    with begin() as session:
        session.execute(answer_counts.delete())
    token = factories.invited(town, "R1", language=language, day=response.day)
    assert client.post(f"/s/{token}", data=ON_THE_PAGE).status_code == 303
    assert counted() == by_phone


def test_a_contact_that_the_exchange_names_is_what_the_answer_is_about(town: Organisation, client: FlaskClient) -> None:
    team = factories.team(town)
    factories.invited(town, "R1", team_id=team, language="en", topic="Paspoort", waiting_seconds=50)
    call = Call(client).begin(contact="R1", lang="en")
    assert {tag for tag, _ in call.heard} == {"en-GB"}
    call.press(*KEYS)
    (response,) = responses()
    assert (response.mode, response.team_id, response.topic, response.waiting_class) == ("voice", team, "Paspoort", 1)
    assert response.day == factories.NOON.date()
    with reading() as session:
        assert session.scalars(select(Invitation.answered_on)).one() is not None

    again = Call(client).begin(contact="R1", lang="en")
    assert again.is_over
    assert "already" in again.words
    assert len(responses()) == 1


def test_a_contact_without_an_invitation_counts_as_asked(
    town: Organisation, client: FlaskClient, runner: FlaskCliRunner
) -> None:
    with begin() as session:
        factories.add_contact(session, town, "R2", language="pl")
    call = Call(client).begin(contact="R2")
    assert {tag for tag, _ in call.heard} == {"pl-PL"}
    call.press(*KEYS)
    with reading() as session:
        assert session.scalars(select(Contact.invited)).one()
        assert session.scalars(select(Invitation.answered_on)).one() is not None
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_a_confidential_contact_is_not_asked(town: Organisation, client: FlaskClient) -> None:
    with begin() as session:
        factories.add_contact(session, town, "R3", confidential=True)
    assert Call(client).begin(contact="R3").is_over
    with reading() as session:
        assert session.scalars(select(Invitation.id)).all() == []


def test_an_unknown_contact_counts_for_the_team_and_channel_in_the_address(
    town: Organisation, client: FlaskClient
) -> None:
    team = factories.team(town)
    Call(client).begin(contact="nobody", team="BURGERZAKEN ", channel="counter", lang="nld").press(*KEYS)
    (response,) = responses()
    assert (response.team_id, response.channel, response.language) == (team, "counter", "nl")
    assert response.mode == "voice_open", "nobody was invited, so it counts in no response rate"
    Call(client).begin(contact="no\0body", team="Nowhere", channel="pigeon", lang="xx").press("1", *KEYS)
    assert {(each.team_id, each.channel) for each in responses()} == {(team, "counter"), (None, "phone")}


def test_who_knows_nothing_is_told_that_nothing_counts(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin(lang="en").press(*["0"] * 7)
    assert call.is_over
    assert "nothing is counted" in call.words
    assert responses() == []
    assert calls_kept() == 0


def test_wrong_keys_and_silence_go_on_politely(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin(lang="en").press("7")
    assert "not one of the answers" in call.words
    assert "understood what I needed" in call.words
    call.press("7")
    assert "next question" in call.words
    call.press("")
    assert "did not hear" in call.words
    call.press("", "4", "*", "4", "5", "3", "11", "8")
    (response,) = responses()
    assert (response.bekend, response.bereikbaar, response.beleefd, response.behulpzaam) == (None, None, 4, 4)
    assert (response.betrouwbaar, response.resolved, response.mark) == (5, 0, 8)


def test_nobody_there_ends_the_call(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin()
    presses = 0
    while not call.is_over:
        call.press("")
        presses += 1
    assert presses <= 10
    assert responses() == []


def test_who_hangs_up_halfway_counts_with_what_was_answered(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin(lang="tr").press("4", "5")
    assert responses() == []
    assert call.hang_up().status_code == 200
    (response,) = responses()
    assert (response.bekend, response.bereikbaar, response.beleefd, response.mark) == (4, 5, None, None)
    call.hang_up()
    assert len(responses()) == 1

    Call(client).begin(lang="tr").press("0").hang_up()
    Call(client).begin().hang_up()
    assert len(responses()) == 1
    assert calls_kept() == 0


def test_a_call_that_is_still_going_on_is_left_alone(town: Organisation, client: FlaskClient) -> None:
    call = Call(client).begin(lang="nl").press("4")
    assert call.send("http://localhost:8000/voice/voorbeeld/status", CallStatus="in-progress").status_code == 200
    assert call.press("3", "3", "3", "3", "1", "7").is_over
    assert responses()[0].beleefd == 3


def test_where_to_complain_is_said_at_the_end(town: Organisation, client: FlaskClient) -> None:
    with begin() as session:
        session.merge(town).phone = "14 0123"
    call = Call(client).begin(lang="en").press(*KEYS)
    assert "1 4 0 1 2 3" in call.words


def test_recordings_are_played_where_there_are_any(town: Organisation, client: FlaskClient) -> None:
    address = "https://www.voorbeeld.example/bekend.mp3"
    with begin() as session:
        session.add(VoicePrompt(organisation_id=town.id, locale="en", prompt="bekend", url=address))
    call = Call(client).begin(lang="en")
    assert call.played == [address]
    assert "understood what I needed" not in call.words
    assert Call(client).begin(lang="de").played == []


def test_a_line_that_is_off_says_goodbye(in_app: Flask, client: FlaskClient) -> None:
    open_line(factories.organisation(), is_on=False)
    assert Call(client).begin().is_over
    assert responses() == []
