"""The published figures for programs: JSON, CSV and the DCAT-AP-NL 3.0 description of both."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from admin.actions.published import Published
from admin.audits.template import harmless
from admin.insight.terms import Score
from admin.publication.figures import SIDES, Figures
from survey import dimensions
from survey.languages import LANGUAGES, N_

LICENCE: Final = "http://creativecommons.org/publicdomain/zero/1.0/"
TITLE: Final = N_("How citizens experience contact with %(name)s")
DESCRIPTION: Final = N_(
    "Scores from 0 to 100 per B of the Dutch Telefoonwijzer: what citizens answered after a contact, over twelve "
    "months, with 95 percent intervals and numbers of answers."
)
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
_MEDIA: Final = "https://www.iana.org/assignments/media-types"
_KINDS: Final = (("json", "JSON", "application/json"), ("csv", "CSV", "text/csv"))
_COLUMNS: Final = ("organisation", "from", "to", "dimension", "side", "mean", "low", "high", "n", "hidden")
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class OpenData:
    """What the public page shows. `website` and `phone` may be empty; `measured` says whether audits are shown too."""

    slug: str
    name: str
    website: str
    phone: str
    norm: float
    least: int
    measured: bool
    figures: Figures
    measures: tuple[Published, ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that are shown."""
        return SIDES if self.measured else SIDES[:1]

    @property
    def modified(self) -> date:
        """The day on which the figures were worked out, in UTC."""
        return self.figures.made_at.date()


@dataclass(frozen=True, slots=True)
class Words:
    """Title and description of the dataset in one language."""

    language: str
    title: str
    description: str


def as_json(found: OpenData, page: str) -> dict[str, Any]:
    """All that the page shows, at full precision; `page` is its address."""
    period = found.figures.period
    return {
        "organisation": {"slug": found.slug, "name": found.name},
        "period": {"from": _day(period.start), "to": _day(period.end)},
        "made_on": found.modified.isoformat(),
        "scale": {"from": 0, "to": 100},
        "interval_percent": 95,
        "norm": found.norm,
        "smallest_group": found.least,
        "scores": [
            {"dimension": each.dimension, "statement": dimensions.BY_CODE[each.dimension].statement}
            | {side: _score(getattr(each, side)) for side in found.sides}
            for each in found.figures.dimensions
        ],
        "you_said_we_did": [_measure(each) for each in found.measures],
        "licence": LICENCE,
        "page": page,
        "metadata": f"{page}/dcat.jsonld",
    }


def _score(score: Score) -> dict[str, Any]:
    shown = asdict(score)
    return {name: shown[name] for name in ("mean", "low", "high", "n", "hidden")}


def _measure(found: Published) -> dict[str, Any]:
    return {name: _day(value) if isinstance(value, date) else value for name, value in asdict(found).items()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def as_csv(found: OpenData) -> str:
    """One score a row, commas between and decimal points, as RFC 4180 says; a hidden score has no figures."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_rows(found))
    return written.getvalue()


def _rows(found: OpenData) -> Iterator[tuple[Any, ...]]:
    period = found.figures.period
    for each in found.figures.dimensions:
        for side in found.sides:
            score: Score = getattr(each, side)
            about = (harmless(found.name), period.start, period.end, each.dimension, side)
            yield *about, score.mean, score.low, score.high, score.n, "yes" if score.hidden else "no"


def as_dcat(found: OpenData, page: str, words: tuple[Words, ...]) -> dict[str, Any]:
    """The dataset and its two files in the terms of DCAT-AP-NL 3.0, as JSON-LD; `page` is the page's address."""
    period = found.figures.period
    agent = _agent(found)
    return {
        "@context": _CONTEXT,
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#dataset",
        "dct:title": [_text(each.language, each.title) for each in words],
        "dct:description": [_text(each.language, each.description) for each in words],
        "dct:publisher": agent,
        "dct:creator": agent,
        "dcat:contactPoint": _contact(found, page),
        "dcat:theme": _iri(f"{_AUTHORITY}/data-theme/GOVE"),
        "dct:accessRights": _iri(f"{_AUTHORITY}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _iri(f"{_AUTHORITY}/frequency/QUARTERLY"),
        "dct:language": [_iri(_language(code)) for code in _languages(found)],
        "dct:spatial": _iri(f"{_AUTHORITY}/country/NLD"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed_day(period.start),
            "dcat:endDate": _typed_day(period.end),
        },
        "dct:modified": _typed_day(found.modified),
        "dcat:landingPage": _iri(page),
        "dcat:keyword": [_text("nl", word) for word in ("dienstverlening", "klantcontact", "Telefoonwijzer")],
        "dcat:distribution": [_distribution(page, *kind, words) for kind in _KINDS],
    }


def _distribution(page: str, ending: str, name: str, media: str, words: tuple[Words, ...]) -> dict[str, Any]:
    return {
        "@id": f"{page}.{ending}",
        "@type": "dcat:Distribution",
        "dct:title": [_text(each.language, f"{each.title} ({name})") for each in words],
        "dct:description": [_text(each.language, each.description) for each in words],
        "dcat:accessURL": _iri(page),
        "dcat:downloadURL": _iri(f"{page}.{ending}"),
        "dct:format": _iri(f"{_AUTHORITY}/file-type/{name}"),
        "dcat:mediaType": _iri(f"{_MEDIA}/{media}"),
        "dct:license": _iri(LICENCE),
    }


def _agent(found: OpenData) -> dict[str, Any]:
    agent = {
        "@type": "foaf:Agent",
        "foaf:name": _text("nl", found.name),
        "dct:type": _iri("http://purl.org/adms/publishertype/LocalAuthority"),
    }
    return agent | ({"foaf:homepage": _iri(found.website)} if found.website else {})


def _contact(found: OpenData, page: str) -> dict[str, Any]:
    """Where to ask: the website, or the page itself where none is set; the phone number too where there is one."""
    contact = {
        "@type": "vcard:Organization",
        "vcard:fn": _text("nl", found.name),
        "vcard:hasURL": _iri(found.website or page),
    }
    number = "".join(sign for sign in found.phone if sign.isdigit() or sign == "+")
    return contact | ({"vcard:hasTelephone": _iri(f"tel:{number}")} if number else {})


def _languages(found: OpenData) -> list[str]:
    """English, the language of the files' own words, and that of each measure."""
    return list(dict.fromkeys(["en", *(each.language for each in found.measures)]))


def _language(code: str) -> str:
    three: Mapping[str, str] = {each.code: each.three_letters[0].upper() for each in LANGUAGES}
    return f"{_AUTHORITY}/language/{three[code]}"


def _iri(address: str) -> dict[str, str]:
    return {"@id": address}


def _text(language: str, words: str) -> dict[str, str]:
    return {"@value": words, "@language": language}


def _typed_day(day: date | None) -> dict[str, str | None]:
    return {"@value": _day(day), "@type": "xsd:date"}
