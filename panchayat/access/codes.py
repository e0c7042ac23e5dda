"""Codes by which somebody on another phone shows that they may see a record: sent to the number it belongs to."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from chatbot.language.spelling import with_ascii_digits
from panchayat.core.encryption import authenticate
from panchayat.events import Events
from panchayat.messaging.outbox import Outbox
from panchayat.models import AccessCode

_DIGITS: Final = 6
_VALID_FOR: Final = timedelta(minutes=10)
_HOLDS_FOR: Final = timedelta(minutes=30)
_MOST_ATTEMPTS: Final = 5
#: So many codes an hour, and so many a day, for one who asks and for one record.
_MOST_CODES: Final = 3
_CODES_WITHIN: Final = timedelta(hours=1)
_MOST_A_DAY: Final = 10
_DAY: Final = timedelta(days=1)


class TooManyCodes(Exception):
    """This person has asked for three codes within the hour, or three were asked for this record."""


class TooManyCodesToday(TooManyCodes):
    """The same of ten codes within a day."""


@dataclass(frozen=True, slots=True)
class AccessRule:
    """A record that is shown to the contact ``owner``, and to others by a code sent there.

    ``kind`` is what sort of record it is, such as ``grievance``; ``number`` the one that people call it by. Where there
    is no ``owner`` nothing is sent, and whoever asks cannot tell: every ask is counted, limited and answered alike.
    """

    kind: str
    id: UUID
    office_id: UUID
    number: str
    owner: UUID | None


class AccessCodes:
    def __init__(self, session: Session, now: datetime, events: Events, outbox: Outbox) -> None:
        self._session = session
        self._now = now
        self._events = events
        self._outbox = outbox

    def send(self, record: AccessRule, contact_id: UUID) -> None:
        """Send a code for ``contact_id`` to the contact that the record belongs to; it replaces earlier ones.

        Raises:
            TooManyCodes
            TooManyCodesToday
        """
        self._check_limit(AccessCode.contact_id == contact_id)
        # Of a record too, or many phones could together guess at its codes, and plague its owner with them.
        self._check_limit(AccessCode.subject_id == record.id)
        if earlier := self._live(record.id, contact_id):
            earlier.expires_at = self._now
        code_id, code = uuid7(), f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        self._session.add(
            AccessCode(
                id=code_id,
                office_id=record.office_id,
                subject_kind=record.kind,
                subject_id=record.id,
                contact_id=contact_id,
                digest=_digest(code_id, code),
                expires_at=self._now + _VALID_FOR,
                created_at=self._now,
            )
        )
        self._record("access_code.sent" if record.owner else "access_code.asked_in_vain", record, contact_id)
        self._session.flush()
        if record.owner is None:
            return
        self._outbox.add(
            record.owner,
            key=f"access_code:{code_id}",
            kind="notice",
            params={
                "notice": "access_code",
                "code": code,
                "of": record.kind,
                "number": record.number,
                "until": (self._now + _VALID_FOR).isoformat(),
            },
        )

    def check(self, record: AccessRule, contact_id: UUID, typed: str) -> datetime | None:
        """Until when the proof holds if ``typed`` is the code, in any script's digits; else None.

        Every try counts, and must be committed: after five the code is worth nothing, as it is after ten minutes.
        What cannot be a code is no try.
        """
        digits, code = read_access_code(typed), self._live(record.id, contact_id)
        if digits is None or code is None:
            return None
        code.attempts += 1
        if not hmac.compare_digest(code.digest, _digest(code.id, digits)):
            self._record("access_code.wrong", record, contact_id)
            return None
        code.spent_at = self._now
        self._record("access_code.proved", record, contact_id)
        return self._now + _HOLDS_FOR

    def is_awaited(self, record: AccessRule, contact_id: UUID) -> bool:
        """Whether a code that was sent for this contact is still worth something."""
        return self._live(record.id, contact_id) is not None

    def is_worn_out(self, record: AccessRule, contact_id: UUID) -> bool:
        """Whether the code that was sent last was wrong too often."""
        last = select(AccessCode.attempts).where(
            AccessCode.contact_id == contact_id, AccessCode.subject_id == record.id, AccessCode.spent_at.is_(None)
        )
        attempts = self._session.scalars(last.order_by(AccessCode.created_at.desc(), AccessCode.id.desc()).limit(1))
        return (attempts.one_or_none() or 0) >= _MOST_ATTEMPTS

    def may_see(self, record: AccessRule, contact_id: UUID) -> bool:
        """Whether this contact may see the record: because it is theirs, or by a code that still holds."""
        return record.owner == contact_id or self.proved_until(record, contact_id) is not None

    def proved_until(self, record: AccessRule, contact_id: UUID) -> datetime | None:
        """Until when the right code, typed by this contact within the last half hour, opens the record."""
        spent = select(func.max(AccessCode.spent_at)).where(
            AccessCode.contact_id == contact_id,
            AccessCode.subject_id == record.id,
            AccessCode.spent_at > self._now - _HOLDS_FOR,
        )
        spent_at = self._session.scalars(spent).one()
        return spent_at + _HOLDS_FOR if spent_at else None

    def _check_limit(self, asked: ColumnElement[bool]) -> None:
        within_hour = func.count().filter(AccessCode.created_at > self._now - _CODES_WITHIN)
        of_day = select(within_hour, func.count()).where(AccessCode.created_at > self._now - _DAY, asked)
        hour, day = self._session.execute(of_day).one()
        if day >= _MOST_A_DAY:
            raise TooManyCodesToday
        if hour >= _MOST_CODES:
            raise TooManyCodes

    def _live(self, record_id: UUID, contact_id: UUID) -> AccessCode | None:
        return self._session.scalars(
            select(AccessCode)
            .where(
                AccessCode.contact_id == contact_id,
                AccessCode.subject_id == record_id,
                AccessCode.spent_at.is_(None),
                AccessCode.expires_at > self._now,
                AccessCode.attempts < _MOST_ATTEMPTS,
            )
            .order_by(AccessCode.created_at.desc())
            .limit(1)
            .with_for_update(key_share=True)
        ).one_or_none()

    def _record(self, what: str, record: AccessRule, contact_id: UUID) -> None:
        self._events.record(
            what,
            office_id=record.office_id,
            actor_kind="contact",
            actor_id=contact_id,
            subject_kind=record.kind,
            subject_id=record.id,
        )


def read_access_code(text: str) -> str | None:
    """The code in ``text``, whatever stands around its digits; None if there are more of them, or fewer."""
    digits = "".join(char for char in with_ascii_digits(text) if char.isdecimal())
    return digits if len(digits) == _DIGITS else None


def _digest(code_id: UUID, code: str) -> bytes:
    return authenticate("access codes", code_id.bytes + code.encode())
