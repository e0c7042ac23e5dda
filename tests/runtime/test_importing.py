"""``panchayat import``: what an operator is told, and that nothing is kept which was not taken in."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

import documents
from documents.seal import Seal, key_in_file, make_seal
from documents.store import NotKept, PaperStore
from panchayat.imports import UnfitFile
from runtime.files_beside import FilesBeside
from tests.documents.samples import facts
from tests.panchayat.imports.registers import rows
from tests.programs import ROOT
from tests.runtime.service import CLEAN, panchayat
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow

REAL = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "t",
    "TWILIO_WHATSAPP_FROM": "+14155238886",
    "SECRET_KEY": "k" * 20,
}


@pytest.fixture(scope="module")
def signed() -> bytes:
    """A paper that somebody has signed."""
    key = key_in_file(make_seal(datetime.now(UTC)), None)
    paper = documents.render("permit", facts("permit"), language="bn")
    return Seal(key, reopen=lambda: key)(paper, facts("permit"), language="bn")


class Desk:
    """The command on a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def imports(self, kind: str, file: Path | str, *options: str, **variables: str) -> tuple[int, str, str]:
        done = panchayat("import", kind, str(file), *options, "--data", str(self.data), **variables)
        return done.returncode, done.stdout, done.stderr

    def kept(self, what: str = "papers") -> list[bytes]:
        """The papers or pictures that are kept."""
        return [each.read_bytes() for each in (self.data / what).rglob("*") if each.is_file()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_register_is_rehearsed_taken_in_and_known_the_next_time(desk: Desk) -> None:
    file = desk.file("offices.csv", rows("offices", {}, {"code": "SAMPLE-02"}))
    rehearsed = desk.imports("offices", file, "--dry-run")
    told = "2 gram panchayats: 2 added, 0 changed, 0 unchanged"
    assert rehearsed == (0, f"{told} (a dry run: nothing was kept)\n", "")
    assert desk.imports("offices", file) == (0, f"{told}\n", "")
    assert desk.imports("offices", file) == (0, "2 gram panchayats: 0 added, 0 changed, 2 unchanged\n", "")


def test_every_fault_has_a_line_of_its_own_and_the_sum_stands_below(desk: Desk) -> None:
    file = desk.file("staff.csv", rows("staff", {"mobile": "9830012345x"}, {"office": "X"}))
    status, said, told = desk.imports("staff", file)
    assert (status, said) == (1, "")
    assert told.splitlines() == [
        "line 2, column mobile: not an Indian mobile number",
        "line 3, column office: there is no office of this code",
        f"panchayat: nothing was imported: {file} has 2 faults",
    ]


def test_a_hundred_faults_are_shown_and_all_are_listed_beside_the_file(desk: Desk) -> None:
    file, listed = desk.file("da.csv", "valid_from,percent\n" + "x,1\n" * 130), desk.folder / "da.faults.csv"
    for _time in range(2):
        status, _said, told = desk.imports("da", file)
        assert status == 1
        assert told.count("\n") == 101
        assert told.endswith(f"{file} has 130 faults, 30 of them not shown: {listed} lists all\n")
    lines = listed.read_text("utf-8-sig").splitlines()
    assert lines[:2] == ["line,column,reason", "2,valid_from,is not a date: write it as 31-12-2026"]
    assert len(lines) == 131


def test_a_register_is_never_overwritten_by_a_list_of_faults(desk: Desk) -> None:
    other = desk.file("da.faults.csv", rows("da"))
    file = desk.file("da.csv", "valid_from,percent\n" + "x,1\n" * 130)
    told = desk.imports("da", file)[2]
    assert told.endswith(f"130 faults, 30 of them not shown: {other} is something else, and is not overwritten\n")
    assert other.read_text() == rows("da")


def test_a_few_faults_leave_no_list(desk: Desk) -> None:
    desk.imports("da", desk.file("da.csv", "valid_from,percent\n" + "x,1\n" * 100))
    assert not (desk.folder / "da.faults.csv").exists()


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("da", None, "cannot be read: No such file or directory"),
        ("da", b"", "is empty"),
        ("da", "valid_from,percent\n".encode("utf-16"), 'is in UTF-16: save it as "CSV UTF-8" or as XLSX'),
        ("da", b"\xff\xd8\xff\xe0 a photo", 'is not in UTF-8 (line 1, column 1): save it as "CSV UTF-8" or as XLSX'),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(desk: Desk, kind: str, content: bytes | None, told: str) -> None:
    file = desk.folder / "register.csv" if content is None else desk.file("register.csv", content)
    assert desk.imports(kind, file) == (1, "", f"panchayat: {file} {told}\n")
    assert not desk.data.exists() or not (desk.data / "office.db").exists()


def test_a_folder_is_no_register(desk: Desk) -> None:
    assert desk.imports("da", desk.folder)[2] == f"panchayat: {desk.folder} cannot be read: Is a directory\n"


def test_an_unknown_kind_is_told_with_all_that_there_are(desk: Desk) -> None:
    status, _said, told = desk.imports("grants", "grants.csv")
    assert (status, told.count("\n")) == (1, 1)
    assert "there are allowances, applications, cancellation_charges, da, emergency_numbers, gst" in told
    assert panchayat("import", "da").returncode == 2


def test_a_database_that_cannot_be_reached_is_one_clear_line(desk: Desk) -> None:
    file = desk.file("da.csv", rows("da"))
    status, _said, told = desk.imports("da", file, DATABASE_URL="postgresql://u:secret@127.0.0.1:1/x")
    assert (status, told.count("\n")) == (1, 1)
    assert "the database cannot be used" in told
    assert "secret" not in told


def test_samples_are_refused_where_messages_reach_people(desk: Desk) -> None:
    desk.imports("offices", desk.file("offices.csv", rows("offices")), **REAL)
    status, _said, told = desk.imports("staff", desk.file("staff.csv", rows("staff")), **REAL)
    assert status == 1
    assert told.startswith("line 2, column mobile: not an Indian mobile number\n")


def test_a_template_can_be_filled_in_and_imported_but_never_overwrites(desk: Desk) -> None:
    for name in ("offices.csv", "offices.xlsx"):
        file = desk.folder / name
        assert panchayat("import", "offices", str(file), "--template").returncode == 0
        before = file.read_bytes()
        again = panchayat("import", "offices", str(file), "--template")
        assert (again.returncode, again.stderr) == (1, f"panchayat: {file} is there already, and is not overwritten\n")
        assert file.read_bytes() == before
        assert desk.imports("offices", file)[0] == 0
    assert panchayat("import", "offices", str(desk.folder / "offices.pdf"), "--template").returncode == 1
    assert panchayat("import", "offices", "--template").stdout.splitlines()[0].startswith("code,code_type,name_bn")


def test_the_help_lists_what_can_be_imported() -> None:
    told = panchayat("import", "--help")
    assert told.returncode == 0
    assert re.search(r"^  permits +building permits$", told.stdout, re.MULTILINE)


def test_a_terminal_sees_how_far_it_has_got(desk: Desk) -> None:
    file = desk.file("offices.csv", rows("offices"))
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "runtime", "import", "offices", str(file), "--data", str(desk.data)]
    subprocess.run(command, cwd=ROOT, env=CLEAN, stdout=subprocess.DEVNULL, stderr=end, timeout=PATIENCE, check=True)
    os.close(end)
    assert b"Entering" in os.read(terminal, 65536)
    os.close(terminal)


