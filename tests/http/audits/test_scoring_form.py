"""The scoring form without script: filled in, saved, finished, deleted, by whom it may be."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from admin.audits.calls import record as writer
from admin.audits.calls.record import NoSuchCall
from admin.audits.scoring import dimension_scores, score
from admin.audits.tables import AuditedCall, AuditScore
from survey import dimensions
from survey.criteria.catalogue import BY_CODE, CATALOGUE
from survey.database import begin, reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.audits.rounds import call, stored
from tests.http.audits.scored import calls_of, made, opened, scored, scores_of


@pytest.fixture
def round_id(owner: Organisation, team: UUID) -> UUID:
    return made(owner, team)


@pytest.fixture
def new(round_id: UUID) -> str:
    return f"/admin/audits/{round_id}/calls/new"


def fill(client: FlaskClient, address: str, fields: dict[str, str], then: str = "save") -> TestResponse:
    """Open the form, fill it in and press a button."""
    form = opened(client, address)
    return client.post(address, data=form | fields | {"then": then})


def actions() -> list[str]:
    with reading() as session:
        query = select(JournalEntry.action).where(JournalEntry.action.like("audited call%")).order_by(JournalEntry.at)
        return list(session.scalars(query))


def test_the_form_asks_every_criterion_by_b(signed_in: SignedIn, new: str) -> None:
    page = signed_in("auditor").get(new).text
    for criterion in CATALOGUE:
        assert f'name="value-{criterion.code}"' in page
        assert f'name="remark-{criterion.code}"' in page
    assert "Up to 30 seconds 100, from 180 seconds 0." in page
    assert "Scored with version 1 of the criteria." in page


def test_a_call_is_saved_as_the_import_would_score_it(
    signed_in: SignedIn, round_id: UUID, new: str, team: UUID
) -> None:
    client = signed_in("auditor")
    filled = {
        "bekend.taal": "7",
        "bekend.historie": "no",
        "bereikbaar.wachttijd": "1:45",
        "behulpzaam.antwoord": "partly",
    }
    fields = scored(team) | {f"value-{code}": value for code, value in filled.items()}
    fields |= {"value-beleefd.wachtstand": "na", "reference": "A1", "remark-bekend.taal": "Short words\r\nonly"}
    answer = fill(client, new, fields)
    (found,) = calls_of(round_id)
    assert answer.location == f"/admin/audits/{round_id}/calls/{found.id}"
    assert not found.is_done
    assert (found.reference, found.edition, found.auditor_id) == ("A1", 1, found.saved_by)
    expected = {code: score(value, BY_CODE[code]) for code, value in filled.items()}
    kept = scores_of(found.id)
    assert {code: (each.value, each.score) for code, each in kept.items() if each.applicable} == {
        code: (each.value, each.score) for code, each in expected.items()
    }
    assert not kept["beleefd.wachtstand"].applicable
    assert kept["bekend.taal"].remark == "Short words\nonly"
    assert tuple(getattr(found, code) for code in dimensions.CODES) == dimension_scores(
        {code: each.score for code, each in expected.items()}, CATALOGUE
    )
    page = client.get(answer.location).text
    assert "Saved" in page
    assert 'name="value-bereikbaar.wachttijd" value="105"' in page
    assert 'data-score="bereikbaar">50.0' in page


def test_scores_can_be_taken_away_again(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    address = fill(client, new, scored(team, value_bekend_historie="yes")).location
    assert address is not None
    fill(client, address, scored(team, value_bekend_historie=""))
    (found,) = calls_of(round_id)
    assert set(scores_of(found.id)) == {"bekend.taal"}
    assert found.edition == 2


def test_only_a_finished_call_counts(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    address = fill(client, new, scored(team)).location
    assert address is not None
    assert "This round has no calls." in client.get(f"/admin/audits/{round_id}").text
    answer = fill(client, address, scored(team), "finish")
    assert answer.location == f"/admin/audits/{round_id}"
    page = client.get(answer.location).text
    assert "The call is finished: it counts from now on." in page
    assert "1 call from" in page
    assert actions() == ["audited call finished"]


def test_the_next_call_leads_on(signed_in: SignedIn, new: str, team: UUID) -> None:
    answer = fill(signed_in("auditor"), new, scored(team), "next")
    assert answer.location == new


def test_a_call_without_a_score_is_not_finished(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    blank = scored(team) | {"value-bekend.taal": "na", "remark": "nothing heard"}
    answer = fill(client, new, blank, "finish")
    assert answer.status_code == 422
    assert "Score at least one criterion first." in answer.text
    assert "nothing heard" in answer.text
    assert calls_of(round_id) == []
    assert fill(client, new, blank).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("day", "2026-03-01", "Fill in a day from Feb 1, 2026 to Feb 28, 2026."),
        ("day", "", "Fill in a day from"),
        ("team", "", "Choose a team."),
        ("team", "6f2b1c0e-0000-4000-8000-000000000000", "Choose a team."),
        ("channel", "pigeon", "Choose a channel."),
        ("reference", "x" * 201, "Use at most 200 characters, on one line."),
        ("value-bekend.taal", "11", "Choose one of the answers that are shown."),
        ("value-bekend.historie", "partly", "Choose one of the answers that are shown."),
        ("value-bereikbaar.wachttijd", "long", "Fill in a number of seconds"),
        ("remark", "x" * 1001, "Make your text shorter: at most 1000 characters."),
        ("remark-bekend.taal", "x" * 1001, "Make your text shorter"),
    ],
)
def test_a_fault_is_told_and_nothing_is_lost(
    signed_in: SignedIn, round_id: UUID, new: str, team: UUID, field: str, value: str, says: str
) -> None:
    fields = scored(team, remark_beleefd_serieus="Kept <this>") | {field: value}
    answer = fill(signed_in("auditor"), new, fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert "Kept &lt;this&gt;" in answer.text
    assert f'href="#{field.replace(".", "-")}"' in answer.text
    assert calls_of(round_id) == []


def test_seconds_that_do_not_apply_have_no_value(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    ticked = scored(team) | {"na-bereikbaar.wachttijd": "y"}
    assert fill(client, new, ticked | {"value-bereikbaar.wachttijd": "9"}).status_code == 422
    fill(client, new, ticked)
    (found,) = calls_of(round_id)
    assert not scores_of(found.id)["bereikbaar.wachttijd"].applicable


def test_remarks_are_masked_before_they_are_stored(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    fields = scored(team, remark_bekend_taal="Mail jan@voorbeeld.example") | {"remark": "Called 06-12345678\x00"}
    answer = fill(client, new, fields)
    (found,) = calls_of(round_id)
    assert found.remark == "Called [phone]"
    assert scores_of(found.id)["bekend.taal"].remark == "Mail [e-mail]"
    assert answer.location is not None
    page = client.get(answer.location).text
    assert "Taken out of your remarks: phone number and e-mail address." in page
    assert "Mail [e-mail]" in page


def test_a_reference_stands_once_in_a_round(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    fill(client, new, scored(team, reference="A1"))
    answer = fill(client, new, scored(team, reference="A1"))
    assert answer.status_code == 422
    assert "Another call of this round has this reference." in answer.text
    assert len(calls_of(round_id)) == 1


def test_sending_the_same_form_twice_makes_one_call(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    form = opened(client, new)
    for then in ("save", "save", "finish", "finish"):
        assert client.post(new, data=form | scored(team, reference="A1") | {"then": then}).status_code == 303
    (found,) = calls_of(round_id)
    assert found.is_done
    assert actions() == ["audited call finished"]


def test_an_auditor_reaches_only_own_calls_that_are_not_finished(
    signed_in: SignedIn, round_id: UUID, new: str, team: UUID
) -> None:
    anna, ben, admin = signed_in("auditor"), signed_in("auditor"), signed_in("admin")
    address = fill(anna, new, scored(team)).location
    assert address is not None
    form = opened(anna, address)
    assert ben.get(address).status_code == 404
    assert ben.get(f"{address}/delete").status_code == 404
    token = people.token_of(ben.get("/admin/password"))
    assert ben.post(address, data=form | scored(team) | {"csrf_token": token}).status_code == 404
    assert "Calls that are not finished" not in ben.get(f"/admin/audits/{round_id}").text
    assert address in admin.get(f"/admin/audits/{round_id}").text
    fill(anna, address, scored(team), "finish")
    assert anna.get(address).status_code == 404
    assert fill(admin, address, scored(team, value_bekend_taal="9")).status_code == 303
    assert calls_of(round_id)[0].bekend == pytest.approx(800 / 9)
    assert actions() == ["audited call finished", "audited call changed"]


def test_only_the_auditors_of_a_round_score_in_it(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    anna = people.add_user(owner.id, "auditor", "anna@voorbeeld.example")
    address = f"/admin/audits/{made(owner, team, anna.id, name='Closed shop')}/calls/new"
    assert signed_in("auditor").get(address).status_code == 403
    assert signed_in("viewer").get(address).status_code == 403
    assert signed_in("admin").get(address).status_code == 200


def test_a_draft_is_deleted_after_a_question(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    client = signed_in("auditor")
    address = fill(client, new, scored(team)).location
    assert address is not None
    assert "Delete this call?" in client.get(f"{address}/delete").text
    assert len(calls_of(round_id)) == 1
    assert people.send(client, f"{address}/delete").location == f"/admin/audits/{round_id}"
    assert calls_of(round_id) == []
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditScore)) == 0
    assert actions() == ["audited call deleted"]
    assert client.get(address).status_code == 404


def test_a_finished_call_is_not_deleted(signed_in: SignedIn, round_id: UUID, new: str, team: UUID) -> None:
    admin = signed_in("admin")
    fill(admin, new, scored(team), "finish")
    (found,) = calls_of(round_id)
    assert admin.get(f"/admin/audits/{round_id}/calls/{found.id}/delete").status_code == 404
    with pytest.raises(NoSuchCall):
        writer.delete_draft(writer.Editor(found.organisation_id, round_id, uuid4(), may_all=True), found.id, "command")


def test_an_imported_call_keeps_its_half_mark(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    imported = stored(owner, "Imported", [call(team, 0, "A1")]).round_id
    (found,) = calls_of(imported)
    with begin() as session:
        kept = session.get_one(AuditScore, (owner.id, found.id, "bekend.taal"))
        kept.value, kept.score = 7.5, 650 / 9
    page = signed_in("admin").get(f"/admin/audits/{imported}/calls/{found.id}").text
    assert 'value="7.5" data-press="7.5" id="value-bekend-taal" checked' in page


def test_a_second_scoring_keeps_its_call_and_shows_nothing_of_the_first(
    in_app: Flask, signed_in: SignedIn, owner: Organisation, team: UUID, round_id: UUID, new: str
) -> None:
    fill(signed_in("auditor"), new, scored(team, reference="A1", remark_bekend_taal="Geheim"), "finish")
    (first,) = calls_of(round_id)
    ben = people.add_user(owner.id, "auditor", "ben@voorbeeld.example")
    second = AuditedCall(
        organisation_id=owner.id, id=uuid4(), round_id=round_id, day=first.day, team_id=team, channel="phone",
        reference="A1", is_done=False, second_of=first.id, auditor_id=ben.id,
    )  # fmt: skip
    with begin() as session:
        session.add(second)
    client = in_app.test_client()
    people.sign_in(client, ben.email)
    listed = client.get(f"/admin/audits/{round_id}?lang=en").text
    assert "66.7" not in listed.split('id="calls"')[1]
    assert "kept from you until then" in listed
    address = f"/admin/audits/{round_id}/calls/{second.id}"
    page = client.get(address).text
    assert "Score a call a second time" in page
    assert "Geheim" not in page
    assert "66.7" not in page
    assert client.get(f"{address}/delete").status_code == 404
    other = factories.team(owner, "Afval")
    fields = scored(other, reference="B2", value_bekend_taal="4") | {"day": "2026-02-20"}
    assert fill(client, address, fields, "finish").location == f"/admin/audits/{round_id}"
    kept = next(each for each in calls_of(round_id) if each.id == second.id)
    assert (kept.day, kept.team_id, kept.reference, kept.is_done) == (first.day, team, "A1", True)
    assert "1 call from" in client.get(f"/admin/audits/{round_id}").text
