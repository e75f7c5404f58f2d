"""What can be said of the image, the services and the scripts without building them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskCliRunner

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(path.name for path in (ROOT / "tools").glob("*.sh"))


def _copied() -> list[str]:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    return [line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line]


def _services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    return services


@pytest.mark.parametrize("path", _copied())
def test_what_the_image_copies_exists_and_is_not_ignored(path: str) -> None:
    assert (ROOT / path).exists()
    assert f"!{path}" in (ROOT / ".dockerignore").read_text().splitlines()


def test_every_folder_of_the_program_is_in_the_image() -> None:
    program = {"admin", "migrations", "static", "survey", "templates", "translations", "wsgi.py"}
    assert program <= set(_copied())


def test_the_image_does_not_run_as_root_and_reports_its_health() -> None:
    text = (ROOT / "Dockerfile").read_text()
    user = re.findall(r"^USER (\d+)", text, re.MULTILINE)
    assert user
    assert user[-1] != "0"
    assert "HEALTHCHECK" in text


def _settings() -> set[str]:
    """The names that the program reads from the environment."""
    text = (ROOT / "survey/config.py").read_text()
    return set(re.findall(r'values(?:\.get\(|, )"([A-Z_]+)"', text))


def test_every_setting_reaches_the_containers_and_is_in_the_manual() -> None:
    names = _settings()
    assert {"SECRET_KEY", "TRUSTED_PROXIES", "REGISTER_HOSTS"} <= names
    image = (ROOT / "Dockerfile").read_text()
    assert [each for each in names - set(_services()["app"]["environment"]) if f" {each}=" not in image] == []
    manual = (ROOT / "README.md").read_text()
    assert [name for name in names if f"`{name}`" not in manual] == []


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "compose.yaml").read_text()
    for name in ("POSTGRES_PASSWORD", "SECRET_KEY"):
        uses = re.findall(rf"\${{{name}([^}}]*)}}", text)
        assert uses
        assert all(use.startswith(":?") for use in uses)


def test_the_application_starts_after_the_migrations_on_a_root_that_cannot_be_written() -> None:
    services = _services()
    assert services["app"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert services["migrate"]["command"][-2:] == ["db", "upgrade"]
    assert services["app"]["read_only"] is True
    assert services["app"]["tmpfs"] == ["/tmp"]  # noqa: S108 - the path inside the container


@pytest.mark.parametrize(
    ("service", "goes_on"), [("sender", "--forever"), ("registers", "--forever"), ("register-lists", "--every")]
)
def test_what_runs_behind_the_pages_starts_after_the_migrations_and_goes_on(
    runner: FlaskCliRunner, service: str, goes_on: str
) -> None:
    found = _services()[service]
    assert found["command"][:3] == ["flask", "--app", "wsgi"]
    asked = runner.invoke(args=[*found["command"][3:], "--help"])
    assert asked.exit_code == 0
    assert goes_on in found["command"]
    assert goes_on in asked.output
    assert found["restart"] == "unless-stopped"
    assert found["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    # Nothing in it answers requests, so the health check of the image would restart it for ever.
    assert found["healthcheck"] == {"disable": True}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_valid_shell(script: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "tools" / script], check=True)


def test_make_lists_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[1] for line in listed.splitlines()] == targets


def test_a_python_that_is_new_enough_is_found() -> None:
    found = subprocess.run(["sh", "tools/find_python.sh"], cwd=ROOT, capture_output=True, text=True, check=True)
    question = "import sys, venv, ensurepip; print(sys.version_info >= (3, 11))"
    answer = subprocess.run([found.stdout.strip(), "-c", question], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "True"


def test_a_missing_package_is_named_where_it_cannot_be_installed(tmp_path: Path) -> None:
    for command in ("sh", "echo"):
        (tmp_path / command).symlink_to(f"/bin/{command}")
    told = subprocess.run(
        ["sh", "tools/install_packages.sh", "chromium", "postgresql"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "chromium postgresql" in told.stderr


@pytest.mark.parametrize("file", ["Dockerfile", "tools/run.sh", "docs/operations.md"])
def test_gunicorn_keeps_callers_addresses_out_of_its_log(file: str) -> None:
    # Its warning about a malformed request holds the caller's address and the request's first line.
    started = re.findall(r"gunicorn 'wsgi:create_app\(\)'.*", (ROOT / file).read_text())
    assert started
    assert all("--log-level error" in line for line in started)
