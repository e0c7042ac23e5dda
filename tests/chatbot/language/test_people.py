"""Persons are read as people write them down, each with what stands beside the name, and nobody is made of other words."""

from __future__ import annotations

import pytest

from chatbot.language.list_changes import Drop, Put, Unclear, change_in, says_neither, says_whole
from chatbot.language.people import is_nameless, read_people, renamed

HEIRS = ["রিনা দাস, স্ত্রী, ৫২", "ছেলে অমিত", "Mita Das"]


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("রিনা দাস, স্ত্রী, ৫২\nঅমিত দাস, ছেলে, ২২", ["রিনা দাস, স্ত্রী, ৫২", "অমিত দাস, ছেলে, ২২"]),
        ("রাম, শ্যাম, যদু", ["রাম", "শ্যাম", "যদু"]),
        ("রাম ও শ্যাম এবং যদু", ["রাম", "শ্যাম", "যদু"]),
        ("ram and shyam ar jodu", ["ram", "shyam", "jodu"]),
        ("हीरा, मोती और पन्ना", ["हीरा", "मोती", "पन्ना"]),
        ("১. রাম দাস ২. শ্যাম দাস ৩. যদু দাস", ["রাম দাস", "শ্যাম দাস", "যদু দাস"]),
        ("1) Ram\n2) Shyam", ["Ram", "Shyam"]),
        ("1 ram 2 shyam 3 jodu", ["ram", "shyam", "jodu"]),
        ("- Ram Das\n• Shyam Das", ["Ram Das", "Shyam Das"]),
        ("আমার দাদা রাম", ["দাদা রাম"]),
        ("amar ma sita das", ["ma sita das"]),
        ("আমার মা", ["মা"]),
        ("রাম, শ্যাম, আর আমার মা", ["রাম", "শ্যাম", "মা"]),
        ("বড় ছেলে রাম, ছোট ছেলে শ্যাম", ["বড় ছেলে রাম", "ছোট ছেলে শ্যাম"]),
        ("ছেলের বউ মালতী", ["ছেলের বউ মালতী"]),
        ("স্ত্রী রিনা দাস ছেলে অমিত দাস মেয়ে মিতা দাস", ["স্ত্রী রিনা দাস", "ছেলে অমিত দাস", "মেয়ে মিতা দাস"]),
        ("রিনা দাস স্ত্রী বয়স ৫২ অমিত দাস ছেলে বয়স ২২", ["রিনা দাস স্ত্রী বয়স ৫২", "অমিত দাস ছেলে বয়স ২২"]),
        ("Rina Das wife 52 Amit Das son 22", ["Rina Das wife 52", "Amit Das son 22"]),
        ("Rina Das (wife, 52), Amit Das (son, 22)", ["Rina Das (wife, 52)", "Amit Das (son, 22)"]),
        ("রাম দাসের ছেলে শ্যাম দাস", ["রাম দাসের ছেলে শ্যাম দাস"]),
        ("রিনা দাস স্বামী গোপাল দাস", ["রিনা দাস স্বামী গোপাল দাস"]),
        ("Ram Das s/o Hari Das", ["Ram Das s/o Hari Das"]),
        ("Smt. Rina Das. Shri Amit Das", ["Smt. Rina Das", "Shri Amit Das"]),
        ("Md. Karim, Sk. Abdul", ["Md. Karim", "Sk. Abdul"]),
        ("দুই ছেলে রাম ও শ্যাম, এক মেয়ে মিনা", ["ছেলে রাম", "ছেলে শ্যাম", "মেয়ে মিনা"]),
        ("2 chele ram o shyam 1 meye mina", ["chele ram", "chele shyam", "meye mina"]),
        ("আমার দাদা রাম আছে আর বোন মিতা", ["দাদা রাম", "বোন মিতা"]),
        ("रीना दास, पत्नी, ५२", ["रीना दास, पत्नी, ५२"]),
        ("Das", ["Das"]),
    ],
)
def test_each_person_is_an_entry_with_what_stands_beside_the_name(typed: str, entries: list[str]) -> None:
    found = read_people(typed, [], longest=200)
    assert (found.entries, found.unread) == (entries, [])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("৪ ছেলে ২ মেয়ে", 6),
        ("3 জন", 3),
        ("আমরা ৩ ভাই ২ বোন", 5),
        ("মোট ৬ জন, ৪ ছেলে ২ মেয়ে", 6),
        ("ছেলে ৪ জন, মেয়ে ২ জন", 6),
        ("chele 2 meye 1", 3),
        ("char chele dui meye", 6),
        ("do bete teen beti", 5),
        ("দুজন", 2),
        ("আমার স্ত্রী ও দুই ছেলে", 3),
        ("one son Ram and two daughters", 3),
        ("২ ছেলে রাম", 2),
        ("৩ জন: রাম, শ্যাম", 3),
        ("Rina Das, 52", 0),
        ("রাম দাস ছেলে ২২", 0),
    ],
)
def test_how_many_were_spoken_of_is_heard(typed: str, told: int) -> None:
    assert read_people(typed, [], longest=200).told == told


