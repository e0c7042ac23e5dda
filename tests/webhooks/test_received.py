"""Twilio tells what it received for us, whole and in order, or it is plain that it did not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from flows.exchange import ArrivedFile
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN, Received, TwilioStandIn, twilio_stand_in
from webhooks.twilio.media import TwilioMedia
from webhooks.twilio.received import TwilioReceived

ADDRESS = "whatsapp:+910000000001"
NOW = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)
SINCE = NOW - timedelta(hours=24)
UNTIL = NOW - timedelta(minutes=2)


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with twilio_stand_in() as twilio:
        yield twilio


@pytest.fixture
def received(twilio: TwilioStandIn) -> TwilioReceived:
    return TwilioReceived(ACCOUNT, TOKEN, SENDER, api_url=twilio.url)


def sent(minutes_ago: float, body: str, files: tuple[str, ...] = (), direction: str = "inbound") -> Received:
    return Received(ADDRESS, body, NOW - timedelta(minutes=minutes_ago), files, direction)


def bodies(received: TwilioReceived) -> list[str]:
    return [each.message.text for each in received.between(SINCE, UNTIL)]


def test_messages_are_listed_in_the_order_in_which_they_were_sent_however_many_pages_they_fill(
    twilio: TwilioStandIn, received: TwilioReceived
) -> None:
    twilio.page_size = 2
    twilio.received = [sent(10, "3"), sent(60, "1"), sent(10, "4"), sent(30, "2"), sent(5, "5")]
    assert bodies(received) == ["1", "2", "3", "4", "5"]


def test_only_what_people_sent_in_that_time_is_listed(twilio: TwilioStandIn, received: TwilioReceived) -> None:
    twilio.received = [
        sent(24 * 60 + 1, "too long ago"),
        sent(24 * 60, "just in time"),
        sent(2, "old enough"),
        sent(1.9, "on its way"),
        sent(5, "ours", direction="outbound-api"),
    ]
    assert bodies(received) == ["just in time", "old enough"]


def test_a_message_is_listed_as_it_was_sent(twilio: TwilioStandIn, received: TwilioReceived) -> None:
    twilio.received = [sent(5, "রাস্তা")]
    (listed,) = received.between(SINCE, UNTIL)
    message = received.with_files(listed)
    assert (message.sid, message.channel, message.address) == (twilio.received[0].sid, "whatsapp", ADDRESS)
    assert (message.text, message.received_at, message.files) == ("রাস্তা", NOW - timedelta(minutes=5), ())


def test_the_files_of_a_message_are_listed_where_they_can_be_fetched(
    twilio: TwilioStandIn, received: TwilioReceived
) -> None:
    twilio.received = [sent(5, "", files=("image/jpeg", "audio/ogg"))]
    (listed,) = received.between(SINCE, UNTIL)
    photo, voice = received.with_files(listed).files
    assert isinstance(photo, ArrivedFile)
    assert (photo.content_type, voice.content_type) == ("image/jpeg", "audio/ogg")
    assert photo.url.startswith("https://api.twilio.com/2010-04-01/Accounts/")
    twilio.media[photo.url.removeprefix("https://api.twilio.com")] = (b"a photo", "image/jpeg")
    assert TwilioMedia(ACCOUNT, TOKEN, api_url=twilio.url).fetch(photo.url).content == b"a photo"


def test_a_list_that_twilio_refuses_is_refused_in_the_staffs_words(twilio: TwilioStandIn) -> None:
    with pytest.raises(ConnectionError, match="does not accept our account or token"):
        TwilioReceived(ACCOUNT, "wrong", SENDER, api_url=twilio.url).between(SINCE, UNTIL)


def test_a_list_that_nobody_gives_is_plain_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ConnectionError, match="could not be reached"):
        TwilioReceived(ACCOUNT, TOKEN, SENDER, api_url=f"http://127.0.0.1:{port}").between(SINCE, UNTIL)
