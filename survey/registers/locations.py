"""Which addresses belong to a register, so that nothing outside it is ever called. Pure.

An address that comes from outside is never called as it is: only a record's UUID is read from it.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

RESOURCE: Final = "klantcontacten"
_PORTS: Final = {"https": 443, "http": 80}
_PLAIN: Final = re.compile(r"[A-Za-z0-9._~:/\[\]-]+")
"""No `@`, `%`, `?`, `#`, backslash, space or control character: nothing that two readers read in two ways."""
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST: Final = 300


class NotOurPlaceError(ValueError):
    """This address is outside the register, or can't be the address of one."""


def tidy_base(text: str, *, allows_plain: bool = False) -> str:
    """The base address of a register in one way of writing, without a slash at the end.

    https only, for the token goes along; http to this machine itself, or with `allows_plain`. Raises NotOurPlaceError.
    """
    parts = _parts(text.strip())
    if parts.scheme == "http" and not (allows_plain or parts.hostname in _LOOPBACK):
        raise NotOurPlaceError("http")
    path = parts.path.rstrip("/").removesuffix(f"/{RESOURCE}")
    base = f"{parts.scheme}://{_host(parts)}{path}"
    if len(base) > LONGEST:
        raise NotOurPlaceError("long")
    return base


def record_id(base_url: str, url: str) -> UUID:
    """The UUID of the record at this address of the register. Raises NotOurPlaceError where it is none of its."""
    base, found = urlsplit(base_url), _parts(url)
    if (found.scheme, _host(found)) != (base.scheme, _host(base)):
        raise NotOurPlaceError("host")
    place = found.path.removesuffix("/").removeprefix(f"{base.path}/{RESOURCE}/")
    try:
        key = UUID(place)
    except ValueError:
        raise NotOurPlaceError("path") from None
    if str(key) != place.lower() or place == found.path.removesuffix("/"):
        raise NotOurPlaceError("path")
    return key


def record_url(base_url: str, key: UUID) -> str:
    """The address of a record, made of the configured base alone."""
    return f"{base_url}/{RESOURCE}/{key}"


def _parts(url: str) -> SplitResult:
    if len(url) > 2 * LONGEST or not _PLAIN.fullmatch(url) or "/.." in url or "/./" in url:
        raise NotOurPlaceError("form")
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or "//" in parts.path:
        raise NotOurPlaceError("form")
    return parts


def _host(parts: SplitResult) -> str:
    """Host and port in small letters; the scheme's own port is left out."""
    name = (parts.hostname or "").removesuffix(".")
    shown = f"[{name}]" if ":" in name else name
    return shown if parts.port in (None, _PORTS[parts.scheme]) else f"{shown}:{parts.port}"
