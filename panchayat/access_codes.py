"""Codes by which somebody on another phone shows that they may see a grievance."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.encryption import authenticate
from panchayat.events import Events
from panchayat.models import AccessCode, Grievance
from panchayat.numbers import with_ascii_digits
from panchayat.outbox import Outbox

_DIGITS: Final = 6
_VALID_FOR: Final = timedelta(minutes=10)
_HOLDS_FOR: Final = timedelta(minutes=30)
_MOST_ATTEMPTS: Final = 5
_MOST_CODES: Final = 3
_CODES_WITHIN: Final = timedelta(hours=1)


class TooManyCodes(Exception):
    """This person has asked for three codes within the hour."""


class AccessCodes:
    def __init__(self, session: Session, now: datetime, events: Events, outbox: Outbox) -> None:
        self._session = session
        self._now = now
        self._events = events
        self._outbox = outbox

    def send(self, grievance: Grievance, contact_id: UUID) -> None:
        """Send a code for ``contact_id`` to the contact that filed the grievance; it replaces earlier ones.

        Raises:
            TooManyCodes
        """
        asked = self._session.scalar(
            select(func.count())
            .select_from(AccessCode)
            .where(AccessCode.contact_id == contact_id, AccessCode.created_at > self._now - _CODES_WITHIN)
        )
        if asked is not None and asked >= _MOST_CODES:
            raise TooManyCodes
        if earlier := self._live(grievance.id, contact_id):
            earlier.expires_at = self._now
        code_id, code = uuid7(), f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        self._session.add(
            AccessCode(
                id=code_id,
                office_id=grievance.office_id,
                grievance_id=grievance.id,
                contact_id=contact_id,
                digest=_digest(code_id, code),
                expires_at=self._now + _VALID_FOR,
                created_at=self._now,
            )
        )
        self._record("access_code.sent", grievance.office_id, grievance.id, contact_id)
        self._session.flush()
        self._outbox.add(
            grievance.contact_id,
            key=f"access_code:{code_id}",
            kind="notice",
            params={
                "notice": "access_code",
                "code": code,
                "number": grievance.number,
                "until": (self._now + _VALID_FOR).isoformat(),
            },
        )

    def check(self, grievance_id: UUID, contact_id: UUID, typed: str) -> datetime | None:
        """Until when the proof holds if ``typed`` is the code, in any script's digits; else None.

        Every try counts, and must be committed: after five the code is worth nothing, as it is after ten minutes.
        """
        code = self._live(grievance_id, contact_id)
        if code is None:
            return None
        code.attempts += 1
        digits = "".join(sign for sign in with_ascii_digits(typed) if sign.isdecimal())
        if not hmac.compare_digest(code.digest, _digest(code.id, digits)):
            self._record("access_code.wrong", code.office_id, grievance_id, contact_id)
            return None
        code.spent_at = self._now
        self._record("access_code.proved", code.office_id, grievance_id, contact_id)
        return self._now + _HOLDS_FOR

    def may_see(self, grievance: Grievance, contact_id: UUID) -> bool:
        """Whether this contact may see the grievance: because it filed it, or by a code that still holds."""
        return grievance.contact_id == contact_id or self._proved(grievance.id, contact_id)

    def _proved(self, grievance_id: UUID, contact_id: UUID) -> bool:
        """Whether this contact typed the right code for this grievance within the last half hour."""
        proved = (
            select(AccessCode.id)
            .where(
                AccessCode.contact_id == contact_id,
                AccessCode.grievance_id == grievance_id,
                AccessCode.spent_at > self._now - _HOLDS_FOR,
            )
            .limit(1)
        )
        return self._session.scalar(proved) is not None

    def _live(self, grievance_id: UUID, contact_id: UUID) -> AccessCode | None:
        return self._session.scalars(
            select(AccessCode)
            .where(
                AccessCode.contact_id == contact_id,
                AccessCode.grievance_id == grievance_id,
                AccessCode.spent_at.is_(None),
                AccessCode.expires_at > self._now,
                AccessCode.attempts < _MOST_ATTEMPTS,
            )
            .order_by(AccessCode.created_at.desc())
            .limit(1)
            .with_for_update(key_share=True)
        ).one_or_none()

    def _record(self, what: str, office_id: UUID, grievance_id: UUID, contact_id: UUID) -> None:
        self._events.record(
            what,
            office_id=office_id,
            actor_kind="contact",
            actor_id=contact_id,
            subject_kind="grievance",
            subject_id=grievance_id,
        )


def _digest(code_id: UUID, code: str) -> bytes:
    return authenticate("access codes", code_id.bytes + code.encode())
