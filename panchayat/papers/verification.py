"""What anybody may learn about a paper from its code or its file: that it is ours and holds, and nothing private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.models import Names, Office, Paper, Permit, Registered, TradeNoc
from panchayat.papers.papers import Papers

#: Hexadecimal digits of a SHA-256.
HASH_LENGTH: Final = 64

#: Kinds of papers whose records can be revoked.
_REGISTERS: Final[Mapping[str, type[Registered]]] = {"permit": Permit, "trade_noc": TradeNoc}


class Standing(StrEnum):
    """Whether a paper that we issued still holds."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Finding:
    """All that is told about a paper, to whoever asks. What it says, and of whom, is not among it.

    ``kind`` is that of the paper; ``issued_on`` is the date that stands on it, ``valid_from`` and ``valid_upto`` its
    first and last day if it has them, ``revoked_on`` the day in India.
    """

    standing: Standing
    kind: str
    office: Names
    number: str
    issued_on: date
    valid_from: date | None
    valid_upto: date | None
    revoked_on: date | None


class Verification:
    def __init__(self, session: Session, now: datetime, papers: Papers) -> None:
        self._session = session
        self._today = today(now)
        self._papers = papers

    def by_code(self, code: str) -> Finding | None:
        """The paper with this short code, however it is spaced, in any script's digits; None if we issued none."""
        paper = self._papers.by_code(code)
        return self._told(paper) if paper else None

    def by_file(self, file_hash: str) -> Finding | None:
        """The paper whose file, as we sent it, has this SHA-256 (hex); None if we sent none such."""
        paper = self._session.scalars(select(Paper).where(Paper.file_hash == file_hash.lower())).first()
        return self._told(paper) if paper else None

    def _told(self, paper: Paper) -> Finding:
        revoked_at = paper.revoked_at or self._record_revoked_at(paper)
        valid_from = date.fromisoformat(paper.facts["valid_from"]) if "valid_from" in paper.facts else None
        if revoked_at is not None:
            standing = Standing.REVOKED
        elif paper.valid_upto is not None and paper.valid_upto < self._today:
            standing = Standing.EXPIRED
        elif valid_from is not None and valid_from > self._today:
            standing = Standing.NOT_YET
        else:
            standing = Standing.VALID
        return Finding(
            standing=standing,
            kind=paper.kind,
            office=self._session.get_one(Office, paper.office_id).names,
            number=paper.facts["number"],
            issued_on=date.fromisoformat(paper.facts["issued_on"]),
            valid_from=valid_from,
            valid_upto=paper.valid_upto,
            revoked_on=today(revoked_at) if revoked_at else None,
        )

    def _record_revoked_at(self, paper: Paper) -> datetime | None:
        """A permit or NOC that is revoked takes all its papers along."""
        register = _REGISTERS.get(paper.kind)
        if register is None:
            return None
        return self._session.scalars(select(register.revoked_at).where(register.id == paper.subject_id)).one_or_none()


def read_hash(text: str) -> str | None:
    """The SHA-256 that was typed or pasted, blanks and colons between its digits left out; None if it is none."""
    digits = "".join(text.replace(":", " ").split()).lower()
    return digits if len(digits) == HASH_LENGTH and all(digit in "0123456789abcdef" for digit in digits) else None
