"""Who a person is does not depend on the address they write from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from flows.exchange import Answer, ArrivedFile
from panchayat.messaging.addresses import Address
from panchayat.models import Contact, InboundMessage
from tests.flows.phones import Phone, Village
from tests.flows.test_turn import count, rows, together

NUMBER = "whatsapp:+910000000999"
ID = Address("whatsapp:IN.7f3a", "whatsapp:+910000000000")
LEASE = timedelta(minutes=5)


class PhoneWithId(Phone):
    """A phone whose owner has an id, which comes beside the number, or instead of it."""

    def __init__(self, village: Village, number: str) -> None:
        super().__init__(village, number)
        self._number = number

    def leave_number_out(self, *, out: bool = True) -> None:
        self.address = ID.address if out else self._number

    def sends(self, text: str = "", *files: ArrivedFile, **more: Any) -> Answer:
        beside: dict[str, Any] = {"further": (ID,)} if self.address == self._number else {"scope": ID.scope}
        return super().sends(text, *files, **beside, **more)


@pytest.fixture
def phone(village: Village) -> PhoneWithId:
    return PhoneWithId(village, NUMBER)


def test_a_conversation_goes_on_when_the_number_is_left_out(phone: PhoneWithId) -> None:
    for place, text in enumerate(("hi", "1", "jirat", "1", "রাস্তায় গর্ত", "বটতলা")):
        phone.leave_number_out(out=place % 2 == 1)
        phone.says(text)
    phone.leave_number_out(out=False)
    assert "আপনার অভিযোগ জমা হয়েছে।" in phone.says("জমা দিন")
    phone.leave_number_out()
    assert "অবস্থা: জমা হয়েছে" in phone.says("২")


def test_language_and_the_wish_for_no_more_news_stay_when_the_number_is_left_out(
    phone: PhoneWithId, village: Village
) -> None:
    for text in ("hi", "ভাষা", "হিন্দি"):
        phone.says(text)
    phone.says("STOP", opt_out="STOP")
    phone.leave_number_out()
    assert phone.says("menu").endswith(phone.menu()[-1])
    with village.open_office() as office:
        contact = phone.contact(office)
        assert (contact.language, contact.language_chosen, contact.stopped_at is not None) == ("hi", True, True)


def test_news_goes_to_where_the_last_message_came_from(phone: PhoneWithId, village: Village) -> None:
    for out in (False, True, False):
        phone.leave_number_out(out=out)
        phone.says("hi")
        with village.open_office() as office:
            office.outbox.add(phone.contact(office).id, f"news:{phone.sent}", "text", {"body": "খবর"})
            (claimed,) = office.sending.claim(1, LEASE)
            assert claimed.address == phone.address
            office.sending.sent([(claimed, f"SM{phone.sent}")])


def test_a_message_in_doubt_is_looked_for_wherever_its_owner_has_written_from(
    phone: PhoneWithId, village: Village
) -> None:
    phone.says("hi")
    with village.open_office() as office:
        office.outbox.add(phone.contact(office).id, "news", "text", {"body": "খবর"})
        (claimed,) = office.sending.claim(1, LEASE)
        office.sending.worded([(claimed, "খবর", False)])
        office.sending.unknown(claimed)
    phone.leave_number_out()
    phone.sends("menu")
    village.clock.advance(timedelta(minutes=2))
    with village.open_office() as office:
        (doubt,) = office.sending.unconfirmed(1)
        assert set(doubt.addresses) == {NUMBER, ID.address}


def test_an_officer_is_known_when_the_number_is_left_out(village: Village) -> None:
    officer = PhoneWithId(village, "whatsapp:+910000000202")
    officer.says("hi")
    with_number = officer.menu()
    officer.leave_number_out()
    officer.says("hi")
    assert officer.menu() == with_number
    with village.open_office() as office:
        assert office.staffing.at_work(officer.contact(office).id)


def test_only_whoever_has_no_number_on_record_is_asked_for_one(phone: PhoneWithId) -> None:
    asked = "কোন নম্বরে ফোন করব"
    phone.leave_number_out()
    assert asked in phone.says("আমাকে ফোন করুন")
    phone.leave_number_out(out=False)
    phone.says("menu")
    phone.leave_number_out()
    assert asked not in phone.says("আমাকে ফোন করুন")


def test_a_newcomers_number_and_id_that_write_at_once_are_one_conversation(
    phone: PhoneWithId, village: Village
) -> None:
    before = count(village, Contact)
    nameless = PhoneWithId(village, NUMBER)
    nameless.leave_number_out()
    answers = together(lambda: phone.sends("hi"), lambda: nameless.sends("hello"))
    assert count(village, Contact) == before + 1
    assert sum("স্বাগত" in (answer.body or "") for answer in answers) == 1
    assert sorted(each.body for each in rows(village, InboundMessage)) == ["hello", "hi"]


def test_my_data_tells_every_address_and_erasing_leaves_them(phone: PhoneWithId, village: Village) -> None:
    phone.says("hi", profile_name="Rahima")
    phone.leave_number_out()
    for text in ("আমার তথ্য", "মুছে দিন", "মুছে দিন"):
        said = phone.says(text)
        if text == "আমার তথ্য":
            assert "IN.7f3a" in said
            assert "+৯১০০০০০০০৯৯৯" in said
    phone.leave_number_out(out=False)
    with village.open_office() as office:
        contact = phone.contact(office)
        assert contact.profile_name is None
        assert set(office.contacts.addresses(contact.id)) == {NUMBER, ID.address}
        assert office.session.scalars(select(InboundMessage.contact_id)).all() == []
