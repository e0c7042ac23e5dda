"""Of several messages with the same words, each is proved by its own entry in the channel's list, and by no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from panchayat.messaging.settlement import Attempt, Undecided, own_entry

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def attempt(begun: float) -> Attempt:
    return Attempt(at(begun), at(begun + 60))


def listed(*seconds: float) -> dict[str, datetime]:
    """Entries that were made at these times, named after them."""
    return {f"SM{second}": at(second) for second in seconds}


@pytest.mark.parametrize("made", [-5, 0, 3, 65])
def test_the_only_entry_of_its_time_is_its_own(made: float) -> None:
    assert own_entry(attempt(0), [], listed(made)) == f"SM{made}"


def test_without_an_entry_it_did_not_leave() -> None:
    assert own_entry(attempt(0), [], {}) is None


def test_an_entry_that_was_there_long_before_proves_nothing() -> None:
    assert own_entry(attempt(0), [], listed(-3600)) is None


def test_an_entry_of_another_messages_time_belongs_to_that_one() -> None:
    assert own_entry(attempt(0), [attempt(300)], listed(301)) is None
    assert own_entry(attempt(300), [attempt(0)], listed(1)) is None


def test_as_many_entries_as_messages_are_given_out_in_their_order() -> None:
    assert own_entry(attempt(0), [attempt(10)], listed(1, 11)) == "SM1"
    assert own_entry(attempt(10), [attempt(0)], listed(1, 11)) == "SM11"


def test_one_entry_for_two_messages_of_the_same_time_decides_nothing() -> None:
    for doubt, rival in ((0, 10), (10, 0)):
        with pytest.raises(Undecided):
            own_entry(attempt(doubt), [attempt(rival)], listed(11))


def test_what_only_one_of_two_can_have_made_is_that_ones() -> None:
    assert own_entry(attempt(0), [attempt(50)], listed(20)) == "SM20"
    assert own_entry(attempt(50), [attempt(0)], listed(20)) is None


def test_an_entry_is_left_to_the_one_that_has_no_other() -> None:
    assert own_entry(attempt(0), [attempt(50)], listed(20, 60)) == "SM20"
    assert own_entry(attempt(50), [attempt(0)], listed(20, 60)) == "SM60"


def test_two_entries_for_three_messages_decide_only_what_is_certain() -> None:
    early, late, last = attempt(0), attempt(40), attempt(50)
    assert own_entry(early, [late, last], listed(10, 60)) == "SM10"
    with pytest.raises(Undecided):
        own_entry(late, [early, last], listed(10, 60))


@pytest.mark.parametrize("made", [-300, 600])
def test_on_a_machine_with_a_wrong_clock_an_entry_that_nobody_else_can_have_made_is_its_own(made: float) -> None:
    assert own_entry(attempt(0), [], listed(made)) == f"SM{made}"


def test_a_message_that_arrived_twice_did_leave() -> None:
    assert own_entry(attempt(0), [], listed(1, 30)) == "SM1"
