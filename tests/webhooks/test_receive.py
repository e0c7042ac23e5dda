"""Twilio's messages come in whole, and only Twilio's."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from chatbot.messages import Pin
from flows.exchange import Answer, Arrived, ArrivedFile
from panchayat.database import Unavailable
from panchayat.messaging.addresses import Address
from panchayat.messaging.wakeups import Wakeups
from tests.conftest import SettableClock
from tests.stand_in.twilio import TOKEN, signed
from webhooks.twilio import twiml
from webhooks.twilio.receive import Messages
from webhooks.twilio.signature import sign

PUBLIC_URL = "https://panchayat.example"
PATH = "/webhooks/twilio/whatsapp"
OFFICE = "whatsapp:+910000000000"
OUTBOX_ID = UUID("01930000-0000-7000-8000-000000000001")
MESSAGE = {"MessageSid": "SM1", "From": "whatsapp:+910000000001", "Body": "hi", "NumMedia": "0"}


def parsed(document: str) -> ET.Element:
    return ET.fromstring(document)


class Turn:
    """Remembers what arrived and answers as it was told to."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        self.answer = Answer("নমস্কার", OUTBOX_ID, Wakeups(deliver=True))
        self.rung: list[Wakeups] = []
        self.unavailable = False

    def take(self, arrived: Arrived) -> Answer:
        if self.unavailable:
            raise Unavailable("locked")
        self.arrived.append(arrived)
        return self.answer


@pytest.fixture
def turn() -> Turn:
    return Turn()


@pytest.fixture
def client(turn: Turn, clock: SettableClock) -> FlaskClient:
    app = Flask(__name__)
    app.wsgi_app = Messages(  # type: ignore[method-assign, assignment]
        app.wsgi_app,
        public_url=PUBLIC_URL,
        auth_token=TOKEN,
        clock=clock,
        take_turn=turn.take,
        ring=turn.rung.append,
    )
    return app.test_client()


@pytest.fixture
def post(client: FlaskClient) -> Callable[..., TestResponse]:
    """Posts a form as Twilio does."""

    def post(form: dict[str, str], path: str = PATH) -> TestResponse:
        return client.post(path, data=form, headers=signed(PUBLIC_URL + path, form))

    return post


Post = Callable[..., TestResponse]


def test_the_answer_goes_back_on_the_request(post: Post, turn: Turn) -> None:
    answer = post(MESSAGE)
    assert answer.status_code == 200
    assert answer.mimetype == "text/xml"
    message = parsed(answer.text).find("Message")
    assert message is not None
    assert message.findtext("Body") == "নমস্কার"
    receipt = f"{PUBLIC_URL}/webhooks/twilio/status/{OUTBOX_ID}?attempt=1#rc=5&rp=all"
    assert message.attrib == {"action": receipt, "statusCallback": receipt}
    assert turn.rung == [Wakeups(deliver=True)]


def test_a_turn_without_an_answer_on_the_request_gets_an_empty_one(post: Post, turn: Turn) -> None:
    turn.answer = Answer(None)
    assert post(MESSAGE).text.endswith("<Response/>")


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "forged"}, {"X-Twilio-Signature": "নকল"}])
def test_a_missing_or_forged_signature_is_refused(client: FlaskClient, turn: Turn, headers: dict[str, str]) -> None:
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert client.post(PATH, data=MESSAGE, headers=headers).status_code == 403
    assert turn.arrived == []


def test_the_signature_covers_the_public_address_and_not_the_one_that_was_called(
    client: FlaskClient, turn: Turn
) -> None:
    headers = signed(f"http://localhost{PATH}", MESSAGE)
    assert client.post(PATH, data=MESSAGE, headers=headers).status_code == 403
    proxied = {**signed(PUBLIC_URL + PATH, MESSAGE), "X-Forwarded-Host": "elsewhere", "X-Forwarded-Proto": "http"}
    assert client.post(PATH, data=MESSAGE, headers=proxied).status_code == 200


