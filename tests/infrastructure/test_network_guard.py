"""The guard that keeps tests on this machine refuses what it should and nothing else."""

from __future__ import annotations

import socket

import pytest

from tests.network_guard import LeavesTheMachineError


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("2001:db8::1", 80, 0, 0))],
)
def test_a_connection_to_another_host_is_refused(family: int, address: tuple[object, ...]) -> None:
    with socket.socket(family) as out, pytest.raises(LeavesTheMachineError, match="may only reach"):
        out.connect(address)


def test_a_datagram_to_another_host_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as out, pytest.raises(LeavesTheMachineError):
        out.sendto(b"", ("192.0.2.1", 53))


def test_another_host_is_not_even_looked_up() -> None:
    with pytest.raises(LeavesTheMachineError):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as out,
    ):
        assert out.getpeername() == server.getsockname()
