"""The way of a message through the real turn: in by the webhook, out on its answer, settled by its receipt."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

import flows
from chatbot.discovery import discover
from flows.turn import Turns
from panchayat.messaging.wakeups import Wakeups
from panchayat.models import Outbox
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice
from tests.stand_in.twilio import TOKEN, signed
from tests.waiting import PATIENCE
from webhooks.twilio.receipts import receipts_blueprint
from webhooks.twilio.receive import Messages

PUBLIC_URL = "https://panchayat.example"
HELLO = {"MessageSid": "SM1", "From": "whatsapp:+910000000001", "Body": "hi", "NumMedia": "0"}


@pytest.fixture
def client(open_office: OpenOffice, clock: SettableClock) -> FlaskClient:
    def ring(wakeups: Wakeups) -> None:
        """Nobody listens."""

    app = Flask(__name__)
    app.wsgi_app = Messages(  # type: ignore[method-assign, assignment]
        app.wsgi_app,
        public_url=PUBLIC_URL,
        auth_token=TOKEN,
        clock=clock,
        take_turn=Turns(open_office, discover(flows), clock, deadline=PATIENCE).take_turn,
        ring=ring,
    )
    app.register_blueprint(
        receipts_blueprint(public_url=PUBLIC_URL, auth_token=TOKEN, open_office=open_office, ring=ring)
    )
    return app.test_client()


def post(client: FlaskClient, path: str, form: dict[str, str]) -> str:
    answer = client.post(path, data=form, headers=signed(PUBLIC_URL + path, form))
    assert answer.status_code in (200, 204)
    return answer.text


def say(client: FlaskClient, form: dict[str, str]) -> str:
    return post(client, "/webhooks/twilio/whatsapp", form)


def test_a_message_delivered_twice_gets_the_same_answer_until_a_receipt_shows_that_it_arrived(
    client: FlaskClient, open_office: OpenOffice
) -> None:
    first = say(client, HELLO)
    assert "স্মার্ট পঞ্চায়েতে" in first
    assert say(client, HELLO) == first
    receipt = re.search(rf'statusCallback="{PUBLIC_URL}([^"]+)"', first)
    assert receipt
    post(client, receipt[1], {"MessageSid": "SM2", "MessageStatus": "sent"})
    assert say(client, HELLO).endswith("<Response/>")
    with open_office() as office:
        (row,) = office.session.query(Outbox).all()
        assert (row.state, row.provider_id) == ("sent", "SM2")


def test_someone_without_a_phone_number_is_answered_too(client: FlaskClient) -> None:
    assert "<Body>" in say(client, {**HELLO, "From": "whatsapp:CC.1a2b3c"})


@pytest.mark.parametrize("text", ["জল নেই। " * 750, "rasta kharap " * 1540, "1234 " * 4000])
def test_a_text_longer_than_any_message_is_answered(client: FlaskClient, text: str) -> None:
    for place, body in enumerate(("hi", text)):
        said = say(client, {**HELLO, "MessageSid": f"SM{place}", "Body": body})
    assert "পর্যন্ত পড়েছি" in said
