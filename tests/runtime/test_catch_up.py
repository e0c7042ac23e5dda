"""``panchayat catch-up``: what nobody could answer is taken in once, and its sender is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from sqlalchemy import select

from panchayat.database import Database
from panchayat.models import InboundMessage, Outbox
from tests.conftest import KEYS, PUBLIC_URL
from tests.runtime.service import free_port, panchayat
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN, Received, TwilioStandIn, twilio_stand_in

pytestmark = pytest.mark.slow

RINA, KAMAL = "whatsapp:+910000000001", "whatsapp:+910000000002"


def catch_up(data: Path, twilio_url: str, database_url: str, *arguments: str) -> CompletedProcess[str]:
    return panchayat(
        "catch-up",
        "--data",
        str(data),
        *arguments,
        DATABASE_URL=database_url,
        SECRET_KEY=KEYS[0],
        TWILIO_ACCOUNT_SID=ACCOUNT,
        TWILIO_AUTH_TOKEN=TOKEN,
        TWILIO_WHATSAPP_FROM=SENDER,
        TWILIO_API_URL=twilio_url,
    )


def sent(twilio: TwilioStandIn, address: str, body: str, *, hours_ago: float) -> None:
    at = (datetime.now(UTC) - timedelta(hours=hours_ago)).replace(microsecond=0)
    twilio.received.append(Received(address, body, at))


def test_what_never_reached_us_is_taken_in_once_however_often_it_is_run(tmp_path: Path, database_url: str) -> None:
    with twilio_stand_in() as twilio:
        sent(twilio, RINA, "hi", hours_ago=30)
        sent(twilio, RINA, "hello", hours_ago=3)
        sent(twilio, KAMAL, "নমস্কার", hours_ago=2)
        sent(twilio, RINA, "anybody?", hours_ago=1)
        sent(twilio, RINA, "on its way", hours_ago=0)
        first = catch_up(tmp_path, twilio.url, database_url)
        assert (first.stdout, first.stderr) == ("3 messages taken in, 0 had arrived.\n", "")
        assert catch_up(tmp_path, twilio.url, database_url).stdout == "0 messages taken in, 3 had arrived.\n"
        earlier = catch_up(tmp_path, twilio.url, database_url, "--hours", "72")
        assert earlier.stdout == "1 message taken in, 3 had arrived.\n"
    database = Database(database_url, lambda: datetime.now(UTC), public_url=PUBLIC_URL)
    try:
        with database.open_office() as office:
            stored = office.session.scalars(select(InboundMessage.body).order_by(InboundMessage.id)).all()
            assert stored == ["hello", "anybody?", "নমস্কার", "hi"]
            owed = office.session.scalars(select(Outbox).order_by(Outbox.id)).all()
            assert [each.state for each in owed] == ["queued"] * 3
            assert "“hello”\n“anybody?”" in owed[0].payload["params"]["body"]
    finally:
        database.dispose()


def test_without_an_account_there_is_one_clear_line(tmp_path: Path) -> None:
    refused = panchayat("catch-up", "--data", str(tmp_path))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert "there is no Twilio account to ask" in refused.stderr


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_twilio_that_does_not_answer_is_one_clear_line(tmp_path: Path, database_url: str) -> None:
    silent = catch_up(tmp_path, f"http://127.0.0.1:{free_port()}", database_url)
    assert (silent.returncode, silent.stdout, silent.stderr.count("\n")) == (1, "", 1)
    assert silent.stderr.startswith("panchayat: Twilio could not be reached")


def test_looking_back_further_than_three_days_is_refused(tmp_path: Path) -> None:
    refused = panchayat("catch-up", "--hours", "73", "--data", str(tmp_path))
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