def test_more_come_on_top_of_those_who_are_there() -> None:
    assert read_people("আরও ২ জন", HEIRS, longest=200).told == 5


@pytest.mark.parametrize(
    "typed",
    [
        "জানি না",
        "কী কাগজ লাগবে?",
        "12",
        "রাম 9830012345",
        "আমি নিজে",
        "পিতা হরি দাস মারা গেছেন",
        "pore debo",
        "पता नहीं",
        "XXXX XXXX 2346",
        "…",
        "রাম বাদ",
    ],
)
def test_what_is_no_name_makes_nobody(typed: str) -> None:
    assert read_people(typed, [], longest=200).entries == []


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("স্ত্রী", ["রিনা দাস, স্ত্রী"]),
        ("৫২", ["রিনা দাস, ৫২"]),
        ("বয়স ৫২ বছর", ["রিনা দাস, বয়স ৫২ বছর"]),
        ("আমার মা", ["রিনা দাস", "মা"]),
        ("২. অমিত", ["রিনা দাস", "অমিত"]),
    ],
)
def test_what_stands_alone_belongs_to_the_last_one(typed: str, entries: list[str]) -> None:
    assert read_people(typed, ["রিনা দাস"], longest=200).entries == entries


def test_whoever_was_only_called_mother_gets_the_name_that_follows() -> None:
    assert is_nameless("মা")
    assert read_people("সীতা দেবী", ["রাম", "মা"], longest=200).entries == ["রাম", "মা সীতা দেবী"]


def test_nobody_stands_there_twice() -> None:
    found = read_people("রাম\nশ্যাম", ["রাম"], longest=200)
    assert (found.entries, found.known) == (["রাম", "শ্যাম"], ["রাম"])


@pytest.mark.parametrize(
    "typed",
    [
        "শেষ",
        "আর কেউ নেই",
        "ar keu nei",
        "bas",
        "এই কজনই",
        "এই ৩ জনই",
        "eikojoni",
        "no more",
        "that's all",
        "nobody else",
        "হয়ে গেছে",
        "hoye geche",
        "সবাই হয়ে গেছে",
        "बस",
        "और कोई नहीं",
        "हो गया",
        "না",
        "na ar nei",
        "দুজনই",
        "shesh",
    ],
)
def test_an_end_is_heard(typed: str) -> None:
    assert says_whole(typed)


@pytest.mark.parametrize("typed", ["নেপাল", "শেষাদ্রি", "মা নেই", "হ্যাঁ", "Bas Das", "রাম", "এই", "3", "ঠিক আছে", "না, মিনা"])
def test_other_words_end_nothing(typed: str) -> None:
    assert not says_whole(typed)


def test_a_mere_yes_names_nobody() -> None:
    assert says_neither("হ্যাঁ")
    assert says_neither("ok")
    assert not says_neither("হ্যাঁ মিনা")


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("২ বাদ", Drop((1,))),
        ("2 number ta bad dao", Drop((1,))),
        ("২ আর ৩ বাদ দিন", Drop((1, 2))),
        ("remove 3", Drop((2,))),
        ("বাদ দিন", Drop((2,))),
        ("শেষেরটা বাদ দিন", Drop((2,))),
        ("অমিত বাদ দিন", Drop((1,))),
        ("Mita ke bad dao", Drop((2,))),
        ("२ हटाओ", Drop((1,))),
        ("২ ভুল, হবে সুমিত্রা", Put(1, "সুমিত্রা")),
        ("২ হবে সুমিত্রা", Put(1, "সুমিত্রা")),
        ("3 = Mita Sen", Put(2, "Mita Sen")),
        ("২য় নয় সুমিত্রা", Put(1, "সুমিত্রা")),
        ("२ गलत है, मोतीलाल होगा", Put(1, "मोतीलाल")),
        ("অমিত নয়, অমল হবে", Put(1, "অমল")),
        ("mita das na, mina das hobe", Put(2, "mina das")),
        ("3 mita dass", Put(2, "mita dass")),
        ("২ ভুল", Unclear(1)),
        ("ভুল", Unclear()),
        ("২ সুমিত্রা", Unclear(1)),
        ("৪. সুমিত্রা", None),
        ("সুমিত্রা", None),
        ("সুমিত্রা নয়", None),
        ("৭ বাদ", None),
    ],
)
def test_a_line_is_changed_by_its_number_or_its_name(typed: str, change: object) -> None:
    assert change_in(typed, HEIRS) == change


@pytest.mark.parametrize(
    ("entry", "name", "then"),
    [
        ("রিনা দাস, স্ত্রী, ৫২", "রীনা দাস", "রীনা দাস, স্ত্রী, ৫২"),
        ("ছেলে অমিত", "অমল", "ছেলে অমল"),
        ("ছেলে অমিত", "মেয়ে মিতা", "মেয়ে মিতা"),
        ("Mita Das", "Mina", "Mina"),
    ],
)
def test_another_name_keeps_what_stands_beside_it(entry: str, name: str, then: str) -> None:
    assert renamed(entry, name) == then
