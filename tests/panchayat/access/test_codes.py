from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.access.codes import AccessRule, TooManyCodes
from panchayat.front_office import FrontOffice
from panchayat.models import Outbox
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


class Asking:
    """Somebody asks from one phone for a grievance that was filed from another."""

    def __init__(self, samples: Samples) -> None:
        self._open_office = samples.open_office
        with samples.open_office() as office:
            self.grievance_id = samples.file(office).id
            self.owner = samples.citizen(office)
            self.asker = samples.citizen(office, Samples.ONE_PERMIT)

    def record(self, office: FrontOffice) -> AccessRule:
        return office.grievances.guarded(office.grievances.get(self.grievance_id))

    def send(self) -> str:
        """The code, as the owner reads it."""
        with self._open_office() as office:
            office.access_codes.send(self.record(office), self.asker)
            sent = office.session.scalars(
                select(Outbox).where(Outbox.contact_id == self.owner).order_by(Outbox.id.desc())
            ).first()
            assert sent
            code = sent.payload["params"]["code"]
            assert isinstance(code, str)
            return code

    def proves(self, typed: str, *, asker: UUID | None = None) -> bool:
        with self._open_office() as office:
            return office.access_codes.check(self.record(office), asker or self.asker, typed) is not None

    def may_see(self) -> bool:
        with self._open_office() as office:
            return office.access_codes.may_see(self.record(office), self.asker)


@pytest.fixture
def asking(samples: Samples) -> Asking:
    return Asking(samples)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_goes_to_whoever_filed_and_opens_the_grievance_for_half_an_hour(
    asking: Asking, clock: SettableClock
) -> None:
    code = asking.send()
    assert not asking.may_see()
    assert asking.proves(f" {code[:3]} {code[3:]} ".translate(BENGALI))
    assert asking.may_see()
    clock.advance(timedelta(minutes=29, seconds=59))
    assert asking.may_see()
    clock.advance(timedelta(seconds=1))
    assert not asking.may_see()


def test_a_code_is_spent_by_its_use(asking: Asking) -> None:
    code = asking.send()
    assert asking.proves(code)
    assert not asking.proves(code)


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(asking: Asking) -> None:
    code = asking.send()
    for _ in range(5):
        assert not asking.proves(wrong(code))
    assert not asking.proves(code)
    assert not asking.may_see()


def test_the_fifth_try_may_still_be_right(asking: Asking) -> None:
    code = asking.send()
    for _ in range(4):
        assert not asking.proves(wrong(code))
    assert asking.proves(code)


def test_a_code_expires_after_ten_minutes(asking: Asking, clock: SettableClock) -> None:
    code = asking.send()
    clock.advance(timedelta(minutes=10))
    assert not asking.proves(code)


def test_a_new_code_replaces_the_one_before(asking: Asking) -> None:
    first, second = asking.send(), asking.send()
    assert first == second or not asking.proves(first)
    assert asking.proves(second)


def test_a_code_is_worth_nothing_on_a_third_phone(asking: Asking, samples: Samples) -> None:
    code = asking.send()
    with samples.open_office() as office:
        third = samples.citizen(office, Samples.TWO_PERMITS)
    assert not asking.proves(code, asker=third)


def test_a_fourth_code_within_the_hour_is_refused(asking: Asking, clock: SettableClock) -> None:
    for _ in range(3):
        asking.send()
    with pytest.raises(TooManyCodes):
        asking.send()
    clock.advance(timedelta(hours=1))
    asking.send()


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "০", "কোথায় পাব"])
def test_what_cannot_be_the_code_proves_nothing_and_is_no_try(asking: Asking, typed: str) -> None:
    code = asking.send()
    for _ in range(6):
        assert not asking.proves(typed)
    assert asking.proves(f"কোড হল {code}।")


def test_it_is_known_whether_a_code_is_awaited_still_and_whether_it_was_wrong_too_often(
    asking: Asking, samples: Samples, clock: SettableClock
) -> None:
    def standing() -> tuple[bool, bool]:
        with samples.open_office() as office:
            record, codes = asking.record(office), office.access_codes
            return codes.is_awaited(record, asking.asker), codes.is_worn_out(record, asking.asker)

    assert standing() == (False, False)
    code = asking.send()
    for _ in range(5):
        assert standing() == (True, False)
        asking.proves(wrong(code))
    assert standing() == (False, True)
    asking.send()
    assert standing() == (True, False)
    clock.advance(timedelta(minutes=10))
    assert standing() == (False, False)


def test_many_phones_together_get_no_more_codes_for_one_record_than_one_phone_does(
    asking: Asking, samples: Samples
) -> None:
    for _ in range(3):
        asking.send()
    with samples.open_office() as office:
        other = samples.citizen(office, Samples.TWO_PERMITS)
        with pytest.raises(TooManyCodes):
            office.access_codes.send(asking.record(office), other)


def test_a_code_for_one_record_opens_no_other(asking: Asking, samples: Samples) -> None:
    assert asking.proves(asking.send())
    with samples.open_office() as office:
        (permit,) = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
        third = samples.citizen(office, Samples.TWO_PERMITS)
        assert not office.access_codes.may_see(office.permits.guarded(permit), third)
        assert office.access_codes.may_see(office.permits.guarded(permit), samples.citizen(office, Samples.ONE_PERMIT))
