"""The check of the repository finds locks out of step, addresses of package indexes and what is too long."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_repository import index_faults, lock_faults, size_faults

LOCK = "flask==3.1.2 \\\n    --hash=sha256:00\n    # via -r requirements.in\nclick==8.3.0\n    # via flask\n"


def _locks(folder: Path, wanted: str, lock: str) -> Path:
    (folder / "requirements.in").write_text(wanted)
    (folder / "requirements.txt").write_text(lock)
    return folder


def test_a_lock_in_step_has_no_faults(tmp_path: Path) -> None:
    assert lock_faults(_locks(tmp_path, "# program\nFlask>=3\n", LOCK), "requirements") == []


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [("flask\nscipy\n", "requirements.txt lacks scipy"), ("click\n", "requirements.txt asks for flask")],
)
def test_a_name_on_one_side_only_is_found(tmp_path: Path, wanted: str, complaint: str) -> None:
    assert complaint in lock_faults(_locks(tmp_path, wanted, LOCK), "requirements")[0]


def test_two_locks_that_pin_differently_are_found(tmp_path: Path) -> None:
    _locks(tmp_path, "flask\n", LOCK)
    (tmp_path / "requirements-dev.in").write_text("-r requirements.in\n")
    (tmp_path / "requirements-dev.txt").write_text(LOCK.replace("3.1.2", "3.1.1"))
    assert lock_faults(tmp_path, "requirements-dev") == [
        "requirements-dev.txt and requirements.txt pin flask differently"
    ]


@pytest.mark.parametrize("line", ["--index" + "-url x", "--extra-index" + "-url x", "https:/" + "/my.pypi.example/x"])
def test_the_address_of_a_package_index_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text(f"# pins\n{line}\n")
    assert index_faults(path) == [f"{path}:2: names a package index"]


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def much():\n" + "    print()\n" * 400)
    assert [fault.split(": ")[1] for fault in size_faults(path)] == [
        "401 lines, at most 400",
        "much has 401 lines, at most 50",
    ]
