"""The commands beside ``run``: what they print is relied upon."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.runtime.service import panchayat

pytestmark = pytest.mark.slow


def test_the_made_up_people_are_told_to_programs_as_json(tmp_path: Path) -> None:
    listed = panchayat("demo", "--json", "--data", str(tmp_path))
    assert listed.stderr == ""
    people = json.loads(listed.stdout)
    assert set(people) == {"citizens", "employees", "coordinators", "officers"}
    for citizen in people["citizens"]:
        assert set(citizen) == {"address", "name", "language", "office", "permits", "nocs", "bookings", "grievances"}
        assert citizen["address"].startswith("whatsapp:+91")
    assert json.loads(panchayat("demo", "--json", "--data", str(tmp_path)).stdout) == people


def test_made_up_people_are_never_loaded_where_messages_reach_real_ones(tmp_path: Path) -> None:
    refused = panchayat(
        "demo",
        "--data",
        str(tmp_path),
        TWILIO_ACCOUNT_SID="AC" + "0" * 32,
        TWILIO_AUTH_TOKEN="t",
        TWILIO_WHATSAPP_FROM="+14155238886",
        SECRET_KEY="k" * 20,
    )
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert not (tmp_path / "office.db").exists()


def test_a_conversation_is_held_in_the_terminal_down_to_the_paper(tmp_path: Path) -> None:
    photo = tmp_path / "road.jpg"
    photo.write_bytes(b"a photo")
    lines = ["hi", "১", "১", "রাস্তা ভেঙে গেছে", f"/photo {photo}", "/dance", "/pin 23,88.5", "জমা দিন", "/quit"]
    talk = panchayat("talk", "--data", str(tmp_path / "data"), "--as", "whatsapp:+910000000101", given="\n".join(lines))
    assert talk.stderr == ""
    assert "১. অভিযোগ বা পরামর্শ জানান" in talk.stdout
    assert "/photo FILE" in talk.stdout
    assert "GRV-২" in talk.stdout
    paper = Path(talk.stdout.split()[-1])
    assert paper.read_bytes().startswith(b"%PDF-")
    assert [file.read_bytes() for file in (tmp_path / "data/media").rglob("*") if file.is_file()] == [b"a photo"]


def test_an_officer_moves_a_grievance_on(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    panchayat("demo", *data)
    listed = panchayat("grievance", "list", *data).stdout
    number = next(line.split()[0] for line in listed.splitlines() if "SUBMITTED" in line)

    without_note = panchayat("grievance", "move", number, "rejected", *data)
    assert (without_note.returncode, without_note.stderr) == (
        1,
        "panchayat: REJECTED needs a note: the citizen is told it\n",
    )
    assert panchayat("grievance", "move", number, "under_process", *data).returncode == 0
    assert "UNDER_PROCESS" in panchayat("grievance", "show", number, *data).stdout
    withdrawn = panchayat("grievance", "move", number, "withdrawn", *data)
    assert withdrawn.stderr == (
        "panchayat: a grievance that is UNDER_PROCESS cannot become WITHDRAWN; "
        "it can become FORWARDED, NEEDS_INFO, ACTION_TAKEN or REJECTED\n"
    )
    nowhere = panchayat("grievance", "move", number, "forwarded", "--department", "road", *data)
    assert nowhere.returncode == 1
    assert nowhere.stderr.startswith("panchayat: the office has no department road; there are ")
    assert " works\n" in nowhere.stderr
    assert "REOPENED" in panchayat("grievance", "move", number, "done", *data).stderr


def test_an_officer_says_what_was_found_and_spent_and_shows_photos(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    photo = tmp_path / "drain.png"
    Image.new("RGB", (900, 600), "olive").save(photo)
    panchayat("demo", *data)
    listed = panchayat("grievance", "list", "--office", "SAMPLE-01", *data).stdout
    number = next(line.split()[0] for line in listed.splitlines() if "UNDER_PROCESS" in line)
    move = ("grievance", "move", number, "action_taken", *data, "--note", "নালা পরিষ্কার করা হয়েছে।")

    for option, told, refusal in (
        ("--inspected-on", "31-02-2026", "--inspected-on: there is no such date"),
        ("--inspected-on", "2126-01-01", "the inspection cannot have been on 01-01-2126, which is still to come"),
        ("--spent", "12k", "--spent: is not a number"),
        ("--spent", "-5", "--spent: is not between 0 and 20000000"),
        ("--photo", __file__, f"{__file__}: the file is not a picture that can be read: bring a JPEG, PNG or WebP"),
    ):
        refused = panchayat(*move, option, told)
        assert (refused.returncode, refused.stderr) == (1, f"panchayat: {refusal}\n")
    many = panchayat(*move, *("--photo", str(photo)) * 5)
    assert many.stderr == "panchayat: a report has room for 4 photos, not for 5\n"
    assert not (tmp_path / "data/media").exists()

    said = ("--inspected-on", "০১-০১-২০২৬", "--findings", "নালার মুখ বন্ধ।", "--order-no", "W/123", "--spent", "1,25,000")
    moved = panchayat(*move, *said, "--photo", str(photo))
    assert (moved.returncode, moved.stderr) == (0, "")
    shown = panchayat("grievance", "show", number, *data).stdout
    assert "inspected on 2026-01-01  নালার মুখ বন্ধ।  order W/123  ₹1,25,000  photos: 1" in shown
    (kept,) = (file for file in (tmp_path / "data/media").rglob("*") if file.is_file())
    with Image.open(kept) as picture:
        assert picture.size == (640, 427)

    talk = panchayat(
        "talk", *data, "--as", "whatsapp:+910000000101", given="\n".join(["hi", number, "report", "/quit"])
    )
    assert talk.stderr == ""
    with pikepdf.open(talk.stdout.split()[-1]) as report:
        assert sum(len(page.Resources.get("/XObject", {})) for page in report.pages) == 1


def test_an_officer_lists_an_offices_grievances_and_sees_which_have_gone_up(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    panchayat("demo", *data)
    listed = panchayat("grievance", "list", "--office", "SAMPLE-02", *data).stdout.splitlines()
    assert 0 < len(listed) < len(panchayat("grievance", "list", *data).stdout.splitlines())
    (late,) = (line for line in listed if "BDO, Balagarh Block" in line)
    shown = panchayat("grievance", "show", late.split()[0], *data).stdout
    assert "(target missed)  to BDO, Balagarh Block" in shown
    nowhere = panchayat("grievance", "list", "--office", "NOWHERE", *data)
    assert (nowhere.returncode, nowhere.stderr) == (1, "panchayat: there is no office NOWHERE\n")


def test_an_officer_finds_the_queue_of_applications_and_moves_one_on(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    panchayat("demo", *data)
    queue = panchayat("application", "list", "--office", "SAMPLE-02", *data).stdout.splitlines()
    (number,) = [line.split()[0] for line in queue if "SCRUTINY" in line]
    assert not [line for line in queue if "SAMPLE-01" in line]
    assert panchayat("application", "list", "--office", "NOWHERE", *data).stderr == (
        "panchayat: there is no office NOWHERE\n"
    )
    without_note = panchayat("application", "move", number, "rejected", *data)
    assert without_note.stderr == "panchayat: REJECTED needs a note: the applicant is told it\n"
    for note in ((), ("--note", "  ")):
        unsaid = panchayat("application", "move", number, "needs_info", *note, *data)
        assert (unsaid.returncode, unsaid.stderr) == (
            1,
            "panchayat: NEEDS_INFO needs a note: the applicant is told it\n",
        )
    assert panchayat("application", "move", number, "scrutiny", *data).stderr == (
        f"panchayat: application {number} is SCRUTINY already; "
        "it can become NEEDS_INFO, INSPECTION, FEE_DUE or REJECTED\n"
    )
    assert "FEE_DUE" in panchayat("application", "move", number, "granted", *data).stderr
    assert (
        panchayat("application", "move", number, "fee_due", "--note", "300 rupees at the office.", *data).returncode
        == 0
    )
    assert "300 rupees at the office." in panchayat("application", "show", number, *data).stdout


def test_a_first_pin_is_printed_once_and_kept_nowhere(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    panchayat("demo", *data)
    made = panchayat("pin", "issue", "SAMPLE-01", "SAMPLE-E-202", *data)
    name, _colon, pin = made.stdout.strip().rpartition(": ")
    assert name == "Sample Arun Sarkar (SAMPLE-E-202)"
    assert len(pin) == 6
    assert pin.isdecimal()
    assert pin.encode() not in (tmp_path / "office.db").read_bytes()
    for office, employee in (("SAMPLE-02", "SAMPLE-E-202"), ("NOWHERE", "x"), ("SAMPLE-01", "SAMPLE-E-201")):
        refused = panchayat("pin", "issue", office, employee, *data)
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_settings_are_shown_without_what_is_secret(tmp_path: Path) -> None:
    shown = panchayat(
        "settings", "--data", str(tmp_path), DATABASE_URL="postgresql://u:s3cret@db/x", REDIS_URL="redis://:s3cret@q:1"
    )
    assert shown.returncode == 0
    assert "postgresql://db/x" in shown.stdout
    secrets = json.loads((tmp_path / "secrets.json").read_text())
    assert not [value for value in ("s3cret", secrets["secret_key"], secrets["auth_token"]) if value in shown.stdout]


def test_the_doctor_says_what_is_missing(tmp_path: Path) -> None:
    ill = panchayat("doctor", "--data", str(tmp_path))
    assert ill.returncode == 1
    assert "NOT OK  database: it does not exist yet" in ill.stdout
    panchayat("migrate", "--data", str(tmp_path))
    well = panchayat("doctor", "--data", str(tmp_path))
    assert (well.returncode, "NOT OK" in well.stdout) == (0, False)


def test_the_office_sees_its_bookings_moves_them_on_and_gives_money_back(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    people = json.loads(panchayat("demo", "--json", *data).stdout)["citizens"]
    coming, due = next(each for each in people if each["address"].endswith("0103"))["bookings"]
    listed = panchayat("booking", "list", "--office", "SAMPLE-02", *data).stdout.splitlines()
    assert [line[:15] for line in listed] == [due, coming]
    assert " REFUND by " in listed[0]
    shown = panchayat("booking", "show", due, *data).stdout
    assert "₹378 kept, ₹882 back (target " in shown
    assert "to be given back to the account that paid" in shown
    assert panchayat("booking", "refund-account", due, *data).stdout.startswith(
        f"₹882 for {due}\n  back to the account that paid"
    )
    assert panchayat("booking", "refund-account", coming, *data).stderr == (
        f"panchayat: nothing is to be given back for {coming}\n"
    )
    refunded = panchayat("booking", "move", due, "refunded", *data)
    assert refunded.stdout == f"{due} is REFUNDED; the guest will be told as soon as a message may go out.\n"
    again = panchayat("booking", "move", due, "REFUNDED", *data)
    assert (again.returncode, again.stderr) == (
        1,
        "panchayat: a booking that is REFUNDED cannot become REFUNDED; nothing follows\n",
    )
    early = panchayat("booking", "move", coming, "CHECKED_IN", *data)
    assert early.returncode == 1
    assert re.fullmatch(
        rf"panchayat: booking {coming} is for \d{{4}}-\d\d-\d\d: it cannot become CHECKED_IN before that day\n",
        early.stderr,
    )
    assert panchayat("booking", "move", coming, "CHECKED_OUT", *data).stderr == (
        "panchayat: a booking that is BOOKED cannot become CHECKED_OUT; "
        "it can become CANCELLED, CHECKED_IN or NO_SHOW\n"
    )
    assert panchayat("booking", "cancel", coming, *data).returncode == 2
    cancelled = panchayat("booking", "cancel", coming, "--reason", "The roof is being repaired.", *data)
    assert cancelled.stdout.startswith(f"{coming} is cancelled; ₹6,300 to be given back by ")
    paid = panchayat("booking", "confirm-payment", coming, *data)
    assert paid.stderr == "panchayat: a booking that is REFUND_DUE cannot become BOOKED; it can become REFUNDED\n"
    assert panchayat("booking", "show", "BK-26-0000-0000", *data).stderr.count("\n") == 1


def test_records_under_another_key_are_told_of_in_one_line(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    panchayat("demo", *data)
    for command in ("grievance list", "application list", "booking list"):
        refused = panchayat(*command.split(), *data, SECRET_KEY="another key than before")
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr
        assert "encrypted under another SECRET_KEY: set the one with which they were written" in refused.stderr
