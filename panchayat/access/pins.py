"""PINs of the staff: the second step before anything about somebody's pay is shown."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chatbot.language.spelling import unadorned, with_ascii_digits
from panchayat.access.codes import AccessRule
from panchayat.access.easy_pins import is_easy
from panchayat.access.pin_hashes import hash_pin, is_pin
from panchayat.events import Events
from panchayat.models import Staff, StaffPin

#: The digits of a PIN: as many as the office gives, and what an employee may choose.
_FIRST_LENGTH: Final = 6
SHORTEST: Final = 4
LONGEST: Final = 6

#: What people call it; words of their own are the passwords for which some take it.
_NAMED: Final = re.compile(
    unadorned(
        r"(?<![^\W\d_])(?:(?:m|t)?p\W?i\W?n(?:s|ta|ti|no|number|num)?(?![^\W\d_])|প[িী]ন(?!াক)|प[िी]न(?!ाक)"
        r"|pass\W?(?:word|code)|পাস\W?(?:ওয়ার্ড|কোড)|पास\W?(?:वर्ड|कोड)|গোপন (?:নম্বর|সংখ্যা|কোড)|(?:गोपनीय|गुप्त) (?:नंबर|नम्बर|संख्या|कोड))",
    ),
    re.IGNORECASE,
)
#: A post code is called PIN as well, and stands at the end of an address.
_POST_CODE: Final = re.compile(
    unadorned(
        r"(?:p\W?i\W?n|post(?:al)?|পিন|পোস্ট|ডাক|पिन|पोस्ट|डाक)\W{0,3}(?:code|kod(?![^\W\d_])|কোড|कोड)"
        r"|(?<![^\W\d_])(?:p\W{0,2}[os]|post office|vill|village|dist|district|thana|zila|jela|gram|dakghar)(?![^\W\d_])"
        r"|গ্রাম|ডাকঘর|পোঃ|পোস্ট|থানা|জেলা|ग्राम|गाँव|गांव|डाकघर|थाना|जिला|ज़िला",
    ),
    re.IGNORECASE,
)

_HOLDS_FOR: Final = timedelta(minutes=15)
#: Wrong PINs in a row that cost nothing, and how long no PIN is taken after each further one; the last repeats.
_FREE: Final = 2
_DELAYS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 1440))


def names_pin(text: str) -> bool:
    """Whether the word PIN is in it, in any script, or another for the same."""
    return _NAMED.search(unadorned(text)) is not None


def names_post_code(text: str) -> bool:
    """Whether it speaks of the code of a post office, or is an address."""
    return _POST_CODE.search(unadorned(text)) is not None


def is_guess(typed: str) -> bool:
    """Whether ``typed`` can be meant as a PIN: its digits, in whatever way they stand apart, and at most the word PIN.

    Other words with a number ("since 2019") are no guess, right or wrong.
    """
    fits = SHORTEST <= len(_digits(typed)) <= LONGEST
    return fits and (names_pin(typed) or not any(char.isalpha() for char in typed))


class Unfit(Enum):
    """Why a PIN may not be chosen."""

    NOT_DIGITS = auto()
    EASY = auto()
    SAME = auto()


class Pins:
    def __init__(
        self,
        session: Session,
        now: datetime,
        events: Events,
        *,
        post_codes: Callable[[Collection[str]], Collection[str]],
    ) -> None:
        self._session = session
        self._now = now
        self._events = events
        self._post_codes = post_codes

    def issue(self, staff: Staff) -> str:
        """Make a first PIN, which its holder must change; whatever was before is over. It is told only here and now."""
        pin = f"{secrets.randbelow(10**_FIRST_LENGTH):0{_FIRST_LENGTH}}"
        self._set(staff, hash_pin(pin), first=True)
        self._record("pin.issued", staff, "office", staff.office_id)
        return pin

    def is_issued(self, staff: Staff) -> bool:
        """Whether the office has ever given this employee a PIN."""
        return self._of(staff) is not None

    def is_first(self, staff: Staff) -> bool:
        """Whether the PIN is the office's own, so that another must be chosen before anything is shown."""
        pin = self._of(staff)
        return pin is not None and pin.first

    def locked_until(self, staff: Staff) -> datetime | None:
        """Until when no PIN of this employee is taken, because of wrong ones."""
        pin = self._of(staff)
        return pin.locked_until if pin and pin.locked_until and pin.locked_until > self._now else None

    def proved_until(self, staff: Staff, contact_id: UUID) -> datetime | None:
        """Until when the PIN that this contact gave within the last quarter of an hour counts."""
        pin = self._of(staff)
        if pin is None or pin.proved_by != contact_id or pin.proved_until is None or pin.proved_until <= self._now:
            return None
        return pin.proved_until

    def check(self, staff: Staff, contact_id: UUID, typed: str) -> datetime | None:
        """Until when the proof holds if ``typed`` is the PIN, in any script's digits; else None.

        Every wrong one counts, and must be committed. From the third in a row on no PIN is taken for a while, which
        grows from a minute to a day; meanwhile even the right one is refused, and nothing is counted. What cannot be a
        PIN at all ("I have forgotten it") is no guess.
        """
        pin, digits = self._held(staff), _digits(typed)
        if pin is None or self.locked_until(staff) is not None or not is_guess(typed):
            return None
        if not is_pin(digits, pin.hashed):
            pin.failures += 1
            over = pin.failures - _FREE
            if over > 0:
                pin.locked_until = self._now + _DELAYS[min(over, len(_DELAYS)) - 1]
            self._record("pin.wrong", staff, "contact", contact_id)
            return None
        pin.failures, pin.locked_until = 0, None
        self._record("pin.right", staff, "contact", contact_id)
        return self._prove(pin, contact_id)

    def code_guard(self, staff: Staff, owner: UUID) -> AccessRule:
        """What guards the choice of a new PIN where a code can be sent by SMS: ``owner`` is the SMS contact."""
        return AccessRule("staff", staff.id, staff.office_id, staff.employee_id, owner)

    def accept_code(self, staff: Staff, contact_id: UUID) -> datetime:
        """Who has shown a code sent to the registered number must choose a new PIN now; returns until when it counts."""
        pin = self._held(staff) or self._set(staff, hash_pin(secrets.token_hex()), first=True)
        pin.first, pin.failures, pin.locked_until = True, 0, None
        self._record("pin.code_accepted", staff, "contact", contact_id)
        return self._prove(pin, contact_id)

    def choose(self, staff: Staff, contact_id: UUID, typed: str) -> Unfit | None:
        """Make ``typed`` the PIN, unless it is unfit: then it is told why, and the old one stays.

        Only for a contact whose proof holds; it goes on holding.
        """
        pin = self._held(staff)
        if pin is None or self.proved_until(staff, contact_id) is None:
            raise PermissionError("the old PIN was not given")
        chosen = _digits(typed)
        if unfit := self._objection(staff, pin, typed, chosen):
            return unfit
        self._set(staff, hash_pin(chosen), first=False)
        self._prove(pin, contact_id)
        self._record("pin.chosen", staff, "contact", contact_id)
        return None

    def give(self, staff: Staff, hashed: str) -> None:
        """Give a sample employee a PIN, by what ``hash_pin`` made of it, that need not be changed."""
        self._set(staff, hashed, first=False)

    def _objection(self, staff: Staff, pin: StaffPin, typed: str, chosen: str) -> Unfit | None:
        if not SHORTEST <= len(chosen) <= LONGEST or any(char.isalpha() for char in typed):
            return Unfit.NOT_DIGITS
        if is_easy(staff, chosen, self._post_codes):
            return Unfit.EASY
        return Unfit.SAME if is_pin(chosen, pin.hashed) else None

    def _set(self, staff: Staff, hashed: str, *, first: bool) -> StaffPin:
        known = self._held(staff)
        if known is None:
            known = StaffPin(office_id=staff.office_id, staff_id=staff.id)
            self._session.add(known)
        known.hashed, known.first, known.set_at = hashed, first, self._now
        known.failures, known.locked_until = 0, None
        known.proved_by, known.proved_until = None, None
        self._session.flush()
        return known

    def _prove(self, pin: StaffPin, contact_id: UUID) -> datetime:
        until = self._now + _HOLDS_FOR
        pin.proved_by, pin.proved_until = contact_id, until
        return until

    def _of(self, staff: Staff) -> StaffPin | None:
        return self._session.scalars(
            select(StaffPin).where(StaffPin.office_id == staff.office_id, StaffPin.staff_id == staff.id)
        ).one_or_none()

    def _held(self, staff: Staff) -> StaffPin | None:
        """The PIN as it is now; nobody else counts or changes it until the end of this work."""
        return self._session.scalars(
            select(StaffPin)
            .where(StaffPin.office_id == staff.office_id, StaffPin.staff_id == staff.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).one_or_none()

    def _record(self, what: str, staff: Staff, actor_kind: str, actor_id: UUID) -> None:
        self._events.record(
            what,
            office_id=staff.office_id,
            actor_kind=actor_kind,
            actor_id=actor_id,
            subject_kind="staff",
            subject_id=staff.id,
        )


def _digits(typed: str) -> str:
    return "".join(char for char in with_ascii_digits(typed) if char.isdecimal())
