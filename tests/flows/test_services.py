"""Words of every day: which service they open, and which they are never taken for."""

from __future__ import annotations

import pytest

from flows.shared.meaning import meant_by
from tests.flows.phones import Phone, every_flow


def meant(typed: str) -> tuple[set[str], bool]:
    """The services that the words may mean, and whether one is meant for sure."""
    found, sure = meant_by([each for each in every_flow() if each.words], typed)
    return {each.name for each in found}, sure


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("রুম আছে ২৫ তারিখে?", "guest_house"),
        ("রুম খালি আছে কাল ২ জন", "guest_house"),
        ("room ache?", "guest_house"),
        ("room khali ache kal?", "guest_house"),
        ("rum pabo", "guest_house"),
        ("क्या कमरा खाली है कल", "guest_house"),
        ("is a room available on 25?", "guest_house"),
        ("gest haus", "guest_house"),
        ("amar booking batil", "bookings"),
        ("taka ferot kobe pabo", "bookings"),
        ("atr", "status"),
        ("ATR chai", "status"),
        ("প্রতিবেদন", "status"),
        ("প্রতিবেদন কবে পাব", "status"),
        ("कार्रवाई रिपोर्ट", "status"),
        ("action taken report", "status"),
        ("khabor ki", "status"),
        ("খবর কী?", "status"),
        ("ki holo", "status"),
        ("কতদূর হল", "status"),
        ("cast certificate", "certificate"),
        ("sertifiket lagbe", "certificate"),
        ("ওয়ারিশনের সার্টিফিকেট", "certificate"),
        ("nalish janabo", "grievance"),
        ("compalint", "grievance"),
        ("शिकायत करनी है", "grievance"),
        ("barir plan", "permit"),
        ("নকশা", "permit"),
        ("trade licens", "trade_noc"),
        ("दुकान का लाइसेंस", "trade_noc"),
        ("betan", "pay"),
        ("sahajjo chai", "help"),
    ],
)
def test_words_open_the_service_that_they_speak_of(typed: str, service: str) -> None:
    found, sure = meant(typed)
    assert service in found
    assert sure


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ami kal aste chai",
            "aste",
            "aste porshu",
            "kache",
            "ache",
            "amar kache nei",
            "bhalo achen?",
            "thik ache",
            "ki korbo",
        ),
        *(
            "tumi ke",
            "kal asbo",
            "holo na",
            "onek din",
            "mahila",
            "mahilar jonno",
            "machine nosto",
            "officer bhalo na",
            "officer nei",
        ),
        *("কাল আসব", "আমি কাল আসতে চাই", "আপনারা কেমন আছেন", "কখন খোলা থাকে", "মিটিং কবে", "আমি বুঝতে পারছি না", "কী ব্যবস্থা"),
        *("বাড়তি টাকা", "অফিসার নেই", "আমার কাজ হয়নি", "এখন কী করব", "মাছের বাজার", "রাস্তায় আলো নেই", "আমি এসেছি"),
        *("मैं कल आऊँगा", "वहाँ कौन है", "मुझे समझ नहीं आया", "कब खुलेगा", "पानी नहीं आ रहा है", "कैमरा", "पास में"),
        *(
            "how are you",
            "please wait",
            "plane ticket",
            "plants are dying",
            "planning to come",
            "bad road",
            "statue broken",
        ),
        *(
            "it starts tomorrow",
            "listen to me",
            "their cases",
            "stray dogs",
            "main road",
            "state bank",
            "looking for work",
        ),
    ],
)
def test_words_of_every_day_are_taken_for_no_service(typed: str) -> None:
    assert meant(typed) == (set(), False)


@pytest.mark.parametrize(
    "typed",
    [
        "room e jol nei",
        "amar barir kache rasta kharap",
        "দোকানের সামনে জল জমেছে",
        "kal office khola ache?",
        "ঘর আছে?",
        "booking kobe",
    ],
)
def test_a_sentence_that_only_mentions_a_service_opens_none_unasked(typed: str) -> None:
    found, sure = meant(typed)
    assert found
    assert not sure


def test_whoever_wants_to_come_tomorrow_is_not_asked_about_a_caste_certificate(phone: Phone) -> None:
    phone.says("hi")
    assert "জাতি" not in phone.says("ami kal aste chai")


def test_whoever_asks_for_a_room_is_shown_the_guest_houses(phone: Phone) -> None:
    phone.says("hi")
    assert "গেস্ট হাউস" in phone.says("রুম আছে ২৫ তারিখে?")


def test_whoever_asks_for_the_report_is_told_how_it_stands(phone: Phone) -> None:
    phone.says("hi")
    assert "এই ফোন নম্বর থেকে" in phone.says("ATR chai")
