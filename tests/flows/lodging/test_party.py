"""How many come, with children, and in which rooms: what was said is said back, or asked again."""

from __future__ import annotations

import pytest

from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"


def talks(phone: Phone, *messages: str) -> str:
    return [phone.says(each) for each in messages][-1]


@pytest.fixture
def phone(village: Village) -> Phone:
    phone = village.phone(CITIZEN)
    assert talks(phone, "hi", "6", "SAMPLE-GH-1", "20 december") == "কত রাত থাকবেন?\n\n০ = আগের ধাপ"
    return phone


def test_days_are_asked_again_with_both_days_of_leaving(phone: Phone) -> None:
    asked = phone.says("3 din")
    assert "১. ৩ রাত, যাবেন ২৩ ডিসেম্বর ২০২৬।\n২. ২ রাত, যাবেন ২২ ডিসেম্বর ২০২৬।" in asked
    assert phone.says("2").startswith("২ রাত, যাবেন ২২ ডিসেম্বর ২০২৬।\nকতজন থাকবেন?")


def test_who_names_the_day_of_leaving_is_told_the_nights(phone: Phone) -> None:
    assert "আপনি আসবেন ২০ ডিসেম্বর ২০২৬, তাই ওই তারিখ মিলছে না" in phone.says("25 theke 27")
    assert phone.says("২০ থেকে ২৩").startswith("৩ রাত, যাবেন ২৩ ডিসেম্বর ২০২৬।")


def test_who_says_nights_and_people_at_once_is_not_asked_for_them_again(phone: Phone) -> None:
    asked = phone.says("2 rat 4 jon")
    assert asked.startswith("২ রাত, যাবেন ২২ ডিসেম্বর ২০২৬। মোট ৪ জন।\nকোন ঘর নেবেন?")


def test_days_are_no_people(phone: Phone) -> None:
    asked = talks(phone, "2", "3 din")
    assert asked.startswith("“3 din” এই প্রশ্নের উত্তর নয়।\nকতজন আসবেন, সংখ্যায় লিখুন, যেমন ২।\n\n২ রাত, যাবেন")


@pytest.mark.parametrize(
    ("age", "people"), [("8 bochorer kom", 4), ("১", 4), ("২", 6), ("বড়", 6), ("বয়স আট বছরের কম", 4)]
)
def test_who_comes_with_children_is_asked_how_old_they_are(phone: Phone, age: str, people: int) -> None:
    asked = talks(phone, "2", "amra 4 jon r 2 bacha")
    assert asked.startswith("বড় ৪ জন, শিশু ২ জন। শিশুদের বয়স কি আট বছরের কম?")
    asked = phone.says(age)
    assert f"মোট {'০১২৩৪৫৬'[people]} জন।" in asked


def test_where_only_some_children_are_under_eight_all_are_counted_anew(phone: Phone) -> None:
    asked = talks(phone, "2", "swami stri r 2 bachcha", "keu keu")
    assert asked.startswith("মোট কতজন থাকবেন? শুধু আট বছরের কম বয়সি শিশুদের বাদ দিন।")
    assert "মোট ৩ জন।" in phone.says("3")


def test_one_child_has_no_some(phone: Phone) -> None:
    asked = talks(phone, "2", "swami stri r ekta bachcha")
    assert "বড় ২ জন, শিশু ১ জন।" in asked
    assert "১. আট বছরের কম\n২. আট বা তার বেশি\n\n" in asked


def test_sorts_of_rooms_that_were_named_are_offered_as_they_were(phone: Phone) -> None:
    asked = talks(phone, "2", "2 ta ac 1 ta non ac")
    assert asked.startswith("৩টি ঘরে মোট কতজন থাকবেন?")
    asked = phone.says("6")
    assert "১. নন-এসি ঘর + এসি ঘর × ২: এক রাত ₹৩,০০০\n\n" in asked
    assert phone.says("1").startswith("নন-এসি ঘর + এসি ঘর × ২: এক রাত ₹৩,০০০\nকার নামে বুকিং?")


def test_sorts_of_rooms_can_be_named_where_rooms_are_chosen(phone: Phone) -> None:
    asked = talks(phone, "2", "6")
    assert "৩. নন-এসি ঘর × ২ + এসি ঘর: এক রাত ₹২,৪০০" in asked
    asked = phone.says("2 ta ac 1 ta non ac")
    assert asked.startswith("নন-এসি ঘর + এসি ঘর × ২: এক রাত ₹৩,০০০\nকার নামে বুকিং?")
    bill = talks(phone, "Sample Guest", "voter", "4567")
    assert "২ রাত, ৬ জন\nনন-এসি ঘর + এসি ঘর × ২\nভাড়া: ₹৬,০০০" in bill


def test_six_people_can_take_three_rooms(phone: Phone) -> None:
    asked = talks(phone, "2", "6 jon 3 ghor")
    assert "নন-এসি ঘর × ২ + এসি ঘর: এক রাত ₹২,৪০০" in asked
    assert "কার নামে বুকিং?" in phone.says("1")


def test_rooms_that_are_not_free_together_are_said_so_with_what_is_free(phone: Phone) -> None:
    asked = talks(phone, "2", "4", "3 ta ac")
    assert asked.startswith("৪ জনের জন্য ওই ঘরগুলি একসঙ্গে খালি নেই। এই তারিখে খালি আছে: এসি ঘর × ২ + ডরমিটরির বিছানা × ৪ + ")


def test_a_sort_of_room_that_was_not_understood_is_named(phone: Phone) -> None:
    asked = talks(phone, "2", "4", "2 double bed")
    assert asked.startswith("“double” কথাটি এখানে বুঝতে পারিনি।\nতালিকার একটি নম্বর লিখুন, অথবা এভাবে লিখুন: ২টি এসি")
    assert "“5 jon” এই প্রশ্নের উত্তর নয়" in phone.says("5 jon 2 ghor")


def test_a_sort_alone_lists_what_there_is_of_it(phone: Phone) -> None:
    asked = talks(phone, "2", "3")
    assert asked.count("এসি ঘর") > 2
    listed = phone.says("ac")
    assert "১. এসি ঘর + ১টি বাড়তি বিছানা: এক রাত ₹১,৫৬০\n২. এসি ঘর × ২: এক রাত ₹২,৪০০\n\n" in listed


def test_who_says_with_the_people_which_sort_of_room_is_shown_that(phone: Phone) -> None:
    asked = talks(phone, "2", "4 jon ac ghor")
    assert "\n\n১. এসি ঘর × ২: এক রাত ₹২,৪০০\n\n" in asked


def test_a_count_is_no_name_of_a_guest(phone: Phone) -> None:
    asked = talks(phone, "2", "2", "suite", "৫ জন")
    assert asked.startswith("নামটি অক্ষরে লিখুন।")
    assert "পরিচয়পত্র দেখাবেন" in phone.says("Jon Das")
