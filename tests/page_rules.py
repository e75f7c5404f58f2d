"""What every page must have, checked on every page that a test gets."""

from __future__ import annotations

from contextvars import Context
from typing import Any, Final
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from survey.languages import BY_CODE

FORBIDDEN_IN_POLICY: Final = ("'unsafe-inline'", "'unsafe-eval'")


class PageChecks(FlaskClient):
    """A client that refuses a page without title, language, direction, valid HTML or content policy.

    It refuses any file whose type says its charset twice too.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch as FlaskClient does; AssertionError or html5lib's ParseError when the page breaks a rule."""
        # In a context of its own: a test inside the application would lend every request its one `g`.
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        check_type(response.headers.get("Content-Type", ""))
        if (
            response.mimetype == "text/html"
            and response.request.method != "HEAD"
            and not 300 <= response.status_code < 400
        ):
            check_page(response.get_data(as_text=True), response.headers)
        return response


def check_type(kind: str) -> None:
    """Raise AssertionError where the type of a page or file says its charset twice."""
    assert kind.count("charset=") <= 1, f"the type says its charset twice: {kind}"


def check_page(text: str, headers: Headers) -> None:
    """Raise AssertionError, or html5lib's ParseError, where a page breaks a rule."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    title = page.findtext("head/title")
    assert title, "the page has no title"
    assert title.strip(), "the title is empty"
    language = page.get("lang")
    assert language in BY_CODE, f"lang={language!r} is none of our languages"
    assert page.get("dir") == BY_CODE[language].direction, f"dir={page.get('dir')!r} does not fit {language}"
    _check_policy(page, headers)


def _check_policy(page: Element, headers: Headers) -> None:
    policy = headers.get("Content-Security-Policy", "")
    assert "default-src" in policy, "the page has no content security policy"
    assert not any(word in policy for word in FORBIDDEN_IN_POLICY), policy
    inline = [element for element in page.iter() if _is_inline(element)]
    assert not inline, f"the content policy blocks these: {[element.tag for element in inline]}"


def _is_inline(element: Element) -> bool:
    if element.tag == "style" or "style" in element.attrib:
        return True
    if any(name.startswith("on") for name in element.attrib):
        return True
    return element.tag == "script" and "src" not in element.attrib and element.get("type") != "application/json"
