"""Twilio takes our messages, and whatever it or the network does becomes a plain result."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chatbot.messenger import Outgoing, Refused, Remedy, Sent, Unknown
from tests.stand_in.twilio import ACCOUNT, SENDER, SMS_SENDER, TOKEN, Failure, TwilioStandIn, twilio_stand_in
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
    assert messenger.find("sms:+910000000001", "482193", an_hour_ago()) == twilio.messages[0].sid


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
    twilio.failures += [Failure.TOO_MANY, (400, 63016), (403, 20003), (404, 12345)]
    assert messenger.send(HELLO) == Refused(20429, Remedy.BACK_OFF)
    assert messenger.send(HELLO) == Refused(63016, Remedy.PARK)
    assert messenger.send(HELLO) == Refused(20003, Remedy.ALERT)
    assert messenger.send(HELLO) == Refused(12345, Remedy.GIVE_UP)
    assert messenger.send(Outgoing(TO, "x" * 1601, HELLO.receipt_url)) == Refused(21617, Remedy.GIVE_UP)
    assert twilio.messages == []


@pytest.mark.parametrize("failure", [Failure.BROKEN, Failure.TAKEN_AND_CUT])
def test_what_may_have_been_taken_is_unknown(
    messenger: TwilioMessenger, twilio: TwilioStandIn, failure: Failure
) -> None:
    twilio.failures.append(failure)
    assert isinstance(messenger.send(HELLO), Unknown)
    assert twilio.attempts == 1


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
    twilio.failures.append(Failure.TAKEN_AND_CUT)
    messenger.send(HELLO)
    assert messenger.find(TO, "নমস্কার", an_hour_ago()) == twilio.messages[0].sid
    assert messenger.find(TO, "অন্য কথা", an_hour_ago()) is None
    assert messenger.find("whatsapp:+910000000002", "নমস্কার", an_hour_ago()) is None
    assert messenger.find(TO, "নমস্কার", datetime.now(UTC) + timedelta(minutes=1)) is None


def test_of_two_with_the_same_words_the_earlier_is_found(messenger: TwilioMessenger, twilio: TwilioStandIn) -> None:
    messenger.send(HELLO)
    messenger.send(HELLO)
    twilio.messages[1].created += timedelta(seconds=3)
    assert messenger.find(TO, "নমস্কার", an_hour_ago()) == twilio.messages[0].sid


def test_an_error_that_nobody_knows_is_not_tried_again_and_shown_to_the_staff() -> None:
    assert meaning_of(99999).remedy is Remedy.GIVE_UP
    assert "99999" in meaning_of(99999).wording
    assert all(meaning.wording for meaning in ERRORS.values())
