"""How things stand, asked by what people have: a phone's number, half of a number, or "no answer yet"."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from chatbot.language.spelling import with_ascii_digits
from flows.shared.news import asks_for_news
from panchayat.models import AccessCode
from tests.flows.phones import Phone, Village

#: A sample villager with two complaints, and a phone from which nothing was ever filed.
OWNER, OWNERS_NUMBER = "whatsapp:+910000000101", "0000000101"
STRANGER = "whatsapp:+910000000997"
NOBODY = "9830012345"
ASKED = "ছয় সংখ্যার একটি কোড গেছে"


def greeted(village: Village, address: str) -> Phone:
    phone = village.phone(address)
    phone.says("hi")
    return phone


def code_at(owner: Phone) -> str:
    told = owner.reads()
    (line,) = [line for text in told for line in text.splitlines() if "কোডটি হল" in line]
    return with_ascii_digits(line).rpartition(": ")[2].strip()


@pytest.mark.parametrize(
    "asked",
    [
        "0000000101",
        "০০০০০০০১০১",
        "0000000101 (whatsapp)",
        "status 0000000101",
        "আমার নম্বর ০০০০০ ০০১০১",
        "whatsapp no 00000-00101",
    ],
)
def test_a_phones_number_and_the_code_sent_there_open_what_was_filed_from_it(village: Village, asked: str) -> None:
    owner, stranger = greeted(village, OWNER), greeted(village, STRANGER)
    assert ASKED in stranger.says(asked)
    code = code_at(owner)
    listed = stranger.says(code)
    assert "ওই নম্বর থেকে এগুলো জমা আছে" in listed
    assert "পানীয় জল" in listed
    assert "জনস্বাস্থ্য কারিগরি দফতর" in stranger.says("২")


def test_it_is_only_shown_and_nothing_can_be_done_about_it(village: Village) -> None:
    owner, stranger = greeted(village, OWNER), greeted(village, STRANGER)
    stranger.says(OWNERS_NUMBER)
    stranger.says(code_at(owner))
    shown = stranger.says("১")
    assert "তুলে নিন" not in shown
    assert "আরও জানান" not in shown


def test_the_reply_is_the_same_where_nothing_was_filed_and_nothing_leaves(village: Village) -> None:
    owner, stranger, other = (
        greeted(village, OWNER),
        greeted(village, STRANGER),
        greeted(village, "whatsapp:+910000000996"),
    )
    assert stranger.says(NOBODY) == other.says(OWNERS_NUMBER)
    assert "কোডটি হল" in "".join(owner.reads())
    for typed in ("000000", "৪৫", "notun code", "koi ashe na"):
        assert stranger.says(typed) == other.says(typed)
    with village.open_office() as office:
        assert office.contacts.at("whatsapp", f"whatsapp:+91{NOBODY}") is None


def test_a_wrong_code_is_counted_alike_whether_there_is_anything_or_not(village: Village) -> None:
    greeted(village, OWNER)
    said = []
    for address, asked in ((STRANGER, NOBODY), ("whatsapp:+910000000996", OWNERS_NUMBER)):
        phone = greeted(village, address)
        phone.says(asked)
        said.append([phone.says("000000") for _try in range(6)])
    assert said[0] == said[1]
    assert "পাঁচবার" in said[0][4]


def test_as_many_statements_are_made_for_a_number_that_nobody_has(village: Village) -> None:
    greeted(village, OWNER)
    counts = []
    for address, asked in ((STRANGER, NOBODY), ("whatsapp:+910000000996", OWNERS_NUMBER)):
        phone = greeted(village, address)
        made: list[str] = []

        def note(*heard: Any, made: list[str] = made) -> None:
            made.append(heard[2])

        event.listen(Engine, "before_cursor_execute", note)
        phone.sends(asked)
        event.remove(Engine, "before_cursor_execute", note)
        counts.append(sum("outbox" not in each for each in made))
    assert min(counts) > 0
    assert abs(counts[0] - counts[1]) <= 1


def test_sixty_numbers_in_a_few_seconds_are_stopped_after_three(village: Village) -> None:
    stranger = greeted(village, STRANGER)
    said = [stranger.says(f"98300{place:05}", after=timedelta(milliseconds=100)) for place in range(60)]
    assert [ASKED in each for each in said] == [True] * 3 + [False] * 57
    assert all("অনেকবার কোড চাওয়া হয়েছে" in each for each in said[3:])


def test_a_number_is_asked_for_three_times_an_hour_by_whomever(village: Village) -> None:
    greeted(village, OWNER)
    for number, asked in ((OWNERS_NUMBER, "101"), (NOBODY, "345")):
        said = [greeted(village, f"whatsapp:+910000000{asked[:1]}{place}9").says(number) for place in range(10, 14)]
        assert [ASKED in each for each in said] == [True, True, True, False]


def test_a_day_ends_after_ten_codes(village: Village) -> None:
    stranger = greeted(village, STRANGER)
    said = [stranger.says(f"98300{place:05}", after=timedelta(minutes=21)) for place in range(12)]
    assert [ASKED in each for each in said] == [True] * 10 + [False] * 2
    assert "কাল আবার চেষ্টা করুন" in said[-1]


def test_ones_own_number_opens_ones_own_list_at_once(village: Village) -> None:
    owner = greeted(village, OWNER)
    assert "আপনার নম্বর থেকে এগুলো জমা আছে" in owner.says("2")
    shown = owner.says(OWNERS_NUMBER)
    assert "পানীয় জল" in shown
    with village.open_office() as office:
        assert office.session.scalar(select(func.count()).select_from(AccessCode)) == 0


def test_an_officer_reads_what_was_filed_in_the_own_office_and_nobody_is_alarmed(village: Village) -> None:
    owner = greeted(village, OWNER)
    with village.open_office() as office:
        filed = office.grievances.of(owner.contact(office).id)[0]
        mobile = next(each.mobile for each in office.offices.posts_held(filed.office_id) if each.role == "officer")
    officer = greeted(village, f"whatsapp:{mobile}")
    assert ASKED not in officer.says(OWNERS_NUMBER)
    assert owner.reads() == []


def test_the_code_opens_no_pay(village: Village) -> None:
    employee = greeted(village, "whatsapp:+910000000202")
    stranger = greeted(village, STRANGER)
    assert ASKED in stranger.says("0000000202")
    assert employee.reads() == []


def test_another_number_in_place_of_the_code_is_asked_for_in_its_turn(village: Village) -> None:
    owner, stranger = greeted(village, OWNER), greeted(village, STRANGER)
    stranger.says("9830012344")
    assert ASKED in stranger.says(OWNERS_NUMBER)
    assert "ওই নম্বর থেকে এগুলো জমা আছে" in stranger.says(code_at(owner))


@pytest.mark.parametrize("language", ["english", "हिन्दी"])
def test_the_owner_is_asked_in_their_own_language(village: Village, language: str) -> None:
    owner, stranger = greeted(village, OWNER), greeted(village, STRANGER)
    owner.says(language)
    stranger.says(OWNERS_NUMBER)
    (told,) = owner.reads()
    assert {"english": "what was filed from this number", "हिन्दी": "इस नंबर से जो जमा हुआ है"}[language] in told


def test_what_the_code_has_opened_closes_after_half_an_hour(village: Village) -> None:
    owner, stranger = greeted(village, OWNER), greeted(village, STRANGER)
    stranger.says(OWNERS_NUMBER)
    stranger.says(code_at(owner))
    assert "পানীয় জল" in stranger.says(OWNERS_NUMBER)
    assert ASKED in stranger.says(OWNERS_NUMBER, after=timedelta(minutes=31))


# Half a number


def numbers_of(village: Village, address: str) -> list[str]:
    phone = greeted(village, address)
    with village.open_office() as office:
        return [each.number for each in office.filings.of(phone.contact(office).id)]


@pytest.mark.parametrize(
    "part", ["{0}", "GRV-{1}-{2}", "grv {1} {2}", "{3}", "{2}-{3}", "{2} {3}", "GRV {3}", "{2}{3}"]
)
def test_part_of_ones_own_number_finds_it(village: Village, part: str) -> None:
    number = numbers_of(village, OWNER)[1]
    typed = part.format(number, *number.split("-")[1:])
    phone = village.phone(OWNER)
    phone.says("2")
    assert "জনস্বাস্থ্য কারিগরি দফতর" in phone.says(typed)


@pytest.mark.parametrize("part", ["GRV-{1}-{2}", "grv {3}", "{2}-{3}"])
def test_part_of_ones_own_number_is_understood_without_the_list_too(village: Village, part: str) -> None:
    number = numbers_of(village, OWNER)[1]
    assert "জনস্বাস্থ্য কারিগরি দফতর" in village.phone(OWNER).says(part.format(number, *number.split("-")[1:]))


def test_part_of_ones_own_number_that_is_called_so_finds_it(village: Village) -> None:
    number = numbers_of(village, OWNER)[1]
    assert "জনস্বাস্থ্য কারিগরি দফতর" in village.phone(OWNER).says(f"complaint no {number[-4:]}")


def test_part_of_somebody_elses_number_finds_nothing(village: Village) -> None:
    number = numbers_of(village, OWNER)[1]
    other = greeted(village, "whatsapp:+910000000102")
    other.says("2")
    for typed in (number[:11], number[-4:], number[-9:]):
        assert "এই নম্বরে কিছু পেলাম না" in other.says(typed)
        assert "GRV-২৬-৪৮১৫-৩৭০৬" in other.says(typed)


def test_an_end_that_begins_with_noughts_is_no_row_of_the_list(village: Village) -> None:
    owner = greeted(village, OWNER)
    owner.says("2")
    for typed in ("0001", "০০০২"):
        told = owner.says(typed)
        assert "তালিকায় নেই" not in told
        assert not told.startswith("নম্বর: ")


def test_too_little_of_a_number_finds_nothing(village: Village) -> None:
    owner = greeted(village, OWNER)
    owner.says("2")
    assert "এই নম্বরে কিছু পেলাম না" in owner.says("GRV-26")


# No answer yet

NEWS = [
    "amar obhijog er kono uttor pai ni",
    "koi uttor nahi mila",
    "no reply yet on my complaint",
    "১৫ দিন হয়ে গেল কিছু হয়নি",
    "ki holo amar ta",
    "অভিযোগ করেছিলাম, এখনও কোনো খবর নেই",
    "meri shikayat ka kya hua",
    "मेरी शिकायत पर कोई कार्रवाई नहीं हुई",
    "still waiting for a reply",
    "kobe hobe amar kaj",
    "obhijog er kono jobab elo na",
    "দুই মাস হয়ে গেল কোনো সাড়া নেই",
    "i have not received any response",
    "complaint kiya tha kuch nahi hua",
    "joldi korun",
    "keu elo na",
    "3 bar bollam kichu holo na",
    "मेरा काम कब होगा",
    "kono update ache?",
    "obhijog dilam 2 mas age",
    "kothay gelo amar abedon",
    "উত্তর দিন",
    "apnara kichu korchen na",
    "why no action",
]


@pytest.mark.parametrize("said", NEWS)
def test_no_answer_yet_shows_the_newest_that_is_open(village: Village, said: str) -> None:
    owner = greeted(village, OWNER)
    newest = numbers_of(village, OWNER)[0]
    shown = owner.says(said)
    assert newest[-4:] in with_ascii_digits(shown)
    assert any(word in shown for word in ("খতিয়ে দেখা হচ্ছে", "Under process", "कार्रवाई"))


def test_no_answer_yet_at_the_list_shows_the_newest(village: Village) -> None:
    owner = greeted(village, OWNER)
    owner.says("2")
    assert "অবস্থা: খতিয়ে দেখা হচ্ছে" in owner.says("কোনো উত্তর পাইনি")


def test_no_answer_yet_from_a_phone_that_has_filed_nothing_says_so_and_offers_to_file_the_words(
    village: Village,
) -> None:
    stranger = greeted(village, STRANGER)
    told = stranger.says("১৫ দিন হয়ে গেল কিছু হয়নি")
    assert "এই ফোন নম্বর থেকে কিছু জমা পড়েনি" in told
    assert "“১৫ দিন হয়ে গেল কিছু হয়নি”" in told
    assert "কোন গ্রাম বা পাড়া?" in stranger.says("1")


def test_who_has_filed_from_another_phone_is_not_asked_to_file_the_question(village: Village) -> None:
    told = greeted(village, STRANGER).says("amar obhijog er kono uttor pai ni")
    assert "এখন অভিযোগ জানাতে লিখুন: ১" in told
    assert "“" not in told


@pytest.mark.parametrize("asked", ["amar obhijog er kono uttor pai ni", "১৫ দিন হয়ে গেল কিছু হয়নি"])
def test_there_the_number_of_the_phone_is_understood_too(village: Village, asked: str) -> None:
    greeted(village, OWNER)
    stranger = greeted(village, STRANGER)
    stranger.says(asked)
    assert ASKED in stranger.says(OWNERS_NUMBER)


@pytest.mark.parametrize(
    "said",
    [
        "{0} theke obhijog korechilam kichu holo na",
        "{0} obhijog er ki holo",
        "আমার অভিযোগ {0} নম্বর থেকে জমা দিয়েছিলাম",
        "{0} status",
        "complaint from {0}",
    ],
)
def test_a_sentence_about_what_was_filed_from_a_number_is_a_question_for_it(village: Village, said: str) -> None:
    greeted(village, OWNER)
    assert ASKED in greeted(village, STRANGER).says(said.format(OWNERS_NUMBER))


def test_what_may_be_either_is_asked(village: Village) -> None:
    owner = greeted(village, OWNER)
    assert "না এটি নতুন অভিযোগ?" in owner.says("office e obhijog korle kono uttor dey na")
    assert "কী বিষয়ে?" in owner.says("2")


@pytest.mark.parametrize(
    "said",
    [
        "hospital e doctor nei",
        "জল আসে না",
        "kono kaj nei gram e",
        "কোনো কাজ নেই",
        "doctor uttor dey na",
        "pension er taka paini",
        "rasta hoyni ekhono",
        "ki holo jol asche na",
        "kichu na",
        "না, কিছু না",
        "nothing",
        "kono obhijog nei",
        "obhijog korte chai",
        "certificate lagbe",
        "kichu bujhte parchi na",
        "bhata paini tin mas",
    ],
)
def test_a_complaint_is_no_question_for_news(said: str) -> None:
    assert asks_for_news(said) is None
