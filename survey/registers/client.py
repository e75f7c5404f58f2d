"""Calls to one register: the configured host only, no redirect followed, bounded in time and size.

What a register answers can hold addresses, so no error of this module has any of it, nor the token.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from uuid import UUID

import requests
from urllib3.exceptions import HTTPError

from survey.registers.locations import RESOURCE, record_url
from survey.registers.public_only import InternalAddressError, PublicOnly

EXPAND: Final = "hadBetrokkenen,hadBetrokkenen.digitaleAdressen"
CONNECT: Final = 5.0
SILENCE: Final = 15.0
LONGEST: Final = 30.0
"""Seconds: to connect, between two pieces of an answer, and for a whole answer."""
LARGEST: Final = 16 * 1024 * 1024
"""Bytes of an answer; a page of a hundred records has some hundreds of thousands."""
PAGE: Final = 100
MOST_PAGES: Final = 10_000


class NotAnswered(Exception):
    """The register gave nothing to use, by a code; `seconds` is how long it asks to be left alone."""

    def __init__(self, code: str, seconds: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.seconds = seconds


class TokenRefused(NotAnswered):
    """The register doesn't take our token: somebody has to give us another."""


class Gone(NotAnswered):
    """The register has no such record."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of the list, the newest registration first, and how many there are in all."""

    records: list[Any]
    total: int
    is_last: bool


class Client:
    """Reads one register with its token; in a network that is not public only where its host is among `excepted`."""

    def __init__(
        self,
        base_url: str,
        token: str,
        excepted: Collection[str] = (),
        *,
        silence: float = SILENCE,
        longest: float = LONGEST,
        largest: int = LARGEST,
    ) -> None:
        self._base, self._silence, self._longest, self._largest = base_url, silence, longest, largest
        # Nothing of this machine's own: no proxy, no password file, no cookies kept from an earlier answer.
        self._session = requests.Session()
        self._session.trust_env = False
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, PublicOnly(excepted))
        self._session.headers.update(
            {"Authorization": f"Token {token}", "Accept": "application/json", "Accept-Encoding": "identity"}
        )

    def close(self) -> None:
        """End the connection."""
        self._session.close()

    def record(self, key: UUID) -> Any:
        """One record with the people in it and their addresses. Raises NotAnswered."""
        return self._get(record_url(self._base, key), {"expand": EXPAND})

    def page(self, number: int = 1, size: int = PAGE) -> Page:
        """One page of the list. Raises NotAnswered."""
        found = self._get(f"{self._base}/{RESOURCE}", {"expand": EXPAND, "page": str(number), "pageSize": str(size)})
        records = found.get("results") if isinstance(found, dict) else None
        if not isinstance(records, list):
            raise NotAnswered("no_register")
        total = found.get("count")
        # The next page is always asked for by its number at our own address, whatever `next` says.
        return Page(records, total if isinstance(total, int) else len(records), found.get("next") is None)

    def pages(self) -> Iterator[Page]:
        """All pages. Raises NotAnswered."""
        for number in range(1, MOST_PAGES + 1):
            found = self.page(number)
            yield found
            if found.is_last or not found.records:
                return

    def _get(self, url: str, query: dict[str, str]) -> Any:
        self._session.cookies.clear()
        try:
            with self._session.get(
                url, params=query, timeout=(CONNECT, self._silence), allow_redirects=False, stream=True
            ) as answer:
                _check(answer)
                return json.loads(self._content(answer))
        except InternalAddressError:
            why = NotAnswered("internal_address")
        except (requests.RequestException, HTTPError, OSError):
            why = NotAnswered("no_connection")
        except (ValueError, RecursionError):
            why = NotAnswered("no_register")
        raise why from None  # requests puts the address of the record in its words

    def _content(self, answer: requests.Response) -> bytes:
        """The whole answer, however slowly it comes, within the limits. Raises NotAnswered."""
        until = monotonic() + self._longest
        content = bytearray()
        while piece := answer.raw.read1(65_536):
            content += piece
            if monotonic() > until:
                raise NotAnswered("too_slow")
            if len(content) > self._largest:
                raise NotAnswered("too_large")
        return bytes(content)


def _check(answer: requests.Response) -> None:
    status = answer.status_code
    if status == 200:
        return
    if status in (401, 403):
        raise TokenRefused("sign_in_refused")
    if status in (404, 410):
        raise Gone("gone")
    if 300 <= status < 400:
        raise NotAnswered("redirected")
    seconds = _retry_after(answer.headers.get("Retry-After", ""))
    raise NotAnswered("too_many" if status == 429 else "register_fault" if status >= 500 else "no_register", seconds)


def _retry_after(text: str) -> float | None:
    return min(float(text), 86_400.0) if text.isdecimal() else None
