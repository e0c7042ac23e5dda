"""What the channel said is kept of many messages at a time, and none of them suffers for another."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from jobs.channel import Refused, Remedy, Sent, Unknown
from jobs.results import Results
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.sending import Claimed
from tests.stand_in.people import OpenOffice, add_contact, message, owe


class Door:
    """Opens the office, counts how often, and finds it away as long as it is told to."""

    def __init__(self, open_office: OpenOffice) -> None:
        self._open_office = open_office
        self.opened = 0
        self.is_away = False

    @contextmanager
    def open(self) -> Iterator[FrontOffice]:
        self.opened += 1
        with self._open_office() as office:
            yield office
            if self.is_away:
                raise Unavailable("away")


@pytest.fixture
def door(open_office: OpenOffice) -> Door:
    return Door(open_office)


@pytest.fixture
def results(door: Door) -> Results:
    return Results(door.open, try_for=60)


def claim(open_office: OpenOffice, people: int) -> list[Claimed]:
    for number in range(people):
        owe(open_office, add_contact(open_office, f"whatsapp:CC.{number}"), "1")
    with open_office() as office:
        return office.sending.claim(people, timedelta(seconds=60))


def states(open_office: OpenOffice, messages: list[Claimed]) -> list[str]:
    return [message(open_office, each.id).state for each in messages]


def test_what_was_said_of_many_messages_is_kept_in_one_transaction(
    open_office: OpenOffice, results: Results, door: Door
) -> None:
    messages = claim(open_office, 4)
    results.expect(5)
    results.put(messages[0], Sent("SM1"))
    results.put(messages[1], Refused(63016, Remedy.PARK))
    results.put(messages[2], Unknown("a time-out"))
    results.put(messages[3], Sent("SM2"))
    results.keep()
    assert states(open_office, messages) == ["sent", "parked", "unknown", "sent"]
    assert [message(open_office, each.id).provider_id for each in messages] == ["SM1", None, None, "SM2"]
    assert (door.opened, results.in_hand) == (1, 1)


def test_what_cannot_be_kept_while_the_database_is_away_is_kept_when_it_is_back(
    open_office: OpenOffice, results: Results, door: Door
) -> None:
    messages = claim(open_office, 2)
    results.expect(2)
    results.put(messages[0], Sent("SM1"))
    door.is_away = True
    with pytest.raises(Unavailable):
        results.keep()
    assert results.in_hand == 2
    assert states(open_office, messages) == ["sending", "sending"]
    door.is_away = False
    results.put(messages[1], Sent("SM2"))
    results.keep()
    assert states(open_office, messages) == ["sent", "sent"]
    assert results.in_hand == 0


def test_what_could_not_be_kept_within_the_lease_is_left_to_be_settled(
    open_office: OpenOffice, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    [claimed] = claim(open_office, 1)
    results = Results(door.open, try_for=0)
    results.expect(1)
    results.put(claimed, Sent("SM1"))
    door.is_away = True
    with caplog.at_level(logging.ERROR), pytest.raises(Unavailable):
        results.keep()
    assert results.in_hand == 0
    assert str(claimed.id) in caplog.text


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_id_that_cannot_be_kept_takes_no_other_with_it(open_office: OpenOffice, results: Results) -> None:
    messages = claim(open_office, 3)
    results.expect(3)
    for each, provider_id in zip(messages, ("SM1", "SM" * 64, "SM3"), strict=True):
        results.put(each, Sent(provider_id))
    results.keep()
    assert states(open_office, messages) == ["sent", "sending", "sent"]
    assert results.in_hand == 0
