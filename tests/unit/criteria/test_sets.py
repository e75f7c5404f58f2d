"""A set as a whole: shares, two changes put together, what a file lacks, and what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from admin.criteria import sets
from admin.criteria.differences import Change, FieldChange, Kind, changes
from survey import dimensions
from survey.criteria.catalogue import CATALOGUE, Criterion, OwnWording, in_order
from tests.unit.criteria.sets import OWN, WITH_OWN, whole_sets


def by_code(criteria: tuple[Criterion, ...]) -> dict[str, Criterion]:
    return {criterion.code: criterion for criterion in criteria}


@given(whole_sets())
@settings(max_examples=50)
def test_the_shares_of_each_b_add_up_to_100(criteria: tuple[Criterion, ...]) -> None:
    shares = sets.shares(criteria)
    for code in dimensions.CODES:
        assert sum(share for of, share in shares.items() if of.startswith(f"{code}.")) == pytest.approx(100)
    assert shares.keys() == {each.code for each in criteria if each.active}


def test_own_criteria_stand_behind_the_built_in_ones_of_their_b() -> None:
    codes = [each.code for each in in_order((OWN, *reversed(CATALOGUE)))]
    assert codes.index("beleefd.naam") == codes.index("beleefd.afsluiting") + 1
    assert [code for code in codes if code != OWN.code] == [each.code for each in CATALOGUE]


@pytest.mark.parametrize(
    ("code", "is_own"),
    [
        ("beleefd.naam", True),
        ("beleefd.luisteren", False),
        ("beleefd.", False),
        ("beleefd.a", False),
        ("beleefd.Naam", False),
        ("beleefd.naam.x", False),
        ("naam", False),
        ("beleefd.größe", False),
        (f"betrouwbaar.{'a' * 40}", True),
        (f"betrouwbaar.{'a' * 41}", False),
    ],
)
def test_codes_of_own_criteria(code: str, is_own: bool) -> None:
    assert sets.is_own_code(code) == is_own


@given(whole_sets(), whole_sets())
@settings(max_examples=50)
def test_changing_nothing_leaves_theirs_and_being_alone_leaves_mine(
    mine: tuple[Criterion, ...], theirs: tuple[Criterion, ...]
) -> None:
    assert sets.rebased(mine, mine, theirs) == theirs
    reweighed = tuple(replace(each, weight=9.0) for each in mine)
    assert sets.rebased(mine, reweighed, mine) == reweighed


def test_both_changes_stay_and_mine_wins_where_they_meet() -> None:
    mine, theirs = by_code(CATALOGUE), by_code(CATALOGUE)
    mine["bekend.taal"] = replace(mine["bekend.taal"], weight=2.0, active=False)
    mine["bereikbaar.wachttijd"] = replace(mine["bereikbaar.wachttijd"], norm=60.0)
    theirs["bekend.taal"] = replace(theirs["bekend.taal"], weight=3.0)
    theirs["bekend.historie"] = replace(theirs["bekend.historie"], weight=4.0)
    theirs["bereikbaar.wachttijd"] = replace(theirs["bereikbaar.wachttijd"], norm=10.0, limit=50.0, weight=5.0)
    found = by_code(sets.rebased(CATALOGUE, tuple(mine.values()), tuple(theirs.values())))
    assert (found["bekend.taal"].weight, found["bekend.taal"].active) == (2, False)
    assert found["bekend.historie"].weight == 4
    waiting = found["bereikbaar.wachttijd"]
    assert (waiting.norm, waiting.limit, waiting.weight) == (60, 180, 5), "norm and limit are taken together"


def test_a_set_without_built_in_ones_gets_them_switched_off() -> None:
    found = by_code(sets.completed((OWN,), WITH_OWN))
    assert found.keys() == by_code(WITH_OWN).keys()
    assert [each.code for each in found.values() if each.active] == [OWN.code]


def test_every_kind_of_difference_is_found() -> None:
    wording = OwnWording("Noemt de naam", "Uses the name", (("fr", "Mon nom."), ("nl", "Mijn naam.")))
    changed = replace(OWN, scale="mark", norm=None, limit=None, weight=1.0, active=False, own=wording)
    [found] = changes(WITH_OWN, sets.with_own(WITH_OWN, changed))
    assert (found.kind, found.criterion) == (Kind.CHANGED, changed)
    assert set(found.fields) == {
        FieldChange("scale", "seconds", "mark"),
        FieldChange("norm", 5.0, None),
        FieldChange("limit", 20.0, None),
        FieldChange("weight", 2.5, 1.0),
        FieldChange("active", True, False),
        FieldChange("requirement_en", "Says the name", "Uses the name"),
        FieldChange("reason_nl", "=Ze noemden mijn naam niet", "Mijn naam."),
        FieldChange("reason_fr", None, "Mon nom."),
        FieldChange("reason_ar", "لم يذكروا اسمي.", None),
    }


@given(whole_sets(), whole_sets())
@settings(max_examples=50)
def test_a_set_differs_from_itself_in_nothing_and_both_ways_in_the_same(
    one: tuple[Criterion, ...], other: tuple[Criterion, ...]
) -> None:
    assert changes(one, one) == ()
    there, back = changes(one, other), changes(other, one)
    assert [each.criterion.code for each in there] == [each.criterion.code for each in back]
    assert bool(there) == (one != other)


def test_added_and_removed_are_told_apart() -> None:
    assert changes(CATALOGUE, WITH_OWN) == (Change(Kind.ADDED, OWN),)
    assert changes(WITH_OWN, CATALOGUE) == (Change(Kind.REMOVED, OWN),)
