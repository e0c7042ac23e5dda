"""Twilio takes our messages, and whatever it or the network does becomes a plain result."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from jobs.channel import Outgoing, Refused, Remedy, Result, Sent, Standing, Unknown
from tests.stand_in.twilio import (
    ACCOUNT,
    SENDER,
    SMS_SENDER,
    TOKEN,
    Fault,
    Message,
    TwilioStandIn,
    twilio_stand_in,
)
from tests.waiting import PATIENCE
from webhooks.twilio.errors import ERRORS, NOT_REACHED, meaning_of
from webhooks.twilio.send import TwilioMessenger

TO = "whatsapp:+910000000001"
HELLO = Outgoing(TO, "নমস্কার", "http://127.0.0.1:8000/webhooks/twilio/status/1?attempt=1")


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with twilio_stand_in() as twilio:
        yield twilio


@pytest.fixture
def messenger(twilio: TwilioStandIn) -> TwilioMessenger:
    return TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=twilio.url)


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_text_is_taken(messenger: TwilioMessenger, twilio: TwilioStandIn) -> None:
    result = messenger.send(HELLO)
    assert result == Sent(twilio.messages[0].sid)
    assert twilio.messages[0].fields == {
        "To": TO,
        "From": SENDER,
        "Body": "নমস্কার",
        "StatusCallback": HELLO.receipt_url,
    }


def test_an_sms_leaves_from_the_number_for_sms_to_the_bare_number(twilio: TwilioStandIn) -> None:
    messenger = TwilioMessenger(ACCOUNT, TOKEN, SENDER, sms_sender=SMS_SENDER, api_url=twilio.url)
    result = messenger.send(Outgoing("sms:+910000000001", "482193", HELLO.receipt_url))
    assert result == Sent(twilio.messages[0].sid)
    assert twilio.messages[0].fields["To"] == "+910000000001"
    assert twilio.messages[0].fields["From"] == SMS_SENDER
    assert list(messenger.find("sms:+910000000001", "482193", an_hour_ago())) == [twilio.messages[0].sid]


def test_without_a_number_for_sms_none_leaves_and_the_operator_is_told(
    messenger: TwilioMessenger, twilio: TwilioStandIn
) -> None:
    assert messenger.send(Outgoing("sms:+910000000001", "482193", HELLO.receipt_url)) == Refused(21603, Remedy.ALERT)
    assert twilio.attempts == 0


def test_a_paper_is_taken_with_its_caption(messenger: TwilioMessenger, twilio: TwilioStandIn) -> None:
    url = "http://127.0.0.1:8000/files/token/permit.pdf"
    assert isinstance(messenger.send(Outgoing(TO, "Permit", HELLO.receipt_url, media_url=url)), Sent)
    assert twilio.messages[0].fields["MediaUrl"] == url


def test_what_was_certainly_not_taken_is_refused_with_its_remedy(
    messenger: TwilioMessenger, twilio: TwilioStandIn
) -> None:
    twilio.failures += [Fault.TOO_MANY, (400, 63016), (403, 20003), (404, 12345)]
    assert messenger.send(HELLO) == Refused(20429, Remedy.BACK_OFF)
    assert messenger.send(HELLO) == Refused(63016, Remedy.PARK)
    assert messenger.send(HELLO) == Refused(20003, Remedy.ALERT)
    assert messenger.send(HELLO) == Refused(12345, Remedy.GIVE_UP)
    assert messenger.send(Outgoing(TO, "x" * 1601, HELLO.receipt_url)) == Refused(21617, Remedy.GIVE_UP)
    assert twilio.messages == []


@pytest.mark.parametrize("failure", [Fault.BROKEN, Fault.TAKEN_AND_CUT])
def test_what_may_have_been_taken_is_unknown(messenger: TwilioMessenger, twilio: TwilioStandIn, failure: Fault) -> None:
    twilio.failures.append(failure)
    assert isinstance(messenger.send(HELLO), Unknown)
    assert twilio.attempts == 1


@pytest.mark.parametrize(
    ("status", "result"), [(404, Refused(404, Remedy.GIVE_UP)), (200, Unknown("an answer without a SID"))]
)
def test_something_on_the_way_that_answers_for_twilio_is_no_riddle(status: int, result: Result) -> None:
    """A proxy's page has no code and no SID: its status alone says whether the message can have left."""
    with answering(f"HTTP/1.1 {status} Well\r\nContent-Length: 6\r\n\r\n<html>".encode()) as url:
        assert TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=url).send(HELLO) == result


