"""A word on whether something is fixed: it belongs to what was asked, the question stands, and nothing is taken for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.models import Grievance, GrievanceVerdict
from panchayat.models.grievance_states import State
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000101"
ASKED = "কাজটা কি সত্যিই ঠিক হয়েছে?"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody whose complaint was resolved six days ago, and who has seen the menu."""
    phone = village.phone(CITIZEN)
    phone.says("hi")
    return phone


@pytest.fixture
def told(phone: Phone) -> Phone:
    """The same, who has just been told of the resolution and asked about it."""
    settle(phone, State.UNDER_PROCESS)
    return phone


def settle(phone: Phone, state: State) -> str:
    """Have the complaint in this state resolved; what is told of it arrives."""
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        number = next(each.number for each in own if each.state == state)
        for to in (State.ACTION_TAKEN, State.RESOLVED):
            office.grievances.move(number, to, note="পিচ দেওয়া হয়েছে।")
    phone.village.clock.advance(timedelta(minutes=1))
    phone.reads()
    return number


def verdicts(phone: Phone) -> list[tuple[bool, int | None, str | None]]:
    with phone.village.open_office() as office:
        own = select(GrievanceVerdict).join(Grievance, Grievance.id == GrievanceVerdict.grievance_id)
        own = own.where(Grievance.contact_id == phone.contact(office).id).order_by(GrievanceVerdict.id)
        return [(each.fixed, each.rating, each.words) for each in office.session.scalars(own)]


def opened(phone: Phone) -> list[str]:
    """What was opened again, with all that is told in it."""
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        return [each.description for each in own if each.state == State.REOPENED]


@pytest.mark.parametrize("words", ["joldi korun", "কবে হবে", "ke kore dilo", "দেখে বলব", "kaj cholche", "ha kobe hobe"])
def test_what_is_no_verdict_leaves_the_question_standing(told: Phone, words: str) -> None:
    said = told.says(words)
    assert ASKED in said
    assert "রাস্তাঘাট" in said
    assert verdicts(told) == []
    assert opened(told) == []
    assert ASKED in told.says("তাড়াতাড়ি করুন")
    told.says("1")
    assert [fixed for fixed, _rating, _words in verdicts(told)] == [True]


@pytest.mark.parametrize("words", ["ha dada", "হ্যাঁ হ্যাঁ", "hn", "haan ji", "হুম"])
def test_any_yes_right_after_the_question_is_one(told: Phone, words: str) -> None:
    assert "রাস্তাঘাট" in told.says(words)
    assert verdicts(told) == [(True, None, None)]


@pytest.mark.parametrize(
    "words", ["half hoyeche", "kichuta hoyeche", "ekta hoyeche arekta hoyni", "आधा हुआ", "৫০% হয়েছে"]
)
def test_a_part_is_said_back_and_opens_it_after_one_question(told: Phone, words: str) -> None:
    said = told.says(words)
    assert f"“{words}”" in said
    assert "রাস্তাঘাট" in said or "सड़क" in said
    assert opened(told) == []
    told.says("1")
    assert len(opened(told)) == 1
    assert opened(told)[0].endswith(words)


def test_what_was_remarked_before_the_answer_is_kept_with_it(told: Phone) -> None:
    told.says("ei kaj ke kore dilo bolun to")
    said = told.says("1")
    assert "ঠিক হয়েছে, লিখে রাখলাম" in said
    assert verdicts(told) == [(True, None, "ei kaj ke kore dilo bolun to")]


def test_mockery_is_asked_about(told: Phone) -> None:
    assert ASKED in told.says("বাহ খুব ভালো কাজ হয়েছে 😂")
    assert verdicts(told) == []


@pytest.mark.parametrize(("bare", "where"), [("ha", "বাড়ি"), ("হ্যাঁ", ""), ("না", ""), ("ok", ""), ("1", "")])
def test_a_bare_answer_counts_for_nothing_that_was_not_asked_last(phone: Phone, bare: str, where: str) -> None:
    del where
    phone.says(bare)
    assert verdicts(phone) == []
    assert opened(phone) == []


def test_a_yes_to_the_new_complaint_is_no_verdict_on_the_old_one(phone: Phone) -> None:
    phone.says("amar barir samne rasta bhanga, bacchara porte jete pare na")
    phone.says("ha")
    phone.says("1")
    assert verdicts(phone) == []
    assert opened(phone) == []


def test_where_something_was_said_since_a_bare_yes_is_asked_about(told: Phone) -> None:
    told.says("menu")
    said = told.says("ha")
    assert verdicts(told) == []
    assert "কোনটার কথা বলছেন?" in said


def test_of_several_it_is_asked_which_one(told: Phone) -> None:
    told.says("menu")
    said = told.says("ঠিক হয়ে গেছে")
    assert "কোনটার কথা বলছেন?" in said
    assert "রাস্তাঘাট" in said
    assert "পানীয় জল" in said
    assert verdicts(told) == []
    assert "পানীয় জল" in told.says("2")
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


def test_whatever_was_not_about_it_can_become_a_complaint(phone: Phone) -> None:
    words = "amar ghor ekhono hoyni, kichu korun"
    assert "এটা আবার খুলব?" in phone.says(words)
    said = phone.says("2")
    assert f"“{words}”" in said
    assert "অভিযোগ হিসেবে" in said
    assert "কী বিষয়ে?" in phone.says("1")


def test_a_fixed_among_strange_words_is_asked_about(phone: Phone) -> None:
    said = phone.says("amar payment hoye geche")
    assert "“amar payment hoye geche”" in said
    assert verdicts(phone) == []
    phone.says("3")
    assert verdicts(phone) == []


@pytest.mark.parametrize(
    "words", ["কোনো সমস্যা নেই", "ঠিক হয়েছে, আর জল জমে না", "no complaints now", "koi problem nahi hai ab"]
)
def test_a_trouble_that_is_over_is_fixed_and_no_complaint(phone: Phone, words: str) -> None:
    phone.says(words)
    assert verdicts(phone) == [(True, None, None)]


def test_broken_again_is_asked_about_with_its_subject(phone: Phone) -> None:
    said = phone.says("hoyeche kintu abar kharap hoye geche")
    assert "পানীয় জল" in said
    assert "এটা আবার খুলব?" in said
    phone.says("1")
    assert opened(phone)[0].endswith("\nhoyeche kintu abar kharap hoye geche")
