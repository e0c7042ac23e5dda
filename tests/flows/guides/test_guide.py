"""What is needed, where and what it costs is told with its date and its office, and how to begin where it is done here."""

from __future__ import annotations

from typing import get_args

import pytest
from sqlalchemy import delete

from panchayat.imports.kinds.guides import Service
from panchayat.models import Guide
from tests.flows.phones import Phone, Village, every_flow
from tests.panchayat.imports.registers import faults, rows, take_in


def test_a_guide_says_what_where_how_much_how_long_and_as_of_when(phone: Phone) -> None:
    phone.says("hi")
    told = phone.says("lakkhir bhandar form kothay pabo")
    for part in ("*লক্ষ্মীর ভাণ্ডার*", "কী লাগে: ", "কোথায়: ", "খরচ: ", "কত দিন: ", "কীভাবে: ", "নমুনা তথ্য"):
        assert part in told
    assert "১৯ অক্টোবর ২০২৬ তারিখের তথ্য: পঞ্চায়েত ও গ্রামোন্নয়ন দফতর" in told
    assert "এই কাজ এখান থেকে হয় না" in told


def test_where_it_is_done_here_the_row_opens_it(phone: Phone) -> None:
    phone.says("hi")
    assert "এখানেই করতে পারেন: মেনুতে ৫ লিখুন।" in phone.says("residential certificate er jonno ki lage")
    phone.says("৫")
    assert phone.state()["flow"] == "certificate"


def test_what_is_only_handed_out_here_is_not_said_to_be_applied_for_here(phone: Phone) -> None:
    phone.says("hi")
    assert "অনুমোদন হয়ে গেলে কাগজটা এখানেই পাবেন: মেনুতে ৩ লিখুন।" in phone.says("bari banabo, ki lagbe")


@pytest.mark.parametrize(("language", "part"), [("english", "What is needed: "), ("hindi", "क्या लगता है: ")])
def test_it_is_told_in_the_persons_language(phone: Phone, language: str, part: str) -> None:
    phone.says("hi")
    phone.says(language)
    assert part in phone.says("ration card korte ki lage")


def test_a_newcomer_who_asks_is_answered_before_the_menu(phone: Phone) -> None:
    told = phone.says("ration card korte ki lage")
    assert told.startswith("*রেশন কার্ড*")
    assert "১. অভিযোগ" in told


def test_the_list_of_guides_opens_anywhere_and_the_question_stands_again(phone: Phone) -> None:
    for message in ("hi", "1", "jirat"):
        asked = phone.says(message)
    assert "কোন বিষয়ে জানতে চান?" in phone.says("কী লাগে")
    told = phone.says("bidhoba bhata")
    assert told.startswith("*বিধবা ভাতা*")
    assert told.endswith(asked)


def test_a_complaint_that_is_told_where_guides_are_listed_is_not_lost(phone: Phone) -> None:
    phone.says("hi")
    phone.says("ki lage")
    assert "lakshmir bhandar er taka paini 3 mas" in phone.says("lakshmir bhandar er taka paini 3 mas")
    assert "কোন গ্রাম" in phone.says("১")
    assert "taka paini" in str(phone.state())


def test_where_it_is_unsure_the_guide_and_the_complaint_are_offered(phone: Phone) -> None:
    phone.says("hi")
    asked = phone.says("lakshmir bhandar er taka kobe pabo")
    assert "১. লক্ষ্মীর ভাণ্ডার: কী লাগে, কোথায়" in asked
    assert "২. আবেদন-অভিযোগের অবস্থা" in asked
    assert "৩. অভিযোগ হিসেবে জানাব" in asked
    phone.says("৩")
    assert "kobe pabo" in str(phone.state())


def test_what_is_said_instead_of_choosing_is_kept_and_shown(phone: Phone) -> None:
    phone.says("hi")
    phone.says("rashon card")
    shown = phone.says("dealer chal kom dey protibar")
    assert "“rashon card dealer chal kom dey protibar”" in shown
    phone.says("১")
    assert "dealer chal kom dey" in str(phone.state())


@pytest.mark.parametrize("said", ["bari", "ঘর চাই", "amar ekta ghor lagbe"])
def test_a_house_is_asked_whether_to_build_or_to_stay(phone: Phone, said: str) -> None:
    phone.says("hi")
    asked = phone.says(said)
    assert "বাড়ি তৈরি করবেন, না থাকার ঘর চান?" in asked
    assert "গেস্ট হাউস বুকিং" in asked


