"""Talking to a person, and being called: when it suits, about what, and no longer if it is not needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from flows.shared.call_wishes import read_call_wish
from panchayat.core.clock import IST
from panchayat.models import CallBack, Office
from tests.conftest import SettableClock
from tests.flows.phones import Phone, Village, every_flow

KNOWN, STRANGER, OFFICER = "whatsapp:+910000000101", "whatsapp:+910000000997", "whatsapp:+910000000202"
#: A Wednesday in November; the line is open from ten to six.
MORNING, NIGHT = datetime(2026, 11, 18, 11, tzinfo=IST), datetime(2026, 11, 18, 23, tzinfo=IST)
TALK = [
    "কথা বলতে চাই",
    "kotha bolbo",
    "talk to someone",
    "officer er sathe kotha bolte chai",
    "manush er sathe kotha",
    "customer care",
    "किसी से बात करनी है",
    "number din office er",
    "আমি একটু অফিসারের সঙ্গে কথা বলতে চাই",
    "please, i want to talk to a human",
    "I need to speak with an officer.",
    "panchayat er phone number din",
    "mujhe adhikari se baat karni hai",
    "একজন মানুষের সাথে কথা বলা যাবে?",
    "officer babur songe ektu kotha bolar dorkar",
    "helpline number koto",
]
NEEDLESS = [
    "call back batil",
    "phone korte hobe na",
    "আর ফোন লাগবে না",
    "mat karo call",
    "cancel the call please",
    "no need to call",
    "no call needed",
    "fon ar korte hobe na, kaj hoye geche",
    "ফোন করতে হবে না",
    "call mat karna",
    "phone lagbe na ar",
    "फ़ोन नहीं चाहिए",
    "don't call me",
    "please do not call me any more",
    "amake phone korben na",
    "phone er dorkar nai ar",
    "ar lagbe na",
]


def at(village: Village, address: str, now: datetime = MORNING) -> Phone:
    assert isinstance(village.clock, SettableClock)
    village.clock.now = now.astimezone(UTC)
    phone = village.phone(address)
    phone.says("hi")
    return phone


def calls(village: Village) -> list[CallBack]:
    with village.open_office() as office:
        found = list(office.session.scalars(select(CallBack).order_by(CallBack.asked_at)))
        office.session.expunge_all()
        return found


# Talking to a person


@pytest.mark.parametrize("said", TALK)
def test_who_wants_to_talk_gets_the_number_at_once(village: Village, said: str) -> None:
    told = at(village, KNOWN).says(said)
    assert "+91 00000 00300" in told
    assert any(word in told for word in ("এখন ফোনে কথা বলা যাবে", "line is open now", "अभी फ़ोन पर बात हो सकती है"))


@pytest.mark.parametrize("said", TALK)
def test_it_is_understood_in_the_middle_of_anything_and_what_stood_goes_on(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("1")
    phone.says("1")
    told = phone.says(said)
    assert "+91 00000 00300" in told
    assert any(word in told for word in ("কী হয়েছে", "happened", "क्या हुआ"))


@pytest.mark.parametrize(
    "said",
    [
        *("fon den", "ফোন দেন", "call dao", "ekta call diben", "phone koro", "amay fon koren", "mujhe phone kijiye"),
        *(
            "missed call dilam call back koren",
            "আমারে একটা ফোন দিয়েন",
            "একটা কল করেন দাদা",
            "ektu fon dio",
            "phone me please",
        ),
        *("amake ekbar phone korte paren", "মিস কল দিছি কল ব্যাক করেন", "mujhe ek baar call kar dijiye", "मुझे कॉल कर दो"),
        *("taratari phone korun", "call me back soon", "fon lagbe amar", "can you give me a call", "ज़रा फ़ोन कर लीजिए"),
    ],
)
def test_who_wants_a_call_and_says_no_more_is_put_on_the_list(said: str) -> None:
    opened = every_flow().opened_by(said)
    assert opened is not None
    assert opened.name == "call_me"


@pytest.mark.parametrize(
    "said",
    [
        "phone dhore na keu",
        "amar phone nosto",
        "phone number din",
        "ke call dilo",
        "phone korechi keu tole na",
        "call drop hoy roj",
    ],
)
def test_a_sentence_about_phones_is_no_wish_for_a_call(said: str) -> None:
    opened = every_flow().opened_by(said)
    assert opened is None or opened.name != "call_me"


@pytest.mark.parametrize(
    "said",
    [
        "officer kotha shone na",
        "officer er sathe kotha bolte gele durbyabohar kore",
        "পঞ্চায়েতে ফোন করলে কেউ ধরে না",
        "ফোন নম্বর দিয়েছিল কিন্তু কাজ করে না",
        "doctor babu kotha bolen na",
    ],
)
def test_a_complaint_about_talking_is_no_wish_to_talk(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("1")
    phone.says("1")
    assert "+91 00000 00300" not in phone.says(said)


def test_at_night_it_says_when_the_line_opens(village: Village) -> None:
    assert "এখন ফোনে কাউকে পাওয়া যাবে না। কথা বলা যাবে: আগামীকাল, সকাল ১০টা।" in at(village, KNOWN, NIGHT).says("kotha bolbo")


def test_on_a_holiday_the_line_opens_on_the_next_working_day(village: Village) -> None:
    sunday = datetime(2026, 11, 22, 11, tzinfo=IST)
    assert "কথা বলা যাবে: আগামীকাল, সকাল ১০টা" in at(village, KNOWN, sunday).says("help")


def test_hours_that_are_known_in_words_alone_say_nothing_of_now(village: Village) -> None:
    phone = at(village, STRANGER)
    with village.open_office() as office:
        office.session.get_one(Office, office.offices.state().id).helpline_times = None
    told = phone.says("help")
    assert "সকাল ১০টা থেকে সন্ধ্যা ৬টা" in told
    assert "এখন ফোনে কথা বলা যাবে" not in told


# When


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("kal sokale", (19, 8, 0), (19, 12, 0)),
        ("কাল সকালে", (19, 8, 0), (19, 12, 0)),
        ("কাল সকাল ১০টায়", (19, 10, 0), (19, 11, 0)),
        ("বিকেল ৫টার পর", (18, 17, 0), None),
        ("tomorrow morning", (19, 8, 0), (19, 12, 0)),
        ("10 tar pore", (19, 10, 0), None),
        ("ekhon na, sondhyay", (18, 17, 0), (18, 20, 0)),
        ("after 5 pm", (18, 17, 0), None),
        ("5-6 tar moddhe", (18, 17, 0), (18, 18, 0)),
        ("kal bikel sare 4 tey", (19, 16, 30), (19, 17, 30)),
        ("bikel পাঁচটায়", (18, 17, 0), (18, 18, 0)),
        ("শুক্রবার", (20, 0, 0), (21, 0, 0)),
        ("friday 11 am", (20, 11, 0), (20, 12, 0)),
        ("porshu dupure", (20, 12, 0), (20, 15, 0)),
        ("sokal dosh tar por", (19, 10, 0), None),
        ("कल सुबह १० बजे के बाद", (19, 10, 0), None),
        ("शाम को", (18, 17, 0), (18, 20, 0)),
        ("around 4", (18, 16, 0), (18, 17, 0)),
        ("17:30", (18, 17, 30), (18, 18, 30)),
        ("৩ দিন পর", (21, 0, 0), (22, 0, 0)),
        ("before 12", (19, 8, 0), (19, 12, 0)),
        ("১ ঘণ্টা পর", (18, 15, 30), None),
        ("in 10 minutes", (18, 14, 40), None),
        ("adha ghonta por phone korben", (18, 15, 0), None),
        ("20-11-2026 sokal 10 tay", (20, 10, 0), (20, 11, 0)),
        ("24 tarikh bikele", (24, 15, 0), (24, 18, 0)),
        ("friday after 5", (20, 17, 0), None),
        ("ekhon busy achi 5 tar por korben", (18, 17, 0), None),
        ("kal na porshu", (20, 0, 0), (21, 0, 0)),
        ("raat 11 tay", (18, 23, 0), None),
        ("আজ সন্ধ্যার পরে", (18, 17, 0), (18, 20, 0)),
        ("যখন খুশি", (18, 14, 30), None),
    ],
)
def test_a_time_is_read_as_people_write_it(
    said: str, start: tuple[int, int, int], end: tuple[int, int, int] | None
) -> None:
    wish = read_call_wish(said, datetime(2026, 11, 18, 14, 30, tzinfo=IST))
    assert wish.is_clear
    assert wish.when is not None
    assert wish.when.start == datetime(2026, 11, *start, tzinfo=IST)
    assert wish.when.end == (datetime(2026, 11, *end, tzinfo=IST) if end else None)


@pytest.mark.parametrize(
    "said",
    [
        "কাল থেকে জল নেই",
        "rasta bhanga kal theke",
        "3 din dhore current nei",
        "2 ghonta dhore current nei",
        "phone korbe na?",
        "10",
        "pension niye kotha bolbo",
        "pension paini tin mas",
        "jirat",
        "hi",
    ],
)
def test_what_tells_of_something_else_is_no_time(said: str) -> None:
    wish = read_call_wish(said, MORNING)
    assert not wish.is_clear
    assert wish.when is None


@pytest.mark.parametrize("said", ["kal sokale", "কাল সকালে", "tomorrow morning", "कल सुबह", "kal sokale hole bhalo hoy"])
def test_a_time_at_the_village_is_no_place_that_was_not_found(village: Village, said: str) -> None:
    phone = at(village, STRANGER)
    assert "কোন গ্রামের?" in phone.says("call me")
    told = phone.says(said)
    assert not any(word in told for word in ("খুঁজে পেলাম না", "could not find", "नहीं मिली"))
    (call,) = calls(village)
    assert call.wanted_from == datetime(2026, 11, 19, 8, tzinfo=IST)
    phone.says("jirat")
    (call,) = calls(village)
    with village.open_office() as office:
        assert office.offices.get(call.office_id).names["en"] == "Sample Jirat Gram Panchayat"


def test_a_time_written_afterwards_is_taken_for_the_call_and_said_back(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    assert "আপনার সুবিধার সময়: আজ, বিকেল ৫টা থেকে" in phone.says("বিকেল ৫টার পর")
    assert "আপনার সুবিধার সময়: আগামীকাল, সকাল ৮টা থেকে দুপুর ১২টা" in phone.says("na, kal sokale")
    assert len(calls(village)) == 1


def test_another_number_written_afterwards_is_the_one_that_is_called(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    assert "+919830012345" in phone.says("৯৮৩০০ ১২৩৪৫")
    assert [each.phone for each in calls(village)] == ["+919830012345"]


@pytest.mark.parametrize(
    "said", ["kal sokale phone korben", "call me tomorrow morning", "কাল সকালে ফোন করবেন", "कल सुबह फ़ोन कीजिए"]
)
def test_a_call_at_a_time_is_one_sentence_anywhere(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("1")
    phone.says("1")
    phone.says(said)
    (call,) = calls(village)
    assert call.wanted_from == datetime(2026, 11, 19, 8, tzinfo=IST)


def test_a_time_at_which_the_line_is_closed_says_when_the_call_comes(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    told = phone.says("rat 9 tar por")
    assert "ওই সময়ে আমরা ফোন করতে পারি না। আপনাকে ফোন করা হবে: আগামীকাল, সকাল ১০টা।" in told


def test_a_call_that_is_asked_for_at_night_comes_when_the_line_opens(village: Village) -> None:
    told = at(village, KNOWN, NIGHT).says("call me")
    assert "এখন আমাদের ফোন করার সময় নয়। আপনাকে ফোন করা হবে: আগামীকাল, সকাল ১০টা।" in told


@pytest.mark.parametrize("said", ["ekhon na", "pore korben", "later"])
def test_another_time_that_is_not_named_is_asked(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    assert any(word in phone.says(said) for word in ("কখন ফোন করব?", "When shall we call?"))


def test_a_time_without_a_call_is_nothing_to_do_with_calls(village: Village) -> None:
    at(village, KNOWN).says("kal sokale")
    assert calls(village) == []


def test_an_hour_later_a_time_is_no_longer_taken_for_the_call(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("kal sokale", after=timedelta(minutes=61))
    assert calls(village)[0].wanted_from is None


def test_a_sentence_with_the_village_and_the_time_loses_neither(village: Village) -> None:
    phone = at(village, STRANGER)
    phone.says("call me")
    phone.says("ami jirat theke bolchi, kal sokale phone korben")
    (call,) = calls(village)
    assert (call.wanted_from, call.words) == (
        datetime(2026, 11, 19, 8, tzinfo=IST),
        "ami jirat theke bolchi, kal sokale phone korben",
    )
    phone.says("jirat")
    assert calls(village)[0].wanted_from == call.wanted_from


def test_what_may_be_a_complaint_beside_a_wish_for_a_call_is_asked(village: Village) -> None:
    phone = at(village, KNOWN)
    assert "ফোনে কি এটা নিয়েই কথা বলতে চান?" in phone.says("sokal 10 tay jol ase na, phone korun")
    assert calls(village) == []


@pytest.mark.parametrize("said", ["kobe phone korben", "keu phone korlo na ekhono", "phone ase ni", "ফোন কখন করবেন?"])
def test_who_waits_for_the_call_hears_when_it_comes(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("kal sokale")
    assert "আপনার সুবিধার সময়: আগামীকাল, সকাল ৮টা থেকে দুপুর ১২টা" in phone.says(said)
    assert len(calls(village)) == 1


# What about


def test_what_follows_is_asked_about_and_noted_in_their_words(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    assert "ফোনে কি এটা নিয়েই কথা বলতে চান?" in phone.says("bidhoba bhata tin mas dhore paini")
    assert "“bidhoba bhata tin mas dhore paini”" in phone.says("1")
    assert [each.words for each in calls(village)] == ["bidhoba bhata tin mas dhore paini"]


def test_what_is_a_complaint_all_the_same_is_filed_as_one(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("bidhoba bhata tin mas dhore paini")
    assert "কী বিষয়ে?" in phone.says("2")
    assert [each.words for each in calls(village)] == [None]


def test_an_officer_sees_when_and_what_about(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("kal sokale")
    phone.says("bidhoba bhata tin mas dhore paini")
    phone.says("1")
    officer = at(village, OFFICER)
    officer.says("my work")
    told = officer.says("1")
    assert "সুবিধার সময়: আগামীকাল, সকাল ৮টা থেকে দুপুর ১২টা" in told
    assert "bidhoba bhata tin mas dhore paini" in told


# No longer


@pytest.mark.parametrize("said", NEEDLESS)
def test_a_call_that_is_not_needed_is_taken_back(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    assert "+910000000101" in phone.says(said)
    assert [each.state for each in calls(village)] == ["withdrawn"]


@pytest.mark.parametrize("said", ["call back batil", "আর ফোন লাগবে না", "no call needed"])
def test_it_is_taken_back_at_the_question_of_the_village_too(village: Village, said: str) -> None:
    phone = at(village, STRANGER)
    phone.says("call me")
    phone.says(said)
    assert [each.state for each in calls(village)] == ["withdrawn"]


def test_what_it_was_about_is_said_when_it_is_taken_back(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("bidhoba bhata tin mas dhore paini")
    phone.says("1")
    assert "“bidhoba bhata tin mas dhore paini”" in phone.says("ফোন লাগবে না")


def test_where_no_call_was_asked_for_there_is_none_to_take_back(village: Village) -> None:
    assert "ফোন করতে বলা হয়নি" in at(village, KNOWN).says("phone korte hobe na")


@pytest.mark.parametrize(
    "said", ["phone keu dhore na", "office call korle keu dhore na", "phone korlo na keu", "call asena"]
)
def test_that_nobody_called_takes_nothing_back(village: Village, said: str) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says(said)
    assert [each.state for each in calls(village)] == ["open"]


def test_what_is_taken_back_vanishes_from_the_staffs_list_and_notices(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("phone korte hobe na")
    officer = at(village, OFFICER)
    assert not any("দয়া করে ফোন করুন" in each for each in officer.reads())
    assert "ফোন করতে হবে" not in officer.says("my work")


def test_who_taps_called_after_it_was_taken_back_is_told_that_nobody_waits(village: Village) -> None:
    phone, officer = at(village, KNOWN), at(village, OFFICER)
    phone.says("call me")
    assert any("দয়া করে ফোন করুন" in each for each in officer.reads())
    phone.says("phone korte hobe na")
    assert "এখন কাউকে ফোন করার নেই" in officer.says("1")


def test_after_taking_it_back_one_can_ask_again(village: Village) -> None:
    phone = at(village, KNOWN)
    phone.says("call me")
    phone.says("phone korte hobe na")
    phone.says("call me")
    assert [each.state for each in calls(village)] == ["withdrawn", "open"]
