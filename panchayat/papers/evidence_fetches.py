"""Who fetched which photo that came with a request: a link hands it out five times, and every time is noted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panchayat.models import CertificateEvidence, EvidenceFetch, Media
from panchayat.papers.file_fetches import MOST_FETCHES


class EvidenceFetches:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def fetch(self, media_id: UUID, *, link: str, method: str) -> Media | None:
        """The file, if it belongs to a request and may be handed out on this link now; either way it is noted.

        Args:
            link: a digest of the link's token.
            method: ``GET`` or ``HEAD``; both count.
        """
        # The lock makes two requests at the same time count one after the other.
        media = self._session.scalars(
            select(Media).where(Media.id == media_id).with_for_update(key_share=True)
        ).one_or_none()
        of_request = select(CertificateEvidence.office_id).where(CertificateEvidence.media_id == media_id).limit(1)
        office_id = self._session.scalars(of_request).one_or_none()
        if media is None or office_id is None:
            return None
        noted = self._session.scalars(select(func.count()).where(EvidenceFetch.link == link)).one()
        allowed = noted < MOST_FETCHES and media.state == "fetched"
        if noted <= MOST_FETCHES:  # the first refusal is noted; more of them would only fill the table
            self._session.add(
                EvidenceFetch(
                    office_id=office_id, media_id=media_id, link=link, method=method, allowed=allowed, at=self._now
                )
            )
            self._session.flush()
        return media if allowed else None
