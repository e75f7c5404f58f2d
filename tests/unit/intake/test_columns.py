"""Columns are known by the names that offices give them; people's columns are left out, and the reason is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from survey.intake.columns import ColumnPlan, plan_columns
from survey.intake.faults import FileFaults
from tests.unit.intake.built_files import LOG_HEADER


def planned(header: str, overrides: Mapping[str, str] | None = None) -> ColumnPlan:
    return plan_columns(header.split(";"), overrides)


def refused(header: str, overrides: Mapping[str, str] | None = None) -> list[str]:
    with pytest.raises(FileFaults) as caught:
        planned(header, overrides)
    return caught.value.lines()


def dropped(plan: ColumnPlan) -> dict[str, str]:
    return {column.column: column.reason for column in plan.dropped}


def test_the_known_phone_log_needs_no_mapping() -> None:
    plan = planned(LOG_HEADER)
    assert plan.fields == {
        "reference": 0, "date": 2, "time": 3, "topic": 4, "answered": 5, "resolved": 6,
        "waiting_seconds": 7, "talk_seconds": 8, "rating": 9,
    }  # fmt: skip
    assert dropped(plan) == {
        "Agent": "names of employees are never stored",
        "Calls Answered (Y)": "a total over the whole file",
        "Total Calls Resolved": "a total over the whole file",
    }
    assert plan.unknown == ()


def test_dutch_names_are_known_whatever_their_case_spaces_and_marks() -> None:
    header = (
        "GESPREKSNUMMER;datum;Tijd;kanaal;Afdeling;On-der werp;Taal;Aangenomen (J/N);Opgelost;Wachttijd (in seconden)"
    )
    plan = planned(f"{header};Gespreksduur;Waardering;Medewerker;Kleur")
    assert tuple(plan.column(field) for field in plan.fields) == plan.header[:12]
    assert list(plan.fields) == [
        "reference", "date", "time", "channel", "team", "topic", "language",
        "answered", "resolved", "waiting_seconds", "talk_seconds", "rating",
    ]  # fmt: skip
    assert list(dropped(plan)) == ["Medewerker"]
    assert plan.unknown == ("Kleur",)


@pytest.mark.parametrize(
    ("header", "field"),
    [("Referentie;Tijdstip", "datetime"), ("Referentie;Datum;Tijdstip", "time"), ("id;timestamp", "datetime")],
)
def test_a_moment_is_a_time_of_day_only_beside_a_date(header: str, field: str) -> None:
    plan = planned(header)
    assert plan.column(field) == plan.header[-1]


def test_one_column_with_date_and_time_goes_before_two() -> None:
    plan = planned("id;Datum;Tijd;Timestamp")
    assert plan.fields == {"reference": 0, "datetime": 3}
    assert list(dropped(plan)) == ["Datum", "Tijd"]


def test_a_choice_by_hand_goes_before_a_name_that_is_known() -> None:
    plan = planned("Call Id;Zaak;Datum;Onderwerp", {"zaak": "reference", "Onderwerp": "-"})
    assert plan.fields == {"reference": 1, "date": 2}
    assert dropped(plan) == {"Call Id": "another column was chosen for this", "Onderwerp": "left out as you asked"}


def test_an_employee_column_is_read_only_where_the_caller_calls_it_a_team() -> None:
    assert planned("id;datum;Agent", {"Agent": "team"}).column("team") == "Agent"
    assert refused("id;datum;Agent", {"Agent": "topic"}) == [
        "The column “Agent” may point at a person and cannot be used as topic."
    ]


@pytest.mark.parametrize("column", ["Beller", "Klantnaam", "Naam", "BSN"])
def test_a_column_with_citizens_is_never_read(column: str) -> None:
    assert list(dropped(planned(f"id;datum;{column}"))) == [column]
    assert len(refused(f"id;datum;{column}", {column: "team"})) == 1


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Telefoonnummer", "mobile"),
        ("Mobiel", "mobile"),
        ("E-mail", "email"),
        ("Adres", "letter"),
        ("Postadres", "letter"),
    ],
)
def test_a_column_with_an_address_is_nothing_but_an_address(column: str, field: str) -> None:
    assert planned(f"id;datum;{column}").column(field) == column
    assert "mobile" in planned(f"id;datum;{column}", {column: "mobile"}).fields
    assert list(dropped(planned(f"id;datum;{column}", {column: "-"}))) == [column]
    assert len(refused(f"id;datum;{column}", {column: "topic"})) == 1


def test_everything_wrong_with_a_mapping_is_told_at_once() -> None:
    lines = refused("a;b", {"c": "reference", "a": "colour"})
    assert lines[0] == "There is no column “c”. The columns are: “a”, “b”."
    assert lines[1].startswith("“colour” is not a field. The fields are: reference, date,")
    assert lines[2:] == [
        "There is no column with the reference of a contact. The columns are: “a”, “b”.",
        "There is no column with a date. The columns are: “a”, “b”.",
    ]


def test_two_columns_for_one_field_must_be_chosen_from() -> None:
    line = "The columns “Team” and “Afdeling” both stand for team. Choose one."
    assert refused("id;datum;Team;Afdeling") == [line]
    assert planned("id;datum;Team;Afdeling", {"Team": "-"}).column("team") == "Afdeling"
    assert planned("id;datum;Team;Afdeling", {"Team": "team"}).column("team") == "Team"
    assert refused("id;datum;x;y", {"x": "team", "y": "team"}) == [line.replace("Team", "x").replace("Afdeling", "y")]


def test_columns_without_a_name_are_passed_by() -> None:
    plan = planned("id;;datum;")
    assert (plan.fields, plan.dropped, plan.unknown) == ({"reference": 0, "date": 2}, (), ())
