"""What is owed leaves once, in order, when it may; what is in doubt is settled and never doubled."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from panchayat.messaging.outbox import Failure
from panchayat.messaging.sending import Claimed, Unconfirmed
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


def look_in_the_list(open_office: OpenOffice, listed: Mapping[str, datetime] | None = None) -> int:
    """What the sender does when the channel lists these entries with the same words; returns how many it settled."""
    with open_office() as office:
        doubts = office.sending.unconfirmed(10)
    for doubt in doubts:
        with open_office() as office:
            office.sending.settle(doubt, listed or {})
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
        assert not office.wakeups.deliver
        office.outbox.add(contact_id, "b", "text", {"body": "hi"})
        assert office.wakeups.deliver


def test_a_persons_messages_leave_one_after_the_other(open_office: OpenOffice) -> None:
    one, other = add_contact(open_office), add_contact(open_office, "whatsapp:CC.other")
    first, second = owe(open_office, one, "1"), owe(open_office, one, "2")
    third = owe(open_office, other, "3")
    batch = claim(open_office)
    assert {claimed.id for claimed in batch} == {first, third}
    assert {claimed.address for claimed in batch} == {ADDRESS, "whatsapp:CC.other"}
    assert claim(open_office) == []
    with open_office() as office:
        assert office.sending.sent([(next(claimed for claimed in batch if claimed.id == first), "SM1")])
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
        office.sending.refused(claimed, Failure(63018, "queued", MINUTE))
    assert [claimed.id for claimed in claim(open_office)] == [second]


def test_a_message_that_is_tried_again_soon_keeps_its_place(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    first = owe(open_office, contact_id, "1")
    (claimed,) = claim(open_office)
    owe(open_office, contact_id, "2")
    with open_office() as office:
        office.sending.refused(claimed, Failure(63018, "queued", timedelta(seconds=5)))
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
        assert office.wakeups.deliver
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
        assert not office.sending.sent([(claimed, "SM1")])
        assert not office.sending.refused(claimed, Failure(63016, "parked"))
        assert not office.sending.unknown(claimed)
        assert not office.sending.put_back(claimed, MINUTE)
    assert message(open_office, outbox_id).state == "unknown"


def test_a_doubtful_message_that_the_list_has_is_not_sent_again(open_office: OpenOffice, clock: SettableClock) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.worded([(claimed, "words", False)])
        office.sending.unknown(claimed)
    assert look_in_the_list(open_office) == 0
    clock.advance(MINUTE)
    assert look_in_the_list(open_office, {"SM1": clock() - MINUTE}) == 1
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
        office.outbox.receipt(outbox_id, 1, "failed", "SM1", Failure(63018, "queued"))
    clock.advance(2 * MINUTE)
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    look_in_the_list(open_office)
    assert message(open_office, outbox_id).state == "unknown"


def test_a_receipt_settles_a_doubt(open_office: OpenOffice, clock: SettableClock) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
        doubts = office.sending.unconfirmed(10)
        office.outbox.receipt(outbox_id, 1, "sent", "SM1", None)
        for doubt in doubts:
            office.sending.settle(doubt, {})
    assert message(open_office, outbox_id).state == "sent"


def test_an_answer_without_a_receipt_is_in_doubt_after_a_minute(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    with open_office() as office:
        office.outbox.add(contact_id, "turn", "text", {"body": "hi"}, state="answering")
        outbox_id = office.outbox.owed(contact_id, "turn")
    clock.advance(timedelta(seconds=59))
    sort_out(open_office)
    assert message(open_office, outbox_id).state == "answering"
    clock.advance(timedelta(seconds=1))
    sort_out(open_office)
    with open_office() as office:
        (doubt,) = office.sending.unconfirmed(10)
    assert (doubt.id, doubt.worded, doubt.addresses) == (outbox_id, "hi", [ADDRESS])


def test_two_senders_do_not_look_for_the_same_message(open_office: OpenOffice, clock: SettableClock) -> None:
    owe(open_office, add_contact(open_office), "1")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    clock.advance(MINUTE)
    with open_office() as office:
        assert len(office.sending.unconfirmed(10)) == 1
    with open_office() as office:
        assert office.sending.unconfirmed(10) == []


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


def in_doubt(open_office: OpenOffice, contact_id: UUID, key: str, kind: str = "text") -> UUID:
    """A message that always has the same words, and may have left."""
    outbox_id = owe(open_office, contact_id, key, kind, paper_id="x", body="the same words")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.worded([(claimed, "the same words", False)])
        office.sending.unknown(claimed)
    return outbox_id


def answered(open_office: OpenOffice, contact_id: UUID) -> UUID:
    """An answer with the same words that went back on a request."""
    with open_office() as office:
        body = {"body": "the same words"}
        office.outbox.add(contact_id, f"turn {office.now}", "text", body, state="answering")
        return office.outbox.owed(contact_id, f"turn {office.now}")


def test_an_entry_that_is_known_to_be_another_message_does_not_hide_ones_own(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    contact_id = add_contact(open_office)
    owe(open_office, contact_id, "1", body="the same words")
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.worded([(claimed, "the same words", False)])
        office.sending.sent([(claimed, "SM1")])
    entries = {"SM1": clock()}
    left, lost = (in_doubt(open_office, contact_id, key) for key in "23")
    clock.advance(MINUTE)
    with open_office() as office:
        first, second = office.sending.unconfirmed(10)
        assert [first.id, second.id] == [left, lost]
        office.sending.settle(second, entries)
    assert message(open_office, lost).state == "queued"
    with open_office() as office:
        office.sending.settle(first, {**entries, "SM2": clock() - MINUTE})
    row = message(open_office, left)
    assert (row.state, row.provider_id) == ("sent", "SM2")


def test_a_later_answer_with_the_same_words_does_not_settle_a_doubt(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    contact_id = add_contact(open_office)
    lost = in_doubt(open_office, contact_id, "1")
    clock.advance(5 * MINUTE)
    answer = answered(open_office, contact_id)
    look_in_the_list(open_office, {"SM2": clock()})
    assert message(open_office, lost).state == "queued"
    assert message(open_office, answer).provider_id is None


def test_what_one_entry_cannot_decide_between_two_stays_in_doubt_until_one_is_known(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    contact_id = add_contact(open_office)
    paper = in_doubt(open_office, contact_id, "1", "paper")
    answer = answered(open_office, contact_id)
    entries = {"SM1": clock()}
    clock.advance(MINUTE)
    sort_out(open_office)
    assert look_in_the_list(open_office, entries) == 2
    assert {message(open_office, each).state for each in (paper, answer)} == {"unknown"}
    with open_office() as office:
        office.outbox.receipt(answer, 1, "delivered", "SM1", None)
    for _ in range(2):
        clock.advance(2 * MINUTE)
        assert look_in_the_list(open_office, entries) == 1
    assert message(open_office, paper).state == "queued"


def test_what_stays_in_doubt_is_looked_for_ever_more_rarely(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    pair = [in_doubt(open_office, contact_id, key) for key in "12"]
    entries = {"SM1": clock()}
    looks = []
    for minute in range(60):
        clock.advance(MINUTE)
        looks += [minute + 1] if look_in_the_list(open_office, entries) else []
    assert looks == [1, 2, 4, 8, 16, 32]
    assert {message(open_office, each).state for each in pair} == {"unknown"}


def test_two_in_doubt_are_never_given_the_same_entry(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    pair = [in_doubt(open_office, contact_id, key) for key in "12"]
    entries = {"SM1": clock(), "SM2": clock()}
    clock.advance(MINUTE)
    with open_office() as office:
        doubts = office.sending.unconfirmed(10)

    def settle(doubt: Unconfirmed) -> None:
        with open_office() as office:
            office.sending.settle(doubt, entries)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(settle, doubts))
    assert {message(open_office, each).provider_id for each in pair} == {"SM1", "SM2"}


def test_an_earlier_attempts_entry_does_not_settle_a_later_one(open_office: OpenOffice, clock: SettableClock) -> None:
    paper = owe(open_office, add_contact(open_office), "1", "paper", paper_id="x")
    listed = {}
    for attempt in (1, 2):
        (claimed,) = claim(open_office)
        with open_office() as office:
            office.sending.sent([(claimed, f"SM{attempt}")])
            office.outbox.receipt(paper, attempt, "failed", f"SM{attempt}", Failure(63019, "queued"))
        listed[f"SM{attempt}"] = clock()
    (claimed,) = claim(open_office)
    with open_office() as office:
        office.sending.unknown(claimed)
    for _ in range(3):
        clock.advance(MINUTE)
        look_in_the_list(open_office, listed)
    assert message(open_office, paper).state == "queued"


def test_an_answer_that_its_person_has_gone_past_is_not_repeated(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    answer, paper = (in_doubt(open_office, contact_id, key, key) for key in ("text", "paper"))
    clock.advance(MINUTE)
    with open_office() as office:
        office.contacts.get(contact_id).last_message_at = clock()
    for _ in range(3):
        look_in_the_list(open_office)
        clock.advance(MINUTE)
    assert message(open_office, answer).state == "suppressed"
    assert message(open_office, paper).state == "queued"


def test_the_words_of_a_text_are_kept_once_and_found_in_doubt(open_office: OpenOffice, clock: SettableClock) -> None:
    text = owe(open_office, add_contact(open_office), "1", body="hi")
    paper = owe(open_office, add_contact(open_office, "whatsapp:CC.other"), "1", "paper", paper_id="x")
    for claimed in claim(open_office):
        with open_office() as office:
            office.sending.worded([(claimed, "hi" if claimed.kind == "text" else "a paper", False)])
            office.sending.unknown(claimed)
    assert (message(open_office, text).worded, message(open_office, paper).worded) == (None, "a paper")
    clock.advance(MINUTE)
    with open_office() as office:
        assert {doubt.id: doubt.worded for doubt in office.sending.unconfirmed(10)} == {text: "hi", paper: "a paper"}
