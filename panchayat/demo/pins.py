"""PINs of the sample employees, other ones in each installation, made of its own secret; and what opens their papers."""

from __future__ import annotations

import functools
from typing import Final

from sqlalchemy import select

from panchayat.access.pin_hashes import hash_pin
from panchayat.core.encryption import authenticate
from panchayat.front_office import FrontOffice
from panchayat.models import Staff
from panchayat.pay.facts import password

_DIGITS: Final = 4

#: The samples are loaded again and again in tests, and the hash is slow by design.
_hashed = functools.cache(hash_pin)


def demo_pin(employee_id: str) -> str:
    """The PIN of the sample employee of this number."""
    drawn = int.from_bytes(authenticate("PINs of the samples", employee_id.encode())[:8])
    return f"{drawn % 10**_DIGITS:0{_DIGITS}}"


def demo_passwords(office: FrontOffice) -> dict[str, str]:
    """What opens the papers of each sample employee, by their own number: as the employee would put it together."""
    paid = office.session.scalars(select(Staff).where(Staff.bank_account.is_not(None)))
    return {each.employee_id: password(each.date_of_birth or "", each.bank_account or "") for each in paid}


def give_pins(office: FrontOffice) -> None:
    """Give every sample employee the PIN that ``demo_pin`` tells."""
    for staff in office.session.scalars(select(Staff).where(Staff.bank_account.is_not(None)).order_by(Staff.id)):
        office.pins.give(staff, _hashed(demo_pin(staff.employee_id)))
