"""What is owed leaves once, in order, when it may; what is in doubt is settled and never doubled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from panchayat.messaging.outbox import Setback
from panchayat.messaging.sending import Claimed
from tests.conftest import SettableClock
from tests.stand_in.people import ADDRESS, OpenOffice, add_contact, message, owe

LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)


def claim(open_office: OpenOffice, limit: int = 10) -> list[Claimed]:
    with open_office() as office:
        return office.sending.claim(limit, LEASE)


def sort_out(open_office: OpenOffice) -> None:
    with open_office() as office:
        office.sending.sort_out()


def look_in_the_list(open_office: OpenOffice, provider_id: str | None = None) -> int:
    """What the sender does when the channel's list has the message, or does not; returns how many it looked for."""
    with open_office() as office:
        doubts = office.sending.doubtful(10)
        for doubt in doubts:
            if provider_id:
                office.sending.found(doubt, provider_id)
            else:
                office.sending.absent(doubt)
    return len(doubts)


def test_the_same_key_is_the_same_message(open_office: OpenOffice) -> None:
    contact_id = add_contact(open_office)
    assert owe(open_office, contact_id, "a", body="first") == owe(open_office, contact_id, "a", body="second")
    (claimed,) = claim(open_office)
    assert claimed.params == {"body": "first"}


def test_adding_a_message_rings_for_the_sender(open_office: OpenOffice) -> None:
    contact_id = add_contact(open_office)
    with open_office() as office:
        office.outbox.add(contact_id, "a", "text", {"body": "hi"}, state="answering")
        assert not office.work.deliver
        office.outbox.add(contact_id, "b", "text", {"body": "hi"})
        assert office.work.deliver


def test_a_persons_messages_leave_one_after_the_other(open_office: OpenOffice) -> None:
    one, other = add_contact(open_office), add_contact(open_office, "whatsapp:CC.other")
    first, second = owe(open_office, one, "1"), owe(open_office, one, "2")
    third = owe(open_office, other, "3")
    batch = claim(open_office)
    assert {claimed.id for claimed in batch} == {first, third}
    assert {claimed.address for claimed in batch} == {ADDRESS, "whatsapp:CC.other"}
    assert claim(open_office) == []
    with open_office() as office:
        assert office.sending.sent(next(claimed for claimed in batch if claimed.id == first), "SM1")
    assert [claimed.id for claimed in claim(open_office)] == [second]


def test_two_senders_never_take_the_same_message(open_office: OpenOffice) -> None:
    for number in range(20):
        owe(open_office, add_contact(open_office, f"whatsapp:CC.{number}"), "hello")
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda _: claim(open_office, 10), range(4)))
    taken = [claimed.id for batch in batches for claimed in batch]
    assert len(set(taken)) == len(taken)
    while batch := claim(open_office):
        taken += [claimed.id for claimed in batch]
    assert len(set(taken)) == len(taken) == 20


def test_a_message_that_backs_off_for_long_does_not_hold_up_the_next(open_office: OpenOffice) -> None:
    contact_id = add_contact(open_office)
    owe(open_office, contact_id, "1")
    (claimed,) = claim(open_office)
    second = owe(open_office, contact_id, "2")
    with open_office() as office:
        office.sending.refused(claimed, Setback(63018, "queued", MINUTE))
    assert [claimed.id for claimed in claim(open_office)] == [second]


