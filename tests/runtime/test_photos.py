"""What villagers send goes the whole way: from their phone, through the office, to the phone of whoever answers for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
import requests

from tests.runtime.service import Person, in_the_morning, service
from tests.stand_in.twilio import twilio_stand_in
from tests.waiting import PATIENCE, eventually

pytestmark = pytest.mark.slow

VOICE = b"OggS\x00\x02 OpusHead and what has happened"
PICTURE = b"\xff\xd8 a picture of the bank book"


def fetched(data: Path) -> bool:
    """Whether the one file that was sent is here, and the records say so."""
    with closing(sqlite3.connect(data / "office.db")) as database:
        return database.execute("SELECT state FROM media").fetchall() == [("fetched",)]


def test_a_photo_that_a_villager_sends_reaches_the_coordinator_who_asks_for_it(tmp_path: Path) -> None:
    with (
        twilio_stand_in() as stand_in,
        service(tmp_path / "data", stand_in, NOW_FILE=str(in_the_morning(tmp_path))) as running,
    ):
        stand_in.media["/book.jpg"] = (PICTURE, "image/jpeg")
        kamala = Person("whatsapp:+910000000109", stand_in)
        kamala.write(running, "hi")
        kamala.write(running, "অবস্থা")
        kamala.choose(running, r"\S+ আয়ের সার্টিফিকেট")
        number = next(line for line in kamala.heard.splitlines() if "CRT-" in line).split()[-1]
        photo = {"NumMedia": "1", "MediaUrl0": f"{stand_in.url}/book.jpg", "MediaContentType0": "image/jpeg"}
        assert "জুড়ে দিয়েছি" in kamala.write(running, "", **photo)
        assert eventually(lambda: fetched(tmp_path / "data"))

        coordinator = Person("whatsapp:+910000000205", stand_in)
        coordinator.write(running, "hi")
        coordinator.write(running, number)
        coordinator.write(running, "ছবি দেখি")

        def links() -> list[str]:
            mine = [each.fields for each in stand_in.messages if each.fields["To"] == coordinator.address]
            return [fields["MediaUrl"] for fields in mine if "MediaUrl" in fields]

        assert eventually(lambda: len(links()) == 1)
        handed_out = requests.get(links()[0], timeout=PATIENCE)
        assert (handed_out.content, handed_out.headers["Content-Type"]) == (PICTURE, "image/jpeg")


def test_a_complaint_that_is_told_by_voice_is_heard_by_the_officer_who_answers_for_it(tmp_path: Path) -> None:
    with (
        twilio_stand_in() as stand_in,
        service(tmp_path / "data", stand_in, NOW_FILE=str(in_the_morning(tmp_path))) as running,
    ):
        stand_in.media["/told.ogg"] = (VOICE, "audio/ogg")
        officer = Person("whatsapp:+910000000202", stand_in)
        officer.write(running, "hi")
        malati = Person("whatsapp:+910000000105", stand_in)
        for text in ("hi", "১", "পানীয় জল"):
            malati.write(running, text)
        url = f"{stand_in.url}/told.ogg"
        malati.write(running, "", NumMedia="1", MediaUrl0=url, MediaContentType0="audio/ogg; codecs=opus")
        malati.write(running, "বটতলা")
        assert "জমা হয়েছে" in malati.write(running, "জমা দিন")

        def sent() -> list[Mapping[str, str]]:
            return [each.fields for each in stand_in.messages if each.fields["To"] == officer.address]

        assert eventually(lambda: any("ভয়েস মেসেজে বলা আছে" in each["Body"] for each in sent()))
        assert eventually(lambda: fetched(tmp_path / "data"))
        officer.write(running, "ভয়েস শুনি")
        assert eventually(lambda: any("MediaUrl" in each for each in sent()))
        link = next(each["MediaUrl"] for each in sent() if "MediaUrl" in each)
        for answer in (requests.head(link, timeout=PATIENCE), requests.get(link, timeout=PATIENCE)):
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, "audio/ogg")
        assert answer.content == VOICE
