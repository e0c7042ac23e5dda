"""The sender hands over what is owed, in the right words, and a crash in the middle doubles nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread, Timer

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError
from uuid_utils.compat import uuid7

from flows.notices import Worded
from jobs.channel import Outgoing, Refused, Remedy, Result, Unknown
from jobs.deliver import Sender, SenderTools, run, threads_for
from panchayat.core.connections import LOCK_WAIT
from panchayat.database import Unavailable
from tests.conftest import SettableClock
from tests.jobs.conftest import Channel
from tests.jobs.processes import running
from tests.stand_in.people import ADDRESS, OpenOffice, add_contact, issue_paper, message, owe
from tests.stand_in.twilio import Fault, TwilioStandIn, twilio_stand_in
from tests.waiting import PATIENCE, eventually

pytestmark = pytest.mark.slow


@pytest.fixture
def sender(tools: SenderTools) -> Sender:
    return Sender(tools)


def send_all(sender: Sender) -> None:
    for claimed, outgoing in sender.claim(10):
        sender.hand_over(claimed, outgoing)
    assert eventually(lambda: is_kept(sender))


def is_kept(sender: Sender) -> bool:
    try:
        sender.keep_results()
    except Unavailable:
        return False
    return sender.in_hand == 0


def test_a_message_leaves_with_its_words_and_the_address_for_its_receipt(
    open_office: OpenOffice, sender: Sender, channel: Channel
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    send_all(sender)
    assert channel.taken == [Outgoing(ADDRESS, "hello", f"https://a.example/{outbox_id}?attempt=1")]
    row = message(open_office, outbox_id)
    assert (row.state, row.provider_id, row.words) == ("sent", "SM1", "hello")


def test_a_photo_that_came_with_a_request_leaves_with_a_link_of_its_own(
    sender: Sender, channel: Channel, open_office: OpenOffice
) -> None:
    contact_id, media_id = add_contact(open_office), uuid7()
    outbox_id = owe(open_office, contact_id, "1", "evidence", media_id=str(media_id))
    send_all(sender)
    assert channel.taken[0].media_url == f"https://a.example/{media_id}/{outbox_id}/evidence"


def test_a_file_that_no_phone_shows_is_opened_by_its_address(
    sender: Sender, channel: Channel, open_office: OpenOffice
) -> None:
    contact_id, media_id = add_contact(open_office), uuid7()
    outbox_id = owe(open_office, contact_id, "1", "evidence", media_id=str(media_id), linked=True)
    send_all(sender)
    text = f"a evidence in bn\nhttps://a.example/{media_id}/{outbox_id}/evidence"
    assert (channel.taken[0].text, channel.taken[0].media_url) == (text, None)
    assert message(open_office, outbox_id).worded == text


def test_what_is_no_news_any_more_does_not_leave(sender: Sender, channel: Channel, open_office: OpenOffice) -> None:
    contact_id = add_contact(open_office)
    outbox_id = owe(open_office, contact_id, "1", "notice", notice="old news")
    owe(open_office, contact_id, "2")
    send_all(sender)
    send_all(sender)
    assert message(open_office, outbox_id).state == "suppressed"
    assert [each.text for each in channel.taken] == ["2"]


def test_a_picture_that_anybody_may_see_leaves_with_its_public_address(
    sender: Sender, channel: Channel, open_office: OpenOffice
) -> None:
    owe(open_office, add_contact(open_office), "1", "picture", picture="ab" * 32)
    send_all(sender)
    assert channel.taken[0].media_url == f"https://a.example/pictures/{'ab' * 32}.jpg"


def test_a_paper_leaves_with_a_link_of_its_own_in_the_persons_language(
    open_office: OpenOffice, sender: Sender, channel: Channel, tmp_path: object
) -> None:
    contact_id, paper_id = add_contact(open_office, language="hi"), issue_paper(open_office)
    outbox_id = owe(open_office, contact_id, "1", "paper", paper_id=str(paper_id))
    send_all(sender)
    assert channel.taken[0].text == "a paper in hi"
    assert channel.taken[0].media_url == f"https://a.example/{paper_id}/{outbox_id}/permit.pdf"


def test_a_refusal_is_followed_by_its_remedy(
    open_office: OpenOffice, sender: Sender, channel: Channel, clock: SettableClock
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    channel.results = [Refused(20429, Remedy.BACK_OFF), Refused(63016, Remedy.PARK)]
    send_all(sender)
    assert message(open_office, outbox_id).state == "queued"
    send_all(sender)
    assert len(channel.taken) == 1
    clock.advance(timedelta(seconds=5))
    send_all(sender)
    assert message(open_office, outbox_id).state == "parked"


def test_a_remedy_that_does_not_help_comes_to_an_end(
    open_office: OpenOffice, sender: Sender, channel: Channel, clock: SettableClock
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    channel.results = [Refused(63019, Remedy.RETRY)] * 2
    for _ in range(3):
        send_all(sender)
        clock.advance(timedelta(minutes=1))
    row = message(open_office, outbox_id)
    assert (row.state, row.error_code, len(channel.taken)) == ("failed", 63019, 2)


def test_a_message_without_words_does_not_hold_up_the_others(
    open_office: OpenOffice, sender: Sender, channel: Channel
) -> None:
    contact_id = add_contact(open_office)
    broken = owe(open_office, contact_id, "1", "notice", notice="no such notice")
    owe(open_office, add_contact(open_office, "whatsapp:CC.other"), "hello")
    send_all(sender)
    assert [outgoing.text for outgoing in channel.taken] == ["hello"]
    assert message(open_office, broken).state == "failed"


def test_a_database_that_is_away_while_words_are_found_fails_no_message(
    open_office: OpenOffice, tools: SenderTools, channel: Channel
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")

    def away(office: object, kind: str, params: object, language: str) -> Worded:
        raise OperationalError("SELECT 1", None, OSError("gone"))

    with pytest.raises(Unavailable):
        Sender(replace(tools, word=away)).claim(10)
    assert message(open_office, outbox_id).state == "queued"


def test_nobody_is_flooded(open_office: OpenOffice, sender: Sender, channel: Channel, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    for number in range(50):
        owe(open_office, contact_id, str(number))
    for _ in range(60):
        send_all(sender)
    assert len(channel.taken) == 40


def test_what_may_have_left_is_looked_for_before_anything_is_sent_again(
    open_office: OpenOffice, sender: Sender, channel: Channel, clock: SettableClock
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    channel.results = [Unknown("a time-out")]
    send_all(sender)
    assert message(open_office, outbox_id).state == "unknown"
    clock.advance(timedelta(minutes=1))
    channel.reachable = False
    for doubt in sender.keep_house():
        sender.settle(doubt)
    assert message(open_office, outbox_id).state == "unknown"
    channel.reachable, channel.listed = True, {"SM1": datetime.now(UTC)}
    assert sender.keep_house() == []
    clock.advance(timedelta(minutes=1))
    for doubt in sender.keep_house():
        sender.settle(doubt)
    assert message(open_office, outbox_id).state == "sent"
    assert len(channel.taken) == 1


def test_a_sender_that_stood_still_sends_nothing_that_others_may_have_settled(
    open_office: OpenOffice, sender: Sender, channel: Channel, clock: SettableClock
) -> None:
    owe(open_office, add_contact(open_office), "hello")
    [in_hand] = sender.claim(10)
    clock.advance(timedelta(minutes=1))
    sender.hand_over(*in_hand)
    assert channel.taken == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_the_channel_said_is_kept_even_if_the_database_is_busy_for_long(
    open_office: OpenOffice, tools: SenderTools, database_url: str
) -> None:
    """Longer than anybody waits for a lock."""
    other = sqlite3.connect(make_url(database_url).database or "", isolation_level=None, check_same_thread=False)

    class Busy(Channel):
        def send(self, message: Outgoing) -> Result:
            other.execute("BEGIN IMMEDIATE")
            Timer(LOCK_WAIT + 1, lambda: other.execute("ROLLBACK")).start()
            return super().send(message)

    outbox_id = owe(open_office, add_contact(open_office), "hello")
    send_all(Sender(replace(tools, messenger=Busy())))
    other.close()
    row = message(open_office, outbox_id)
    assert (row.state, row.provider_id) == ("sent", "SM1")


def test_the_sender_finishes_what_is_in_hand_when_it_is_stopped(
    open_office: OpenOffice, tools: SenderTools, channel: Channel
) -> None:
    contact_id = add_contact(open_office)
    ids = [owe(open_office, contact_id, str(number)) for number in range(5)]
    stop = Event()
    thread = Thread(target=run, args=[stop, tools], kwargs={"threads": 4})
    thread.start()
    assert eventually(lambda: channel.taken)
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    states = [message(open_office, outbox_id).state for outbox_id in ids]
    assert states.count("sent") == len(channel.taken)
    assert set(states) <= {"sent", "queued"}
    with open_office() as office:
        assert office.heartbeats.is_alive("sender", timedelta(seconds=1))


def test_there_are_threads_for_calls_that_take_twice_as_long_as_they_should() -> None:
    """Sixteen calls of 200 ms are on their way when 80 messages leave in a second."""
    assert threads_for(80) == 32
    assert threads_for(1) == 1


def test_a_conversation_is_sent_in_order(open_office: OpenOffice, tools: SenderTools, channel: Channel) -> None:
    contact_id = add_contact(open_office)
    for number in range(8):
        owe(open_office, contact_id, str(number))
    stop = Event()
    thread = Thread(target=run, args=[stop, tools], kwargs={"threads": 4})
    thread.start()
    assert eventually(lambda: len(channel.taken) == 8)
    stop.set()
    thread.join(PATIENCE)
    assert [outgoing.text for outgoing in channel.taken] == [str(number) for number in range(8)]


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with twilio_stand_in() as twilio:
        yield twilio


def test_a_sender_killed_before_it_could_store_the_sid_sends_nothing_twice(
    open_office: OpenOffice, database_url: str, redis_url: str, clock: SettableClock, twilio: TwilioStandIn
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    arguments = (database_url, redis_url, clock.now.isoformat(), twilio.url)
    twilio.failures.append(Fault.TAKEN_AND_HANGS)
    with running("sender", *arguments) as sender:
        assert twilio.hanging.wait(PATIENCE)
        sender.kill()
        sender.wait()
    assert message(open_office, outbox_id).state == "sending"

    clock.advance(timedelta(seconds=61))
    with open_office() as office:
        office.sending.sort_out()
    assert message(open_office, outbox_id).state == "unknown"
    clock.advance(timedelta(seconds=61))
    with running("sender", database_url, redis_url, clock.now.isoformat(), twilio.url):
        assert eventually(lambda: message(open_office, outbox_id).state == "sent")
    assert message(open_office, outbox_id).provider_id == twilio.messages[0].sid
    assert twilio.attempts == 1


def test_a_sender_killed_with_many_in_hand_sends_none_of_them_twice(
    open_office: OpenOffice, database_url: str, redis_url: str, clock: SettableClock, twilio: TwilioStandIn
) -> None:
    """Some are on their way, of some the channel has said that it took them: kept or not, none leaves again."""
    ids = [owe(open_office, add_contact(open_office, f"whatsapp:CC.{number}"), "hello") for number in range(8)]
    twilio.failures += [Fault.TAKEN_AND_HANGS] * 4
    with running("sender", database_url, redis_url, clock.now.isoformat(), twilio.url) as sender:
        assert eventually(lambda: len(twilio.messages) == len(ids))
        sender.kill()
        sender.wait()
    clock.advance(timedelta(seconds=61))
    with open_office() as office:
        office.sending.sort_out()
    clock.advance(timedelta(seconds=61))
    with running("sender", database_url, redis_url, clock.now.isoformat(), twilio.url):
        assert eventually(lambda: {message(open_office, each).state for each in ids} == {"sent"})
    assert {message(open_office, each).provider_id for each in ids} == {each.sid for each in twilio.messages}
    assert twilio.attempts == len(ids)