def test_a_message_that_is_tried_again_soon_keeps_its_place(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    first = owe(open_office, contact_id, "1")
    (claimed,) = claim(open_office)
    owe(open_office, contact_id, "2")
    with open_office() as office:
        office.sending.refused(claimed, Setback(63018, "queued", timedelta(seconds=5)))
    assert claim(open_office) == []
    clock.advance(timedelta(seconds=5))
    (again,) = claim(open_office)
    assert (again.id, again.attempt) == (first, 2)


@pytest.mark.parametrize("state", ["unknown", "parked", "failed", "suppressed"])
def test_a_message_that_waits_for_something_else_does_not_hold_up_the_next(open_office: OpenOffice, state: str) -> None:
    contact_id = add_contact(open_office)
    with open_office() as office:
        office.outbox.add(contact_id, "1", "text", {"body": "hi"}, state=state)
    second = owe(open_office, contact_id, "2")
    assert [claimed.id for claimed in claim(open_office)] == [second]


def test_what_waited_when_a_person_said_stop_is_not_sent(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    waiting = owe(open_office, contact_id, "1")
    clock.advance(MINUTE)
    with open_office() as office:
        office.contacts.get(contact_id).stopped_at = office.now
    answer = owe(open_office, contact_id, "2")
    notice = owe(open_office, contact_id, "3", "notice", notice="grievance_moved")
    assert [claimed.id for claimed in claim(open_office)] == [answer]
    with open_office() as office:
        office.outbox.receipt(answer, 1, "delivered", "SM1", None)
    assert claim(open_office) == []
    assert message(open_office, waiting).state == message(open_office, notice).state == "suppressed"


def test_outside_the_window_a_message_waits_until_the_person_writes(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    contact_id = add_contact(open_office)
    clock.advance(timedelta(hours=24))
    outbox_id = owe(open_office, contact_id, "1")
    assert claim(open_office) == []
    assert message(open_office, outbox_id).state == "parked"
    clock.advance(timedelta(hours=1))
    with open_office() as office:
        office.contacts.get(contact_id).last_message_at = office.now
        office.outbox.unpark(contact_id)
        assert office.work.deliver
    assert [claimed.id for claimed in claim(open_office)] == [outbox_id]


def test_notices_wait_for_the_morning_and_what_was_asked_for_does_not(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    clock.now = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)  # nine in the evening in India
    contact_id = add_contact(open_office)
    notice = owe(open_office, contact_id, "1", "notice", notice="grievance_moved")
    urgent = owe(open_office, contact_id, "2", "notice", notice="flood", urgent=True)
    assert [claimed.id for claimed in claim(open_office)] == [urgent]
    with open_office() as office:
        office.outbox.receipt(urgent, 1, "sent", "SM1", None)
    for kind, params in (("notice", {"notice": "access_code"}), ("text", {"body": "hi"})):
        asked_for = owe(open_office, contact_id, kind, kind, **params)
        assert [claimed.id for claimed in claim(open_office)] == [asked_for]
        with open_office() as office:
            office.outbox.receipt(asked_for, 1, "sent", None, None)
    clock.now = datetime(2026, 11, 19, 1, 29, tzinfo=UTC)
    assert claim(open_office) == []
    clock.advance(MINUTE)
    assert [claimed.id for claimed in claim(open_office)] == [notice]


def test_what_was_not_tried_is_put_back_uncounted(open_office: OpenOffice, clock: SettableClock) -> None:
    owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        assert office.sending.put_back(claimed, MINUTE)
    assert claim(open_office) == []
    clock.advance(MINUTE)
    assert claim(open_office)[0].attempt == 1


def test_a_lease_that_has_ended_cannot_store_a_result(open_office: OpenOffice, clock: SettableClock) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    clock.advance(LEASE + timedelta(seconds=1))
    sort_out(open_office)
    assert message(open_office, outbox_id).state == "unknown"
    with open_office() as office:
        assert not office.sending.sent(claimed, "SM1")
        assert not office.sending.refused(claimed, Setback(63016, "parked"))
        assert not office.sending.unknown(claimed)
        assert not office.sending.put_back(claimed, MINUTE)
    assert message(open_office, outbox_id).state == "unknown"


def test_a_doubtful_message_that_the_list_has_is_not_sent_again(open_office: OpenOffice, clock: SettableClock) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.worded(claimed, "words")
        office.sending.unknown(claimed)
    assert look_in_the_list(open_office) == 0
    clock.advance(MINUTE)
    assert look_in_the_list(open_office, "SM1") == 1
    row = message(open_office, outbox_id)
    assert (row.state, row.provider_id) == ("sent", "SM1")
    assert claim(open_office) == []


def test_a_doubtful_text_that_the_list_lacks_is_sent_again(open_office: OpenOffice, clock: SettableClock) -> None:
    owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    look_in_the_list(open_office)
    assert claim(open_office)[0].attempt == 2


@pytest.mark.parametrize("kind", ["paper", "notice"])
def test_a_doubtful_paper_or_notice_is_sent_again_only_when_the_list_lacks_it_twice(
    open_office: OpenOffice, clock: SettableClock, kind: str
) -> None:
    owe(open_office, add_contact(open_office), "1", kind, paper_id="x", notice="x")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    assert look_in_the_list(open_office) == 1
    assert claim(open_office) == []
    clock.advance(MINUTE)
    assert look_in_the_list(open_office) == 0
    clock.advance(MINUTE)
    assert look_in_the_list(open_office) == 1
    assert len(claim(open_office)) == 1


def test_an_earlier_attempts_look_proves_nothing_about_a_later_one(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "1", "notice", notice="x")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    look_in_the_list(open_office)
    with open_office() as office:
        office.outbox.receipt(outbox_id, 1, "failed", "SM1", Setback(63018, "queued"))
    clock.advance(2 * MINUTE)
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    look_in_the_list(open_office)
    assert message(open_office, outbox_id).state == "unknown"


def test_an_entry_of_the_list_proves_only_one_message(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    first, second = owe(open_office, contact_id, "1"), owe(open_office, contact_id, "2")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.sent(claimed, "SM1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    look_in_the_list(open_office, "SM1")
    assert message(open_office, first).state == "sent"
    assert message(open_office, second).state == "queued"


def test_a_receipt_settles_a_doubt(open_office: OpenOffice, clock: SettableClock) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
        doubts = office.sending.doubtful(10)
        office.outbox.receipt(outbox_id, 1, "sent", "SM1", None)
        for doubt in doubts:
            office.sending.absent(doubt)
    assert message(open_office, outbox_id).state == "sent"


def test_an_answer_without_a_receipt_is_in_doubt_after_a_minute(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    with open_office() as office:
        outbox_id = office.outbox.add(contact_id, "turn", "text", {"body": "hi"}, state="answering")
    clock.advance(timedelta(seconds=59))
    sort_out(open_office)
    assert message(open_office, outbox_id).state == "answering"
    clock.advance(timedelta(seconds=1))
    sort_out(open_office)
    with open_office() as office:
        (doubt,) = office.sending.doubtful(10)
    assert (doubt.id, doubt.worded, doubt.address) == (outbox_id, "hi", ADDRESS)


def test_two_senders_do_not_look_for_the_same_message(open_office: OpenOffice, clock: SettableClock) -> None:
    owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    with open_office() as office:
        assert len(office.sending.doubtful(10)) == 1
    with open_office() as office:
        assert office.sending.doubtful(10) == []


def test_a_code_that_has_run_out_is_not_delivered_when_the_person_writes_at_last(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    contact_id = add_contact(open_office)
    clock.advance(timedelta(hours=24))
    until = (clock() + timedelta(minutes=10)).isoformat()
    code = owe(open_office, contact_id, "1", "notice", notice="access_code", code="123456", until=until)
    assert claim(open_office) == []
    clock.advance(timedelta(minutes=11))
    with open_office() as office:
        office.contacts.get(contact_id).last_message_at = clock()
        office.outbox.unpark(contact_id)
    assert claim(open_office) == []
    assert message(open_office, code).state == "suppressed"
