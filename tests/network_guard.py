"""No test leaves this machine: connections and look-ups that go elsewhere are refused before they start."""

from __future__ import annotations

import ipaddress
import sys
from typing import Final

WATCHED: Final = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})


class LeavesTheMachineError(RuntimeError):
    """Something tried to reach another host."""


def install() -> None:
    """Watch this process from now on. An audit hook sees every library, and can't be taken off again."""
    sys.addaudithook(_refuse_other_hosts)


def _refuse_other_hosts(event: str, arguments: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    target = arguments[0] if event.startswith("socket.get") else arguments[1]
    host = target[0] if isinstance(target, tuple) else target
    # A lone string or bytes given to connect is the path of a Unix socket.
    if event in {"socket.connect", "socket.sendto"} and not isinstance(target, tuple):
        return
    if not is_this_machine(host):
        raise LeavesTheMachineError(f"{event} to {host!r}: tests may only reach this machine")


def is_this_machine(host: object) -> bool:
    """Whether a host name or address is the loopback, or no host at all."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False
