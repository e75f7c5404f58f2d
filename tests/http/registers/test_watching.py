"""Files that are put in a folder."""

import fcntl
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from survey.database import begin, reading
from survey.intake import record
from survey.intake.tables import Contact
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.invitations.tables import ContactAddress
from survey.organisations import Organisation
from survey.registers import folder
from survey.registers.watching import Watcher
from tests import factories

PLAIN = "Call Id,Datetime\nR1,2026-03-02 12:00\nR2,2026-03-02 12:10\n"
WITH_MAIL = "Call Id,Datetime,E-mail\nR1,2026-03-02 12:00,inwoner@example.nl\n"
FAULTY = "Call Id,Datetime,E-mail\nR1,2026-03-02 12:00,inwoner@example.nl\nR2,gisteren,b@example.nl\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    folder.prepare(found)
    return found


@pytest.fixture
def owner(in_app: object) -> Organisation:
    made = factories.organisation()
    with begin() as session:
        rules.save(session, made.id, Rules(is_on=True))
    return made


def look(place: Path, *, quiet: float = 0, keeps: bool = False, later: float = 1) -> Counter[str]:
    return Watcher(place, "voorbeeld", quiet, keeps, creates_teams=False).look(time.time() + later)


def references() -> list[str]:
    with reading() as session:
        return sorted(session.scalars(select(Contact.reference)))


def names(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())


def test_a_file_is_imported_and_moved(owner: Organisation, place: Path) -> None:
    (place / "log.csv").write_text(PLAIN)
    assert look(place) == {"imported": 1}
    assert references() == ["R1", "R2"]
    assert names(place) == ["done/log.csv", "done/log.csv.txt"]
    assert (place / "done/log.csv.txt").read_text().startswith("New 2; already known 0.")
    (place / "log.csv").write_text(PLAIN)
    assert look(place) == {"imported": 1}
    assert names(place)[0] == "done/log-2.csv"


def test_a_file_with_addresses_is_deleted(owner: Organisation, place: Path) -> None:
    (place / "log.csv").write_text(WITH_MAIL)
    assert look(place) == {"imported": 1}
    assert names(place) == ["done/log.csv.txt"]
    assert "inwoner" not in (place / "done/log.csv.txt").read_text()
    (place / "log.csv").write_text(WITH_MAIL)
    assert look(place, keeps=True) == {"imported": 1}
    assert "done/log-2.csv" in names(place)


@pytest.mark.parametrize("column", ["Naam", "Customer name", "Telefoonnummer", "E-mail", "Contactveld 3"])
def test_a_file_that_names_citizens_is_deleted_also_where_that_is_left_out(
    owner: Organisation, place: Path, column: str
) -> None:
    with begin() as session:
        wish = "email" if column == "Contactveld 3" else "-"
        record.save_mapping(session, owner.id, {column: wish})
    (place / "log.csv").write_text(f"Call Id,Datetime,{column}\nR1,2026-03-02 12:00,\n")
    assert look(place) == {"imported": 1}
    assert names(place) == ["done/log.csv.txt"]


def test_all_or_nothing(owner: Organisation, place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "log.csv").write_text(FAULTY)
    assert look(place) == {"failed": 1}
    assert references() == []
    assert names(place) == ["failed/log.csv", "failed/log.csv.txt"]
    words = (place / "failed/log.csv.txt").read_text()
    assert "Row 3" in words
    assert "gisteren" in words
    assert "example.nl" not in words + "".join(capfd.readouterr())
    with reading() as session:
        assert session.scalars(select(ContactAddress)).all() == []


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK\x03\x04"), ("a.ods", b"x"), ("a.csv", b""), ("a.csv", b"\0")]
)
def test_what_can_not_be_read(owner: Organisation, place: Path, name: str, content: bytes) -> None:
    (place / name).write_bytes(content)
    (place / "b.csv").write_text(PLAIN)
    assert look(place) == {"failed": 1, "imported": 1}
    assert (place / "failed" / f"{name}.txt").read_text()


def test_a_file_that_is_still_being_written_waits(owner: Organisation, place: Path) -> None:
    file = place / "log.csv"
    file.write_text(PLAIN)
    os.utime(file, (0, 0))
    assert look(place, quiet=10) == {}, "a time of writing that was copied along says nothing"
    assert look(place, quiet=10, later=11) == {"imported": 1}
    file.write_text(PLAIN)
    (place / "log.csv.ready").touch()
    assert look(place, quiet=10) == {"imported": 1}
    assert not (place / "log.csv.ready").exists()


def test_what_is_no_file_of_contacts_is_left(owner: Organisation, place: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(PLAIN)
    (place / "link.csv").symlink_to(secret)
    (place / "map.csv").mkdir()
    os.mkfifo(place / "pipe.csv")
    for name in ("log.csv.part", "log.txt", ".hidden.csv"):
        (place / name).write_text(PLAIN)
    assert look(place) == {}
    assert references() == []
    assert secret.read_text() == PLAIN


def test_two_watchers_never_take_the_same_file(owner: Organisation, place: Path) -> None:
    file = place / "log.csv"
    file.write_text(PLAIN)
    with file.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert look(place) == {}
    with folder.taken(file, time.time() + 1, 0) as first:
        assert first is not None
        with folder.taken(file, time.time() + 1, 0) as second:
            assert second is None
        file.rename(place / "done/log.csv")
        assert not first.is_unchanged(), "another has moved it"


def test_a_file_that_changes_while_it_is_read_waits(owner: Organisation, place: Path) -> None:
    file = place / "log.csv"
    file.write_text(PLAIN)
    with folder.taken(file, time.time() + 1, 0) as ready:
        assert ready is not None
        assert ready.is_unchanged()
        with file.open("a") as stream:
            stream.write("R3,2026-03-02 12:20\n")
        assert not ready.is_unchanged()


def test_files_that_failed_are_not_kept_for_ever(owner: Organisation, place: Path) -> None:
    (place / "log.csv").write_text(FAULTY)
    look(place)
    look(place, later=folder.FAILED_KEPT + 5)
    assert names(place) == ["failed/log.csv.txt"]


@pytest.mark.parametrize("name", ["", "done", "failed"])
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path, name: str) -> None:
    real = tmp_path / "real"
    real.mkdir()
    place = tmp_path / "in"
    if name:
        place.mkdir()
    (place / name if name else place).symlink_to(real)
    with pytest.raises(folder.NoFolder):
        folder.prepare(place)


def test_the_command(owner: Organisation, place: Path, runner: FlaskCliRunner) -> None:
    (place / "log.csv").write_text(PLAIN)
    (place / "fout.csv").write_text(FAULTY)
    arguments = ["contacts", "watch", str(place), "--org", "voorbeeld", "--once", "--quiet", "0"]
    found = runner.invoke(args=arguments)
    assert found.exit_code == 1
    assert "Imported 1 files; 1 failed." in found.stdout
    assert "failed" in found.stderr
    assert "example.nl" not in found.output
    found = runner.invoke(args=arguments)
    assert (found.exit_code, found.stderr) == (0, "")
    found = runner.invoke(args=[*arguments[:4], "elders", "--once"])
    assert found.exit_code == 1
    assert "There is no organisation 'elders'" in found.stderr
