"""What was just said of a resolution can be taken back in the words in which people do so, and nothing else is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.models import Event
from panchayat.models.grievance_states import State
from tests.flows.grievances.test_is_it_fixed import opened, phone, told, verdicts
from tests.flows.phones import PHOTO, Phone

__all__ = ["phone", "told"]

ASKED = "কাজটা কি সত্যিই ঠিক হয়েছে?"
NOTHING = "এখন ফিরিয়ে নেওয়ার মতো কিছু নেই।"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "ভুল হয়েছে",
            "bhul hoyeche",
            "bhul kore likhechi",
            "vul hoye geche",
            "by mistake",
            "গলতি হয়ে গেছে",
            "sorry, bhul hoyeche",
        ),
        *("ভুল করে টিপেছি।", "undo", "na na", "না না", "wrong", "ভুল", "bhul kore tipe diyechi"),
    ],
)
def test_that_it_is_fixed_can_be_taken_back(told: Phone, words: str) -> None:
    told.says("1")
    said = told.says(words)
    assert "‘ঠিক হয়েছে’ কথাটা ফিরিয়ে নিলাম" in said
    assert "রাস্তাঘাট" in said
    assert ASKED in said
    assert verdicts(told) == []


@pytest.mark.parametrize("words", ["गलती से", "ग़लती हो गई", "galti se"])
def test_it_can_be_taken_back_in_hindi(told: Phone, words: str) -> None:
    told.says("हाँ, ठीक हो गया")
    told.says(words)
    assert verdicts(told) == []


def test_the_rating_goes_with_it(told: Phone) -> None:
    told.says("1")
    told.says("1")
    assert verdicts(told) == [(True, 1, None)]
    said = told.says("ভুল হয়েছে")
    assert "কাজ কেমন হয়েছে সেই উত্তরও" in said
    assert verdicts(told) == []
    assert "লিখে রাখলাম" in told.says("1")
    told.says("5")
    assert verdicts(told) == [(True, 5, None)]


def test_no_no_it_is_not_fixed_takes_back_and_asks_to_open_it(told: Phone) -> None:
    told.says("1")
    said = told.says("না না হয়নি")
    assert "ফিরিয়ে নিলাম" in said
    assert "আবার খোলা হয়েছে" in said
    assert len(opened(told)) == 1


def test_what_was_opened_again_rests_as_it_did(told: Phone) -> None:
    with told.village.open_office() as office:
        number = next(
            each.number for each in office.grievances.of(told.contact(office).id) if each.state == State.RESOLVED
        )
    before = facts(told, number)
    told.says("2")
    assert len(opened(told)) == 1
    said = told.says("ভুল হয়েছে")
    assert "আর খোলা হল না" in said
    assert "রাস্তাঘাট" in said
    assert opened(told) == []
    assert facts(told, number) == before
    assert "লিখে রাখলাম" in told.says("1")
    assert verdicts(told)[-1][0]


def facts(phone: Phone, number: str) -> tuple[object, ...]:
    with phone.village.open_office() as office:
        found = office.grievances.by_number(number)
        assert found is not None
        return (found.state, found.level, found.target_on, found.reopened, found.resolved_at, found.escalates_on)


def test_what_the_office_has_taken_up_is_not_taken_back(told: Phone) -> None:
    told.says("2")
    with told.village.open_office() as office:
        own = office.grievances.of(told.contact(office).id)
        number = next(each.number for each in own if each.state == State.REOPENED)
        office.grievances.move(number, State.UNDER_PROCESS)
    said = told.says("ভুল হয়েছে")
    assert NOTHING in said
    assert facts(told, number)[0] == State.UNDER_PROCESS


def test_who_only_says_it_again_takes_nothing_back(told: Phone) -> None:
    told.says("2")
    assert NOTHING in told.says("na na hoyni")
    assert len(opened(told)) == 1


def test_after_an_hour_nothing_is_taken_back(told: Phone) -> None:
    told.says("1")
    told.says("menu")
    told.village.clock.advance(timedelta(hours=1, minutes=1))
    assert NOTHING in told.says("ভুল হয়েছে")
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


def test_of_several_it_is_asked_which(told: Phone) -> None:
    told.says("1")
    told.says("menu")
    told.says("ঠিক হয়ে গেছে")
    told.says("menu")
    said = told.says("ভুল হয়েছে")
    assert "কোনটার উত্তর ফিরিয়ে নেব?" in said
    assert len(verdicts(told)) == 2
    assert "পানীয় জল" in told.says("1")
    assert len(verdicts(told)) == 1


def test_at_the_menu_with_nothing_said_there_is_nothing_to_take_back(phone: Phone) -> None:
    said = phone.says("ভুল করে লিখেছি")
    assert NOTHING in said
    assert "অবস্থা" in said


def test_in_the_middle_of_a_complaint_such_words_take_nothing_back(told: Phone) -> None:
    told.says("1")
    told.says("menu")
    told.says("1")
    told.says("1")
    said = told.says("ভুল হয়েছে")
    assert "ফিরিয়ে" not in said
    assert NOTHING not in said
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


@pytest.mark.parametrize(
    "words", ["office er lok bhul hoyeche bole chole geche", "সার্টিফিকেটে নাম ভুল হয়েছে", "bhul bill diyeche"]
)
def test_a_mistake_of_the_office_is_no_taking_back(told: Phone, words: str) -> None:
    told.says("1")
    told.says("menu")
    assert NOTHING not in told.says(words)
    assert [fixed for fixed, *_more in verdicts(told)] == [True]


def test_it_is_remembered_that_it_was_taken_back(told: Phone) -> None:
    number = said_fixed(told)
    told.says("ভুল হয়েছে")
    with told.village.open_office() as office:
        found = office.grievances.by_number(number)
        assert found is not None
        subject_id = found.id
    assert "grievance.fixed_taken_back" in events_of(told, subject_id)


def said_fixed(phone: Phone) -> str:
    """Say of what was asked about last that it is fixed."""
    with phone.village.open_office() as office:
        asked = office.feedback.unanswered(phone.contact(office).id)
        assert asked is not None
        number = asked.number
    phone.says("1")
    return number


def events_of(phone: Phone, subject_id: object) -> list[str]:
    with phone.village.open_office() as office:
        return list(office.session.scalars(select(Event.what).where(Event.subject_id == subject_id)))


@pytest.mark.parametrize(
    ("words", "fixed"), [("kono somossa nei", True), ("ঠিকই আছে এখন", True), ("half hoyeche", False)]
)
def test_the_question_that_is_asked_anew_hears_words_too(told: Phone, words: str, fixed: bool) -> None:
    told.says("1")
    told.says("ভুল হয়েছে")
    said = told.says(words)
    assert [each for each, *_more in verdicts(told)] == ([True] if fixed else [])
    assert fixed or f"“{words}”" in said


def test_a_photo_at_that_question_is_kept_and_answers_nothing(told: Phone) -> None:
    told.says("1")
    told.says("ভুল হয়েছে")
    assert ASKED in told.says("", PHOTO)
    assert verdicts(told) == []
    told.says("1")
    assert [each for each, *_more in verdicts(told)] == [True]
