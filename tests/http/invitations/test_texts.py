"""Messages put together in every language, from our texts and from the organisation's own."""

from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask

from survey.database import begin, now, reading
from survey.invitations import placeholders, sms, texts
from survey.invitations.outgoing import Words
from survey.invitations.tables import KINDS, MEANS, MessageText
from survey.languages import BY_CODE, CODES
from survey.organisations import Organisation
from tests import factories

LINK = "https://klankbord.example/s/abcd-efgh-jkmn-pqrs-tuvw-xyz2-3456"
STOP = "https://klankbord.example/u/x"


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    return factories.organisation(name="Gemeente <Voorbeeld> & Zn")


def composed(owner: Organisation, means: str, kind: str, language: str, until: datetime | None = None) -> Words:
    with reading() as session:
        text = texts.current(session, owner.id, means, kind, language)
    filling = texts.filling_of(owner.name, owner.timezone, LINK, STOP, until or now() + timedelta(days=13, hours=1))
    return texts.put_together(text, means, language, filling)


def write(owner: Organisation, means: str, body: str, subject: str = "", template: str = "") -> None:
    with begin() as session:
        session.add(
            MessageText(
                organisation_id=owner.id, means=means, kind="invitation", locale="nl", subject=subject, body=body,
                template=template,
            )
        )  # fmt: skip


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("means", MEANS)
def test_every_message_has_link_and_name_and_nothing_open(owner: Organisation, means: str, language: str) -> None:
    for kind in KINDS[:2]:
        words = composed(owner, means, kind, language)
        assert words.text.count(LINK) == 1
        assert owner.name in words.text
        assert placeholders.places(words.text + words.subject + words.html) == []
        assert bool(words.html) == (means == "email")
        assert bool(words.subject) == (means != "sms")
        assert (STOP in words.text) == (means == "email")
        if means == "sms":
            assert sms.size(words.text).parts <= 3


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_page_of_an_e_mail_is_good_html(owner: Organisation, language: str) -> None:
    words = composed(owner, "email", "invitation", language)
    page: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(words.html)
    assert (page.get("lang"), page.get("dir")) == (language, BY_CODE[language].direction)
    assert [each.get("href") for each in page.iter("a")] == [LINK, STOP]
    assert not list(page.iter("img"))
    assert "Gemeente &lt;Voorbeeld&gt; &amp; Zn" in words.html


def test_the_last_day_is_that_of_the_organisation(owner: Organisation) -> None:
    until = datetime(2099, 3, 1, 23, 30, tzinfo=UTC)
    assert "2 maart 2099" in composed(owner, "email", "invitation", "nl", until).text


def test_own_words_come_first_in_their_language_only(owner: Organisation) -> None:
    write(owner, "sms", "Nog %(days)s dagen: %(link)s", template="0" * 8)
    write(owner, "email", "Hallo!\n\n%(link)s\n\nNooit meer? %(opt_out)s", "Van %(organisation)s")
    found = composed(owner, "sms", "invitation", "nl")
    assert (found.text, found.template) == (f"Nog 14 dagen: {LINK}", "0" * 8)
    assert composed(owner, "sms", "invitation", "en").text.startswith("How did")
    mail = composed(owner, "email", "invitation", "nl")
    assert mail.subject == f"Van {owner.name}"
    assert mail.text == f"Hallo!\n\n{LINK}\n\nNooit meer? {STOP}\n"
    assert composed(owner, "email", "reminder", "nl").subject != mail.subject


def test_a_template_can_go_with_our_own_words(owner: Organisation) -> None:
    write(owner, "letter", "", template="1" * 8)
    found = composed(owner, "letter", "invitation", "nl")
    assert LINK in found.text
    assert found.template == "1" * 8
