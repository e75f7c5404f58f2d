"""The page that says how far auditors agree: empty, with calls to discuss, and for one round."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import update

from admin.audits.tables import AuditedCall, AuditScore
from admin.reliability.pairs import twice_scored, value_pairs
from admin.reliability.report import report
from survey.database import begin, reading
from survey.organisations import Organisation
from tests import factories
from tests.http.audits.conftest import SignedIn
from tests.http.reliability.scorings import double_round, scored, twice

PATH = "/admin/audits/reliability"
ANSWERS = ["ja", "nee", "ja", "ja", "nee", "nee", "ja", "nee", "ja", "nee", "ja", "nee"]


@pytest.fixture
def spring(owner: Organisation, team: UUID) -> UUID:
    """Twelve calls scored twice: on one criterion the auditors agree, on another they do not."""
    round_id = double_round(owner, [])
    for days, answer in enumerate(ANSWERS):
        first = {"bekend.historie": answer, "bekend.taal": str(4 + days % 5), "beleefd.begroeting": answer}
        second = first | {"bekend.taal": str(9 - days % 5), "bereikbaar.menu": "ja"}
        twice(owner, round_id, team, first, second, days)
    return round_id


def test_without_second_scorings_it_says_what_to_do(signed_in: SignedIn) -> None:
    page = signed_in("viewer").get(PATH).text
    assert "No call is scored twice yet" in page
    assert "To score a second time" in page


def test_it_names_what_to_calibrate_with_the_calls_to_discuss(signed_in: SignedIn, spring: UUID) -> None:
    page = signed_in("viewer").get(PATH).text
    assert "On 1 of 4 requirements the auditors disagree: calibrate these first." in page
    discussed = page.partition("Discuss these requirements")[2].partition("Each requirement")[0]
    assert "Speaks in words that this caller understands" in discussed
    assert "The caller need not repeat" not in discussed
    assert discussed.index("CALL-0") < discussed.index("CALL-1<")
    assert "Auditors disagree" in discussed
    assert f"/admin/audits/{spring}#calls" in discussed


def test_agreement_is_told_in_words_and_figures(signed_in: SignedIn, spring: UUID) -> None:
    page = signed_in("viewer").get(f"/admin/audits/{spring}/reliability").text
    assert "Auditors agree" in page
    assert "interval: cannot tell" in page
    assert "1.000" in page
    assert "We cannot tell yet" in page
    assert "Krippendorff 2019" in page


def test_drafts_and_calls_that_were_scored_once_do_not_count(owner: Organisation, team: UUID, spring: UUID) -> None:
    scored(owner, spring, team, {"bekend.taal": "3"})
    half = scored(owner, spring, team, {"bekend.taal": "3"})
    scored(owner, spring, team, {"bekend.taal": "9"}, second_of=half, done=False)
    undone = scored(owner, spring, team, {"bekend.taal": "3"}, done=False)
    scored(owner, spring, team, {"bekend.taal": "9"}, second_of=undone)
    with reading() as session:
        calls = twice_scored(session, owner.id)
        found = report(calls, value_pairs(session, owner.id, calls))
    by_code = {each.criterion.code: each for each in found.criteria}
    assert found.calls == 12
    assert (by_code["bekend.taal"].alpha.n, by_code["bekend.historie"].alpha.n) == (12, 12)
    assert (by_code["bereikbaar.menu"].alpha.n, by_code["bereikbaar.menu"].one_sided) == (0, 12)


def test_a_criterion_that_does_not_apply_is_no_value(owner: Organisation, team: UUID) -> None:
    round_id = double_round(owner, [])
    call_id = twice(owner, round_id, team, {"bekend.taal": "3"}, {"bekend.taal": "9"})
    with begin() as session:
        session.execute(
            update(AuditScore).where(AuditScore.call_id == call_id).values(value=None, score=None, applicable=False)
        )
    with reading() as session:
        calls = twice_scored(session, owner.id)
        found = report(calls, value_pairs(session, owner.id, calls)).criteria[0]
    assert (found.alpha.n, found.one_sided) == (0, 1)


def test_a_round_shows_its_own_calls_only(signed_in: SignedIn, owner: Organisation, team: UUID, spring: UUID) -> None:
    other = double_round(owner, [], name="Autumn")
    twice(owner, other, team, {"bekend.taal": "3"}, {"bekend.taal": "9"})
    client = signed_in("viewer")
    assert "Scored twice: 13 calls." in client.get(PATH).text
    assert "Scored twice: 12 calls." in client.get(f"/admin/audits/{spring}/reliability").text
    assert "Scored twice: 1 call." in client.get(f"/admin/audits/{other}/reliability").text
    assert f"/admin/audits/{other}/reliability" in client.get(PATH).text


def test_others_see_nothing_of_it(signed_in: SignedIn, spring: UUID) -> None:
    stranger = factories.organisation("ander", "Gemeente Ander")
    with reading() as session:
        assert twice_scored(session, stranger.id) == ()
        assert twice_scored(session, stranger.id, spring) == ()


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_it_is_there_in_every_direction(signed_in: SignedIn, language: str) -> None:
    assert signed_in("admin").get(f"{PATH}?lang={language}").status_code == 200


def test_without_scores_on_a_b_the_pair_has_no_figure_there(owner: Organisation, spring: UUID) -> None:
    with begin() as session:
        session.execute(update(AuditedCall).values(bekend=None))
    with reading() as session:
        found = report(twice_scored(session, owner.id), [])
    assert found.dimensions[0].alpha.n == 0
