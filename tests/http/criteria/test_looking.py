"""What the pages show: the criteria in use, every version, and what differs between two."""

from __future__ import annotations

from dataclasses import replace

from flask.testing import FlaskClient

from admin.audits.tables import AuditRound
from admin.criteria import record
from survey.criteria.catalogue import CATALOGUE
from survey.database import begin
from survey.organisations import Organisation
from tests.http.criteria.conftest import SignedIn
from tests.http.criteria.sets import OWN, add_own, present
from tests.http.people import add_user

PAGES_OF_ADMINS = ("/admin/criteria/edit", "/admin/criteria/add", "/admin/criteria/upload")


def test_the_built_in_criteria_are_shown_with_scale_norm_weight_and_share(signed_in: SignedIn) -> None:
    page = signed_in("viewer").get("/admin/criteria").text
    assert all(criterion.code in page for criterion in CATALOGUE)
    assert "Waiting time in all, menu included" in page
    assert "30 and 180 seconds" in page
    assert "20.0%" in page, "each of five criteria of Bekend counts for a fifth"


def test_a_viewer_changes_nothing(signed_in: SignedIn, owner: Organisation) -> None:
    add_own(owner)
    viewer = signed_in("viewer")
    page = viewer.get("/admin/criteria").text
    assert "/edit" not in page
    assert "/own/" not in page
    for path in (*PAGES_OF_ADMINS, f"/admin/criteria/own/{OWN.code}", f"/admin/criteria/own/{OWN.code}/remove"):
        assert viewer.get(path).status_code == 403
        assert viewer.post(path).status_code in {400, 403}
    assert present(owner).version == 2


def test_own_and_switched_off_criteria_are_marked_and_shares_follow(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    before = present(owner)
    off = [replace(each, active=each.code != "beleefd.serieus") for each in before.everything]
    record.save(owner.id, "command", before.version, off)
    page = admin.get("/admin/criteria").text
    assert "Calls the caller by name" in page
    assert "Your own" in page
    assert "Switched off" in page
    assert "33.3%" in page, "weight 2 beside four of weight 1"


def test_own_words_are_dutch_on_dutch_and_frisian_pages_and_say_so(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    assert '<span lang="nl" dir="ltr">Noemt de beller bij de naam</span>' in admin.get("/admin/criteria?lang=fy").text
    assert "<span>Noemt de beller bij de naam</span>" in admin.get("/admin/criteria?lang=nl").text
    assert '<span lang="en" dir="ltr">Calls the caller by name</span>' in admin.get("/admin/criteria?lang=ar").text


def test_versions_say_who_why_and_which_rounds(signed_in: SignedIn, admin: FlaskClient, owner: Organisation) -> None:
    heavier = (*present(owner).everything[:-1], replace(CATALOGUE[-1], weight=3.0))
    record.save(owner.id, "command", 1, heavier, "Klacht")
    with begin() as session:
        session.add(AuditRound(organisation_id=owner.id, name="Voorjaar", criteria_version=1))
    for client in (admin, signed_in("viewer")):
        page = client.get("/admin/criteria/versions").text
        assert "Version 2" in page
        assert "Klacht" in page
        assert "Voorjaar" in page
        assert "A command on the server" in page


def test_only_admins_read_the_address_of_who_saved(signed_in: SignedIn, owner: Organisation) -> None:
    user = add_user(owner.id, "admin", "beheer@voorbeeld.example")
    add_own(owner, actor=str(user.id))
    for path in ("/admin/criteria", "/admin/criteria/versions", "/admin/criteria/versions/2"):
        assert user.email in signed_in("admin").get(path).text
        page = signed_in("viewer").get(path).text
        assert user.email not in page
        assert "An administrator" in page


def test_one_version_is_shown_as_it_was(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    assert OWN.code not in admin.get("/admin/criteria/versions/1").text
    assert OWN.code in admin.get("/admin/criteria/versions/2").text
    for number in (0, 3, 2**31, 10**12):
        assert admin.get(f"/admin/criteria/versions/{number}").status_code == 404


def test_two_versions_are_compared(admin: FlaskClient, owner: Organisation) -> None:
    add_own(owner)
    before = present(owner)
    changed = [
        replace(each, weight=2.5, norm=20.0, limit=100.0) if each.code == "bereikbaar.wachttijd" else each
        for each in before.everything
        if each.code != OWN.code
    ]
    record.save(owner.id, "command", before.version, changed)
    page = admin.get("/admin/criteria/compare?before=1&after=2").text
    assert OWN.code in page
    assert "Added" in page
    page = admin.get("/admin/criteria/compare").text
    assert "Removed" in page
    assert "Norm in seconds" in page
    assert "<td>1</td>" in page
    assert "<td>2.5</td>" in page
    assert "These two are the same." in admin.get("/admin/criteria/compare?before=2&after=2").text
    assert admin.get("/admin/criteria/compare?before=7").status_code == 404


def test_a_new_organisation_has_one_version_and_nothing_to_compare(admin: FlaskClient) -> None:
    page = admin.get("/admin/criteria/versions").text
    assert "Version 1" in page
    assert "Compare two versions" not in page
    assert "These two are the same." in admin.get("/admin/criteria/compare").text
