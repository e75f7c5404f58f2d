from hypothesis import given
from hypothesis import strategies as st

from survey.invitations import mail_body, placeholders, standard_texts

LABELS = mail_body.Labels("Beantwoord", "Stop & weg")
VALUES = {
    "organisation": "Gemeente <Bos & Duin>",
    "link": "https://klankbord.example/s/ab-cd?x=1&y=2",
    "opt_out": "https://klankbord.example/u/x",
    "days": "14",
    "until": "16 maart 2026",
}


def test_places_are_filled_and_all_else_stays() -> None:
    assert placeholders.fill("100% van %(organisation)s: %(link)s %d %(x)s", VALUES) == (
        f"100% van {VALUES['organisation']}: {VALUES['link']} %d %(x)s"
    )


def test_faults_are_named_as_they_stand_in_the_text() -> None:
    text = "%(link)s %(naam)s 50% %(organisation) %(naam)s %(until)d"
    assert placeholders.unknown(text) == ["%(naam)s", "%(organisation)", "%(until)d"]
    assert placeholders.unknown("%(link)s, 100% (echt)") == []
    assert placeholders.misses_link("%(organisation)s")
    assert not placeholders.misses_link("x%(link)sx")


def test_our_own_texts_have_no_faults() -> None:
    for texts in standard_texts.BODIES.values():
        for text in texts.values():
            assert placeholders.unknown(text) == []
            assert not placeholders.misses_link(text)
    for text in standard_texts.SUBJECTS.values():
        assert placeholders.unknown(text) == []


def test_an_e_mail_has_one_button_and_is_escaped() -> None:
    text = "Beste <b>inwoner</b>,\nvan %(organisation)s\n\n%(link)s\n\nNog eens: %(link)s\n\n%(link)s"
    found = mail_body.html("Vraag & <antwoord>", text, VALUES, LABELS, "ar", "rtl")
    assert found.count("Beantwoord") == 1
    assert "<b>" not in found
    assert "Beste &lt;b&gt;inwoner&lt;/b&gt;,<br>van Gemeente &lt;Bos &amp; Duin&gt;" in found
    assert "<title>Vraag &amp; &lt;antwoord&gt;</title>" in found
    assert 'lang="ar" dir="rtl"' in found
    assert 'align="right"' in found
    assert found.count('href="https://klankbord.example/s/ab-cd?x=1&amp;y=2"') == 3
    assert ">Stop &amp; weg<" not in found
    assert ">Stop &amp; weg<" in mail_body.html("s", "%(opt_out)s", VALUES, LABELS, "nl", "ltr")
    assert "<img" not in found
    assert "url(" not in found


def test_paragraphs() -> None:
    assert mail_body.paragraphs("a\r\n  \r\nb\r\nc\n\n\n d ") == ["a", "b\nc", "d"]
    assert mail_body.paragraphs("  ") == []


@given(st.text(max_size=200), st.text(max_size=50))
def test_no_text_gets_markup_into_the_page(text: str, name: str) -> None:
    values = VALUES | {"organisation": name}
    harmless = mail_body.html("s", "x", values, LABELS, "nl", "ltr")
    found = mail_body.html(text, f"{text} %(organisation)s", values, LABELS, "nl", "ltr")
    extra = "".join(map(str, (part.html for part in mail_body.parts(f"{text} %(organisation)s", values, "Stop"))))
    assert found.count("<script") == harmless.count("<script") == 0
    assert set(_tags(extra)) <= {"<br>", "<bdi>", "</bdi>", "</a>"} | {
        tag for tag in _tags(extra) if tag.startswith('<a href="https://klankbord.example/')
    }


def _tags(html: str) -> list[str]:
    return [f"<{part.split('>')[0]}>" for part in html.split("<")[1:]]
