"""PINs: what opens pay, how guessing is stopped, and where a PIN is never found."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from panchayat.access.pin_hashes import hash_pin, is_pin
from panchayat.access.pins import Unfit, names_pin, names_post_code
from panchayat.core.encryption import UnknownKey, use_keys
from panchayat.demo.pins import demo_pin
from panchayat.front_office import FrontOffice
from panchayat.models import Event, Office, Staff, StaffPin, Village
from tests.conftest import KEYS, SettableClock
from tests.panchayat.conftest import Samples

OFFICE, EMPLOYEE = "SAMPLE-01", "SAMPLE-E-202"
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


class Counter:
    """An employee who gives PINs on the registered phone."""

    def __init__(self, samples: Samples) -> None:
        self.open_office = samples.open_office

    def staff(self, office: FrontOffice) -> Staff:
        return office.staffing.by_employee_id(OFFICE, EMPLOYEE)

    def contact(self, office: FrontOffice) -> UUID:
        return office.contacts.at_mobile(self.staff(office).mobile)

    def gives(self, pin: str) -> bool:
        with self.open_office() as office:
            return office.pins.check(self.staff(office), self.contact(office), pin) is not None

    def is_locked_for(self) -> timedelta:
        with self.open_office() as office:
            until = office.pins.locked_until(self.staff(office))
            return until - office.now if until else timedelta(0)

    def chooses(self, pin: str) -> Unfit | None:
        with self.open_office() as office:
            return office.pins.choose(self.staff(office), self.contact(office), pin)

    def is_proved(self) -> bool:
        with self.open_office() as office:
            return office.pins.proved_until(self.staff(office), self.contact(office)) is not None


@pytest.fixture
def counter(samples: Samples) -> Counter:
    return Counter(samples)


@pytest.fixture
def pin() -> str:
    return demo_pin(EMPLOYEE)


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04}"


def test_the_right_pin_holds_for_a_quarter_of_an_hour_in_any_script(
    counter: Counter, pin: str, clock: SettableClock
) -> None:
    assert counter.gives(f" {pin} ".translate(BENGALI))
    clock.advance(timedelta(minutes=14, seconds=59))
    assert counter.is_proved()
    clock.advance(timedelta(seconds=1))
    assert not counter.is_proved()


def test_a_proof_counts_only_on_the_phone_on_which_it_was_given(counter: Counter, pin: str, samples: Samples) -> None:
    assert counter.gives(pin)
    with samples.open_office() as office:
        assert office.pins.proved_until(counter.staff(office), samples.citizen(office)) is None


def test_wrong_pins_are_answered_by_waits_that_grow_from_a_minute_to_a_day(
    counter: Counter, pin: str, clock: SettableClock
) -> None:
    waits = []
    for _ in range(9):
        assert not counter.gives(wrong(pin))
        waits.append(counter.is_locked_for() / timedelta(minutes=1))
        clock.advance(counter.is_locked_for())
    assert waits == [0, 0, 1, 5, 15, 60, 240, 1440, 1440]


def test_while_no_pin_is_taken_even_the_right_one_is_refused_and_nothing_is_counted(
    counter: Counter, pin: str, clock: SettableClock
) -> None:
    for _ in range(3):
        counter.gives(wrong(pin))
    locked = counter.is_locked_for()
    assert not counter.gives(pin)
    assert not counter.gives(wrong(pin))
    assert counter.is_locked_for() == locked
    clock.advance(locked)
    assert counter.gives(pin)


@pytest.mark.parametrize("typed", ["beton", "ami 2019 theke kaj kori", "{wrong} ki hobe", "98300 12345", "??"])
def test_what_nobody_would_take_for_a_pin_is_no_guess_right_or_wrong(counter: Counter, pin: str, typed: str) -> None:
    for _ in range(4):
        assert not counter.gives(typed.format(wrong=wrong(pin)))
    assert not counter.is_locked_for()
    assert not counter.gives(f"ami {pin} theke")
    assert counter.gives(pin)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "PIN",
            "my pin",
            "pin7294",
            "P.I.N.",
            "p i n",
            "mpin",
            "ＰＩＮ",
            "p\u200bin",
            "pin ta",
            "pinta",
            "password",
            "pass code",
        ),
        *("পিন", "আমার পিনটা", "পিনের", "পীন", "পাসওয়ার্ড", "গোপন নম্বর", "पिन", "मेरा पिन", "पासवर्ड"),
    ],
)
def test_the_word_pin_is_known_in_any_script_and_spelling(text: str) -> None:
    assert names_pin(text)


@pytest.mark.parametrize("text", ["pink", "spin", "opinion", "পিনাকী", "আলপিন", "pine", "পান", "7294", ""])
def test_a_word_that_only_looks_like_it_is_not_the_word_pin(text: str) -> None:
    assert not names_pin(text)


@pytest.mark.parametrize(
    "text", ["pin code", "PINCODE", "pin-kod", "post code", "পিন কোড", "পিনকোড", "ডাক কোড", "पिन कोड"]
)
def test_the_code_of_a_post_office_is_called_pin_too(text: str) -> None:
    assert names_post_code(text)


def test_the_right_pin_forgives_the_wrong_ones(counter: Counter, pin: str) -> None:
    for _ in range(4):
        assert not counter.gives(wrong(pin))
        assert not counter.gives(wrong(pin))
        assert counter.gives(pin)
    assert not counter.is_locked_for()


def test_a_first_pin_ends_the_one_before_and_a_lock_and_must_be_changed(counter: Counter, pin: str) -> None:
    for _ in range(3):
        counter.gives(wrong(pin))
    with counter.open_office() as office:
        first = office.pins.issue(counter.staff(office))
        assert office.pins.is_first(counter.staff(office))
    assert len(first) == 6
    assert not counter.is_locked_for()
    assert not counter.gives(pin)
    assert counter.gives(first)
    assert counter.chooses("7294") is None
    assert not counter.gives(first)
    assert counter.gives("7294")
    with counter.open_office() as office:
        assert not office.pins.is_first(counter.staff(office))


@pytest.mark.parametrize(
    ("chosen", "unfit"),
    [
        ("123", Unfit.NOT_DIGITS),
        ("1234567", Unfit.NOT_DIGITS),
        ("abcd", Unfit.NOT_DIGITS),
        ("pin 7294", Unfit.NOT_DIGITS),
        ("", Unfit.NOT_DIGITS),
        ("1234", Unfit.EASY),
        ("৪৩২১", Unfit.EASY),
        ("7777", Unfit.EASY),
        ("890123", Unfit.EASY),
        ("1978", Unfit.EASY),  # the year of birth
        ("1508", Unfit.EASY),  # the day of birth
        ("743270", Unfit.EASY),  # the post code of the office
        ("0202", Unfit.EASY),  # the end of the registered number
        ("1940", Unfit.EASY),  # a year of anybody's
        ("2049", Unfit.EASY),
        ("1212", Unfit.EASY),
        ("7788", Unfit.EASY),
        ("442299", Unfit.EASY),
        ("726726", Unfit.EASY),
        ("4774", Unfit.EASY),
        ("2580", Unfit.EASY),  # a column of the keypad, and others
        ("0852", Unfit.EASY),
        ("1397", Unfit.EASY),
        ("147258", Unfit.EASY),
        ("36925", Unfit.EASY),
        ("159753", Unfit.EASY),
        ("2050", None),
        ("1939", None),
        ("714725", None),
        ("৭২৯৪", None),
        ("729401", None),
    ],
)
def test_a_pin_that_others_would_try_first_is_refused(
    counter: Counter, pin: str, chosen: str, unfit: Unfit | None
) -> None:
    assert counter.gives(pin)
    assert counter.chooses(chosen) is unfit


def test_the_post_code_of_no_office_at_all_is_a_pin(counter: Counter, pin: str) -> None:
    with counter.open_office() as office:
        of_offices = {code for (codes,) in office.session.query(Office.pin_codes) for code in codes}
        codes = of_offices | {code for (code,) in office.session.query(Village.pin_code) if code}
    assert len(codes) > 1
    assert counter.gives(pin)
    assert {counter.chooses(code) for code in codes} == {Unfit.EASY}


def test_the_old_pin_is_no_new_one(counter: Counter) -> None:
    with counter.open_office() as office:
        first = office.pins.issue(counter.staff(office))
    assert counter.gives(first)
    assert counter.chooses(first) in (Unfit.SAME, Unfit.EASY)


def test_nobody_chooses_a_pin_without_having_given_the_old_one(
    counter: Counter, pin: str, clock: SettableClock
) -> None:
    with pytest.raises(PermissionError):
        counter.chooses("7294")
    counter.gives(pin)
    clock.advance(timedelta(minutes=15))
    with pytest.raises(PermissionError):
        counter.chooses("7294")


def test_no_pin_lies_in_the_database(counter: Counter, pin: str, samples: Samples) -> None:
    counter.gives(wrong(pin))
    counter.gives(pin)
    counter.chooses("729401")
    with samples.open_office() as office:
        events = [event for event in office.session.query(Event) if event.what.startswith("pin.")]
        assert [event.what for event in events][-3:] == ["pin.wrong", "pin.right", "pin.chosen"]
        assert {event.why for event in events} == {None}
        kept = office.session.execute(text("SELECT hashed FROM staff_pin")).scalars().all()
    assert all("729401" not in row and pin not in row.split("$")[0] for row in kept)
    assert all("$argon2id$" in row for row in kept)


def test_a_hash_without_its_pepper_proves_nothing() -> None:
    hashed = hash_pin("7294")
    try:
        use_keys(["another secret", *KEYS])
        assert is_pin("7294", hashed)
        assert not is_pin("7295", hashed)
        assert hash_pin("7294")[:8] != hashed[:8]
        use_keys(["another secret"])
        with pytest.raises(UnknownKey):
            is_pin("7294", hashed)
    finally:
        use_keys(KEYS)


def test_the_same_pin_is_hashed_differently_each_time() -> None:
    assert hash_pin("7294") != hash_pin("7294")


def test_every_sample_employee_has_a_pin_and_it_need_not_be_changed(samples: Samples) -> None:
    with samples.open_office() as office:
        assert office.session.query(StaffPin).filter(StaffPin.first).count() == 0
        paid = office.session.query(Staff).filter(Staff.bank_account.is_not(None)).all()
        assert len(paid) >= 6
        assert all(office.pins.is_issued(staff) for staff in paid)
