"""A complaint can be taken back in one's own words; it is named, and asked about once more."""

from __future__ import annotations

import pytest

from panchayat.models.grievance_states import State
from tests.flows.grievances.test_is_it_fixed import phone
from tests.flows.phones import Phone

__all__ = ["phone"]


def withdrawn(phone: Phone) -> int:
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        return sum(each.state == State.WITHDRAWN for each in own)


@pytest.fixture
def filed(phone: Phone) -> Phone:
    """Somebody who has just filed a complaint about water."""
    for words in ("1", "পানীয় জল", "koler jol ghola, khete parchi na", "bottola", "1"):
        phone.says(words)
    return phone


@pytest.mark.parametrize(
    "words",
    [
        *("ওটা তুলে নিতে চাই", "ar lagbe na, nijerai thik kore niyechi", "obhijog batil korun", "jolerta tule nin"),
        *("অভিযোগটা ফিরিয়ে নিতে চাই", "আর দরকার নেই, নিজেরাই সারিয়ে নিয়েছি", "withdraw my complaint", "शिकायत वापस लेना है"),
    ],
)
def test_it_is_asked_which_one_and_whether(filed: Phone, words: str) -> None:
    said = filed.says(words)
    assert withdrawn(filed) == 0
    if "তুলে নিতে চান?" in said or "वापस लेना चाहते" in said:
        said = filed.says("1")
    assert "তুলে নেব?" in said or "वापस लें?" in said
    assert "পানীয় জল" in said or "पेयजल" in said
    filed.says("1")
    assert withdrawn(filed) == 1


@pytest.mark.parametrize(
    "words",
    [
        "booking batil korun",
        "amar certificate er abedon batil korun",
        "kol ta bhenge geche, tule niye geche keu",
        "ঘর বাতিল",
    ],
)
def test_what_is_not_of_a_complaint_withdraws_none(filed: Phone, words: str) -> None:
    assert "তুলে নেব?" not in filed.says(words)
    assert withdrawn(filed) == 0


def test_no_leaves_it_as_it_is(filed: Phone) -> None:
    filed.says("jolerta tule nin")
    filed.says("2")
    assert withdrawn(filed) == 0


@pytest.mark.parametrize("words", ["na na rasta na jolerta", "রাস্তা না, জলেরটা", "not the road, the water"])
def test_another_one_can_be_named_at_the_question(phone: Phone, words: str) -> None:
    for each in ("1", "পানীয় জল", "koler jol ghola, khete parchi na", "bottola", "1"):
        phone.says(each)
    for each in ("menu", "1", "রাস্তাঘাট", "rastay boro gorto", "bottola", "1"):
        phone.says(each)
    assert "কোন অভিযোগটা" in phone.says("rastarta tule nin")
    phone.says("1")
    said = phone.says(words)
    assert withdrawn(phone) == 0
    assert "পানীয় জল" in said
    assert "তুলে নেব?" in said


@pytest.mark.parametrize("words", ["ভুল হয়েছে", "it was a mistake", "na thak", "না"])
def test_a_mistake_at_the_question_leaves_it(filed: Phone, words: str) -> None:
    filed.says("jolerta tule nin")
    assert "যেমন আছে" in filed.says(words) or withdrawn(filed) == 0
    assert withdrawn(filed) == 0


def test_what_was_closed_meanwhile_is_said_one_time(filed: Phone) -> None:
    filed.says("jolerta tule nin")
    with filed.village.open_office() as office:
        own = office.grievances.of(filed.contact(office).id)
        number = max(own, key=lambda each: each.filed_at).number
        office.grievances.move(number, State.REJECTED, note="অন্য দফতরের বিষয়")
    said = filed.says("ha")
    assert "তুলে নেব?" not in said
    assert withdrawn(filed) == 0
