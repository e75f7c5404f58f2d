"""Calls that reach addresses of the public internet only, and the hosts that whoever runs this program excepted.

An organisation's administrator fills in where its register is; what stands beside this program in its own network is
not theirs to reach. The name is looked up once for each connection, and the connection goes to the very address that
was checked, so that a name that changes in between leads nowhere else. TLS is still checked against the name.
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError

NAT64: Final = IPv6Network("64:ff9b::/96")
"""The last 32 bits are an IPv4 address (RFC 6052)."""


class InternalAddressError(Exception):
    """The host is this machine, or stands in a network that is not the public internet."""


def is_public(address: str) -> bool:
    """Whether this IP address can be reached from the whole internet; also through an IPv6 one that holds it."""
    found = _innermost(ip_address(address))
    is_odd = found.is_reserved or found.is_multicast or (isinstance(found, IPv6Address) and found.is_site_local)
    return found.is_global and not is_odd


def _innermost(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(found, IPv6Address):
        if found in NAT64:
            return IPv4Address(int(found) & 0xFFFF_FFFF)
        return found.ipv4_mapped or found.sixtofour or found
    return found


def addresses_of(host: str, port: int | None, excepted: Collection[str]) -> Sequence[str]:
    """The addresses that this host has now.

    Raises InternalAddressError where one is not public and the host is not excepted, OSError where there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "no name of a host") from error
    addresses = [str(place[0]) for *_, place in found]
    if host not in excepted and not all(map(is_public, addresses)):
        raise InternalAddressError
    return addresses


def refuse_internal(url: str, excepted: Collection[str]) -> None:
    """Raise InternalAddressError where the host is internal and not excepted; one that can't be found now is let by."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host not in excepted:
        with suppress(OSError):
            addresses_of(host, parts.port, ())


class _Connection(HTTPConnection):
    excepted: ClassVar[Collection[str]] = ()

    def _new_conn(self) -> socket.socket:
        try:
            addresses = addresses_of(self.host, self.port, self.excepted)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        *others, last = addresses
        for address in others:
            try:
                return self._to(address)
            except ConnectTimeoutError:
                continue
        return self._to(last)

    def _to(self, address: str) -> socket.socket:
        plain = HTTPConnection(address, self.port, timeout=self.timeout, socket_options=self.socket_options)
        plain.connect()
        return plain.sock


class _TLSConnection(_Connection, HTTPSConnection):
    pass


class PublicOnly(HTTPAdapter):
    """For a session of requests. Raises InternalAddressError instead of connecting."""

    def __init__(self, excepted: Collection[str] = ()) -> None:
        self._excepted = {"excepted": frozenset(excepted)}
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the connections of kinds that look before they connect."""
        super().init_poolmanager(*args, **kwargs)
        plain, tls = type("_", (_Connection,), self._excepted), type("_", (_TLSConnection,), self._excepted)
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("_Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("_TLSPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