def test_a_paper_that_the_office_signed_itself_is_kept_when_all_goes_well_and_only_then(
    desk: Desk, signed: bytes
) -> None:
    desk.imports("offices", desk.file("offices.csv", rows("offices")))
    desk.file("041.pdf", signed)
    good = {"signed_pdf": "041.pdf", "memo_date": "01-04-2025"}  # this process has the clock of the machine
    bad = desk.file("bad.csv", rows("permits", good, {"memo_no": "SAMPLE/2", "office": "SAMPLE-09"}))
    assert desk.imports("permits", bad)[0] == 1
    file = desk.file("permits.csv", rows("permits", good))
    assert desk.imports("permits", file, "--dry-run")[0] == 0
    assert desk.kept() == []
    assert desk.imports("permits", file)[:2] == (0, "1 permit: 1 added, 0 changed, 0 unchanged\n")
    assert desk.kept() == [signed]
    assert desk.imports("permits", file)[1] == "1 permit: 0 added, 0 changed, 1 unchanged\n"


def test_the_picture_of_a_house_is_kept_small_when_all_goes_well_and_only_then(desk: Desk) -> None:
    desk.imports("offices", desk.file("offices.csv", rows("offices")))
    photo = io.BytesIO()
    Image.new("RGB", (3000, 2000), "teal").save(photo, "PNG")
    desk.file("house.png", photo.getvalue())
    desk.file("stamp.png", b"no picture")
    bad = desk.file("bad.csv", rows("guest_houses", {"picture": "stamp.png"}))
    assert "line 2, column picture: the file is not a picture that can be read" in desk.imports("guest_houses", bad)[2]
    file = desk.file("houses.csv", rows("guest_houses", {"picture": "house.png"}))
    assert desk.imports("guest_houses", file, "--dry-run")[0] == 0
    assert desk.kept("pictures") == []
    assert desk.imports("guest_houses", file)[1] == "1 guest house: 1 added, 0 changed, 0 unchanged\n"
    (kept,) = desk.kept("pictures")
    assert Image.open(io.BytesIO(kept)).size == (1280, 853)
    assert desk.imports("guest_houses", file)[1] == "1 guest house: 0 added, 0 changed, 1 unchanged\n"


