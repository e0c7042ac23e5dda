"""Who fetched which file: a link hands it out five times, and every time is noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panchayat.messaging.evidence import Claim
from panchayat.models import EvidenceFetch, FileFetch, Media, Outbox, Paper

_MOST: Final = 5


class Fetches:
    """Of papers, and of files that came with a record.

    Args:
        claim: to whose office a file belongs, and whether the contact to whom a link was sent may see it now.
    """

    def __init__(self, session: Session, now: datetime, claim: Callable[[UUID, UUID], Claim | None]) -> None:
        self._session = session
        self._now = now
        self._claim = claim

    def paper(self, paper_id: UUID, *, link: str, method: str) -> Paper | None:
        """The paper, if it may be handed out on this link now; either way the request is noted.

        Args:
            link: a digest of the link's token.
            method: ``GET`` or ``HEAD``; both count.
        """
        paper = self._session.scalars(
            select(Paper).where(Paper.id == paper_id).with_for_update(key_share=True)
        ).one_or_none()
        if paper is None:
            return None
        ready = paper.state == "ready" and paper.revoked_at is None
        note = FileFetch(office_id=paper.office_id, paper_id=paper_id, link=link, method=method, at=self._now)
        return paper if self._allows(note, ready=ready) else None

    def evidence(self, media_id: UUID, *, sent_with: UUID, link: str, method: str) -> Media | None:
        """The file, if it belongs to a record and may be handed out on this link now; either way it is noted.

        Args:
            sent_with: the message that the link is of: whoever got it must still be allowed to see the file.
            link, method: as for a paper.
        """
        media = self._session.scalars(
            select(Media).where(Media.id == media_id).with_for_update(key_share=True)
        ).one_or_none()
        message = self._session.get(Outbox, sent_with)
        claim = self._claim(media_id, message.contact_id) if message else None
        if media is None or claim is None:
            return None
        ready = claim.allowed and media.state == "fetched"
        note = EvidenceFetch(office_id=claim.office_id, media_id=media_id, link=link, method=method, at=self._now)
        return media if self._allows(note, ready=ready) else None

    def _allows(self, note: FileFetch | EvidenceFetch, *, ready: bool) -> bool:
        """Whether this link hands out what is ``ready`` once more; two requests at the same time wait for the lock on it."""
        kind = type(note)
        noted = self._session.scalars(select(func.count()).select_from(kind).where(kind.link == note.link)).one()
        note.allowed = ready and noted < _MOST
        if noted <= _MOST:  # the first refusal is noted; more of them would only fill the table
            self._session.add(note)
            self._session.flush()
        return note.allowed
