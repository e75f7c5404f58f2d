"""Which column is which B, by its name and by the tool."""

from __future__ import annotations

from admin.earlier.columns import Column, Use, as_kept, from_kept, proposal, tool_of
from admin.earlier.scales import Scale


def _fields(columns: list[Column], kept: dict[str, Use] | None = None) -> dict[str, str]:
    tool = tool_of([column.name for column in columns])
    return {name: use.field for name, use in proposal(columns, tool, kept or {}).items()}


def _number(name: str) -> Column:
    return Column(name, ("1", "5"), is_numeric=True)


def test_touchpoints_is_known_by_its_numbered_questions() -> None:
    columns = [_number(f"Answer {number:02}") for number in range(1, 9)] + [Column("Created At", has_more=True)]
    assert tool_of([column.name for column in columns]) == "touchpoints"
    assert _fields(columns) == {
        "Answer 01": "mark", "Answer 02": "betrouwbaar", "Answer 03": "-", "Answer 04": "-", "Answer 05": "-",
        "Answer 06": "bereikbaar", "Answer 07": "beleefd", "Answer 08": "behulpzaam", "Created At": "date",
    }  # fmt: skip


def test_limesurvey_with_questions_in_full() -> None:
    columns = [
        Column("Antwoord ID", has_more=True, is_numeric=True),
        Column("Datum verzonden", has_more=True),
        Column("Laatste pagina", ("1",), is_numeric=True),
        Column("Begintaal", ("nl",)),
        Column("De medewerker luisterde naar mij", ("Mee eens", "Neutraal")),
        Column("Welk rapportcijfer geeft u?", ("7", "8"), is_numeric=True),
        Column("Wat vond u van onze bereikbaarheid? Licht toe", has_more=True),
    ]
    assert tool_of([column.name for column in columns]) == "limesurvey"
    found = _fields(columns)
    assert found["Datum verzonden"] == "date"
    assert found["De medewerker luisterde naar mij"] == "beleefd"
    assert found["Welk rapportcijfer geeft u?"] == "mark"
    assert found["Wat vond u van onze bereikbaarheid? Licht toe"] == "-"


def test_microsoft_forms_takes_the_moment_of_completion() -> None:
    columns = [Column("Start time"), Column("Completion time"), Column("Name", has_more=True), Column("Afdeling")]
    assert tool_of([column.name for column in columns]) == "forms"
    assert _fields(columns) == {"Start time": "-", "Completion time": "date", "Name": "-", "Afdeling": "team"}


def test_what_was_chosen_before_goes_first() -> None:
    columns = [_number("Vertrouwen"), _number("Q7")]
    kept = {"Q7": Use("betrouwbaar", Scale("1-7", is_reversed=True)), "Elders": Use("date")}
    found = proposal(columns, "other", kept)
    assert found == {"Vertrouwen": Use("-"), "Q7": kept["Q7"]}


def test_uses_come_back_as_they_were_kept() -> None:
    uses = {"Q1": Use("bekend", Scale("own", own={"goed": 75.0, "x": None})), "D": Use("date"), "N": Use("-")}
    assert from_kept(as_kept(uses)) == uses  # type: ignore[arg-type]
    assert from_kept({"Q1": {"field": "bekend", "scale": "1-99"}, "Q2": {"field": "no"}}) == {}
