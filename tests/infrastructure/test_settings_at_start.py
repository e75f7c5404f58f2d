"""A setting that is missing or wrong: the program doesn't start, and says why in one line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"KLANKBORD_ENV": "production"}, "SECRET_KEY is missing or shorter than 32 characters."),
        ({"DATABASE_URL": "mysql://host/name"}, "DATABASE_URL starts with 'mysql'; expected postgresql://"),
        ({"SMTP_URL": "smtps://u:geheim@mail.example:465"}, "SMTP_URL: expected smtp://user:password@host:587, or"),
        ({"REGISTER_HOSTS": "localhost,https://x.intern"}, "REGISTER_HOSTS has 'https://x.intern'; expected names"),
        ({"REGISTER_HOSTS": "openklant:8000"}, "REGISTER_HOSTS has 'openklant:8000'; expected names of hosts"),
        ({"MAIL_FROM": "Gemeente <post@voorbeeld.nl>"}, "MAIL_FROM: expected just an e-mail address"),
    ],
)
def test_the_reason_is_told_without_a_trace(settings: dict[str, str], reason: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "DATABASE_URL"}}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "organisations", "list"]
    ended = subprocess.run(command, env={**kept, **settings}, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Error: {reason}")
    assert len(ended.stderr.splitlines()) == 1