def test_only_signed_papers_beside_the_register_are_attached(tmp_path: Path, signed: bytes) -> None:
    folder = tmp_path / "registers"
    (folder / "papers").mkdir(parents=True)
    for path in (folder / "papers" / "1.pdf", tmp_path / "outside.pdf"):
        path.write_bytes(signed)
    (folder / "unsigned.pdf").write_bytes(documents.render("permit", facts("permit"), language="bn"))
    (folder / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    store = PaperStore(tmp_path / "store")
    files = FilesBeside(folder, papers=store, pictures=PaperStore(tmp_path / "pictures"))
    reasons = {}
    for name in ("../outside.pdf", str(tmp_path / "outside.pdf"), "link.pdf", "none.pdf", "papers", "unsigned.pdf"):
        with pytest.raises(UnfitFile) as refused:
            files.paper(name)
        reasons[Path(name).name] = refused.value.reason
    assert reasons == {
        "outside.pdf": "the file must be beside the imported one, or in a folder there",
        "link.pdf": "the file must be beside the imported one, or in a folder there",
        "none.pdf": "there is no such file beside the imported one",
        "papers": "there is no such file beside the imported one",
        "unsigned.pdf": "the PDF is not signed",
    }
    digest, size = files.paper("papers/1.pdf")
    assert size == len(signed)
    with pytest.raises(NotKept):
        store.open(digest)
    files.keep()
    assert store.open(digest).read_bytes() == signed
    (folder / "papers" / "1.pdf").write_bytes(signed + b" ")
    with pytest.raises(UnfitFile, match="was changed during the import"):
        files.keep()


def test_an_office_for_which_nobody_signs_is_named_by_the_import_and_by_the_doctor(desk: Desk) -> None:
    desk.imports("offices", desk.file("offices.csv", rows("offices")))
    warning = "nobody signs for SAMPLE-01: certificates that are approved there wait until somebody does"
    status, _said, told = desk.imports("staff", desk.file("staff.csv", rows("staff")))
    assert (status, told.count("\n")) == (0, 1)
    assert told.startswith(f"warning: {warning}")
    ill = panchayat("doctor", "--data", str(desk.data))
    assert (ill.returncode, f"NOT OK  signing: {warning}" in ill.stdout) == (1, True)
    status, _said, told = desk.imports("staff", desk.file("signs.csv", rows("staff", {"signs": "yes"})))
    assert (status, told) == (0, "")
    well = panchayat("doctor", "--data", str(desk.data))
    assert (well.returncode, "ok      signing: somebody signs for each of 1 offices" in well.stdout) == (0, True)
