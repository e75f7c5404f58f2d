"""Words that Dutch and English offices use for our fields, channels and answers. Pure.

Column names are compared as `normalised` gives them: lower case, letters and digits only.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from survey.languages import N_

FIELDS: Final = (
    "reference", "date", "time", "datetime", "channel", "team", "topic", "language",
    "answered", "resolved", "transferred", "waiting_seconds", "talk_seconds", "rating",
    "email", "mobile", "letter", "confidential",
)  # fmt: skip
"""What a column can be mapped to."""

_COLUMNS: Final = {
    "reference": "reference callreference callid contactid id referentie referentienummer kenmerk gespreksid"
    " gespreksnummer gespreksreferentie contactnummer klantcontactnummer klantcontactid uniqueid",
    "date": "date calldate contactdate day datum gespreksdatum contactdatum dag",
    "time": "time calltime timeofday tijd gesprekstijdstip",
    "datetime": "datetime dateandtime timestamp datumtijd datumentijd occurredat plaatsgevondenop",
    "channel": "channel contactchannel kanaal contactkanaal",
    "team": "team teamname teamnaam department afdeling group groep queue wachtrij",
    "topic": "topic subject onderwerp gespreksonderwerp thema",
    "language": "language languagecode taal taalcode gesprekstaal",
    "answered": "answered beantwoord aangenomen opgenomen gesprekaangenomen gesprekbeantwoord",
    "resolved": "resolved opgelost afgehandeld vraagopgelost",
    "transferred": "transferred transfer calltransferred istransferred doorverbonden doorgeschakeld doorgezet"
    " gesprekdoorverbonden gesprekdoorgeschakeld",
    "waiting_seconds": "speedofanswer speedofanswerinseconds waitingtime waitingtimeinseconds waitingseconds"
    " waittime wachttijd wachttijdinseconden wachttijdseconden wachttijdsec",
    "talk_seconds": "avgtalkduration talkduration talktime talkseconds callduration duration gespreksduur"
    " gespreksduurinseconden gespreksduurseconden duur duurgesprek gesprekstijd",
    "rating": "satisfactionrating satisfaction rating waardering beoordeling tevredenheid klanttevredenheid",
    "email": "email emailadres emailaddress mailadres mailaddress emailklant emailinwoner emailbeller",
    "mobile": "mobile mobilenumber mobilephone mobiel mobielnummer mobieltelefoonnummer mobielenummer gsm"
    " phone phonenumber telefoon telefoonnummer nummerbeller callernumber",
    "letter": "letter letteraddress postaladdress address adres postadres briefadres correspondentieadres adresregels",
    "confidential": "confidential vertrouwelijk isvertrouwelijk geheim",
}
COLUMNS: Final = {name: field for field, names in _COLUMNS.items() for name in names.split()}
"""Normalised column name to field. A column with an address may be nothing else than that."""

CLOCK_OR_MOMENT: Final = frozenset({"tijdstip", "starttijd", "begintijd", "starttime"})
"""Names for a time of day beside a column with the date, and for date and time together without one."""

_EMPLOYEE: Final = (
    "agent agentname agentid employee employeename employeeid operator medewerker medewerkernaam naammedewerker"
    " medewerkernummer medewerkerid behandelaar kccmedewerker collega"
)
_CITIZEN: Final = (
    "name naam caller callername callerid callernumber customer customername beller bellernaam klant klantnaam"
    " inwoner bsn burgerservicenummer"
)
_TOTALS: Final = "callsanswered callsansweredy totalcallsanswered totalcallsresolved callsresolved"

EMPLOYEE: Final = frozenset(_EMPLOYEE.split())
CITIZEN: Final = frozenset(_CITIZEN.split())
"""Columns about the citizen that are not read at all."""
TOTALS: Final = frozenset(_TOTALS.split())

_CHANNELS: Final = {
    "phone": "phone telephone telefoon telefonisch tel call bellen gesprek",
    "counter": "counter desk balie loket baliebezoek",
    "email": "email mail",
    "chat": "chat livechat webchat",
    "web": "web website online formulier webformulier contactformulier eformulier form webform",
    "letter": "letter post brief",
}
CHANNELS: Final = {word: channel for channel, words in _CHANNELS.items() for word in words.split()}
"""Normalised word to one of `survey.dimensions.CHANNELS`."""
CHANNEL: Final = N_("a channel: phone, counter, email, chat, web or letter")

ANSWERED: Final = frozenset({"answered", "beantwoord", "aangenomen", "opgenomen", "handled"})
NOT_ANSWERED: Final = frozenset(
    {
        "abandoned", "unanswered", "not answered", "missed", "gemist", "opgehangen",
        "niet beantwoord", "niet aangenomen", "niet opgenomen", "onbeantwoord",
    }
)  # fmt: skip
RESOLVED: Final = frozenset({"resolved", "opgelost", "afgehandeld"})
NOT_RESOLVED: Final = frozenset({"unresolved", "not resolved", "niet opgelost", "niet afgehandeld"})
TRANSFERRED: Final = frozenset({"transferred", "doorverbonden", "doorgeschakeld", "doorgezet"})
CONFIDENTIAL: Final = frozenset({"confidential", "vertrouwelijk", "geheim"})
NOT_CONFIDENTIAL: Final = frozenset({"not confidential", "niet vertrouwelijk", "openbaar", "public"})
NOT_TRANSFERRED: Final = frozenset({"not transferred", "niet doorverbonden", "niet doorgeschakeld", "niet doorgezet"})

_ASKS_YES_OR_NO: Final = re.compile(r"\(\s*(?:[yj]\s*/\s*n|yes\s*/\s*no|ja\s*/\s*nee)\s*\)", re.IGNORECASE)


def normalised(name: str) -> str:
    """A column name or word without case, accents, spaces, punctuation and a closing `(Y/N)`."""
    letters = unicodedata.normalize("NFKD", _ASKS_YES_OR_NO.sub("", name)).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
