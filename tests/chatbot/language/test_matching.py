"""What people type is understood in any script, on any keyboard, with errors; and not more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.commands import Command, command
from chatbot.language.matching import count_matches, find_option, is_sentence, normalise, numeral, tokens
from chatbot.messages import Option

DIGITS = {"bn": "০১২৩৪৫৬৭৮৯", "hi": "०१२३४५६७८९", "en": "0123456789"}


@given(
    st.integers(0, 999_999_999),
    st.sampled_from(sorted(DIGITS)),
    st.sampled_from(["{}", "{}.", "{})", "({})", " {} ", "নং {}"]),
)
def test_a_number_is_the_same_in_every_script_of_digits(value: int, language: str, written: str) -> None:
    digits = "".join(DIGITS[language][int(digit)] for digit in str(value))
    assert numeral(written.format(digits)) == value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1️⃣", 1),
        ("১।", 1),
        ("No 3", 3),
        ("৩ নম্বর", 3),
        ("৪নং", 4),
        ("দশ", 10),
        ("পাঁচ", 5),
        ("छह", 6),
        ("Seven", 7),
        ("८.", 8),
    ],
)
def test_a_number_is_known_however_it_is_dressed(typed: str, meant: int) -> None:
    assert numeral(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", " ", "1 2", "1.5", "1,2", "12a", "one two", "১২৩৪৫৬৭৮৯০", "GRV-26", "½", "②", "এক দুই"]
)
def test_what_is_no_whole_number_is_none(typed: str) -> None:
    assert numeral(typed) is None


@given(st.text(max_size=60))
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_joiners_case_and_punctuation_around_do_not_count() -> None:
    assert normalise("  “মে\u200dনু!!” ") == normalise("মেনু")
    assert normalise("HELLO...") == "hello"
    assert normalise("র্\u200dযাশন") == normalise("র্যাশন")
    assert normalise("বাড়ি") == normalise("বা\u09a1\u09bcি")


def test_signs_at_a_words_end_belong_to_it() -> None:
    assert normalise("কী") != normalise("ক")
    assert normalise("बिजली") == "बिजली"
    assert normalise("রাস্তা।") == "রাস্তা"


CATEGORIES = [
    Option("roads", {"bn": "রাস্তাঘাট", "en": "Roads", "hi": "सड़क"}),
    Option("water", {"bn": "পানীয় জল", "en": "Drinking water", "hi": "पेयजल"}, words=("jol", "kol", "কল")),
    Option("power", {"bn": "বিদ্যুৎ ও রাস্তার আলো", "en": "Power and street lights", "hi": "बिजली और सड़क की बत्ती"}),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("রাস্তাঘাট", "roads"),
        ("রাস্তাঘাট।", "roads"),
        ("রাস্তঘাট", "roads"),
        ("পানীয়জল", "water"),
        ("জল", "water"),
        ("kol", "water"),
        ("drinkng water", "water"),
        ("WATER", "water"),
        ("বিদ্যুত", "power"),
        ("बिजली", "power"),
    ],
)
def test_an_option_is_named_in_any_language_with_errors(typed: str, meant: str) -> None:
    found = find_option(typed, CATEGORIES)
    assert found is not None
    assert found.id == meant


@pytest.mark.parametrize("typed", ["", "?", "x", "দোকান", "elephants", "১২৩", "r", "জ"])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert find_option(typed, CATEGORIES) is None


@given(st.text(max_size=200))
def test_anything_at_all_can_be_looked_for(text: str) -> None:
    find_option(text, CATEGORIES)
    count_matches(tokens(text), ["abhijog", "রাস্তা খারাপ"])
    is_sentence(text)
    command(text)


def test_words_that_mean_nothing_by_themselves_do_not_make_a_sentence() -> None:
    assert not is_sentence("amar ekta permit chai")
    assert is_sentence("রাস্তায় বড় গর্ত হয়েছে")
    assert tokens("আমার") == ["আমার"]


def test_a_phrase_counts_only_as_a_whole() -> None:
    assert count_matches(tokens("bari toiri korte chai"), ["bari toiri"]) == 2
    assert count_matches(tokens("amar bari"), ["bari toiri"]) == 0
    assert count_matches(tokens("abhijoger khobor"), ["abhijog"]) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Menu", Command.MENU),
        ("মেনু।", Command.MENU),
        ("শুরু", Command.MENU),
        ("HI!!", Command.GREETING),
        ("নমস্কার", Command.GREETING),
        ("0", Command.BACK),
        ("০", Command.BACK),
        ("পেছনে", Command.BACK),
        ("বাতিল", Command.CANCEL),
        ("Batil", Command.CANCEL),
        ("চালিয়ে যান", Command.RESUME),
        ("जारी रखें", Command.RESUME),
    ],
)
def test_global_words_are_known_in_three_languages(typed: str, meant: Command) -> None:
    assert command(typed) is meant


@pytest.mark.parametrize("typed", ["00", "10", "menu card", "batil korte chai na", "আমার মেনু", ""])
def test_global_words_are_whole_messages(typed: str) -> None:
    assert command(typed) is None


def test_what_is_called_exactly_so_is_meant_however_much_another_resembles_it() -> None:
    rows = [Option("yes", "Submit"), Option("no", "Do not submit")]
    assert find_option("submit", rows) == rows[0]
    assert find_option("do not submit", rows) == rows[1]
