"""Invented comments of invented citizens, in their ten languages; nobody is named in them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

CONTENT: Final = 7
"""The report mark from which a citizen writes something kind."""


@dataclass(frozen=True, slots=True)
class Comments:
    """What content and what discontented citizens write in one language."""

    kind: tuple[str, ...]
    critical: tuple[str, ...]


COMMENTS: Final[Mapping[str, Comments]] = {
    "nl": Comments(
        (
            "Vriendelijk geholpen, dank u wel.",
            "De medewerker nam de tijd voor mij. Dat was fijn.",
            "Ik was snel aan de beurt en kreeg een duidelijk antwoord.",
            "Eindelijk iemand die begreep wat ik bedoelde.",
            "Prettig gesprek. Ik weet nu wat ik moet doen.",
            "Goed geholpen met mijn verhuizing.",
            "De uitleg over de aanslag was helder.",
            "Heel beleefd en geduldig.",
            "Ik moest even wachten, maar daarna ging het goed.",
            "Fijn dat er meteen een afspraak werd gemaakt.",
            "Alles in één keer geregeld.",
            "De medewerker dacht goed met mij mee.",
        ),
        (
            "Aardige medewerker, maar ik weet nog steeds niet wat er nu gebeurt.",
            "Ik moest mijn verhaal drie keer vertellen.",
            "Te lang in de wacht gestaan.",
            "Ik werd doorverbonden en toen viel het gesprek weg.",
            "Mijn vraag is netjes genoteerd. Meer niet.",
            "Niemand zei wanneer ik iets hoor.",
            "Ik kreeg de procedure te horen, maar geen hulp.",
            "Ze zouden terugbellen. Dat is niet gebeurd.",
            "De brief is moeilijk en aan de telefoon werd het niet duidelijker.",
            "Ik moest eerst een formulier invullen dat ik al had ingevuld.",
            "Voor de derde keer gebeld over dezelfde aanvraag.",
            "Vriendelijk, maar het antwoord paste niet bij mijn situatie.",
            "Ik werd van de ene afdeling naar de andere gestuurd.",
            "Het keuzemenu is te lang.",
            "De hulp in het huishouden is nog steeds niet geregeld.",
        ),
    ),
    "en": Comments(
        ("Very friendly and clear.", "They spoke English with me. That helped a lot."),
        ("I still do not know what happens next.", "I waited a long time before someone answered."),
    ),
    "fy": Comments(
        ("Tige freonlik holpen.", "Moai dat ik yn it Frysk prate koe."),
        ("Ik wit noch net wat der no bart.", "It duorre lang foar't der immen opnaam."),
    ),
    "de": Comments(
        ("Sehr freundlich und hilfsbereit.", "Meine Frage wurde sofort beantwortet."),
        ("Ich weiß immer noch nicht, wie es weitergeht.", "Ich musste zu lange warten."),
    ),
    "fr": Comments(
        ("Très aimable, merci.", "J’ai reçu une réponse claire."),
        ("Je ne sais toujours pas quelle est la suite.", "J’ai attendu trop longtemps au téléphone."),
    ),
    "es": Comments(
        ("Me atendieron muy bien.", "La explicación fue clara."),
        ("Todavía no sé qué pasa ahora.", "Tuve que esperar demasiado."),
    ),
    "pl": Comments(
        ("Bardzo miła obsługa.", "Wszystko zostało dobrze wyjaśnione."),
        ("Nadal nie wiem, co będzie dalej.", "Za długo czekałem na połączenie."),
    ),
    "tr": Comments(
        ("Çok nazik davrandılar, teşekkürler.", "Soruma hemen cevap aldım."),
        ("Şimdi ne olacağını hâlâ bilmiyorum.", "Telefonda çok bekledim."),
    ),
    "ar": Comments(
        ("كانت الموظفة لطيفة جدًا.", "حصلت على جواب واضح."),
        ("ما زلت لا أعرف ماذا سيحدث الآن.", "انتظرت وقتًا طويلًا على الهاتف."),
    ),
    "uk": Comments(
        ("Дуже привітно, дякую.", "Мені все зрозуміло пояснили."),
        ("Я досі не знаю, що буде далі.", "Довелося довго чекати на відповідь."),
    ),
}


def comment(language: str, mark: int, chance: Random) -> str:
    """A comment in this language that fits the report mark."""
    offered = COMMENTS[language]
    return chance.choice(offered.kind if mark >= CONTENT else offered.critical)
