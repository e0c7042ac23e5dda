"""What somebody says who has booked and has not come yet leads to the booking, and is no complaint."""

from __future__ import annotations

import pytest

from flows.lodging.coming import topic_of
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"
SUITE = ("6", "SAMPLE-GH-1", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who has booked a suite."""
    phone = village.phone(CITIZEN)
    told = [phone.says(each) for each in ("hi", *SUITE)][-1]
    assert "বুকিং হয়ে গেছে" in told
    return phone


@pytest.mark.parametrize(
    "said",
    [
        *("taka kivabe debo", "ami jete parbo na", "taka fert din", "confirmed hoyeche?", "কটায় ঢুকতে পারব", "ঘর কখন পাব"),
        *("আমরা আসতে পারব না", "booking ta confirm?", "हम नहीं आ पाएँगे", "check in kotay", "we cannot come"),
        *("ekta bochor 5 er bachcha o asbe", "3 rat korte chai", "আরও একজন লোক আসবে"),
    ],
)
def test_what_is_asked_of_a_stay_shows_the_booking(phone: Phone, said: str) -> None:
    told = phone.says(said)
    assert "বুকিং নম্বর: BK-" in told
    assert "কী দরকার?" in told
    assert "অভিযোগ" not in told


@pytest.mark.parametrize(
    "said", ["din bodlabo", "tarikh bodlabo", "অন্য দিনে আসব", "date change korte chai", "तारीख बदलना है"]
)
def test_who_wants_other_days_is_asked_for_them(phone: Phone, said: str) -> None:
    assert "২০ ডিসেম্বর ২০২৬-এর বদলে কোন দিন আসবেন?" in phone.says(said)


@pytest.mark.parametrize("said", ["27 tarikh korte chai", "২৭ তারিখে আসব"])
def test_the_day_that_is_named_is_of_the_month_of_the_booking(phone: Phone, said: str) -> None:
    asked = phone.says(said)
    assert "২৭ ডিসেম্বর ২০২৬ থেকে ২৯ ডিসেম্বর ২০২৬" in asked
    assert "ভাড়া" in asked


def test_more_people_or_nights_are_asked_of_the_house(phone: Phone) -> None:
    assert "আট বছরের কম বয়সি শিশুদের কথা জানাতে হবে না" in phone.says("5 bochorer ekta bachcha o asbe")


@pytest.mark.parametrize("said", ["naam er banan thik noy", "নামের বানান ভুল", "name wrong"])
def test_a_name_that_is_wrong_leads_to_who_can_put_it_right(phone: Phone, said: str) -> None:
    assert "অতিথির নাম বা পরিচয়পত্র" in phone.says(said)


def test_who_has_booked_nothing_is_not_led_to_bookings(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000199")
    phone.says("hi")
    assert "বুকিং নম্বর" not in phone.says("ami jete parbo na")


def test_who_has_given_it_up_is_not_led_there(phone: Phone) -> None:
    for each in ("amar booking", "বাতিল", "1"):
        phone.says(each)
    assert "বুকিং নম্বর" not in phone.says("tarikh bodlabo korte chai")


@pytest.mark.parametrize(
    "said",
    [
        *(
            "rastay jol jome",
            "jol asche na",
            "bhata kobe pabo",
            "school e bachcha jete pare na",
            "naam bhul ration carde",
        ),
        *("100 diner kajer taka dey ni", "current kokhon asbe", "ঘর চাই", "din", "taka"),
    ],
)
def test_what_tells_of_something_else_is_not_about_a_stay(said: str) -> None:
    assert topic_of(said) is None
