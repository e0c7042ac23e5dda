"""Pay slips: entered by the office, released on their day, and shown to their employee alone."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from panchayat.core.clock import today
from panchayat.core.months import first_of, months_later
from panchayat.core.numbers import Prefix, new_number
from panchayat.core.outcomes import Outcome
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.outbox import Outbox
from panchayat.models import PaySlip, Person, Staff
from panchayat.models.inserting import insert_unique
from panchayat.models.pay import IS_UNRELEASED
from panchayat.offices.offices import Offices
from panchayat.pay.facts import SalaryYear, annual_salary, masked, password, pay_slip
from panchayat.pay.rates import PayRates
from panchayat.pay.rules import Pay, PayInputs, inputs_of, work_out

#: How many of the last slips an employee may ask for.
MOST_SLIPS: Final = 24
#: So many months ahead pay may be entered: whoever means more has mistaken the year.
_MONTHS_AHEAD: Final = 2
_AT_ONCE: Final = 500


class TooFarAhead(Exception):
    """Nobody enters the pay of a month that is so far from now."""

    def __init__(self) -> None:
        super().__init__(f"is more than {_MONTHS_AHEAD} months ahead")


class NotTheirs(Exception):
    """A pay slip goes to its employee's registered number and nowhere else."""


class PaySlips:
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        *,
        offices: Offices,
        contacts: Contacts,
        events: Events,
        outbox: Outbox,
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._contacts = contacts
        self._events = events
        self._outbox = outbox
        self._rates = PayRates(session)

    def get(self, slip_id: UUID) -> PaySlip:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such slip."""
        return self._session.get_one(PaySlip, slip_id)

    def released(self, staff: Staff) -> list[PaySlip]:
        """The employee's last 24 slips that are released, newest first."""
        own = select(PaySlip).where(
            PaySlip.office_id == staff.office_id,
            PaySlip.staff_id == staff.id,
            PaySlip.released_at.is_not(None),
            PaySlip.month > months_later(first_of(today(self._now)), -MOST_SLIPS - 1),
        )
        return list(self._session.scalars(own.order_by(PaySlip.month.desc()).limit(MOST_SLIPS)))

    def pay(self, slip: PaySlip) -> Pay:
        """What stands on the slip."""
        return Pay.from_json(slip.amounts)

    def enter(
        self,
        staff: Staff,
        month: date,
        inputs: PayInputs,
        *,
        release_on: date | None = None,
        keep: Container[str] = (),
    ) -> tuple[PaySlip, Outcome]:
        """Wakeups a month's pay out and enter it; of a slip that is there already, what is said now holds.

        Args:
            month: its first day.
            release_on: from when the employee sees it (the default: at once, or when the month is over if it has not
                begun yet); a day that has passed makes it history, which is not told as news.
            keep: which of ``inputs``, and ``release_on``, a slip that is there already keeps as they are.

        Raises:
            NoRate: a table has no row for the month.
            DeductionsTooHigh
            TooFarAhead
        """
        this_month = first_of(today(self._now))
        if month > months_later(this_month, _MONTHS_AHEAD):
            raise TooFarAhead
        release_on = release_on or (today(self._now) if month <= this_month else months_later(month, 1))
        known = self._session.scalars(
            select(PaySlip).where(
                PaySlip.office_id == staff.office_id, PaySlip.staff_id == staff.id, PaySlip.month == month
            )
        ).one_or_none()
        if known is not None:
            before = asdict(inputs_of(self.pay(known), level=known.level, cell=known.cell))
            inputs = replace(inputs, **{name: value for name, value in before.items() if name in keep})
        amounts = work_out(inputs, self._rates.of(month)).to_json()
        if known is None:
            slip = PaySlip(
                office_id=staff.office_id,
                staff_id=staff.id,
                month=month,
                level=inputs.level,
                cell=inputs.cell,
                post=staff.post,
                amounts=amounts,
                release_on=release_on,
            )
            insert_unique(self._session, slip, lambda: _number(slip))
            self._release_if_due(slip, news=release_on == today(self._now))
            return slip, Outcome.ADDED
        said: dict[str, Any] = {"level": inputs.level, "cell": inputs.cell, "amounts": amounts}
        if known.released_at is None and "release_on" not in keep:
            said["release_on"] = release_on
        changed = {name: value for name, value in said.items() if getattr(known, name) != value}
        for name, value in changed.items():
            setattr(known, name, value)
        self._release_if_due(known, news=True)
        return known, Outcome.CHANGED if changed else Outcome.UNCHANGED

    def release_due(self) -> int:
        """Release the slips whose day has come; returns how many."""
        due = select(PaySlip).where(IS_UNRELEASED, PaySlip.release_on <= today(self._now)).order_by(PaySlip.release_on)
        slips = list(self._session.scalars(due.limit(_AT_ONCE).with_for_update(skip_locked=True, key_share=True)))
        for slip in slips:
            self._release_if_due(slip, news=True)
        return len(slips)

    def years(self, staff: Staff) -> list[SalaryYear]:
        """The salary years of which at least one slip is among the employee's released ones, newest first."""
        first_month = self._offices.get(staff.office_id).statement_first_month
        years = {SalaryYear.of(slip.month, first_month) for slip in self.released(staff)}
        return sorted(years, key=lambda year: year.first, reverse=True)

    def last_of(self, staff: Staff, year: SalaryYear) -> PaySlip:
        """The employee's last released slip of the year, by which the year's statement is known."""
        return self._of_year(staff, year)[-1]

    def year_of(self, slip: PaySlip) -> SalaryYear:
        """The salary year in which the slip's month lies."""
        return SalaryYear.of(slip.month, self._offices.get(slip.office_id).statement_first_month)

    def year_pay(self, slip: PaySlip) -> list[tuple[date, Pay]]:
        """Month by month, what was paid in the salary year of this slip, up to the last released one."""
        staff = self._session.get_one(Staff, slip.staff_id)
        return [(each.month, self.pay(each)) for each in self._of_year(staff, self.year_of(slip))]

    def facts(self, slip: PaySlip, contact_id: UUID) -> dict[str, Any]:
        """The JSON facts of the paper ``pay_slip``, for the contact that gets it.

        Raises:
            NotTheirs
        """
        staff, person = self._holder(slip, contact_id)
        return {**self._common(staff, person), **pay_slip(slip, self.pay(slip))}

    def statement_facts(self, slip: PaySlip, contact_id: UUID) -> dict[str, Any]:
        """The JSON facts of the paper ``annual_salary`` about the salary year of this slip.

        Raises:
            NotTheirs
        """
        staff, person = self._holder(slip, contact_id)
        year = self.year_of(slip)
        number = f"{slip.number}/Y"
        return {**self._common(staff, person), **annual_salary(slip, year, self.year_pay(slip)), "number": number}

    def papers_about(self, slip: PaySlip) -> list[tuple[str, UUID]]:
        """The papers on which the slip's amounts stand, each by its kind and the slip that it is issued for."""
        staff = self._session.get_one(Staff, slip.staff_id)
        year = [each.id for each in self._of_year(staff, self.year_of(slip))]
        return [("pay_slip", slip.id), *(("annual_salary", slip_id) for slip_id in year)]

    def note_access(self, what: str, slip: PaySlip, contact_id: UUID) -> None:
        """Remember that somebody was shown the slip, or its year: ``what`` is ``pay_slip.shown`` and the like."""
        self._events.record(
            what,
            office_id=slip.office_id,
            actor_kind="contact",
            actor_id=contact_id,
            subject_kind="pay_slip",
            subject_id=slip.id,
        )

    def _of_year(self, staff: Staff, year: SalaryYear) -> list[PaySlip]:
        own = select(PaySlip).where(
            PaySlip.office_id == staff.office_id,
            PaySlip.staff_id == staff.id,
            PaySlip.released_at.is_not(None),
            PaySlip.month.between(year.first, year.last),
        )
        return list(self._session.scalars(own.order_by(PaySlip.month)))

    def _holder(self, slip: PaySlip, contact_id: UUID) -> tuple[Staff, Person]:
        staff = self._session.get_one(Staff, slip.staff_id)
        if self._contacts.phone_number(contact_id) != staff.mobile or slip.released_at is None:
            raise NotTheirs
        return staff, self._session.get_one(Person, staff.person_id)

    def _common(self, staff: Staff, person: Person) -> dict[str, Any]:
        account = staff.bank_account or ""
        return {
            **self._offices.letterhead(staff.office_id),
            **self._offices.signatory(staff.office_id),
            "employee_id": staff.employee_id,
            "employee": person.names,
            "bank_account": masked(account),
            "password": password(staff.date_of_birth or "", account),
        }

    def _release_if_due(self, slip: PaySlip, *, news: bool) -> None:
        if slip.released_at is not None or slip.release_on > today(self._now):
            return
        slip.released_at = self._now
        self._session.flush()
        self._events.record(
            "pay_slip.released",
            office_id=slip.office_id,
            actor_kind="office",
            actor_id=slip.office_id,
            subject_kind="pay_slip",
            subject_id=slip.id,
        )
        # Who loads the slips of years has nothing new to tell.
        if news and slip.month >= months_later(first_of(today(self._now)), -1):
            self._outbox.add(
                self._contacts.at_mobile(self._session.get_one(Staff, slip.staff_id).mobile),
                key=f"pay_slip:{slip.id}",
                kind="notice",
                params={"notice": "pay_slip_ready", "slip_id": str(slip.id)},
            )


def _number(slip: PaySlip) -> None:
    slip.number = new_number(Prefix.PAY_SLIP, slip.month.year)
