"""A verdict is taken only where it is plainly one, for the complaint that it names; everything else is asked, and nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.exchange import ArrivedFile
from flows.grievances.subjects import subjects_in
from flows.grievances.verdicts import Verdict, read_verdict
from panchayat.models.grievance_states import State
from tests.flows.grievances.test_is_it_fixed import opened, phone, settle, told, verdicts
from tests.flows.phones import PHOTO, VOICE, Phone

__all__ = ["phone", "told"]

FIXED = "ঠিক হয়েছে, লিখে রাখলাম"


@pytest.mark.parametrize(
    "words",
    [
        *("ছবি পাঠাচ্ছি", "ছেলেকে পাঠাচ্ছি দেখতে", "এখনও দেখিনি, ছেলেকে পাঠাচ্ছি", "chobi pathacchi ekhoni"),
        *("এটা আমার অভিযোগ না", "ami kono obhijog korini", "eta amar nalish noy", "this is not my complaint"),
        *("yes but no", "ha kintu na", "ওরা বলছে হয়েছে", "mistri bolche hoye geche", "they said it is fixed"),
        *("na mane ami bujhte parini", "কাজ হয়নি বললে ভুল হবে", "ami bujhini", "jani na hoyeche kina"),
    ],
)
def test_what_is_no_plain_verdict_marks_nothing(told: Phone, words: str) -> None:
    told.says(words)
    assert verdicts(told) == []
    assert opened(told) == []


@pytest.mark.parametrize(
    "words", ["Not bad, it's fixed", "হ্যাঁ রাস্তা ঠিক হয়ে গেছে", "rasta ekhon bhalo", "गड्ढा ठीक हो गया"]
)
def test_a_plain_one_of_its_own_subject_is_taken(told: Phone, words: str) -> None:
    assert FIXED in told.says(words) or verdicts(told)
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("জলের লাইনটা ঠিক হয়েছে", {"water"}),
        ("rastar alo jolche", {"power"}),
        ("রাস্তার আলোটা জ্বলছে", {"power"}),
        ("amar bidhoba bhata dhoke ni", {"schemes"}),
        ("na rasta na jolerta", {"water"}),
        ("sorokta", {"roads"}),
        ("নর্দমাটা পরিষ্কার হয়েছে", {"drainage"}),
        ("kal abar asbe", set()),
        ("কাজটা হয়েছে", set()),
        ("नल का पानी", {"water"}),
    ],
)
def test_a_subject_is_known_by_its_words_with_their_endings(words: str, subjects: set[str]) -> None:
    assert subjects_in(words) == subjects


@pytest.mark.parametrize(
    "words",
    [
        "pani thik hoyeche",
        "জলের সমস্যা মিটে গেছে",
        "jol asche ekhon, thik hoyeche",
        "पानी ठीक हो गया",
        "kol ta thik hoye geche",
    ],
)
def test_a_verdict_on_another_resolution_is_taken_for_that_one(told: Phone, words: str) -> None:
    said = told.says(words)
    assert "পানীয় জল" in said or "पेयजल" in said
    assert "রাস্তাঘাট" not in said
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "current ta thik hoye geche",
        "বিদ্যুৎ ঠিক হয়েছে",
        "school er kaj hoye geche",
        "drain thik hoyeche",
        "बिजली ठीक हो गई",
    ],
)
def test_a_verdict_on_what_is_not_theirs_is_asked_about(told: Phone, words: str) -> None:
    assert f"“{words}”" in told.says(words) or verdicts(told) == []
    assert verdicts(told) == []


@pytest.mark.parametrize(
    "words", ["duto i hoyeche", "দুটোই হয়েছে", "both are fixed", "दोनों ठीक हो गए", "2toi thik hoyeche"]
)
def test_both_are_named_and_noted_at_one_yes(told: Phone, words: str) -> None:
    said = told.says(words)
    assert "রাস্তাঘাট" in said or "सड़क" in said or "Road" in said
    assert verdicts(told) == []
    told.says("1")
    assert [fixed for fixed, *_more in verdicts(told)] == [True, True]


@pytest.mark.parametrize("words", ["kono tai hoyni", "কোনোটাই হয়নি", "ektao hoyni"])
def test_neither_opens_both_at_one_yes(told: Phone, words: str) -> None:
    assert "আবার খোলা" in told.says(words)
    assert opened(told) == []
    told.says("ha")
    assert len(opened(told)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "amader para te 3 din current nei bacchara porte parche na",
        "ration er chal kom diche dealer",
        "amar bidhoba bhata dhoke ni 3 mas",
        "হাসপাতালে ডাক্তার আসে না রোজ",
        "स्कूल में मास्टर नहीं आते हैं",
    ],
)
@pytest.mark.parametrize("answer", ["ha", "na"])
def test_another_trouble_is_first_asked_about_as_a_new_complaint(told: Phone, words: str, answer: str) -> None:
    said = told.says(words)
    assert "অভিযোগ হিসেবে" in said or "शिकायत" in said
    told.says(answer)
    assert verdicts(told) == []
    assert opened(told) == []


@pytest.mark.parametrize(
    "words", ["kintu jol to ekhono asche na", "rasta ekhono bhanga", "ছেলে বলছে হয়নি", "aaj abar gorto hoyeche"]
)
def test_at_the_rating_what_contradicts_is_asked(told: Phone, words: str) -> None:
    told.says("1")
    said = told.says(words)
    assert f"“{words}”" in said
    assert [words for *_most, words in verdicts(told)] == [None]


def test_not_fixed_after_all_at_the_rating_opens_it_with_the_words(told: Phone) -> None:
    told.says("1")
    told.says("rasta ekhono bhanga")
    said = told.says("1")
    assert "আবার খোলা হয়েছে" in said
    assert opened(told)[0].endswith("rasta ekhono bhanga")


@pytest.mark.parametrize(
    "words", ["amader parar tubewell ta 5 din kharap jol pai na kichu korun", "lokjon khub jhamela korche roj rate"]
)
@pytest.mark.parametrize("rated", [True, False])
def test_what_comes_an_hour_later_is_no_remark_without_asking(told: Phone, words: str, rated: bool) -> None:
    told.says("1")
    if rated:
        told.says("4")
    said = told.says(words, after=timedelta(hours=1))
    assert f"“{words}”" in said
    assert [kept for *_most, kept in verdicts(told)] == [None]
    assert "কী বিষয়ে" in told.says("নতুন অভিযোগ") or "জায়গা" in said


def test_after_opening_again_what_is_of_another_subject_is_asked(told: Phone) -> None:
    told.says("2")
    said = told.says("amar bidhoba bhata dhoke ni", after=timedelta(hours=2))
    assert "“amar bidhoba bhata dhoke ni”" in said
    assert not opened(told)[0].endswith("dhoke ni")


def test_remarks_are_joined(told: Phone) -> None:
    told.says("ei kaj ke kore dilo bolun to")
    told.says("1")
    told.says("4")
    told.says("pichta bhalo diyeche")
    assert verdicts(told) == [(True, 4, "ei kaj ke kore dilo bolun to\npichta bhalo diyeche")]


@pytest.mark.parametrize(
    "words",
    [
        "na na thik hoyni, vul tipechi",
        "ভুল টিপেছি, ঠিক হয়নি",
        "galti se dabaya, nahi hua",
        "actually not fixed",
        "asole hoyni",
    ],
)
def test_fixed_is_taken_back_in_ones_own_words(told: Phone, words: str) -> None:
    told.says("1")
    told.says(words)
    assert not [fixed for fixed, *_more in verdicts(told) if fixed]


@pytest.mark.parametrize(
    "words",
    [
        "ভুল হয়েছে, ঠিক হয়ে গেছে",
        "উল্টো টিপে ফেলেছি, হয়ে গেছে",
        "arey na ota thik ache bhul kore 2 diyechi",
        "na na thik hoye geche",
    ],
)
def test_opened_is_taken_back_in_ones_own_words(told: Phone, words: str) -> None:
    told.says("2")
    assert len(opened(told)) == 1
    said = told.says(words)
    assert opened(told) == []
    assert "রাস্তাঘাট" in said
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


@pytest.mark.parametrize(
    ("words", "stars"), [("na na bhul, 5 debo", 5), ("sorry 4 hobe", 4), ("না ৩ দিতে চাই", 3), ("asole 4 hobe", 4)]
)
def test_a_rating_is_put_right(told: Phone, words: str, stars: int) -> None:
    told.says("1")
    told.says("1")
    said = told.says(words)
    assert "রাস্তাঘাট" in said
    assert verdicts(told) == [(True, stars, None)]


@pytest.mark.parametrize("words", ["না", "na", "nah", "না না ২ হবে", "na 2 hobe"])
def test_a_no_at_the_rating_is_asked_about(told: Phone, words: str) -> None:
    told.says("1")
    said = told.says(words)
    if words != "না না":
        assert f"“{words}”" in said
    assert verdicts(told) == [(True, None, None)]
    assert "আবার খোলা হয়েছে" in told.says("1")


def test_the_rating_is_said_back_with_its_subject(told: Phone) -> None:
    told.says("1")
    said = told.says("bhalo na")
    assert "রাস্তাঘাট" in said
    assert "২ (খারাপ)" in said


def test_what_was_handed_in_since_is_asked_about_before_an_older_word_is_taken_back(told: Phone) -> None:
    told.says("1")
    told.says("menu")
    for words in ("1", "পানীয় জল", "koler jol ghola, khete parchi na", "bottola", "1"):
        told.says(words)
    said = told.says("ভুল হয়েছে")
    assert [fixed for fixed, *_more in verdicts(told)] == [True]
    assert "এইমাত্র জমা" in said


@pytest.mark.parametrize("words", ["haa rasta hoyeche kintu taka cheyeche lok ta", "gorto nei tobe dhulo"])
def test_the_rest_of_a_verdict_is_kept(told: Phone, words: str) -> None:
    told.says(words)
    told.says("1")
    assert verdicts(told) == [(True, None, words)] or opened(told)[0].endswith(words)


@pytest.mark.parametrize("file", [PHOTO, VOICE])
def test_a_file_after_the_question_is_offered_to_it(told: Phone, file: ArrivedFile) -> None:
    said = told.says("", file)
    assert "রাস্তাঘাট" in said
    assert "কাজটা কি সত্যিই ঠিক হয়েছে?" in said
    told.says("2")
    assert len(opened(told)) == 1
    assert files_of(told) == 1


def files_of(phone: Phone) -> int:
    """How many files belong to what was opened again."""
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        return sum(sum(office.grievance_desk.files(each).values()) for each in own if each.state == State.REOPENED)


@pytest.mark.parametrize("words", ["abar vengeche gorto ta", "রাস্তা আবার খারাপ হয়ে গেছে", "rasta abar bhenge geche"])
def test_what_is_broken_again_is_offered_to_be_opened(told: Phone, words: str) -> None:
    told.says("1")
    told.says("menu")
    said = told.says(words, after=timedelta(days=1))
    assert "তাহলে উপরের দফতরে যাবে" in said
    assert "রাস্তাঘাট" in said
    told.says("1")
    assert opened(told)[0].endswith(words)


@pytest.mark.parametrize("words", ["dhonnobad dada", "হু", "নাঃ", "o accha, ha", "দেখতে যাচ্ছি", "kal bolchi", "👎"])
def test_whatever_is_short_after_the_question_is_never_not_understood(told: Phone, words: str) -> None:
    said = told.says(words)
    assert "রাস্তাঘাট" in said
    assert "বুঝতে পারিনি" not in said


def test_hearsay_and_unknown_words_are_no_plain_verdict() -> None:
    assert read_verdict("thik hoyeche").plain
    assert not read_verdict("ora bolche thik hoyeche").plain
    assert not read_verdict("thik hoyeche kobe dekhbo").plain
    assert read_verdict("parini").verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "words", ["অর্ধেক হয়েছে", "ki bolchen rasta to hoyni", "rasta thik hoyeche", "रास्ता ठीक नहीं हुआ"]
)
def test_a_verdict_in_the_middle_of_a_form_is_asked_about_and_no_answer_to_it(phone: Phone, words: str) -> None:
    phone.says("1")
    settle(phone, State.UNDER_PROCESS)
    said = phone.says(words)
    assert f"“{words}”" in said
    assert "রাস্তাঘাট" in said or "सड़क" in said
    assert verdicts(phone) == []
    assert opened(phone) == []


@pytest.mark.parametrize("words", ["amar bhata dhoke ni", "school er ghor hoyni ekhono"])
def test_another_trouble_that_is_not_done_is_a_new_one_first(told: Phone, words: str) -> None:
    told.says("menu")
    assert "অভিযোগ হিসেবে" in told.says(words)
    told.says("na")
    assert verdicts(told) == []
    assert opened(told) == []


def test_a_photo_that_comes_with_the_answer_stays_with_what_is_fixed(told: Phone) -> None:
    told.says("", PHOTO)
    told.says("1")
    with told.village.open_office() as office:
        own = office.grievances.of(told.contact(office).id)
        assert sum(sum(office.grievance_desk.files(each).values()) for each in own if each.state == State.RESOLVED) == 1
