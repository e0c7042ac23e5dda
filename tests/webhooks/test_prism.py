"""What we send is what Twilio's own description asks for."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.channel import Outgoing, Refused, Sent
from tests import stand_in
from tests.programs import PRISM, needs, program
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN
from tests.waiting import eventually
from webhooks.twilio.send import TwilioMessenger

DESCRIPTION = Path(stand_in.__file__).parent / "messages.openapi.json"
RECEIPT_URL = "https://panchayat.example/webhooks/twilio/status/1?attempt=1"

pytestmark = [needs(PRISM), pytest.mark.slow]


@pytest.fixture(scope="module")
def messenger() -> Iterator[TwilioMessenger]:
    """Our messenger, with a mock made from the description in Twilio's place."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(program("prism")), "mock", "-h", "127.0.0.1", "-p", str(port), "--errors", str(DESCRIPTION)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as mock:
        try:
            wait_for(port)
            yield TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=f"http://127.0.0.1:{port}")
        finally:
            mock.terminate()


def wait_for(port: int) -> None:
    def answers() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    assert eventually(answers), "Prism does not answer"


def test_a_text_and_a_paper_are_as_described(messenger: TwilioMessenger) -> None:
    text = Outgoing("whatsapp:+910000000001", "নমস্কার", RECEIPT_URL)
    paper = Outgoing(text.to, "Permit", RECEIPT_URL, media_url="https://panchayat.example/files/token/permit.pdf")
    assert isinstance(messenger.send(text), Sent)
    assert isinstance(messenger.send(paper), Sent)


def test_the_mock_does_look(messenger: TwilioMessenger) -> None:
    result = messenger.send(Outgoing("whatsapp:+910000000001", "hi", "not an address"))
    assert isinstance(result, Refused)
    assert result.code == 422
