"""The main menu: ten rows whose numbers never change, and what does not fit into it does not start."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chatbot.catalogue import Flows
from chatbot.flow import BrokenFlow, Flow
from chatbot.talk import Talk
from tests.chatbot.talking import Ledger, Person, give_help, menu, resume, service


def nobody(_contact_id: UUID, _office: Any) -> bool:
    return False


def in_row(row: Any, **options: Any) -> Flow:
    """A service that says in which row it stands."""

    def tell(talk: Talk, office: Ledger) -> None:
        talk.say(f"This is row {row}.")

    return service(tell, f"service_{row}", row, **options)


def full(*more: Flow) -> Flows:
    """A menu with nine rows for everybody and the staff's, and then ``more``."""
    return Flows([menu, resume, give_help, *map(in_row, range(1, 10)), in_row(10, for_whom=nobody), *more])


def test_nine_rows_for_everybody_and_one_for_the_staff_fit() -> None:
    assert sum(each.row is not None for each in full()) == 10


@pytest.mark.parametrize("row", [11, 12, 100, 0, -1])
def test_a_row_that_is_not_on_the_menu_does_not_start_and_the_flow_is_named(row: int) -> None:
    with pytest.raises(BrokenFlow, match=f"flow 'service_{row}' wants row {row} of the menu, which has rows 1 to 10"):
        full(in_row(row))


def test_a_row_that_is_taken_does_not_start_and_both_flows_are_named() -> None:
    def tell(talk: Talk, office: Ledger) -> None:
        talk.say("Me too.")

    with pytest.raises(BrokenFlow, match="flows 'service_4' and 'newcomer' share a row of the menu: 4"):
        full(service(tell, "newcomer", 4))


def test_the_row_of_the_staff_is_not_for_everybody() -> None:
    with pytest.raises(BrokenFlow, match="flow 'service_10' stands in row 10, the staff's, and does not say for whom"):
        Flows([menu, resume, give_help, in_row(10)])


def test_a_service_without_a_row_starts_beside_a_full_menu() -> None:
    def tell(talk: Talk, office: Ledger) -> None:
        talk.say("I have no row.")

    assert "rowless" in full(service(tell, "rowless", None))


def test_a_row_that_is_not_shown_renumbers_no_other() -> None:
    person = Person(in_row(1), in_row(2, for_whom=nobody), in_row(3), in_row(10, for_whom=nobody))
    shown = person.says("menu")
    assert "1. Service_1\n3. Service_3" in shown
    assert "10." not in shown
    assert "This is row 3." in person.says("3")


@pytest.mark.parametrize("number", ["2", "10"])
def test_the_number_of_a_row_that_is_not_shown_opens_nothing(number: str) -> None:
    person = Person(in_row(1), in_row(2, for_whom=nobody), in_row(3), in_row(10, for_whom=nobody))
    person.says("menu")
    assert "That number is not on the list." in person.says(number)


def test_a_hole_in_the_numbers_stays_a_hole() -> None:
    person = Person(in_row(9), in_row(1), in_row(4))
    assert "1. Service_1\n4. Service_4\n9. Service_9" in person.says("menu")
    assert "That number is not on the list." in person.says("2")
    assert "This is row 9." in person.says("9")
