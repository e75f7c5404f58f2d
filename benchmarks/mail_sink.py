"""A real mail server on loopback that takes everything and keeps nothing: `python -m benchmarks.mail_sink`."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.smtp import SMTP

from benchmarks.rounds import CLIENT_CORE, pinned

HOST = "127.0.0.1"


@contextmanager
def running() -> Iterator[int]:
    """The server in a process and on a core of its own; gives its port."""
    with pinned(CLIENT_CORE):
        process = subprocess.Popen([sys.executable, "-m", "benchmarks.mail_sink"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(object(), hostname="bench"), HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
