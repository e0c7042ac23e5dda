"""What follows a resolution: "fixed" is what the citizen says, and "not fixed" goes to the office above."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.grievances.feedback import NoSuchRating, NothingToTakeBack
from panchayat.grievances.history import NoSuchGrievance
from panchayat.models import Grievance, GrievanceVerdict, Outbox
from panchayat.models.grievance_states import IllegalMove, ReopeningClosed, State
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

RESOLVING = (State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED)


@pytest.fixture
def number(samples: Samples) -> str:
    """A grievance that has just been resolved."""
    with samples.open_office() as office:
        number = samples.file(office).number
    resolve(samples, number)
    return number


def resolve(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        for state in RESOLVING:
            office.grievances.move(number, state, note="রাস্তা সারানো হয়েছে।")


def found(office: FrontOffice, number: str) -> Grievance:
    grievance = office.grievances.by_number(number)
    assert grievance
    return grievance


def feedback_given(office: FrontOffice) -> list[tuple[int, bool, int | None, str | None]]:
    given = office.session.scalars(select(GrievanceVerdict).order_by(GrievanceVerdict.resolution))
    return [(each.resolution, each.fixed, each.rating, each.words) for each in given]


def asked_again(office: FrontOffice) -> list[dict[str, Any]]:
    rows = office.session.scalars(select(Outbox))
    return [each for row in rows if (each := row.payload["params"]).get("notice") == "grievance_fixed"]


def test_fixed_is_asked_after_and_can_be_rated(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        waiting = office.feedback.unanswered(citizen)
        assert waiting
        assert waiting.number == number
        assert office.feedback.awaits(waiting)
        office.feedback.fixed(number, citizen)
        office.feedback.rate(number, citizen, rating=4)
        office.feedback.rate(number, citizen, words="ভালো কাজ")
    with samples.open_office() as office:
        assert feedback_given(office) == [(0, True, 4, "ভালো কাজ")]
        assert office.feedback.unanswered(citizen) is None
        grievance = found(office, number)
        assert not office.feedback.awaits(grievance)
        assert office.feedback.can_reopen(grievance)


def test_saying_fixed_twice_is_saying_it_once(samples: Samples, number: str) -> None:
    for _twice in range(2):
        with samples.open_office() as office:
            office.feedback.fixed(number, samples.citizen(office))
    with samples.open_office() as office:
        assert feedback_given(office) == [(0, True, None, None)]


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_is_from_one_to_five(samples: Samples, number: str, rating: int) -> None:
    with samples.open_office() as office:
        office.feedback.fixed(number, samples.citizen(office))
        with pytest.raises(NoSuchRating):
            office.feedback.rate(number, samples.citizen(office), rating=rating)


def test_what_was_not_called_fixed_is_not_rated(samples: Samples, number: str) -> None:
    with samples.open_office() as office, pytest.raises(IllegalMove):
        office.feedback.rate(number, samples.citizen(office), rating=1)


def test_not_fixed_goes_to_the_office_above_whoever_resolved_it_twice_and_no_more(
    samples: Samples, number: str
) -> None:
    holders = ["BDO, Bagda Block", "SDO, Bangaon"]
    for holder in holders:
        with samples.open_office() as office:
            step = office.feedback.not_fixed(number, samples.citizen(office))
            grievance = found(office, number)
            assert (grievance.state, step.to_state) == (State.REOPENED, State.REOPENED)
            assert office.grievances.holder(grievance)["en"] == holder
            assert grievance.ask_again_on is None
            assert grievance.escalates_on
        resolve(samples, number)
    with samples.open_office() as office:
        assert office.feedback.awaits(found(office, number))
        assert not office.feedback.can_reopen(found(office, number))
        with pytest.raises(ReopeningClosed):
            office.feedback.not_fixed(number, samples.citizen(office))
    with samples.open_office() as office:
        # They may still say how it is; a third time is with a person.
        office.feedback.still_not_fixed(number, samples.citizen(office), words="জল ঘোলা")
        assert feedback_given(office) == [(0, False, None, None), (1, False, None, None), (2, False, None, "জল ঘোলা")]
        assert found(office, number).state == State.RESOLVED
        assert found(office, number).ask_again_on is None
        assert not office.feedback.awaits(found(office, number))


def test_who_said_fixed_may_think_better_of_it_within_the_month(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        office.feedback.fixed(number, samples.citizen(office))
    with samples.open_office() as office:
        office.feedback.not_fixed(number, samples.citizen(office))
        assert feedback_given(office) == [(0, False, None, None)]
        assert found(office, number).state == State.REOPENED


def test_after_a_month_it_is_closed_for_good_and_nothing_is_asked(
    samples: Samples, number: str, clock: SettableClock
) -> None:
    clock.advance(timedelta(days=30))
    with samples.open_office() as office:
        assert office.feedback.can_reopen(found(office, number))
    clock.advance(timedelta(seconds=1))
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        assert not office.feedback.can_reopen(found(office, number))
        assert not office.feedback.awaits(found(office, number))
        assert office.feedback.unanswered(citizen) is None
        with pytest.raises(ReopeningClosed):
            office.feedback.not_fixed(number, citizen)


def test_what_was_resolved_last_is_closed_for_good_after_a_month_and_forgotten_after_half_a_year(
    samples: Samples, number: str, clock: SettableClock
) -> None:
    for days, closed in [(0, None), (30, None), (1, number), (149, number), (1, None)]:
        clock.advance(timedelta(days=days))
        with samples.open_office() as office:
            remembered = office.feedback.closed_for_good(samples.citizen(office))
            assert (remembered and remembered.number) == closed, days


def test_something_resolved_since_is_what_a_no_is_about(samples: Samples, number: str, clock: SettableClock) -> None:
    clock.advance(timedelta(days=31))
    with samples.open_office() as office:
        later = samples.file(office).number
    resolve(samples, later)
    with samples.open_office() as office:
        assert office.feedback.closed_for_good(samples.citizen(office)) is None


def test_only_the_citizen_answers(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        other = samples.citizen(office, Samples.TWO_PERMITS)
        for deed in (office.feedback.fixed, office.feedback.not_fixed):
            with pytest.raises(NoSuchGrievance):
                deed(number, other)


def test_who_does_not_answer_is_asked_once_more_after_three_days_and_never_again(
    samples: Samples, number: str, clock: SettableClock
) -> None:
    for days, so_far in [(2, 0), (3, 1), (4, 1), (30, 1)]:
        with samples.open_office() as office:
            resolved_at = found(office, number).resolved_at
        assert resolved_at
        clock.now = resolved_at + timedelta(days=days)
        with samples.open_office() as office:
            office.feedback.ask_again(100)
            assert len(asked_again(office)) == so_far, days
    with samples.open_office() as office:
        assert found(office, number).state == State.RESOLVED


@pytest.mark.parametrize("answer", ["fixed", "not_fixed"])
def test_who_has_answered_is_not_asked_again(samples: Samples, number: str, clock: SettableClock, answer: str) -> None:
    with samples.open_office() as office:
        getattr(office.feedback, answer)(number, samples.citizen(office))
    clock.advance(timedelta(days=3))
    with samples.open_office() as office:
        assert office.feedback.ask_again(100) == 0
        assert asked_again(office) == []


def test_each_resolution_is_asked_after_anew(samples: Samples, number: str, clock: SettableClock) -> None:
    with samples.open_office() as office:
        office.feedback.not_fixed(number, samples.citizen(office))
    resolve(samples, number)
    clock.advance(timedelta(days=3))
    with samples.open_office() as office:
        assert office.feedback.ask_again(100) == 1
        assert len(asked_again(office)) == 1


def test_a_suggestion_is_not_asked_after(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        number = office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            samples.citizen(office),
            kind="suggestion",
            category_key="other",
            description="বেঞ্চ চাই",
            place="হাট",
            pin=None,
            media_ids=[],
        ).number
    resolve(samples, number)
    clock.advance(timedelta(days=3))
    with samples.open_office() as office:
        assert office.feedback.unanswered(samples.citizen(office)) is None
        assert office.feedback.ask_again(100) == 0


def test_a_fixed_that_is_taken_back_is_asked_about_anew(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        office.feedback.fixed(number, citizen)
        office.feedback.rate(number, citizen, rating=1)
    with samples.open_office() as office:
        taken = office.feedback.take_back(number, citizen)
        assert (taken.what, taken.rated) == ("fixed", True)
    with samples.open_office() as office:
        assert feedback_given(office) == []
        assert office.feedback.awaits(found(office, number))
        assert found(office, number).ask_again_on is not None


def test_a_reopening_that_is_taken_back_leaves_everything_as_it_was(samples: Samples, number: str) -> None:
    def stands(office: FrontOffice) -> tuple[Any, ...]:
        at = found(office, number)
        return at.state, at.level, at.target_on, at.reopened, at.resolved_at, at.escalates_on

    with samples.open_office() as office:
        citizen = samples.citizen(office)
        before = stands(office)
        office.feedback.not_fixed(number, citizen)
    with samples.open_office() as office:
        assert stands(office) != before
        assert office.feedback.take_back(number, citizen).what == "opened"
    with samples.open_office() as office:
        assert stands(office) == before
        assert [step.to_state for step in office.grievances.history(found(office, number))][-2:] == [
            State.REOPENED,
            State.RESOLVED,
        ]
        office.feedback.not_fixed(number, citizen)


def test_nobody_takes_back_what_somebody_else_has_said(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        office.feedback.fixed(number, samples.citizen(office))
        with pytest.raises(NoSuchGrievance):
            office.feedback.take_back(number, samples.citizen(office, Samples.ONE_PERMIT))


def test_nothing_is_taken_back_that_was_not_said_or_acted_upon_or_long_ago(
    samples: Samples, number: str, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        with pytest.raises(NothingToTakeBack):
            office.feedback.take_back(number, citizen)
        office.feedback.not_fixed(number, citizen)
        office.grievances.move(number, State.UNDER_PROCESS)
        with pytest.raises(NothingToTakeBack):
            office.feedback.take_back(number, citizen)
    resolve_from(samples, number)
    with samples.open_office() as office:
        office.feedback.fixed(number, citizen)
    clock.advance(timedelta(minutes=61))
    with samples.open_office() as office, pytest.raises(NothingToTakeBack):
        office.feedback.take_back(number, citizen)


def resolve_from(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        for state in RESOLVING[1:]:
            office.grievances.move(number, state, note="রাস্তা সারানো হয়েছে।")