def test_an_offices_own_guide_stands_before_the_general_one_for_its_people(village: Village, phone: Phone) -> None:
    own = {"office": "SAMPLE-02", "fee_bn": "নমুনা ১০ টাকা"}
    assert take_in(village.open_office, "guides", rows("guides", own)) == "1 guide: 1 added, 0 changed, 0 unchanged"
    phone.says("hi")
    assert "নমুনা ১০ টাকা" not in phone.says("ration card korte ki lage")
    told = village.phone("whatsapp:+910000000102").says("ration card korte ki lage")
    assert "নমুনা ১০ টাকা" in told
    assert "নমুনা জিরাট গ্রাম পঞ্চায়েত" in told


def test_a_newer_list_replaces_what_was_told_before(village: Village, phone: Phone) -> None:
    phone.says("hi")
    newer = {"fee_bn": "নমুনা ২০ টাকা"}
    assert take_in(village.open_office, "guides", rows("guides", newer)) == "1 guide: 0 added, 1 changed, 0 unchanged"
    assert "নমুনা ২০ টাকা" in phone.says("ration card korte ki lage")


def test_one_that_was_not_reviewed_in_time_sends_people_to_the_office(village: Village, phone: Phone) -> None:
    phone.says("hi")
    overdue = {"reviewed_on": "01-11-2025", "review_by": "01-11-2026"}
    take_in(village.open_office, "guides", rows("guides", overdue))
    told = phone.says("ration card korte ki lage")
    assert "পুরনো (১ নভেম্বর ২০২৫ তারিখের)" in told
    assert "+91 00000 00300" in told
    assert "কোথায়: " not in told


def test_a_list_with_impossible_dates_or_no_service_is_refused(village: Village) -> None:
    told = faults(
        village.open_office,
        "guides",
        rows(
            "guides", {"review_by": "01-10-2026"}, {"key": "b", "applied_here": "yes"}, {"key": "c", "service": "taps"}
        ),
    )
    assert [fault.partition(": ")[0] for fault in told] == [
        "line 2, column review_by",
        "line 3, column service",
        "line 4, column service",
    ]


def test_every_service_that_a_guide_can_name_is_there() -> None:
    assert set(get_args(Service)) <= {each.name for each in every_flow()}


def test_every_sample_fits_in_one_message_in_every_language(village: Village, phone: Phone) -> None:
    phone.says("hi")
    with village.open_office() as office:
        guides = office.guides.current(phone.contact(office).id)
    assert len(guides) == 28
    for language in ("bangla", "english", "hindi"):
        phone.says(language)
        for each in guides:
            phone.says("ki lage")
            answer = phone.says(each.key)
            assert answer.startswith("*")
            assert len(answer) <= 1500


@pytest.mark.parametrize("said", ["passport korte ki lage", "pm kisan er form kothay pabo", "rupashree form kothay"])
def test_a_question_that_no_guide_answers_is_said_so_and_is_no_complaint(village: Village, said: str) -> None:
    phone = village.phone("whatsapp:+910000000105")
    phone.says("hi")
    told = phone.says(said)
    assert "এই বিষয়ে আমার কাছে তথ্য নেই। জেনে নিতে পারেন: +91 00000 00300" in told
    assert "২. অভিযোগ হিসেবে জানাব" in told
    assert "কোন বিষয়ে জানতে চান?" in phone.says("১")


def test_without_guides_nothing_is_made_up(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        office.session.execute(delete(Guide))
    phone.says("hi")
    assert "কারও সঙ্গে কথা বলতে ফোন করুন" in phone.says("ki lage")
    assert "*" not in phone.says("ration card korte ki lage")


@pytest.mark.parametrize(
    "before",
    [
        ("hi", "1"),
        ("hi", "1", "jirat"),
        ("hi", "1", "jirat", "1", "রাস্তা ভেঙে গেছে", "বটতলা"),
        ("hi", "6"),
        ("hi", "5", "jirat"),
    ],
)
def test_a_whole_question_is_answered_where_a_row_is_to_be_chosen_and_the_list_stands_again(
    phone: Phone, before: tuple[str, ...]
) -> None:
    for message in before:
        asked = phone.says(message)
    told = phone.says("lakshmir bhandar form kothay pabo")
    assert told.startswith("*লক্ষ্মীর ভাণ্ডার*")
    assert told.endswith(asked)
    assert "lakshmir bhandar" not in str(phone.state())


@pytest.mark.parametrize("said", ["lakshmir bhandar form kothay pabo", "ration card kivabe pabo keu bole na"])
def test_where_words_are_an_answer_they_stay_one(phone: Phone, said: str) -> None:
    for message in ("hi", "1", "jirat", "8"):
        phone.says(message)
    phone.says(said)
    assert said in str(phone.state())


@pytest.mark.parametrize("said", ["ration card paini 6 mas", "ration card", "ration card korbo", "kothay jabo", "2"])
def test_in_the_middle_of_something_nothing_else_is_taken_for_a_question(phone: Phone, said: str) -> None:
    for message in ("hi", "1", "jirat"):
        phone.says(message)
    assert "*রেশন কার্ড*" not in phone.says(said)
