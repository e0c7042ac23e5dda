"""Papers: issued once with facts that never change, rendered later, and sent to whoever asked."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from chatbot.language.spelling import with_ascii_digits
from panchayat.core.session import OfficeSession
from panchayat.messaging.outbox import Outbox
from panchayat.messaging.wakeups import Wakeups
from panchayat.models import Paper, PaperRequest
from panchayat.models.inserting import insert_unique

#: Base 32 without I, L, O and U, which are misread or make words.
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans("ILOU", "110V")
_CODE_LENGTH: Final = 10

_MOST_ATTEMPTS: Final = 6
_FIRST_PAUSE: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A PDF that an office has signed itself, as it is kept: its hex SHA-256 and its size in bytes."""

    file_hash: str
    size: int


class Papers:
    """``public_url`` is where anyone can check a paper by its code, without a slash at the end."""

    def __init__(
        self, session: OfficeSession, now: datetime, outbox: Outbox, wakeups: Wakeups, *, public_url: str
    ) -> None:
        self._session = session
        self._now = now
        self._outbox = outbox
        self._wakeups = wakeups
        #: Papers of this unit of work, which nobody else can change.
        self._new: set[UUID] = set()
        self._public_url = public_url

    def get(self, paper_id: UUID) -> Paper:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such paper."""
        return self._session.get_one(Paper, paper_id)

    def first(self, kind: str, *, office_id: UUID, subject_id: UUID) -> Paper | None:
        """The first paper of this kind that was issued about the record."""
        issued = select(Paper).where(Paper.office_id == office_id, Paper.kind == kind, Paper.subject_id == subject_id)
        return self._session.scalars(issued.order_by(Paper.id).limit(1)).one_or_none()

    def by_code(self, code: str) -> Paper | None:
        """The paper with this short code, as people read it off the paper and type it in any script's digits."""
        signs = read_code(code)
        return self._session.scalars(select(Paper).where(Paper.code == signs)).one_or_none() if signs else None

    def issue(
        self,
        kind: str,
        *,
        office_id: UUID,
        subject_id: UUID,
        facts: dict[str, Any],
        language: str,
        file_name: str,
        valid_upto: date | None = None,
        signed: SignedFile | None = None,
    ) -> Paper:
        """Issue a paper, or find the one that was issued with the same facts in the same language, which holds then.

        Args:
            kind: a paper of ``documents``, such as ``permit``.
            subject_id: the record that the paper is about.
            facts: JSON; the paper's ``code`` and ``verify_url`` are added to them.
            file_name: ASCII, at most 20 signs, without its ending.
            signed: the office's own file, which is the paper then; nothing is rendered.
        """
        digest = _digest(kind, language, {**facts, "signed": signed.file_hash} if signed else facts)
        issued = self._session.scalars(
            select(Paper).where(
                Paper.office_id == office_id,
                Paper.kind == kind,
                Paper.subject_id == subject_id,
                Paper.facts_digest == digest,
            )
        ).one_or_none()
        if issued:
            # What was corrected and put back again holds again.
            issued.revoked_at = None
            return issued
        paper = Paper(
            office_id=office_id,
            kind=kind,
            subject_id=subject_id,
            language=language,
            facts_digest=digest,
            file_name=file_name,
            issued_at=self._now,
            valid_upto=valid_upto,
            state="ready" if signed else "waiting",
            not_before=self._now,
            content_hash=signed and signed.file_hash,
            file_hash=signed and signed.file_hash,
            size=signed and signed.size,
        )

        def draw_code() -> None:
            paper.code = _shown("".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH)))
            paper.facts = {**facts, "code": paper.code, "verify_url": f"{self._public_url}/verify/{paper.code}"}

        insert_unique(self._session, paper, draw_code)
        self._new.add(paper.id)
        return paper

    def send(
        self,
        paper: Paper,
        contact_id: UUID,
        key: str,
        *,
        not_before: datetime | None = None,
        unasked: bool = False,
    ) -> None:
        """Send the paper to this contact, as soon as it is rendered; not before ``not_before`` if it is ready already.

        ``key`` says what for: the same contact asking with the same key is the same request. A paper
        whose rendering was given up is tried again. What is sent ``unasked`` keeps to the hours of a notice.
        """
        values = {
            "office_id": paper.office_id,
            "paper_id": paper.id,
            "contact_id": contact_id,
            "key": key,
            "unasked": unasked,
            "created_at": self._now,
        }
        if paper.id in self._new and paper.state == "waiting":
            self._session.insert_later(PaperRequest, unless_taken=True, **values)
            self._wakeups.papers.append(paper.id)
            return
        request = PaperRequest(**values)
        if not self._session.insert_unless_taken(request):
            return
        paper = self._locked(paper.id)
        if paper.state == "ready":
            self._deliver(request, not_before)
        else:
            if paper.state == "failed":
                paper.state, paper.attempts, paper.not_before = "waiting", 0, self._now
            self._wakeups.papers.append(paper.id)
        self._session.flush()

    def revoke(self, kind: str, subject_id: UUID) -> None:
        """None of the papers of this kind about the record holds any more; whoever checks one is told so."""
        issued = select(Paper).where(Paper.kind == kind, Paper.subject_id == subject_id, Paper.revoked_at.is_(None))
        for paper in self._session.scalars(issued.order_by(Paper.id).with_for_update(key_share=True)):
            paper.revoked_at = self._now
        self._session.flush()

    def waiting(self, limit: int) -> list[UUID]:
        """The papers that should be rendered now, those that wait longest first."""
        return list(
            self._session.scalars(
                select(Paper.id)
                .where(Paper.state == "waiting", Paper.not_before <= self._now)
                .order_by(Paper.not_before)
                .limit(limit)
            )
        )

    def rendered(self, paper_id: UUID, *, content_hash: str, file_hash: str, size: int) -> None:
        """The paper's file is kept; everybody who waits gets it, once. Of two renderings the first one holds.

        Args:
            content_hash: hex SHA-256 of the paper before it was sealed.
            file_hash: that of the sealed file, under which it is kept.
            size: the file's, in bytes.
        """
        paper = self._locked(paper_id)
        if paper.state == "ready":
            return
        paper.state, paper.content_hash, paper.file_hash, paper.size = "ready", content_hash, file_hash, size
        for request in self._session.scalars(
            select(PaperRequest).where(PaperRequest.paper_id == paper_id, PaperRequest.outbox_id.is_(None))
        ):
            self._deliver(request)
        self._session.flush()

    def failed(self, paper_id: UUID) -> None:
        """Rendering failed: it is tried again after 30 s, and each time four times later; six times in all."""
        paper = self._locked(paper_id)
        if paper.state != "waiting":
            return
        paper.not_before = self._now + _FIRST_PAUSE * 4**paper.attempts
        paper.attempts += 1
        if paper.attempts == _MOST_ATTEMPTS:
            paper.state = "failed"
        self._session.flush()

    def _locked(self, paper_id: UUID) -> Paper:
        """The paper as it is now; nobody else changes it, so that no request slips in between ready and sent."""
        return self._session.scalars(
            select(Paper)
            .where(Paper.id == paper_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).one()

    def _deliver(self, request: PaperRequest, not_before: datetime | None = None) -> None:
        key = f"paper:{request.key}"
        self._outbox.add(
            request.contact_id,
            key=key,
            kind="paper",
            params={"paper_id": str(request.paper_id)} | ({"unasked": True} if request.unasked else {}),
            not_before=not_before,
        )
        request.outbox_id = self._outbox.owed(request.contact_id, key)


def read_code(text: str) -> str | None:
    """The short code that all of ``text`` is, as it stands on the paper; None if it cannot be one."""
    signs = "".join(char for char in with_ascii_digits(text).upper().translate(_MISREAD) if char.isalnum())
    return _shown(signs) if len(signs) == _CODE_LENGTH and all(char in _SIGNS for char in signs) else None


def _digest(kind: str, language: str, facts: dict[str, Any]) -> str:
    stated = json.dumps([kind, language, facts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(stated.encode()).hexdigest()


def _shown(signs: str) -> str:
    return f"{signs[:5]}-{signs[5:]}"