def test_an_answer_that_breaks_off_leaves_it_unknown_whether_the_message_left() -> None:
    with answering(b"HTTP/1.1 201 Created\r\nContent-Length: 600\r\n\r\n{") as url:
        assert isinstance(TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=url).send(HELLO), Unknown)


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """The address of something that reads one request, answers with this, and closes the connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1 << 16)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join(PATIENCE)


def test_connections_stay_open_and_are_no_more_than_were_asked_for(twilio: TwilioStandIn) -> None:
    messenger = TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=twilio.url, connections=3)
    with ThreadPoolExecutor(12) as threads:
        results = list(threads.map(messenger.send, [HELLO] * 48))
    assert all(isinstance(each, Sent) for each in results)
    assert twilio.connections <= 3


def test_a_channel_that_cannot_be_reached_has_certainly_not_taken_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    messenger = TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=f"http://127.0.0.1:{port}")
    assert messenger.send(HELLO) == Refused(NOT_REACHED, Remedy.BACK_OFF)
    with pytest.raises(ConnectionError):
        messenger.find(TO, "x", an_hour_ago())


def test_a_wrong_token_is_the_operators_to_mend(twilio: TwilioStandIn) -> None:
    messenger = TwilioMessenger(ACCOUNT, "wrong", SENDER, api_url=twilio.url)
    assert messenger.send(HELLO) == Refused(20003, Remedy.ALERT)
    with pytest.raises(ConnectionError):
        messenger.find(TO, "x", an_hour_ago())


def test_a_message_is_found_in_the_list_by_its_words(messenger: TwilioMessenger, twilio: TwilioStandIn) -> None:
    twilio.failures.append(Fault.TAKEN_AND_CUT)
    messenger.send(HELLO)
    [taken] = twilio.messages
    assert messenger.find(TO, "নমস্কার", an_hour_ago()) == {taken.sid: taken.created}
    assert messenger.find(TO, " নমস্কার\r\n\x07", an_hour_ago()) == {taken.sid: taken.created}
    assert messenger.find(TO, "অন্য কথা", an_hour_ago()) == {}
    assert messenger.find("whatsapp:+910000000002", "নমস্কার", an_hour_ago()) == {}
    assert messenger.find(TO, "নমস্কার", datetime.now(UTC) + timedelta(minutes=1)) == {}


def test_all_messages_with_the_same_words_are_found_on_whichever_page(
    messenger: TwilioMessenger, twilio: TwilioStandIn
) -> None:
    twilio.page_size = 2
    for number in range(5):
        messenger.send(HELLO)
        messenger.send(replace(HELLO, text="অন্য কথা"))
        twilio.messages[-2].created += timedelta(seconds=number)
    assert messenger.find(TO, "নমস্কার", an_hour_ago()) == {each.sid: each.created for each in twilio.messages[::2]}


def test_a_list_that_is_too_long_to_be_looked_through_proves_nothing(
    messenger: TwilioMessenger, twilio: TwilioStandIn
) -> None:
    fields = {"To": TO, "From": SENDER, "Body": "অন্য কথা"}
    twilio.messages += [Message(fields) for _ in range(1000)]
    with pytest.raises(ConnectionError):
        messenger.find(TO, "নমস্কার", an_hour_ago())
    for message in twilio.messages:
        message.created -= timedelta(hours=2)
    assert messenger.find(TO, "নমস্কার", an_hour_ago()) == {}


@pytest.mark.parametrize(
    ("status", "code", "remedy"),
    [
        ("sent", None, Remedy.BACK_OFF),
        ("read", None, Remedy.BACK_OFF),
        ("failed", 63019, Remedy.RETRY),
        ("undelivered", 63024, Remedy.GIVE_UP),
    ],
)
def test_what_became_of_a_message_is_looked_up_by_its_sid(
    messenger: TwilioMessenger, twilio: TwilioStandIn, status: str, code: int | None, remedy: Remedy
) -> None:
    messenger.send(HELLO)
    [taken] = twilio.messages
    taken.status, taken.error_code = status, code
    assert messenger.look_up(taken.sid) == Standing(status, code or 0, remedy)


def test_a_message_that_the_channel_knows_nothing_of_has_no_standing(messenger: TwilioMessenger) -> None:
    assert messenger.look_up("SM" + "0" * 32) is None


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (500, 20500), (503, 20503), (401, 20003)])
def test_a_question_that_is_refused_is_asked_again_later(
    messenger: TwilioMessenger, twilio: TwilioStandIn, status: int, code: int
) -> None:
    twilio.look_up_failures.append((status, code))
    with pytest.raises(ConnectionError, match=str(status)):
        messenger.look_up("SM" + "0" * 32)


def test_an_error_that_nobody_knows_is_not_tried_again_and_shown_to_the_staff() -> None:
    assert meaning_of(99999).remedy is Remedy.GIVE_UP
    assert "99999" in meaning_of(99999).wording
    assert all(meaning.wording for meaning in ERRORS.values())
