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
    for words in ("1", "1", "পানীয় জল", "koler jol ghola, khete parchi na", "bottola", "1"):
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
