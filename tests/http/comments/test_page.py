"""Reading and searching comments."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from survey.organisations import Organisation
from tests import factories
from tests.http.comments.writers import write

PAGE = "/admin/comments"
APRIL = date(2026, 4, 6)


def _texts(client: FlaskClient, query: str = "") -> list[str]:
    page = client.get(f"{PAGE}?{query}")
    assert page.status_code == 200
    listed = re.search(r'<ul class="comments">(.*?)</ul>', page.get_data(as_text=True), re.DOTALL)
    return re.findall(r"<li[^>]*>(.*?)</li>", listed[1], re.DOTALL) if listed else []


def _page(client: FlaskClient, query: str = "") -> str:
    return client.get(f"{PAGE}?{query}").get_data(as_text=True)


def test_nobody_wrote_anything_yet(viewer: FlaskClient) -> None:
    assert "There are no comments here" in _page(viewer)


def test_too_few_comments_stay_hidden(viewer: FlaskClient, owner: Organisation) -> None:
    write(owner, [f"geheim {number}" for number in range(9)])
    page = _page(viewer)
    assert "Too few comments to show" in page
    assert "geheim" not in page


def test_a_comment_is_shown_without_anything_about_who_wrote_it(viewer: FlaskClient, owner: Organisation) -> None:
    team = factories.team(owner, "Zorgloket")
    write(owner, [f"wacht {number} <b>bel</b> [phone]" for number in range(9)], team=team, language="pl")
    write(owner, ["Bel mij op 06-12345678"], team=team, language="ar")
    page = _page(viewer, "lang=nl")
    texts = _texts(viewer)
    assert len(texts) == 10
    assert "wacht 3 &lt;b&gt;bel&lt;/b&gt; [phone]" in texts
    assert "Bel mij op [phone]" in texts
    listed = page[page.index('<ul class="comments">') :].split("</ul>")[0]
    assert 'lang="pl" dir="ltr"' in listed
    assert 'lang="ar" dir="rtl"' in listed
    assert "Zorgloket" not in listed
    assert "maart" not in listed


def test_the_order_is_not_that_of_writing(viewer: FlaskClient, owner: Organisation) -> None:
    written = [f"nummer {number}" for number in range(40)]
    write(owner, written)
    shown = _texts(viewer)
    assert sorted(shown) == sorted(written)
    assert shown not in (written, written[::-1])
    assert _texts(viewer) == shown


def test_searching_ignores_accents_and_capitals(viewer: FlaskClient, owner: Organisation) -> None:
    write(owner, ["Niet geïnformeerd over wachttijd", *(f"iets {number}" for number in range(12))])
    assert _texts(viewer, "q=GEINFORMEERD+wacht") == ["Niet geïnformeerd over wachttijd"]
    assert "No comment has all these words." in _page(viewer, "q=paspoort")


def test_long_lists_come_in_pages(viewer: FlaskClient, owner: Organisation) -> None:
    write(owner, [f"nummer {number}" for number in range(60)])
    first, second = _texts(viewer), _texts(viewer, "page=2")
    assert (len(first), len(second)) == (50, 10)
    assert not set(first) & set(second)


@pytest.mark.parametrize("wrong", ["from=x", "to=2026-13", "team=Nergens", f"q={'x' * 101}", "from=2026-04&to=2026-03"])
def test_a_filter_that_cannot_be_is_told(viewer: FlaskClient, owner: Organisation, wrong: str) -> None:
    assert viewer.get(f"{PAGE}?{wrong}").status_code == 422


def test_months_are_chosen_from_the_first_comment_on_or_not_at_all(viewer: FlaskClient, owner: Organisation) -> None:
    write(owner, [f"nummer {number}" for number in range(12)])
    for asked, chosen in (("", ""), ("from=2026-04", "2026-04"), ("from=2026-04-15", "2026-04")):
        listed = re.search(r'name="from"[^>]*>(.*?)</select>', _page(viewer, asked), re.DOTALL)
        assert listed
        values = re.findall(r'<option value="([^"]*)"', listed[1])
        assert (values[0], values[-1]) == ("", "2026-03")
        assert re.findall(r'value="([^"]*)" selected', listed[1]) == [chosen]


def test_views_that_are_subtracted_give_no_small_group(viewer: FlaskClient, owner: Organisation) -> None:
    small, large = factories.team(owner, "Klein"), factories.team(owner, "Groot")
    write(owner, [f"groot maart {number}" for number in range(12)], team=large)
    write(owner, [f"groot april {number}" for number in range(4)], team=large, day=APRIL)
    write(owner, [f"klein maart {number}" for number in range(3)], team=small)
    periods = ("", "from=2026-03&to=2026-03", "from=2026-04&to=2026-04", "from=2026-03-15&to=2026-04-20")
    views = [
        frozenset(_texts(viewer, f"{period}&team={team}")) for period in periods for team in ("", "Klein", "Groot")
    ]
    for one in views:
        for other in views:
            for part in (one, one - other, one & other):
                assert not part or len(part) >= 10
    assert any(len(view) == 12 for view in views)


def test_by_reason_over_the_whole_organisation_only(viewer: FlaskClient, owner: Organisation) -> None:
    team = factories.team(owner, "Zorg")
    write(owner, [f"lang {number}" for number in range(12)], team=team, reasons=["bereikbaar.wachttijd"])
    write(owner, [f"menu {number}" for number in range(4)], team=team, reasons=["bereikbaar.menu"])
    write(owner, [f"niets {number}" for number in range(12)])
    page = _page(viewer)
    assert "reason=bereikbaar.wachttijd" in page
    assert "reason=bereikbaar.menu" not in page
    for also in ("", "&team=Zorg", "&from=2026-03&to=2026-03"):
        listed = _texts(viewer, f"reason=bereikbaar.wachttijd{also}")
        assert sorted(listed) == sorted(f"lang {number}" for number in range(12))
    assert _texts(viewer, "reason=bereikbaar.menu") == []
    assert _texts(viewer, "reason=does.not.exist") == []


def test_another_organisation_sees_nothing(in_app: object, viewer: FlaskClient, owner: Organisation) -> None:
    other = factories.organisation("elders", "Elders")
    write(other, [f"elders {number}" for number in range(20)])
    assert "elders" not in _page(viewer)