def test_the_signature_covers_the_query(post: Post, client: FlaskClient) -> None:
    assert post(MESSAGE, f"{PATH}?from=a%20b").status_code == 200
    headers = signed(PUBLIC_URL + PATH, MESSAGE)
    assert client.post(f"{PATH}?from=a", data=MESSAGE, headers=headers).status_code == 403


def test_the_newer_signature_is_accepted(client: FlaskClient) -> None:
    headers = {
        "X-Twilio-Signature": sign(TOKEN, PUBLIC_URL + PATH, MESSAGE.items(), algorithm="HMAC_SHA256"),
        "X-Twilio-Webhooks-Signature-Settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256",
    }
    assert client.post(PATH, data=MESSAGE, headers=headers).status_code == 200


def test_fields_that_nobody_knows_yet_are_accepted(post: Post) -> None:
    assert post({**MESSAGE, "SomethingNew": "1", "ChannelMetadata": "{}", "Empty": ""}).status_code == 200


def test_only_post_is_answered(client: FlaskClient) -> None:
    assert client.get(PATH).status_code == 405


def test_a_message_without_an_id_or_a_sender_is_refused_once_the_signature_is_right(
    post: Post, client: FlaskClient
) -> None:
    assert post({"From": "whatsapp:+910000000001"}).status_code == 400
    assert post({"MessageSid": "SM1"}).status_code == 400
    assert post({**MESSAGE, "From": "x" * 200}).status_code == 400
    assert client.post(PATH, data={"From": "x"}).status_code == 403


def test_a_body_larger_than_twilios_is_not_read(post: Post) -> None:
    assert post({**MESSAGE, "Body": "x" * 70_000}).status_code == 413


def test_twilio_is_asked_to_come_back_while_the_database_is_away(post: Post, turn: Turn) -> None:
    turn.unavailable = True
    answer = post(MESSAGE)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert turn.rung == []


def test_everything_in_the_form_arrives(post: Post, turn: Turn, clock: SettableClock) -> None:
    post(
        {
            **MESSAGE,
            "NumMedia": "2",
            "MediaUrl0": "https://api.twilio.com/0",
            "MediaContentType0": "image/jpeg",
            "MediaUrl1": "https://api.twilio.com/1",
            "Latitude": "22.5",
            "Longitude": "88.25",
            "Label": "হাট",
            "Address": "বাজার",
            "ButtonPayload": "category|roads",
            "ButtonText": "রাস্তা",
            "ProfileName": "রমা",
            "WaId": "910000000001",
        }
    )
    assert turn.arrived == [
        Arrived(
            sid="SM1",
            channel="whatsapp",
            address="whatsapp:+910000000001",
            text="hi",
            received_at=clock.now,
            files=(
                ArrivedFile("https://api.twilio.com/0", "image/jpeg"),
                ArrivedFile("https://api.twilio.com/1", "application/octet-stream"),
            ),
            pin=Pin(22.5, 88.25, "হাট"),
            tap="category|roads",
            profile_name="রমা",
        )
    ]


@pytest.mark.parametrize(
    ("sender", "own"), [("whatsapp:+14155238886", False), ("whatsapp:+910000000102", True), ("whatsapp:IN.1a2b", True)]
)
def test_what_is_quoted_arrives_and_whether_it_is_their_own(post: Post, turn: Turn, sender: str, own: bool) -> None:
    quoting = {"OriginalRepliedMessageSid": "SM9", "OriginalRepliedMessageSender": sender, "ExternalUserId": "IN.1a2b"}
    post({**MESSAGE, "From": "whatsapp:+910000000102", **quoting})
    [arrived] = turn.arrived
    assert (arrived.quotes, arrived.quotes_own) == ("SM9", own)


def test_an_id_of_what_is_quoted_that_makes_no_sense_is_left_out(post: Post, turn: Turn) -> None:
    post({**MESSAGE, "OriginalRepliedMessageSid": "SM" * 40})
    post({**MESSAGE, "OriginalRepliedMessageSid": ""})
    assert [each.quotes for each in turn.arrived] == [None, None]


