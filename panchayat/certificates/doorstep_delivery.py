"""Bringing a certificate home: on its way, a code at the door, in the citizen's hands, or come in vain."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from chatbot.language.spelling import with_ascii_digits
from panchayat.certificates.desk import CertificateDesk
from panchayat.certificates.history import CertificateHistory
from panchayat.models import Certificate, Staff
from panchayat.models.certificate_states import IllegalMove, State

#: Digits of the code that is said at the door, and how many wrong ones are heard on one visit.
_CODE_DIGITS: Final = 4
_MOST_ATTEMPTS: Final = 5
#: How long a code that was right counts for handing over.
_CODE_HOLDS: Final = timedelta(minutes=30)


class NotACode(Exception):
    """What was given has not as many digits as a code has: nobody has tried one."""


class CodeNotGiven(Exception):
    """The citizen has a code, and the right one was not given."""


class DoorstepDelivery:
    def __init__(self, session: Session, now: datetime, desk: CertificateDesk, history: CertificateHistory) -> None:
        self._session = session
        self._now = now
        self._desk = desk
        self._history = history

    def send_out(self, number: str, staff: Staff) -> Certificate:
        """It is on its way; the citizen gets a new code to say at the door.

        Raises:
            NotTheirOffice, HeldByAnother
            IllegalMove: it is not issued, or nobody asked for it to be brought.
        """
        certificate = self._desk.take_on(number, staff)
        if certificate.delivery is None:
            raise IllegalMove(State(certificate.state), State.OUT_FOR_DELIVERY)
        certificate.code = (
            f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}}" if self._desk.is_told(certificate) else None
        )
        certificate.code_attempts, certificate.code_right_at = 0, None
        self._desk.move(certificate, State.OUT_FOR_DELIVERY, staff)
        return certificate

    def check_code(self, number: str, staff: Staff, typed: str) -> datetime | None:
        """Until when it may be handed over, if ``typed`` is the citizen's code in any script's digits; else None.

        Every try counts, and must be committed: after five the code is worth nothing.

        Raises:
            NotTheirOffice, NotACode
        """
        certificate = self._desk.held(number, staff)
        if certificate.code is None or certificate.state != State.OUT_FOR_DELIVERY or self.is_worn_out(certificate):
            return None
        digits = "".join(char for char in with_ascii_digits(typed) if char.isdecimal())
        if len(digits) != _CODE_DIGITS:
            raise NotACode
        certificate.code_attempts += 1
        if not hmac.compare_digest(certificate.code, digits):
            self._history.note(certificate, "certificate.code_wrong", staff=staff)
            return None
        certificate.code_right_at = self._now
        self._session.flush()
        return self._now + _CODE_HOLDS

    def is_worn_out(self, certificate: Certificate) -> bool:
        """Whether wrong codes were given so often on this visit that none is taken any more."""
        return certificate.code_attempts >= _MOST_ATTEMPTS and certificate.code_right_at is None

    def hand_over(self, number: str, staff: Staff) -> Certificate:
        """It is in the citizen's hands.

        Raises:
            NotTheirOffice, HeldByAnother, IllegalMove
            CodeNotGiven: they have a code, and the right one was not given within the last half hour.
        """
        certificate = self._desk.take_on(number, staff)
        right = certificate.code_right_at
        if self._desk.is_told(certificate) and (right is None or self._now - right > _CODE_HOLDS):
            raise CodeNotGiven
        self._desk.move(certificate, State.DELIVERED, staff)
        certificate.code = None
        return certificate

    def miss(self, number: str, staff: Staff) -> Certificate:
        """Nobody was there, or no code was right; the citizen is asked when to come again.

        Raises:
            NotTheirOffice, HeldByAnother, IllegalMove
        """
        certificate = self._desk.take_on(number, staff)
        self._desk.move(certificate, State.CODE_WRONG if self.is_worn_out(certificate) else State.MISSED, staff)
        certificate.code = None
        return certificate
