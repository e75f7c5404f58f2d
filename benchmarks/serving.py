"""gunicorn with one sync worker on one core, and a client that keeps it busy from another."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.rounds import CLIENT_CORE, SERVER_CORE, Pace, pace, pinned

SECRET: Final = "a secret of benchmarks, and of nothing else"  # noqa: S105
AHEAD: Final = 4
"""Requests that wait at the server while it works, so that it never waits for the client."""
LONGEST_START: Final = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn: its master's process and its port on loopback."""

    process: int
    port: int

    def worker(self) -> int:
        """The process of the one worker."""
        return int(Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()[0])

    def worker_megabytes(self) -> float:
        """Resident memory of the one worker."""
        status = Path(f"/proc/{self.worker()}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(kilobytes) / 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as it came over the line, headers included."""

    raw: bytes

    @property
    def status(self) -> int:
        """The status code."""
        return int(self.raw.split(b" ", 2)[1])

    @property
    def body(self) -> bytes:
        """What follows the headers."""
        return self.raw.partition(b"\r\n\r\n")[2]


@contextmanager
def serving(application: str, folder: Path, database_url: str = "") -> Iterator[Server]:
    """Serve `module:factory()` until the end of the block; its log goes to a file in `folder`."""
    port = _free_port()
    environment = os.environ | {
        "KLANKBORD_ENV": "production",
        "SECRET_KEY": SECRET,
        "DATABASE_URL": database_url,
        "PUBLIC_URL": "https://klankbord.example",
    }
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--no-control-socket", "--workers", "1"),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
    ]
    with (folder / f"server-{port}.log").open("wb") as log, pinned(SERVER_CORE):
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _await(running, port)
        yield Server(running.pid, port)
    finally:
        running.terminate()
        running.wait()


def get(path: str, **headers: str) -> bytes:
    """A GET request, such as a browser sends it."""
    return _request("GET", path, b"", headers)


def post(path: str, form: str) -> bytes:
    """A form that is sent in."""
    return _request("POST", path, form.encode(), {"Content_Type": "application/x-www-form-urlencoded"})


def ask(server: Server, request: bytes) -> Answer:
    """The server's answer to one request."""
    return _finish(_begin(server, request))


def rate(server: Server, requests: Sequence[bytes], status: int) -> Pace:
    """Requests a second that the worker answers with this status. Raises AssertionError at any other."""
    answers: list[Answer] = []
    with pinned(CLIENT_CORE):
        found = pace(lambda: answers.extend(_all(server, requests)), len(requests), server.worker())
    wrong = {answer.status for answer in answers} - {status}
    assert not wrong, f"the server answered {wrong}, expected {status}: {answers[0].raw[:500]!r}"
    return found


def _all(server: Server, requests: Sequence[bytes]) -> list[Answer]:
    waiting: deque[socket.socket] = deque()
    answers = []
    for request in requests:
        if len(waiting) == AHEAD:
            answers.append(_finish(waiting.popleft()))
        waiting.append(_begin(server, request))
    return answers + [_finish(connection) for connection in waiting]


def _begin(server: Server, request: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=120)
    connection.sendall(request)
    return connection


def _finish(connection: socket.socket) -> Answer:
    with connection:
        return Answer(b"".join(iter(lambda: connection.recv(65536), b"")))


def _request(method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: klankbord.example",
        "User-Agent: Mozilla/5.0 (benchmark)",
        "Accept: text/html",
        "Connection: close",
        *([f"Content-Length: {len(body)}"] if body else []),
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(running: subprocess.Popen[bytes], port: int) -> None:
    deadline = perf_counter() + LONGEST_START
    while perf_counter() < deadline and running.poll() is None:
        try:
            ask(Server(running.pid, port), get("/healthz"))
        except ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server on port {port} did not start")
