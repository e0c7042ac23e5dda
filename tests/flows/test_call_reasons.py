"""Where it is asked whether something is what to call about, a time, a number and further words are heard too."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from panchayat.models import CallBack
from tests.flows.phones import Phone, Village
from tests.flows.test_being_called import KNOWN, at

REASON = "amar jomir kagoj niye kotha bolbo kintu kagoj harano geche"
FOR_IT = "ফোনে কি এটা নিয়েই কথা বলতে চান?"
CALLED = "আমরা এই নম্বরে ফোন করব"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who has just asked to be called."""
    phone = at(village, KNOWN)
    phone.says("hi")
    assert CALLED in phone.says("আমাকে ফোন করুন")
    return phone


def call(phone: Phone) -> CallBack:
    with phone.village.open_office() as office:
        rows = select(CallBack).where(CallBack.contact_id == phone.contact(office).id, CallBack.state == "open")
        return office.session.scalars(rows).one()


@pytest.mark.parametrize(
    "words", ["na 12 tay korben", "bikel 4 ter por", "kal sokale", "কাল বিকেলে", "tomorrow morning"]
)
def test_a_time_there_is_taken_and_the_reason_is_kept(phone: Phone, words: str) -> None:
    assert FOR_IT in phone.says(REASON)
    said = phone.says(words)
    assert REASON in said
    assert call(phone).wanted_from is not None
    assert (call(phone).words or "").startswith(REASON)


def test_a_number_there_is_taken_and_the_reason_is_kept(phone: Phone) -> None:
    phone.says(REASON)
    phone.says("9434012346")
    assert call(phone).phone == "+919434012346"
    assert (call(phone).words or "").startswith(REASON)


def test_further_words_are_shown_with_the_reason_before_anything_is_kept(phone: Phone) -> None:
    phone.says(REASON)
    said = phone.says("amar bhatar taka dhoke ni ar ration card o hoyni")
    assert FOR_IT in said
    assert f"“{REASON}\namar bhatar taka dhoke ni ar ration card o hoyni”" in said
    assert call(phone).words is None
    phone.says("1")
    assert call(phone).words == f"{REASON}\namar bhatar taka dhoke ni ar ration card o hoyni"


def test_they_become_a_complaint_whole(phone: Phone) -> None:
    phone.says(REASON)
    phone.says("amar bhatar taka dhoke ni ar ration card o hoyni")
    assert "কী বিষয়ে?" in phone.says("2")
    assert call(phone).words is None


@pytest.mark.parametrize(
    "words", ["phone korun amake", "korun na phone amake ektu", "একটু ফোন করবেন আমাকে", "mujhe ek call kijiye please"]
)
def test_a_request_is_heard_in_any_order_of_its_words(village: Village, words: str) -> None:
    phone = at(village, KNOWN)
    phone.says("hi")
    said = phone.says(words)
    assert CALLED in said or "We will call you" in said or "हम इस नंबर पर" in said


@pytest.mark.parametrize(
    "words", ["amake keu phone kore na", "ফোন করলে কেউ ধরে না", "hospital phone korle dhore na keu"]
)
def test_that_nobody_calls_is_no_request(village: Village, words: str) -> None:
    phone = at(village, KNOWN)
    phone.says("hi")
    assert CALLED not in phone.says(words)
