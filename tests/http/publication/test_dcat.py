"""The description for catalogues has every property that DCAT-AP-NL 3.0 makes compulsory, as often as it may be there.

The properties are those of the profile's own SHACL shapes (Geonovum, DCAT-AP-NL 3.0, and DCAT-AP 3.0 under it).
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import languages
from tests.http.publication.places import town, turned

PATH = "/openbaar/voorbeeld/dcat.jsonld"
SEVERAL = 99
DATASET = {
    "dct:title": SEVERAL,
    "dct:description": SEVERAL,
    "dct:identifier": 1,
    "dct:accessRights": 1,
    "dct:creator": SEVERAL,
    "dct:publisher": 1,
    "dcat:contactPoint": 1,
    "dcat:theme": SEVERAL,
}
"""Compulsory properties of a dataset, and how often each may be there."""
RECOMMENDED = ("dct:language", "dct:accrualPeriodicity", "dct:spatial", "dct:temporal", "dcat:keyword")
DISTRIBUTION = {"dcat:accessURL": 1, "dct:license": 1, "dcat:downloadURL": 1, "dct:format": 1, "dcat:mediaType": 1}
AUTHORITY = "http://publications.europa.eu/resource/authority"


@pytest.fixture
def description(in_app: Flask, client: FlaskClient, request: pytest.FixtureRequest) -> dict[str, Any]:
    turned(town(), public_page=True, **getattr(request, "param", {}))
    found: dict[str, Any] = json.loads(client.get(PATH).text)
    return found


def values(of: dict[str, Any], name: str) -> list[Any]:
    found = of.get(name, [])
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize(
    "description", [{}, {"website": "https://voorbeeld.example", "phone": "14 0123"}], indirect=True
)
def test_the_dataset_has_what_is_compulsory(description: dict[str, Any]) -> None:
    assert description["@type"] == "dcat:Dataset"
    numbers = {name: len(values(description, name)) for name in DATASET}
    assert all(1 <= numbers[name] <= most for name, most in DATASET.items()), numbers
    assert all(values(description, name) for name in RECOMMENDED)
    assert description["dct:accessRights"] == {"@id": f"{AUTHORITY}/access-right/PUBLIC"}
    assert description["dct:accrualPeriodicity"] == {"@id": f"{AUTHORITY}/frequency/QUARTERLY"}
    assert values(description, "dct:language") == [{"@id": f"{AUTHORITY}/language/ENG"}]


@pytest.mark.parametrize("description", [{}, {"website": "https://voorbeeld.example"}], indirect=True)
def test_publisher_and_contact_have_a_name_and_a_place_to_ask(description: dict[str, Any]) -> None:
    name = {"@value": "Gemeente Voorbeeld", "@language": "nl"}
    for role in ("dct:publisher", "dct:creator"):
        agent = description[role]
        assert (agent["@type"], agent["foaf:name"]) == ("foaf:Agent", name)
        assert agent["dct:type"]["@id"].startswith("http://purl.org/adms/publishertype/")
    contact = description["dcat:contactPoint"]
    assert (contact["@type"], contact["vcard:fn"]) == ("vcard:Organization", name)
    assert contact["vcard:hasURL"]["@id"].startswith("http")


def test_each_file_has_what_is_compulsory(description: dict[str, Any]) -> None:
    files = values(description, "dcat:distribution")
    assert [each["dct:format"]["@id"] for each in files] == [
        f"{AUTHORITY}/file-type/{name}" for name in ("JSON", "CSV")
    ]
    for each in files:
        assert each["@type"] == "dcat:Distribution"
        assert {name: len(values(each, name)) for name in DISTRIBUTION} == DISTRIBUTION
        assert each["dct:license"] == {"@id": "http://creativecommons.org/publicdomain/zero/1.0/"}


def test_every_term_stands_in_a_vocabulary_that_is_named(description: dict[str, Any]) -> None:
    used = {term.partition(":")[0] for term in _terms(description)}
    assert used == description["@context"].keys()


def _terms(found: object) -> set[str]:
    """The names and types in any depth, but those of JSON-LD itself and the vocabularies themselves."""
    if isinstance(found, list):
        return {term for each in found for term in _terms(each)}
    if not isinstance(found, dict):
        return set()
    inner = {term for name, each in found.items() if name != "@context" for term in _terms(each)}
    types = {found["@type"]} if "@type" in found else set()
    return inner | types | {name for name in found if not name.startswith("@")}


def test_languages_are_those_of_the_european_list() -> None:
    codes = {each.code: each.three_letters[0].upper() for each in languages.LANGUAGES}
    assert codes == {
        "nl": "NLD", "en": "ENG", "fy": "FRY", "de": "DEU", "fr": "FRA", "es": "SPA", "pl": "POL", "tr": "TUR",
        "ar": "ARA", "uk": "UKR",
    }  # fmt: skip
