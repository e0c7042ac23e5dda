"""Whether something is fixed: plain words where nothing is asked, many tongues, and no guessing of a no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.models import Grievance, GrievanceVerdict
from panchayat.models.grievance_states import State
from tests.flows.phones import PHOTO, Phone, Village

CITIZEN = "whatsapp:+910000000101"
CLOSED = "আর কী দরকার?"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody whose complaint was resolved six days ago, and who has seen the menu."""
    phone = village.phone(CITIZEN)
    phone.says("hi")
    return phone


def feedback_given(phone: Phone) -> list[tuple[bool, int | None, str | None]]:
    with phone.village.open_office() as office:
        own = select(GrievanceVerdict).join(Grievance, Grievance.id == GrievanceVerdict.grievance_id)
        own = own.where(Grievance.contact_id == phone.contact(office).id)
        return [(each.fixed, each.rating, each.words) for each in office.session.scalars(own)]


def states(phone: Phone) -> list[str]:
    with phone.village.open_office() as office:
        return [each.state for each in office.grievances.of(phone.contact(office).id)]


@pytest.mark.parametrize("words", ["thik hoyeche", "ঠিক হয়েছে।", "fixed", "हो गया", "hoye geche", "কোনো সমস্যা নেই"])
def test_plain_words_are_taken_for_what_it_says(phone: Phone, words: str) -> None:
    phone.says(words)
    assert feedback_given(phone) == [(True, None, None)]
    assert State.RESOLVED in states(phone)


@pytest.mark.parametrize("words", ["hoyni", "ঠিক হয়নি", "नहीं हुआ", "not fixed", "হয়েছে কিন্তু আবার খারাপ"])
def test_that_it_is_not_fixed_is_asked_about_with_what_it_is_about(phone: Phone, words: str) -> None:
    said = phone.says(words)
    assert "পানীয় জল" in said or "Drinking water" in said or "पेयजल" in said
    assert feedback_given(phone) == []
    phone.says("1")
    assert State.REOPENED in states(phone)


@pytest.mark.parametrize("words", ["ঠিক আছে", "ok", "👍", "dhonnobad"])
def test_thanks_are_no_verdict(phone: Phone, words: str) -> None:
    phone.says(words)
    assert feedback_given(phone) == []
    assert State.REOPENED not in states(phone)


@pytest.mark.parametrize(
    "words", ["হ্যাঁ ঠিক হয়েছে", "ha hoyeche dhonnobad", "yes it is fixed now", "ঠিক হয়েছে, ধন্যবাদ", "हाँ ठीक हो गया है"]
)
def test_a_yes_in_a_sentence_is_heard(phone: Phone, words: str) -> None:
    phone.says(words)
    assert feedback_given(phone) == [(True, None, None)]


@pytest.mark.parametrize(
    "words",
    ["না, ঠিক হয়নি", "na thik hoyni", "না এখনও হয়নি", "এখনও ঠিক হয়নি", "no it is still not done", "अभी ठीक नहीं हुआ"],
)
def test_a_no_in_a_sentence_is_heard_and_passed_on(phone: Phone, words: str) -> None:
    phone.says(words)
    assert feedback_given(phone) == []
    phone.says("1")
    with phone.village.open_office() as office:
        reopened = next(each for each in office.grievances.of(phone.contact(office).id) if each.state == State.REOPENED)
        assert reopened.description.endswith(f"\n{words}")


@pytest.mark.parametrize("words", ["রাস্তায় আলো নেই, অন্ধকারে যাওয়া যায় না", "no water in our village since monday"])
def test_a_new_complaint_with_a_no_in_it_is_no_verdict(phone: Phone, words: str) -> None:
    said = phone.says(words)
    assert "আবার খোলা হবে" not in said
    assert "opened again" not in said


def test_a_no_with_more_words_to_the_question_itself_opens_it_again_with_them(phone: Phone) -> None:
    phone.says("অবস্থা")
    phone.says(resolved(phone))
    said = phone.says("না ঠিক হয়নি, জল এখনও নোংরা")
    assert "আবার খোলা হয়েছে" in said
    assert "জুড়ে দিয়েছি" in said


def test_a_yes_with_a_but_opens_it_again_after_one_question(phone: Phone) -> None:
    phone.says("অবস্থা")
    phone.says(resolved(phone))
    said = phone.says("হ্যাঁ কিন্তু এখনও জল ঘোলা")
    assert "“হ্যাঁ কিন্তু এখনও জল ঘোলা”" in said
    assert "পানীয় জল" in said
    assert feedback_given(phone) == []
    phone.says("1")
    with phone.village.open_office() as office:
        reopened = next(each for each in office.grievances.of(phone.contact(office).id) if each.state == State.REOPENED)
        assert reopened.description.endswith("\nহ্যাঁ কিন্তু এখনও জল ঘোলা")


@pytest.mark.parametrize(("rating", "stars"), [("4", 4), ("৫", 5), ("khub kharap", 1), ("मोटामुटि", None), ("५", 5)])
def test_a_rating_is_a_number_or_a_word(phone: Phone, rating: str, stars: int | None) -> None:
    phone.says("thik hoyeche")
    phone.says(rating)
    assert feedback_given(phone) == [(True, stars, None)]


def test_a_rating_is_not_owed(phone: Phone) -> None:
    phone.says("thik hoyeche")
    assert "চালিয়ে যান" not in phone.says("hi")
    assert feedback_given(phone) == [(True, None, None)]


def test_a_rating_of_what_the_office_has_opened_again_meanwhile_breaks_nothing(village: Village, phone: Phone) -> None:
    phone.says("thik hoyeche")
    with village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        office.grievances.move(next(each.number for each in own if each.state == State.RESOLVED), State.REOPENED)
    phone.reads()
    assert "ধন্যবাদ" in phone.says("5")
    assert "ধন্যবাদ" in phone.says("কাজটা তাড়াতাড়ি হয়েছে")
    assert feedback_given(phone) == [(True, None, None)]


