"""What has left and is not reported on is asked for by its id: a lost report of a failure loses no paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from threading import Event, Thread
from uuid import UUID

import pytest
from sqlalchemy import text

from jobs import follow_up
from jobs.channel import Outgoing, Sent
from jobs.deliver import Sender, SenderTools
from jobs.follow_up import ask
from panchayat.messaging.outbox import Failure
from tests.conftest import SettableClock
from tests.stand_in.people import ADDRESS, OpenOffice, add_contact, issue_paper, message, owe
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN, Fault, TwilioStandIn, twilio_stand_in
from tests.waiting import eventually
from webhooks.twilio.send import TwilioMessenger

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with twilio_stand_in() as twilio:
        yield twilio


@pytest.fixture
def asking(tools: SenderTools, twilio: TwilioStandIn) -> SenderTools:
    return replace(tools, messenger=TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=twilio.url))


def send(asking: SenderTools) -> None:
    sender = Sender(asking)
    for claimed, outgoing in sender.claim(100):
        sender.hand_over(claimed, outgoing)
    sender.keep_results()


@pytest.fixture
def paper(open_office: OpenOffice, asking: SenderTools) -> UUID:
    """A paper that has left, and of which no report comes."""
    contact_id = add_contact(open_office)
    outbox_id = owe(open_office, contact_id, "paper", "paper", paper_id=str(issue_paper(open_office)))
    send(asking)
    return outbox_id


@pytest.mark.parametrize("status", ["failed", "undelivered"])
def test_a_paper_whose_failure_was_never_reported_is_sent_again(
    asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, paper: UUID, status: str
) -> None:
    twilio.messages[0].status, twilio.messages[0].error_code = status, 63019
    clock.advance(MINUTE)
    ask(asking)
    assert message(asking.open_office, paper).state == "queued"
    clock.advance(MINUTE)
    send(asking)
    assert [sent.fields.get("MediaUrl") is not None for sent in twilio.messages] == [True, True]
    row = message(asking.open_office, paper)
    assert (row.state, row.attempts, row.provider_id) == ("sent", 2, twilio.messages[1].sid)


@pytest.mark.parametrize(
    "remedy", [(63016, "parked"), (63024, "failed"), (21610, "suppressed"), (63018, "queued"), (99, "failed")]
)
def test_an_error_that_was_asked_for_has_the_remedy_of_one_that_was_reported(
    asking: SenderTools,
    twilio: TwilioStandIn,
    clock: SettableClock,
    paper: UUID,
    remedy: tuple[int, str],
) -> None:
    twilio.messages[0].status, twilio.messages[0].error_code = "failed", remedy[0]
    clock.advance(MINUTE)
    ask(asking)
    row = message(asking.open_office, paper)
    assert (row.error_code, row.state) == remedy
    assert row.next_look_at is None


@pytest.mark.parametrize("status", ["delivered", "read"])
def test_what_has_arrived_is_known_and_not_asked_for_again(
    asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, paper: UUID, status: str
) -> None:
    twilio.messages[0].status = status
    for _ in range(3):
        clock.advance(DAY)
        ask(asking)
    assert message(asking.open_office, paper).state == status
    assert len(twilio.look_ups) == 1


def test_a_phone_that_is_off_is_asked_for_ever_more_rarely_for_a_month_and_never_sent_to_twice(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, paper: UUID
) -> None:
    twilio.messages[0].status = "sent"
    begun, asked = clock(), []
    while clock() < begun + 40 * DAY:
        due = message(open_office, paper).next_look_at
        clock.now = due or clock() + DAY
        before = len(twilio.look_ups)
        ask(asking)
        send(asking)
        asked += [clock() - begun] * (len(twilio.look_ups) - before)
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert asked[:4] == [MINUTE, 3 * MINUTE, 7 * MINUTE, 15 * MINUTE]
    assert gaps[:-1] == sorted(gaps[:-1])
    assert asked[-1] == 30 * DAY
    assert len(asked) < 20
    assert message(open_office, paper).state == "sent"
    assert len(twilio.messages) == 1


def test_a_report_that_came_is_not_undone_by_what_was_asked_before(
    open_office: OpenOffice, asking: SenderTools, clock: SettableClock, paper: UUID
) -> None:
    clock.advance(MINUTE)
    with open_office() as office:
        (due,) = office.follow_up.due(10)
        office.outbox.receipt(paper, 1, "delivered", due.provider_id, None)
    with open_office() as office:
        office.follow_up.told(due, "sent", Failure(None, "failed"))
        office.follow_up.put_off([due])
    row = message(open_office, paper)
    assert (row.state, row.next_look_at) == ("delivered", None)


def test_a_message_that_the_channel_does_not_know_stays_as_it_is(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, paper: UUID
) -> None:
    twilio.messages.clear()
    clock.advance(MINUTE)
    ask(asking)
    assert message(open_office, paper).state == "sent"


def test_an_answer_whose_failure_is_found_late_is_not_repeated_to_somebody_who_has_gone_past_it(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock
) -> None:
    contact_id = add_contact(open_office)
    answer = owe(open_office, contact_id, "hello")
    send(asking)
    twilio.messages[0].status, twilio.messages[0].error_code = "failed", 63018
    clock.advance(MINUTE)
    with open_office() as office:
        office.contacts.get(contact_id).last_message_at = clock()
    ask(asking)
    assert message(open_office, answer).state == "suppressed"


def many(open_office: OpenOffice, asking: SenderTools, count: int) -> None:
    for number in range(count):
        owe(open_office, add_contact(open_office, f"whatsapp:+9100000{number:05}"), "hello")
    send(asking)


def test_a_round_asks_for_a_few_and_the_next_for_others(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock
) -> None:
    many(open_office, asking, 60)
    clock.advance(MINUTE)
    ask(asking)
    assert 0 < len(twilio.look_ups) <= 50
    for _ in range(6):
        clock.advance(MINUTE)
        ask(asking)
    assert set(twilio.look_ups) == {message.sid for message in twilio.messages}


def test_only_one_process_at_a_time_asks(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock
) -> None:
    many(open_office, asking, 60)
    clock.advance(MINUTE)
    assert [ask(asking) for _ in range(3)] == [True, False, False]
    assert len(twilio.look_ups) <= 50


@pytest.mark.parametrize("refusal", [(429, 20429), (500, 20500), (503, 20503)])
def test_a_channel_that_wants_to_be_left_alone_is_and_nothing_is_lost_by_it(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, refusal: tuple[int, int]
) -> None:
    many(open_office, asking, 5)
    for each in twilio.messages:
        each.status = "delivered"
    clock.advance(MINUTE)
    twilio.look_up_failures.append(refusal)
    with pytest.raises(ConnectionError):
        ask(asking)
    assert len(twilio.look_ups) == 1
    for _ in range(3):
        clock.advance(MINUTE)
        ask(asking)
    with open_office() as office:
        assert set(office.session.scalars(text("SELECT state FROM outbox"))) == {"delivered"}


def test_a_channel_that_hangs_delays_the_questions_and_no_message(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, paper: UUID
) -> None:
    clock.advance(MINUTE)
    twilio.look_up_failures.append(Fault.TAKEN_AND_HANGS)
    stop = Event()
    thread = Thread(target=follow_up.run, args=[stop, asking])
    thread.start()
    try:
        assert twilio.hanging.wait(30)
        assert isinstance(asking.messenger.send(Outgoing(ADDRESS, "hello", "https://a.example/")), Sent)
        owe(open_office, add_contact(open_office, "whatsapp:+910000000002"), "hello")
        send(asking)
        assert len(twilio.messages) == 3
    finally:
        stop.set()
        twilio.let_go.set()
        thread.join(30)
    assert message(open_office, paper).state == "sent"


def test_asking_goes_on_after_whatever_the_channel_did(
    open_office: OpenOffice, asking: SenderTools, twilio: TwilioStandIn, clock: SettableClock, paper: UUID
) -> None:
    twilio.messages[0].status = "delivered"
    twilio.look_up_failures.append((500, 20500))
    clock.advance(MINUTE)
    stop = Event()
    thread = Thread(target=follow_up.run, args=[stop, asking])
    thread.start()
    try:
        assert eventually(lambda: twilio.look_ups)
        clock.advance(DAY)
        assert eventually(lambda: message(open_office, paper).state == "delivered")
    finally:
        stop.set()
        thread.join(30)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_is_due_is_found_without_reading_all_that_was_ever_sent(open_office: OpenOffice) -> None:
    with open_office() as office:
        office.session.execute(text("SET LOCAL enable_seqscan = off"))
        due = "EXPLAIN SELECT id FROM outbox WHERE next_look_at <= now() ORDER BY next_look_at LIMIT 50"
        assert any("ix_outbox_next_look_at" in line for line in office.session.scalars(text(due)))
