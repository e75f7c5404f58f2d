"""Which addresses a register may be at, and that a connection goes to the address that was looked at."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests
from cryptography.x509 import DNSName

from survey.registers.client import Client, NotAnswered
from survey.registers.public_only import InternalAddressError, PublicOnly, is_public, refuse_internal
from tests import open_klant
from tests.mail_server import throwaway_certificate

HERE = ("localhost",)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1"])
def test_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",  # noqa: S104
     "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
     "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1",
     "64:ff9b::a00:1", "2002:7f00:1::1", "2002:c0a8:101::1", "2001::1", "2001:db8::1"],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_host_by_name_or_address_is_refused_unless_it_is_excepted(host: str) -> None:
    url = f"https://{host}:8443/api/v1"
    with pytest.raises(InternalAddressError):
        refuse_internal(url, ("elders.example",))
    refuse_internal(url, (host.strip("[]"),))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_nothing_is_sent_to_a_register_inside(host: str) -> None:
    with open_klant.running() as register:
        base = register.base.replace(open_klant.HOST, host)
        client = Client(base, open_klant.TOKEN)
        with pytest.raises(NotAnswered, match="internal_address"):
            client.page()
        client.close()
        assert register.asked == []
        client = Client(base, open_klant.TOKEN, (host,))
        assert client.page().total == 0
        client.close()


def test_a_name_that_nobody_has_is_no_connection() -> None:
    client = Client(f"https://{'a' * 64}.example/api", open_klant.TOKEN)
    with pytest.raises(NotAnswered, match="no_connection"):
        client.page()
    client.close()


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *details: object) -> None:
        """Say nothing."""


@contextmanager
def tls_server(certificate: Path) -> Iterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with HTTPServer(("127.0.0.1", 0), _Hello) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def test_the_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    certificate = throwaway_certificate(tmp_path, DNSName("localhost"))
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", PublicOnly(HERE))
    with tls_server(certificate) as port, session:
        answer = session.get(f"https://localhost:{port}/", verify=str(certificate))
        assert answer.status_code == 204
        with pytest.raises(requests.exceptions.SSLError):
            session.get(f"https://localhost:{port}/")
