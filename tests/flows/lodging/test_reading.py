"""How long, how many and by which number: read as people write it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answers import NotUnderstood
from chatbot.language.wording import say
from flows.lodging.cards import read_card, read_last_four
from flows.lodging.counting import count, counts_only
from flows.lodging.party import read_party
from flows.lodging.reading import read_reference
from flows.lodging.stay import read_nights

ARRIVAL, TODAY = date(2026, 12, 25), date(2026, 11, 30)


def asked_again(reads: Callable[[], object]) -> str:
    with pytest.raises(NotUnderstood) as refused:
        reads()
    return say(refused.value.words, "en")


@pytest.mark.parametrize(
    ("typed", "nights"),
    [
        ("2", [2]),
        ("২ রাত", [2]),
        ("ek raat", [1]),
        ("দু রাত", [2]),
        ("char rat", [4]),
        ("तीन रात", [3]),
        ("3 nights.", [3]),
        ("ekrat", [1]),
        ("ekta din", [1]),
        ("just one night", [1]),
        ("2 rat 3 din", [2]),
        ("4 din 3 rat thakbo", [3]),
        ("2 din 2 rat", [2]),
        ("1 week", [7]),
        ("3n 4d", [3]),
        ("ektai rat", [1]),
        ("night 2", [2]),
    ],
)
def test_nights_are_counted_as_people_count_them(typed: str, nights: list[int]) -> None:
    assert read_nights(typed, ARRIVAL, TODAY) == nights


def test_days_may_be_one_more_than_the_nights() -> None:
    assert read_nights("3 din", ARRIVAL, TODAY) == [3, 2]
    assert read_nights("দুদিন", ARRIVAL, TODAY) == [2, 1]


@pytest.mark.parametrize(
    "typed",
    [
        *("25 theke 27", "২৫ থেকে ২৭", "25-27", "25 – 27 dec", "from 25 to 27", "25 से 27", "25 se 27 tak"),
        *("27 porjonto", "27 tarikh", "২৭ ডিসেম্বর পর্যন্ত", "till 27", "27 jabo", "27-12-2026", "27/12", "ravivar tak"),
        *("২৫-১২ থেকে ২৭-১২", "27 sokale berobo", "till 27th dec morning", "२५ से २७ दिसंबर"),
    ],
)
def test_who_names_the_day_of_leaving_is_understood(typed: str) -> None:
    assert read_nights(typed, ARRIVAL, TODAY) == [2]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "from 1 to 7"),
        ("8", "at most 7 nights"),
        ("10 rat", "at most 7 nights"),
        ("25 theke 5 january", "at most 7 nights"),
        ("26 theke 28", "You come on 25 December 2026"),
        ("2-3 din", "not sure how long"),
        ("3 din 4 rat", "not sure how long"),
        ("5 ghonta", "what “ghonta” means"),
        ("2 mas", "“2 mas” counts something else"),
        ("koto", "from 1 to 7"),
        ("", "from 1 to 7"),
    ],
)
def test_what_may_mean_another_stay_is_asked_again(typed: str, why: str) -> None:
    assert why in asked_again(lambda: read_nights(typed, ARRIVAL, TODAY))


def test_who_comes_is_kept_where_it_is_told_with_the_nights() -> None:
    assert read_nights("2 rat 4 jon", ARRIVAL, TODAY) == [{"nights": 2, "words": "2 rat 4 jon"}]


@pytest.mark.parametrize(
    ("typed", "party"),
    [
        ("4", (4, 0)),
        ("২ জন", (2, 0)),
        ("dujon", (2, 0)),
        ("একজনের", (1, 0)),
        ("तीन लोग", (3, 0)),
        ("ami eka", (1, 0)),
        ("family 6 jon", (6, 0)),
        ("10 jon er moto", (10, 0)),
        ("5 persns", (5, 0)),
        ("ami ar amar bou", (2, 0)),
        ("ma baba ar 2 bhai", (4, 0)),
        ("2 couple", (4, 0)),
        ("দুজন মহিলা", (2, 0)),
        ("5ppl", (5, 0)),
        ("4 জন প্রাপ্তবয়স্ক", (4, 0)),
        ("2 rooms", (0, 2)),
        ("2 ta ghor", (0, 2)),
        ("দুটো ঘর", (0, 2)),
        ("2 कमरे", (0, 2)),
        ("4 jon 2 ghor", (4, 2)),
        ("ghor 2 jon 4", (4, 2)),
        ("৫ জন, ২টা ঘর", (5, 2)),
        ("2 rooms for 3 people", (3, 2)),
        ("4 jon 3 rat", (4, 0)),
    ],
)
def test_people_and_rooms_are_told_apart(typed: str, party: tuple[int, int]) -> None:
    told = read_party(typed, 3)
    assert (told["people"], told["rooms"]) == party


def test_children_are_counted_by_themselves() -> None:
    assert read_party("amra 4 jon r 2 bacha") == {"people": 4, "rooms": 0, "children": 2}
    assert read_party("swami stri r ekta bachcha") == {"people": 2, "rooms": 0, "children": 1}
    assert read_party("हम 4 लोग और 2 बच्चे") == {"people": 4, "rooms": 0, "children": 2}


def test_sorts_of_rooms_are_counted_by_themselves() -> None:
    wanted = {"rooms": 3, "kinds": {"ac": 2, "non_ac": 1}}
    assert read_party("2 ta ac 1 ta non ac") == {"people": 0, **wanted}
    assert read_party("৬ জন, দুটো এসি ঘর আর একটা নন-এসি") == {"people": 6, **wanted}
    assert read_party("6 jon 3 ghor, ac 2 ta non-ac 1 ta") == {"people": 6, **wanted}
    assert read_party("2 ta ghor, ac") == {"people": 0, "rooms": 2, "kinds": {"ac": 2}}
    assert read_party("dorm 2 ta bed") == {"people": 0, "rooms": 2, "kinds": {"dormitory": 2}}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3 din", "“3 din” counts something else"),
        ("4 jon 2 rat", "“2 rat” counts something else"),
        ("2 bed", "“2 bed” counts something else"),
        ("2 double bed", "what “double” means"),
        ("2 kg", "what “kg” means"),
        ("amra 2 ta family", "“2 family” counts something else"),
        ("2 mohila 1 purush", "not sure how many"),
        ("ami r didima", "what “didima” means"),
        ("2 jon ar 3 jon", "not sure how many"),
        ("4/5 jon", "not sure how many"),
        ("4 jon 2 ta", "not sure how many"),
        ("2 ghor 4", "not sure how many"),
        ("amra 4 jon 2 bacha niye", "not sure how many"),
        ("swami stri 2 jon", "not sure how many"),
        ("3 ghor 1 ac 1 non ac", "not sure which rooms"),
        ("2 ghor ac non ac", "not sure which rooms"),
        ("2 bacha", "“2 bacha” are children"),
        ("21", "at most 20 people"),
        ("4 jon 9876543210", "what “9876543210” means"),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14", "not sure how many"),
        ("0", "how many people come"),
        ("amra sobai", "how many people come"),
        ("", "how many people come"),
    ],
)
def test_a_count_that_was_not_understood_whole_is_asked_again_by_its_name(typed: str, why: str) -> None:
    assert why in asked_again(lambda: read_party(typed, 3))


def test_only_a_count_is_no_name() -> None:
    assert all(map(counts_only, ("৫ জন", "5 jon", "dujon", "2 rat", "tin jon log")))
    assert not any(map(counts_only, ("Jon Das", "Ram Das", "Das Babu", "Ma", "রাত্রি জন", "Char Nath")))


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("612345678901", "612345678901"),
        ("UTR  612345678901", "612345678901"),
        ("utr no. 612345678901.", "612345678901"),
        ("UTR:612345678901", "612345678901"),
        ("UTR612345678901", "UTR612345678901"),
        ("txn id T2401151234567890123456", "T2401151234567890123456"),
        ("UPI Ref No: 6123 4567 8901", "6123 4567 8901"),
        ("ট্রানজ্যাকশন নম্বর ৬১২৩৪৫৬৭৮৯০১", "612345678901"),
        ("ट्रांज़ैक्शन आईडी: ६१२३४५६७८९०१", "612345678901"),
        ("XXXX XXXX 0124", None),
        ("kal debo 1234 taka", None),
        ("1234 taka diyechi", None),
        ("১২৩৪৫৬ টাকা দিলাম", None),
        ("paid on 12/11/2026", None),
        ("12/11/2026", None),
        ("paid", None),
        ("UTR", None),
        ("12345", None),
        ("abcdef", None),
        ("1" * 60, None),
    ],
)
def test_a_payment_is_called_by_what_the_bank_shows(typed: str, reference: str | None) -> None:
    assert read_reference(typed) == reference


@given(st.text(max_size=40))
def test_anything_can_be_read(typed: str) -> None:
    count(typed)
    for read in (lambda: read_nights(typed, ARRIVAL, TODAY), lambda: read_party(typed, 3)):
        with suppress(NotUnderstood):
            read()
    with suppress(NotUnderstood):
        read_card(typed)
    with suppress(NotUnderstood):
        read_last_four(typed, "voter")
    read_reference(typed)
