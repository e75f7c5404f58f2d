"""The checks that every page passes through find what they should."""

from __future__ import annotations

import html5lib
import pytest
from werkzeug.datastructures import Headers

from tests.page_rules import check_page, check_type

POLICY = Headers({"Content-Security-Policy": "default-src 'self'"})
GOOD = '<!doctype html><html lang="ar" dir="rtl"><head><title>Klankbord</title></head><body><p>x</p>'


def test_a_good_page_passes() -> None:
    check_page(GOOD, POLICY)


@pytest.mark.parametrize(
    ("part", "instead", "complaint"),
    [
        ("<title>Klankbord</title>", "", "no title"),
        ("<title>Klankbord</title>", "<title> </title>", "title is empty"),
        ('lang="ar"', 'lang="xx"', "none of our languages"),
        ('dir="rtl"', 'dir="ltr"', "does not fit"),
        ("<p>", '<p style="color:red">', "policy blocks"),
        ("<p>", '<p onclick="x()">', "policy blocks"),
        ("<p>", "<script>1</script><p>", "policy blocks"),
    ],
)
def test_a_missing_part_is_found(part: str, instead: str, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        check_page(GOOD.replace(part, instead), POLICY)


@pytest.mark.parametrize("broken", ["<p>x</b></p>", "<p>x<div></p></div>", "<table><p>x</p></table>"])
def test_invalid_html_is_found(broken: str) -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        check_page(GOOD.replace("<p>x</p>", broken), POLICY)


@pytest.mark.parametrize("policy", ["", "default-src 'self'; style-src 'unsafe-inline'"])
def test_a_weak_content_policy_is_found(policy: str) -> None:
    with pytest.raises(AssertionError):
        check_page(GOOD, Headers({"Content-Security-Policy": policy}))


def test_a_type_that_says_its_charset_twice_is_found() -> None:
    check_type("text/csv; charset=utf-8")
    with pytest.raises(AssertionError, match="twice"):
        check_type("text/csv; charset=utf-8; charset=utf-8")
