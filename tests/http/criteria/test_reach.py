"""What a new version reaches: the survey's tick boxes, the phone log, the audit template, the comparison."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select

from admin.audits import record as audits
from admin.audits.scoring import Scored
from admin.audits.spreadsheet import ScoredCall
from admin.criteria import record
from admin.criteria.sets import without
from survey.answers.tables import ResponseReason
from survey.database import begin, reading
from survey.intake import record as contacts
from survey.intake.phone_log import ContactRow
from survey.intake.tables import contact_counts
from survey.invitations.record import invite
from survey.organisations import Organisation
from tests import factories
from tests.http.criteria.conftest import SignedIn
from tests.http.criteria.sets import OWN, add_own, present

WAITING = "bereikbaar.wachttijd"
FORM = "/o/voorbeeld"


def save(owner: Organisation, code: str, **fields: object) -> None:
    """Save a version in which one criterion has other values."""
    before = present(owner)
    wanted = [replace(each, **fields) if each.code == code else each for each in before.everything]  # type: ignore[arg-type]
    record.save(owner.id, "command", before.version, wanted)


def remove_own(owner: Organisation) -> None:
    before = present(owner)
    record.save(owner.id, "command", before.version, without(before.everything, OWN.code))


def form_of(page: str) -> dict[str, str]:
    number = page.split('name="submission" value="')[1].split('"', maxsplit=1)[0]
    return {"submission": number, "beleefd": "1", "reasons": OWN.code}


def test_citizens_read_own_criteria_in_their_language_or_in_dutch_with_a_note(
    client: FlaskClient, owner: Organisation
) -> None:
    add_own(owner)
    assert "They did not use my name." in client.get(f"{FORM}?lang=en").text
    page = client.get(f"{FORM}?lang=nl").text
    assert "Ze noemden mijn naam niet." in page
    assert "(in Dutch)" not in page
    for language in ("fy", "ar"):
        page = client.get(f"{FORM}?lang={language}").text
        assert '<span lang="nl" dir="ltr">Ze noemden mijn naam niet.</span> <small>' in page


def test_a_criterion_that_is_switched_off_is_no_tick_box(client: FlaskClient, owner: Organisation) -> None:
    assert 'value="bekend.taal"' in client.get(FORM).text
    save(owner, "bekend.taal", active=False)
    assert 'value="bekend.taal"' not in client.get(FORM).text


def test_a_form_that_was_open_while_the_criteria_changed_still_counts(client: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    sent = form_of(client.get(FORM).text)
    remove_own(owner)
    assert client.post(FORM, data=sent | {"reasons": "beleefd.nooit"}).status_code == 422
    assert client.post(FORM, data=sent).status_code == 303
    with reading() as session:
        assert session.scalars(select(ResponseReason.criterion)).all() == [OWN.code]


def waiting(reference: str, seconds: int) -> ContactRow:
    moment = factories.NOON
    return ContactRow(
        1, reference, "phone", None, None, None, moment, moment.date(), True, None, seconds, None, None, None, 12
    )


def within_norm(owner: Organisation) -> int:
    with reading() as session:
        query = select(func.sum(contact_counts.c.within_n)).where(contact_counts.c.organisation_id == owner.id)
        return session.scalar(query) or 0


def test_the_phone_log_is_counted_anew_by_a_new_norm(owner: Organisation, runner: FlaskCliRunner) -> None:
    stranger = factories.organisation("ander", "Gemeente Ander")
    with begin() as session:
        for seconds in (10, 30, 50, 70, 200):
            for each in (owner, stranger):
                factories.add_contact(session, each, f"R{seconds}", waiting_seconds=seconds)
    assert within_norm(owner) == 2
    save(owner, WAITING, norm=60.0, limit=120.0)
    assert (within_norm(owner), within_norm(stranger)) == (3, 2)
    save(owner, WAITING, weight=3.0)
    save(owner, WAITING, active=False)
    assert within_norm(owner) == 2, "what is not in use is measured by the built-in norm"
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_contacts_that_come_in_while_the_norm_changes_are_counted_by_the_new_one(
    in_app: Flask, owner: Organisation, runner: FlaskCliRunner
) -> None:
    barrier = threading.Barrier(4)

    def send(sender: int) -> None:
        with in_app.app_context():
            for number in range(6):
                barrier.wait()
                with begin() as session:
                    contacts.store(session, owner.id, [waiting(f"{sender}-{number}", 45)])
                with begin() as session:
                    invite(session, owner.id, f"{sender}-{number}")

    threads = [threading.Thread(target=send, args=(sender,)) for sender in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        barrier.wait()
        save(owner, WAITING, norm=60.0 if number % 2 == 0 else 40.0)
    for thread in threads:
        thread.join()
    assert runner.invoke(args=["rollup", "verify"]).output == "The counts equal the single answers and contacts.\n"


def test_the_audit_template_has_own_words_and_leaves_out_what_is_off(signed_in: SignedIn, owner: Organisation) -> None:
    add_own(owner)
    save(owner, "bekend.taal", active=False)
    auditor = signed_in("auditor")
    header = auditor.get("/admin/audits/template.csv").text
    assert OWN.code in header
    assert "bekend.taal" not in header
    with ZipFile(BytesIO(auditor.get("/admin/audits/template.xlsx").data)) as parts:
        words = b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")
    assert "Calls the caller by name" in words


def test_the_comparison_names_own_criteria_by_their_words_also_after_they_went(
    signed_in: SignedIn, owner: Organisation
) -> None:
    team = factories.team(owner)
    version = add_own(owner)
    call = ScoredCall(
        date(2026, 3, 2), team, "phone", None, {OWN.code: Scored(1, 100.0)}, (None, None, 100.0, None, None)
    )
    audits.import_round(owner.id, "Voorjaar", version, [call] * 12, "command")
    viewer = signed_in("viewer")
    address = "?from=2026-01-01&to=2026-06-30"
    for _ in range(2):
        page = viewer.get(f"/admin/{address}").text
        assert "Calls the caller by name" in page
        assert OWN.code not in page
        found = json.loads(viewer.get(f"/admin/comparison.json{address}").data)["criteria"]
        [row] = [each for each in found if each["code"] == OWN.code]
        assert row["own"] == {"nl": "Noemt de beller bij de naam", "en": "Calls the caller by name"}
        if OWN.code in present(owner).by_code():
            remove_own(owner)
    frisian = viewer.get(f"/admin/{address}&lang=fy").text
    assert '<span lang="nl">Noemt de beller bij de naam</span>' in frisian


def test_a_round_leads_to_the_version_that_it_was_scored_with(signed_in: SignedIn, owner: Organisation) -> None:
    made = audits.import_round(owner.id, "Voorjaar", 1, [], "command")
    page = signed_in("viewer").get(f"/admin/audits/{made.round_id}").text
    assert '<a href="/admin/criteria/versions/1">' in page