def test_a_person_without_a_phone_number_can_write(post: Post, turn: Turn) -> None:
    form = {**MESSAGE, "From": "whatsapp:IN.1a2b", "ExternalUserId": "whatsapp:IN.1a2b", "To": OFFICE}
    assert post(form).status_code == 200
    assert turn.arrived[0].addresses == (Address("whatsapp:IN.1a2b", OFFICE),)


@pytest.mark.parametrize("field", ["ExternalUserId", "ExternalUserIdentifier", "ParentExternalUserId"])
@pytest.mark.parametrize("given", ["whatsapp:IN.1a2b", "IN.1a2b"])
def test_an_id_beside_a_number_comes_with_the_sender_that_was_written_to(
    post: Post, turn: Turn, field: str, given: str
) -> None:
    post({**MESSAGE, field: given, "To": OFFICE})
    assert turn.arrived[0].addresses == (Address(MESSAGE["From"]), Address("whatsapp:IN.1a2b", OFFICE))


def test_a_persons_id_and_their_parent_id_both_come_each_once(post: Post, turn: Turn) -> None:
    ids = {"ExternalUserId": "whatsapp:IN.1a", "ExternalUserIdentifier": "whatsapp:IN.1a"}
    post({**MESSAGE, **ids, "ParentExternalUserId": "whatsapp:IN.ENT.2b", "To": OFFICE})
    assert [each.address for each in turn.arrived[0].further] == ["whatsapp:IN.1a", "whatsapp:IN.ENT.2b"]


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "whatsapp:",
        "whatsapp:IN.",
        "whatsapp:+910000000002",
        "910000000002",
        "IN.a b",
        "IN.a\n",
        "in.a1",
        f"IN.{'a' * 129}",
    ],
)
def test_an_id_that_makes_no_sense_is_left_out(post: Post, turn: Turn, garbage: str) -> None:
    assert post({**MESSAGE, "ExternalUserId": garbage, "To": OFFICE}).status_code == 200
    assert turn.arrived[0].addresses == (Address(MESSAGE["From"]),)


def test_an_id_comes_without_a_sender_that_makes_no_sense(post: Post, turn: Turn) -> None:
    post({**MESSAGE, "From": "whatsapp:IN.1a2b", "To": "x" * 161})
    assert turn.arrived[0].addresses == (Address("whatsapp:IN.1a2b"),)


@pytest.mark.parametrize("word", ["STOP", "START", "HELP"])
def test_a_word_that_twilio_has_answered_is_passed_on_as_such(post: Post, turn: Turn, word: str) -> None:
    post({**MESSAGE, "OptOutType": word})
    assert turn.arrived[0].opt_out == word


@pytest.mark.parametrize("count", ["", "many", "-1", "99999999999999999999"])
def test_a_count_of_files_that_makes_no_sense_loses_no_file(post: Post, turn: Turn, count: str) -> None:
    assert post({**MESSAGE, "NumMedia": count, "MediaUrl0": "https://api.twilio.com/0"}).status_code == 200
    assert len(turn.arrived[0].files) == 1


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("north", "88"), ("", ""), ("91", "0"), ("0", "181"), ("nan", "0"), ("inf", "0")]
)
def test_coordinates_that_make_no_sense_are_left_out(post: Post, turn: Turn, latitude: str, longitude: str) -> None:
    assert post({**MESSAGE, "Latitude": latitude, "Longitude": longitude}).status_code == 200
    assert turn.arrived[0].pin is None


@given(body=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_makes_an_answer_that_can_be_read_again(body: str) -> None:
    document = parsed(twiml.one_message(body, "https://a.example/?a=1&b='\"<"))
    allowed = "".join(char for char in body if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
    assert document.findtext("Message/Body", "") == allowed.replace("\r\n", "\n").replace("\r", "\n")
    assert document.find("Message").get("action") == "https://a.example/?a=1&b='\"<"  # type: ignore[union-attr]


def test_the_web_process_does_not_load_twilios_library() -> None:
    script = (
        "import sys, webhooks.twilio.receive, webhooks.twilio.receipts, webhooks.files, webhooks.health, jobs.doorbell\n"
        "sys.exit(any(name.split('.')[0] == 'twilio' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
