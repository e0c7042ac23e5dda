"""``panchayat run``: the whole service, as one command starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from documents.seal import make_seal
from tests.runtime.processes import is_alive, on_linux
from tests.runtime.service import Person, free_port, panchayat, service
from tests.stand_in.twilio import TwilioStandIn, twilio_stand_in
from tests.waiting import PATIENCE, eventually

pytestmark = pytest.mark.slow

CITIZEN = "whatsapp:+910000000101"
PICTURE = b"\xff\xd8\xff\xe0 a picture of a road"


@pytest.fixture
def stand_in() -> Iterator[TwilioStandIn]:
    with twilio_stand_in() as running:
        yield running


@on_linux
def test_a_grievance_survives_kill_minus_nine_and_its_receipt_arrives(tmp_path: Path, stand_in: TwilioStandIn) -> None:
    data, port = tmp_path / "data", free_port()
    now_file = tmp_path / "now"
    now_file.write_text("2027-02-01T10:00:00+05:30")
    person = Person(CITIZEN, stand_in)
    stand_in.media["/road.jpg"] = (PICTURE, "image/jpeg")

    with service(data, stand_in, port=port, NOW_FILE=str(now_file)) as running:
        person.write(running, "hi")
        person.choose(running, "অভিযোগ")
        person.choose(running, "রাস্তাঘাট")
        person.write(running, "রাস্তা ভেঙে গেছে")
        person.write(running, "", NumMedia="1", MediaUrl0=f"{stand_in.url}/road.jpg", MediaContentType0="image/jpeg")
        person.write(running, "শিবতলা মোড়")
        below = running.kill()
    assert len(below) >= 7
    assert eventually(lambda: not any(is_alive(pid) for pid in below))

    with service(data, stand_in, port=port, NOW_FILE=str(now_file)) as running:
        sid = "SM" + "7" * 32
        said = person.write(running, "জমা দিন", sid=sid)
        assert "GRV-২৭-" in said
        assert " ২০২৭ " in said
        assert person.write(running, "জমা দিন", sid=sid) == said

        paper = person.read()
        fetched = requests.get(paper.fields["MediaUrl"], timeout=PATIENCE)
        assert fetched.content.startswith(b"%PDF-")

        os.kill(running.below("sender"), signal.SIGKILL)
        os.kill(running.below("worker papers"), signal.SIGKILL)
        assert "GRV-২৭-" in person.write(running, "অবস্থা")

        second = panchayat("run", "--data", str(data), "--port", str(port))
        assert (second.returncode, second.stderr.count("\n")) == (1, 1)
        assert "in use by another run" in second.stderr

        counts = requests.get(f"{running.url}/metrics", timeout=PATIENCE).text
        assert 'panchayat_sends_total{result="sent"}' in counts
        assert 'panchayat_http_seconds_count{endpoint="twilio.whatsapp",status="200"}' in counts

        # Whatever the killed worker had in hand, the sweep finds again.
        assert eventually(lambda: [file.read_bytes() for file in kept_files(data / "media")] == [PICTURE])

        assert running.stop() == 0
    assert "শিবতলা" not in running.log.read_text()


def kept_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]


def news(ended: subprocess.CompletedProcess[str]) -> list[str]:
    """What a run has said, but for what it waited for on a busy machine."""
    return [line for line in ended.stdout.splitlines() if not line.startswith("waiting for ")]


@pytest.mark.parametrize("command", ["run", "web"])
def test_a_taken_port_is_one_clear_line(tmp_path: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = panchayat(command, "--data", str(tmp_path), "--port", str(port))
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        f"panchayat: cannot listen on 127.0.0.1 port {port}: Address already in use; choose another with --port\n"
    )


def test_bad_settings_are_a_line_each_and_nothing_is_started(tmp_path: Path) -> None:
    refused = panchayat("run", "--data", str(tmp_path / "data"), PUBLIC_URL="here", TWILIO_AUTH_TOKEN="s3cret")
    assert refused.returncode == 2
    assert [line.split()[1] for line in refused.stderr.splitlines()] == [
        "PUBLIC_URL",
        "TWILIO_ACCOUNT_SID",
        "TWILIO_WHATSAPP_FROM",
        "SECRET_KEY",
    ]
    assert "s3cret" not in refused.stderr
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = panchayat("run", "--data", str(tmp_path / "file/data"))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_a_misspelt_option_is_one_clear_line() -> None:
    refused = panchayat("run", "--prot", "80")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)


def test_a_database_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    refused = panchayat("migrate", "--data", str(tmp_path), DATABASE_URL="postgresql://u:s3cret@127.0.0.1:1/none")
    assert refused.returncode == 1
    assert refused.stderr.startswith("panchayat: the database cannot be used: ")
    assert refused.stderr.count("\n") == 1
    assert "s3cret" not in refused.stderr


def test_a_seal_that_does_not_open_is_one_clear_line_and_nothing_is_started(tmp_path: Path) -> None:
    key = tmp_path / "seal.p12"
    key.write_bytes(make_seal(datetime.now(UTC)))
    refused = panchayat(
        "run", "--data", str(tmp_path / "data"), PORT=str(free_port()), SEAL_PKCS12=str(key), SEAL_PASSPHRASE="another"
    )
    assert (refused.returncode, news(refused)) == (1, [])
    assert refused.stderr == "panchayat: the seal's file is not PKCS#12, or its passphrase is another one\n"


def test_a_queue_that_does_not_answer_is_one_clear_line(tmp_path: Path) -> None:
    refused = panchayat("run", "--data", str(tmp_path), PORT=str(free_port()), REDIS_URL="redis://127.0.0.1:1/0")
    assert (refused.returncode, news(refused), refused.stderr.count("\n")) == (1, [], 1)
    assert refused.stderr.startswith("panchayat: the queue at REDIS_URL does not answer")