def test_a_photo_of_the_mended_thing_is_kept_with_it(phone: Phone) -> None:
    phone.says("thik hoyeche")
    phone.says("4")
    assert "ধন্যবাদ" in phone.says("", PHOTO)
    assert feedback_given(phone) == [(True, 4, None)]


def test_after_a_month_a_yes_means_nothing_any_more(village: Village, phone: Phone) -> None:
    village.clock.advance(timedelta(days=25))
    phone.says("হ্যাঁ")
    assert feedback_given(phone) == []


@pytest.fixture
def twice(phone: Phone) -> Phone:
    """Whose complaint has been opened again twice, and resolved for the third time."""
    with phone.village.open_office() as office:
        contact = phone.contact(office)
        resolved = office.feedback.unanswered(contact.id)
        assert resolved
        number = resolved.number
        for _twice in range(2):
            office.feedback.not_fixed(number, contact.id)
            for state in (State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED):
                office.grievances.move(number, state, note="আবার করা হয়েছে।")
    phone.reads()
    return phone


def test_a_no_to_what_cannot_be_opened_again_is_noted_and_told_where_to_turn(twice: Phone) -> None:
    said = twice.says("ঠিক হয়নি")
    assert "কাজটা ঠিক হয়নি, লিখে রাখলাম। তবে এটা এখান থেকে আর খোলা যায় না।" in said
    assert "এই দফতরে জানাতে পারেন: জেলাশাসক" in said
    assert "ফোন করুন: +91 00000 00300" in said
    assert "সত্যিই ঠিক হয়েছে?" not in said
    assert feedback_given(twice)[-1] == (False, None, None)
    assert State.REOPENED not in states(twice)


def test_a_no_that_has_been_noted_is_not_asked_for_again(twice: Phone, village: Village) -> None:
    twice.says("ঠিক হয়নি")
    village.clock.advance(timedelta(days=3))
    with village.open_office() as office:
        office.feedback.ask_again(100)
    assert not any("সত্যিই ঠিক হয়েছে?" in each for each in twice.reads())
    said = twice.says("ঠিক হয়নি")
    assert "আর খোলা যায় না" in said
    assert "জেলাশাসক" in said


def test_a_no_with_more_words_is_noted_with_them(twice: Phone) -> None:
    said = twice.says("না, এখনও কল থেকে ঘোলা জল আসে")
    assert "লিখে রাখলাম" in said
    assert feedback_given(twice)[-1] == (False, None, "না, এখনও কল থেকে ঘোলা জল আসে")


def test_a_yes_to_what_cannot_be_opened_again_is_still_taken(twice: Phone) -> None:
    twice.says("হ্যাঁ")
    assert (True, None, None) in feedback_given(twice)


@pytest.mark.parametrize("words", ["hoyni", "ঠিক হয়নি", "नहीं हुआ"])
def test_after_a_month_a_no_is_told_where_to_turn_for_half_a_year(village: Village, phone: Phone, words: str) -> None:
    village.clock.advance(timedelta(days=25))
    said = phone.says(words)
    assert "পানীয় জল" in said or "पेयजल" in said
    assert "জেলাশাসক" in said or "মহকুমাশাসক" in said or "বিডিও" in said or "बीडीओ" in said
    assert "+91 00000 00300" in said
    assert State.REOPENED not in states(phone)
    village.clock.advance(timedelta(days=155))
    assert "+91 00000 00300" not in phone.says(words)


def test_a_no_after_a_month_is_an_answer_where_the_office_has_asked_something(village: Village, phone: Phone) -> None:
    village.clock.advance(timedelta(days=25))
    with village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        waiting = next(each.number for each in own if each.state == State.UNDER_PROCESS)
        office.grievances.move(waiting, State.NEEDS_INFO, note="কেউ কি আহত হয়েছেন?")
    phone.reads()
    assert "এটা কি" in phone.says("না")


def test_somebody_elses_complaint_is_shown_without_what_only_its_owner_does(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        number = next(
            each.number for each in office.grievances.of(phone.contact(office).id) if each.state == State.RESOLVED
        )
    other = village.phone("whatsapp:+910000000105")
    other.says("hi")
    other.says(number)
    other.says("হ্যাঁ")
    code = "".join(each for each in phone.reads()[-1].split("\n")[1] if each.isdecimal())
    said = other.says(code)
    assert "প্রতিবেদন (PDF)" in said
    assert "সত্যিই ঠিক" not in said
    assert "তুলে নিন" not in said


@pytest.mark.parametrize("words", ["না", "na", "no", "नहीं"])
def test_a_no_to_what_more_is_needed_leaves_settled_what_is_settled(phone: Phone, words: str) -> None:
    settle_and_open(phone)
    phone.says(words)
    assert State.REOPENED not in states(phone)


def test_what_is_settled_is_opened_again_by_plain_words_and_a_yes(phone: Phone) -> None:
    settle_and_open(phone)
    said = phone.says("ঠিক হয়নি")
    assert "উপরের দফতরে যাবে" in said
    assert State.REOPENED not in states(phone)
    phone.says("1")
    assert State.REOPENED in states(phone)


def resolved(phone: Phone) -> str:
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        return next(each.number for each in own if each.state == State.RESOLVED)


def settle_and_open(phone: Phone) -> None:
    """Say that it is fixed, then look at it once more."""
    phone.says("thik hoyeche")
    phone.says("menu")
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        number = next(each.number for each in own if each.state == State.RESOLVED)
    assert CLOSED in phone.says(number)
