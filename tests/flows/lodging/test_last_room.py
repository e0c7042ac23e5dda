"""Many people want the last room at the same moment, each in a real turn: one gets it, the others are offered something."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from flows.exchange import Answer
from panchayat.database import Unavailable
from panchayat.models import Booking, DeadLetter, RoomNight
from tests.flows.phones import A_WHILE, Phone, Village

pytestmark = pytest.mark.slow

WISHES = 100
AT_ONCE = 12
#: A message that could not be taken comes again, as the channel sends it.
TIMES = 40


def before_the_last_yes(village: Village) -> list[Phone]:
    """Phones that have only to say yes to book the one suite of the sample house: each has come as far as the first."""
    phones = [village.phone(f"whatsapp:+9100000{70_000 + number}") for number in range(WISHES)]
    first, *others = phones
    for said in ("hi", "6", "SAMPLE-GH-1", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567"):
        told = first.says(said)
    assert "₹৪,২০০" in told
    for phone in others:
        phone.says("hi")
    with village.open_office() as office:
        state = first.contact(office).state
        for phone in others:
            phone.contact(office).state = state
    village.clock.advance(A_WHILE)
    return phones


def says_yes(phone: Phone) -> Answer:
    for attempt in range(TIMES):
        try:
            return phone.sends("1", sid=f"SM{phone.address}")
        except Unavailable:
            assert attempt < TIMES - 1, "never taken"
    raise AssertionError


def test_a_hundred_wishes_for_the_last_room_give_one_booking_and_ninety_nine_offers(village: Village) -> None:
    phones = before_the_last_yes(village)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(says_yes, phones))
    bodies = [
        "\n\n".join(filter(None, (answer.body, *phone.reads()))) for answer, phone in zip(answers, phones, strict=True)
    ]
    outcomes = Counter("booked" if "বুকিং হয়ে গেছে" in body else "offered" for body in bodies)
    assert outcomes == {"booked": 1, "offered": WISHES - 1}
    for body in bodies:
        if "বুকিং হয়ে গেছে" not in body:
            assert "এইমাত্র অন্য কেউ ঘরটি নিয়ে নিয়েছেন" in body
            assert "এসি ঘর" in body
    with village.open_office() as office:
        nights = Counter(tuple(row) for row in office.session.execute(select(RoomNight.room_id, RoomNight.night)))
        assert max(nights.values()) == 1
        made = [each for each in office.session.scalars(select(Booking)) if each.guest == "Sample Guest"]
        assert [each.state for each in made] == ["BOOKED"]
        assert office.session.scalar(select(func.count()).select_from(DeadLetter)) == 0
