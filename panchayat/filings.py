"""Whatever people have filed and wait for: grievances, suggestions, applications, certificates, under one roof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import literal, or_, select, union_all

from chatbot.language.spelling import with_ascii_digits
from panchayat.access.codes import AccessRule
from panchayat.certificates.requests import Certificates
from panchayat.core.clock import today
from panchayat.core.encryption import authenticate
from panchayat.core.numbers import Prefix
from panchayat.core.references import keys_in
from panchayat.core.session import OfficeSession
from panchayat.grievances.grievances import Grievances
from panchayat.models import Application, Booking, Certificate, Grievance
from panchayat.models.application_states import Stage
from panchayat.models.application_states import is_open as is_undecided_application
from panchayat.models.booking_states import BookingState
from panchayat.models.certificate_states import AT_WORK, is_undecided
from panchayat.models.certificate_states import State as CertificateState
from panchayat.models.grievance_states import OPEN, State, is_open
from panchayat.registers.applications import Applications

Filing = Grievance | Application | Certificate
#: What takes more words or files after it was handed in.
Open = Grievance | Certificate | Booking
#: What their numbers begin with.
PREFIXES: Final = (Prefix.GRIEVANCE, Prefix.APPLICATION, Prefix.CERTIFICATE)

#: So soon after something was handed in, what somebody tells mostly belongs to it.
JUST_NOW: Final = timedelta(hours=1)
#: Part of a number as people copy it: with the letters before it or without, a round letter in place of a nought.
_PART: Final = re.compile(rf"\W*({'|'.join(PREFIXES)})?\W*(\d[\dOIL\W]*)\W*")
_LETTERS_FOR_DIGITS: Final = str.maketrans("OIL", "011")
#: Fewer digits of a number say too little, and it has no more.
_LEAST_DIGITS: Final = 4
_MOST_DIGITS: Final = 10
#: Where the groups of a number begin (``26-4815-3706``).
_GROUPS: Final = (0, 2, 6)


class Filings:
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        *,
        grievances: Grievances,
        applications: Applications,
        certificates: Certificates,
    ) -> None:
        self._session = session
        self._now = now
        self._grievances = grievances
        self._applications = applications
        self._certificates = certificates

    def of(self, contact_id: UUID) -> list[Filing]:
        """What this contact has filed, and what was applied for under its phone number, newest first."""
        filed: list[Filing] = [
            *self._grievances.of(contact_id),
            *self._applications.of(contact_id),
            *self._certificates.of(contact_id),
        ]
        return sorted(filed, key=lambda each: (_filed_on(each), each.id), reverse=True)

    def by_number(self, number: str) -> Filing | None:
        """What has this number, typed in any way that ``parse_number`` reads."""
        return (
            self._grievances.by_number(number)
            or self._applications.by_number(number)
            or self._certificates.by_number(number)
        )

    def with_reference(self, typed: str) -> list[Application]:
        """The applications of the number that was typed as it stands on the offices' own lists; several may share one."""
        return next((found for key in keys_in(typed) if (found := self._applications.with_key(key))), [])

    def awaited(self, contact_id: UUID) -> Grievance | Certificate | None:
        """The newest thing that this contact has filed and about which the office has asked something here."""
        grievance, certificate = self._grievances.awaited(contact_id), self._certificates.awaited(contact_id)
        if grievance is None or certificate is None:
            return grievance or certificate
        return grievance if grievance.filed_at > certificate.filed_at else certificate

    def just_filed(self, contact_id: UUID) -> list[Open]:
        """What this contact has handed in within the hour, and may add to, the newest first.

        That is what nobody has decided yet; what they have had opened again, or have answered the office about, within the
        hour; and rooms that are kept for them until the office has seen their payment, whenever they were booked.
        """
        since = self._now - JUST_NOW
        fresh = union_all(
            select(literal("grievance").label("kind"), Grievance.id, Grievance.filed_at.label("at")).where(
                Grievance.contact_id == contact_id,
                or_(
                    (Grievance.filed_at >= since) & Grievance.state.in_(OPEN),
                    Grievance.state.in_((State.REOPENED, State.UNDER_PROCESS)),
                ),
            ),
            select(literal("certificate"), Certificate.id, Certificate.filed_at).where(
                Certificate.contact_id == contact_id,
                or_(
                    (Certificate.filed_at >= since) & Certificate.state.in_(AT_WORK),
                    Certificate.state == CertificateState.UNDER_REVIEW,
                ),
            ),
            select(literal("booking"), Booking.id, Booking.created_at).where(
                Booking.contact_id == contact_id,
                or_(
                    (Booking.created_at >= since) & Booking.state.in_((BookingState.HELD, BookingState.BOOKED)),
                    (Booking.state == BookingState.HELD) & Booking.payment_reference.is_not(None),
                ),
            ),
        )
        kinds: dict[str, type[Open]] = {"grievance": Grievance, "certificate": Certificate, "booking": Booking}
        rows = sorted(self._session.execute(fresh), key=lambda row: (row.at, row.id), reverse=True)
        found = [self._session.get_one(kinds[row.kind], row.id) for row in rows]
        return [each for each in found if self._takes_more(each, since)]

    def _takes_more(self, filing: Open, since: datetime) -> bool:
        if isinstance(filing, Certificate):
            theirs = filing.filed_by is None or self._certificates.officer_stands_in(filing)
            return theirs and is_undecided(CertificateState(filing.state)) and self._is_fresh(filing, since)
        if isinstance(filing, Grievance) and filing.filed_at < since:
            last = self._grievances.history(filing)[-1]
            theirs = last.to_state == State.REOPENED or last.from_state == State.NEEDS_INFO
            return theirs and last.at >= since
        return True

    def _is_fresh(self, certificate: Certificate, since: datetime) -> bool:
        """Whether it was asked for, or the office was answered about it, since then."""
        return certificate.filed_at >= since or any(
            each.at >= since and each.from_state == CertificateState.NEEDS_INFO and each.to_state != each.from_state
            for each in self._certificates.history(certificate)
        )

    def guarded(self, filing: Filing) -> AccessRule:
        """What guards it: it is shown to whoever filed it, and to others by a code sent to them."""
        if isinstance(filing, Grievance):
            return self._grievances.guarded(filing)
        if isinstance(filing, Certificate):
            return self._certificates.guarded(filing)
        return self._applications.guarded(filing)

    def under_number(self, phone: str, owner: UUID | None, office_id: UUID) -> AccessRule:
        """What guards all that was filed from a phone (E.164): what was asked of it is counted, whoever has it.

        Args:
            owner: the contact there, if it has filed anything that whoever asks may see.
            office_id: which office is told of the codes.
        """
        # The number itself is not kept: most that are tried are of people who have never heard of us.
        key = UUID(bytes=authenticate("numbers asked for", phone.encode())[:16])
        return AccessRule("filings", key, office_id, "", owner)


