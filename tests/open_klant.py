"""A register on this machine that speaks the klantinteracties API of Open Klant 2: token, expand, pages, its faults."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

HOST: Final = "127.0.0.1"
ROOT: Final = "/klantinteracties/api/v1"
TOKEN: Final = "een-token-van-het-register"
MAIL: Final = "inwoner@example.nl"
NUMBER: Final = "0612345678"
SECRETS: Final = (MAIL, NUMBER, "Jansen", "Piet de Vries", "levertijd", "0000000042", TOKEN)
"""What of a record may be nowhere afterwards."""


def klantcontact(moment: str, **changed: Any) -> dict[str, Any]:
    """A record as the API gives it without expand, with what it gives with expand under `people`."""
    key = uuid4()
    return {
        "uuid": str(key),
        "gingOverOnderwerpobjecten": [],
        "hadBetrokkenActoren": [
            {"uuid": str(uuid4()), "naam": "Piet de Vries", "soortActor": "medewerker", "indicatieActief": True},
            {"uuid": str(uuid4()), "naam": "burgerzaken", "soortActor": "organisatorische_eenheid"},
        ],
        "omvatteBijlagen": [],
        "leiddeTotInterneTaken": [],
        "nummer": "0000000042",
        "kanaal": "telefoon",
        "onderwerp": "Paspoort aanvragen",
        "inhoud": "Inwoner Jansen vroeg naar de levertijd.",
        "reactie": "",
        "indicatieContactGelukt": True,
        "taal": "nld",
        "vertrouwelijk": False,
        "plaatsgevondenOp": moment,
        "metadata": {},
        "people": [person()],
    } | changed


def person(**changed: Any) -> dict[str, Any]:
    """Somebody who had the contact, with a mobile number and an e-mail address."""
    addresses = [address("telefoonnummer", NUMBER), address("email", MAIL)]
    name = {"voorletters": "J", "voornaam": "", "voorvoegselAchternaam": "", "achternaam": "Jansen"}
    return {
        "uuid": str(uuid4()),
        "rol": "klant",
        "initiator": True,
        "contactnaam": name,
        "addresses": addresses,
    } | changed


def address(kind: str, text: str) -> dict[str, Any]:
    return {"uuid": str(uuid4()), "adres": text, "soortDigitaalAdres": kind, "omschrijving": ""}


def expanded(record: Mapping[str, Any], expand: str) -> dict[str, Any]:
    """What the API answers: people and their addresses only where they are asked for."""
    shown = {name: value for name, value in record.items() if name != "people"}
    people = record.get("people", [])
    shown["hadBetrokkenen"] = [{"uuid": each["uuid"]} for each in people]
    asked = expand.split(",")
    if "hadBetrokkenen" in asked:
        with_addresses = "hadBetrokkenen.digitaleAdressen" in asked
        shown["_expand"] = {"hadBetrokkenen": [_person(each, with_addresses=with_addresses) for each in people]}
    return shown


def _person(each: Mapping[str, Any], *, with_addresses: bool) -> dict[str, Any]:
    shown = {name: value for name, value in each.items() if name != "addresses"}
    shown["digitaleAdressen"] = [{"uuid": found["uuid"]} for found in each["addresses"]]
    return shown | ({"_expand": {"digitaleAdressen": each["addresses"]}} if with_addresses else {})


@dataclass
class OpenKlant:
    """The register: its records in the order of registration, what was asked, and what it is told to do."""

    records: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Paths with their query, in order."""
    trouble: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    """Status and headers of the next answers."""
    body: bytes | None = None
    """What every answer is instead."""
    drips: Event | None = None
    """Where it is there, an answer begins and then says nothing until it is set."""
    largest_page: int = 100
    url: str = ""

    @property
    def base(self) -> str:
        """What an administrator fills in."""
        return self.url + ROOT

    def add(self, moment: str, **changed: Any) -> dict[str, Any]:
        """Register a contact."""
        self.records.append(klantcontact(moment, **changed))
        return self.records[-1]

    def place(self, record: Mapping[str, Any]) -> str:
        return f"{self.base}/klantcontacten/{record['uuid']}"

    def notice(self, record: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
        """The message of the Notificaties API about this record."""
        place = self.place(record)
        return {
            "kanaal": "klantcontacten", "hoofdObject": place, "resource": "klantcontact", "resourceUrl": place,
            "actie": "create", "aanmaakdatum": "2026-03-02T11:00:00Z",
            "kenmerken": {"indicatieContactGelukt": "true"},
        } | changed  # fmt: skip

    def answer(self, path: str) -> tuple[int, dict[str, Any]]:
        """Status and body for a path with its query."""
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        place = parts.path.removeprefix(f"{ROOT}/klantcontacten")
        if place == parts.path:
            return 404, {"code": "not_found", "title": "Pagina niet gevonden.", "status": 404}
        expand = query.get("expand", "")
        if place in ("", "/"):
            return self._list(int(query.get("page", "1")), int(query.get("pageSize", "100")), expand)
        found = [each for each in self.records if each["uuid"] == str(UUID(place.strip("/")))]
        if not found:
            return 404, {"code": "not_found", "title": "Niet gevonden.", "status": 404}
        return 200, expanded(found[0], expand) | {"url": self.place(found[0])}

    def _list(self, number: int, size: int, expand: str) -> tuple[int, dict[str, Any]]:
        size = min(size, self.largest_page)
        newest_first = list(reversed(self.records))
        shown = newest_first[(number - 1) * size : number * size]
        if not shown and number > 1:
            return 404, {"code": "not_found", "title": "Ongeldige pagina.", "status": 404}
        has_next = number * size < len(newest_first)
        following = f"{self.base}/klantcontacten?page={number + 1}" if has_next else None
        results = [expanded(each, expand) | {"url": self.place(each)} for each in shown]
        return 200, {"count": len(newest_first), "next": following, "previous": None, "results": results}


class _Handler(BaseHTTPRequestHandler):
    register: OpenKlant
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        register = self.register
        register.asked.append(self.path)
        if register.trouble:
            status, headers = register.trouble.pop(0)
            self._say(status, b'{"title": "Er ging iets mis met inwoner@example.nl"}', headers)
        elif self.headers.get("Authorization") != f"Token {TOKEN}":
            self._say(401, b'{"detail": "Ongeldige token."}', {"WWW-Authenticate": "Token"})
        elif register.drips is not None:
            self._drip(register.drips)
        else:
            status, found = register.answer(self.path)
            self._say(status, json.dumps(found).encode() if register.body is None else register.body, {})

    def log_message(self, *details: object) -> None:
        """Say nothing."""

    def _drip(self, stop: Event) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not stop.wait(0.02):
            self.wfile.write(b" ")
            self.wfile.flush()
        self.close_connection = True

    def _say(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # the reader hung up on an answer that was too slow
            self.close_connection = True


@contextmanager
def running() -> Iterator[OpenKlant]:
    """A register for as long as the block lasts."""
    register = OpenKlant()
    handler = type("Handler", (_Handler,), {"register": register})
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        server.daemon_threads = True
        register.url = f"http://{HOST}:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield register
        finally:
            server.shutdown()
            thread.join()
