from uuid import UUID

import pytest

from survey.registers.locations import NotOurPlaceError, record_id, record_url, tidy_base

BASE = "https://openklant.voorbeeld.example/klantinteracties/api/v1"
KEY = "0c5d4c6e-4e57-4b3c-9d3c-0a7a1c9f2f11"
PLACE = f"{BASE}/klantcontacten/{KEY}"


@pytest.mark.parametrize(
    "url",
    [PLACE, PLACE + "/", PLACE.replace("https://openklant", "HTTPS://OpenKlant"),
     PLACE.replace(".example/", ".example:443/"), f"{BASE}/klantcontacten/{KEY.upper()}"],
)  # fmt: skip
def test_a_record_of_the_register(url: str) -> None:
    assert record_id(BASE, url) == UUID(KEY)
    assert record_url(BASE, record_id(BASE, url)) == PLACE


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "/klantcontacten/" + KEY, PLACE.replace("https:", "http:"), PLACE.replace("https:", "file:"),
        PLACE.replace("https:", ""), PLACE.replace(".example/", ".example:8443/"),
        PLACE.replace(".example/", ".example:0/"),
        PLACE.replace(".example/", ".example:x/"), PLACE.replace(".example/", ".example.elders.example/"),
        PLACE.replace("https://", "https://elders.example/"), PLACE.replace("https://", "https://elders@"),
        PLACE.replace("https://", "https://openklant.voorbeeld.example@elders.example/"),
        PLACE.replace("https://", "https://elders.example\\@"), PLACE.replace("https://", "https://elders.example#@"),
        PLACE.replace("https://", "https://elders.example?@"), PLACE.replace("https://", "https:\\\\"),
        PLACE.replace("/klantcontacten", "/betrokkenen"), PLACE.replace("/klantcontacten", "/../v1/klantcontacten"),
        PLACE.replace("/klantcontacten", "/%2e%2e/klantcontacten"),
        PLACE.replace("/klantcontacten", "//klantcontacten"),
        PLACE + "//", PLACE + "/inhoud", PLACE + "?expand=x", PLACE + "#x", PLACE + "\n", " " + PLACE, PLACE + "\0",
        PLACE[:-1], f"{BASE}/klantcontacten/", f"{BASE}/klantcontacten/urn:uuid:{KEY}",
        f"{BASE}/klantcontacten/{KEY.replace('-', '')}", f"{BASE}/klantcontacten/{{{KEY}}}", PLACE + "x" * 1000,
        "https://[::1", PLACE.replace("openklant", "оpenklant"),
    ],
)  # fmt: skip
def test_nothing_else(url: str) -> None:
    with pytest.raises(NotOurPlaceError):
        record_id(BASE, url)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (BASE, BASE), (BASE + "/", BASE), (f" {BASE}/klantcontacten ", BASE),
        ("HTTPS://X.EXAMPLE/Api/v1", "https://x.example/Api/v1"),
        ("https://x.example:443", "https://x.example"), ("https://x.example:8443/a", "https://x.example:8443/a"),
        ("http://localhost:8000/k", "http://localhost:8000/k"), ("http://[::1]:8000/k", "http://[::1]:8000/k"),
    ],
)  # fmt: skip
def test_a_base_in_one_way_of_writing(text: str, base: str) -> None:
    assert tidy_base(text) == base


@pytest.mark.parametrize(
    "text",
    ["", "openklant.example", "ftp://x.example", "http://x.example", "https://", "https://a:b@x.example",
     "https://x.example?a=b", "https://x.example/a b", "https://x.example/../b", "https://x.example/" + "a" * 400],
)  # fmt: skip
def test_what_can_be_no_register(text: str) -> None:
    with pytest.raises(NotOurPlaceError):
        tidy_base(text)


def test_plain_http_where_it_is_allowed() -> None:
    assert tidy_base("http://openklant:8000/k", allows_plain=True) == "http://openklant:8000/k"