def newest_open(filings: Iterable[Filing]) -> Filing | None:
    """Of filings in their order the first about which something is still to come; if there is none, the first."""
    listed = list(filings)
    return next(filter(is_awaited, listed), next(iter(listed), None))


def is_awaited(filing: Filing) -> bool:
    """Whether it is not decided yet."""
    if isinstance(filing, Grievance):
        return is_open(State(filing.state))
    if isinstance(filing, Certificate):
        return is_undecided(CertificateState(filing.state))
    return is_undecided_application(Stage(filing.stage))


def is_part(typed: str) -> bool:
    """Whether ``typed`` looks like a part of such a number."""
    return _part(typed) is not None


def with_part(filings: Sequence[Filing], typed: str) -> list[Filing]:
    """Those of these filings of whose number ``typed`` is a part: some of its groups, or its end."""
    part = _part(typed)
    if part is None:
        return []
    prefix, digits = part
    return [each for each in filings if each.number.startswith(prefix) and _has_part(each.number, digits)]


def _part(typed: str) -> tuple[str, str] | None:
    found = _PART.fullmatch(with_ascii_digits(typed).upper())
    if found is None:
        return None
    digits = "".join(filter(str.isdecimal, found[2].translate(_LETTERS_FOR_DIGITS)))
    return (found[1] or "", digits) if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS else None


def _has_part(number: str, digits: str) -> bool:
    own = "".join(filter(str.isdecimal, number))
    return own.endswith(digits) or any(own.startswith(digits, begin) for begin in _GROUPS)


def _filed_on(filing: Filing) -> date:
    return filing.applied_on if isinstance(filing, Application) else today(filing.filed_at)
