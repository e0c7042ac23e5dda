"""Who fetched which file that came with a record: a link hands it out five times, and every time is noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panchayat.messaging.evidence import Claim
from panchayat.models import EvidenceFetch, Media, Outbox
from panchayat.papers.file_fetches import MOST_FETCHES


class EvidenceFetches:
    """``claim`` says to whose office a file belongs, and whether the contact to whom a link was sent may see it now."""

    def __init__(self, session: Session, now: datetime, claim: Callable[[UUID, UUID], Claim | None]) -> None:
        self._session = session
        self._now = now
        self._claim = claim

    def fetch(self, media_id: UUID, *, sent_with: UUID, link: str, method: str) -> Media | None:
        """The file, if it belongs to a record and may be handed out on this link now; either way it is noted.

        Args:
            sent_with: the message that the link is of: whoever got it must still be allowed to see the file.
            link: a digest of the link's token.
            method: ``GET`` or ``HEAD``; both count.
        """
        # The lock makes two requests at the same time count one after the other.
        media = self._session.scalars(
            select(Media).where(Media.id == media_id).with_for_update(key_share=True)
        ).one_or_none()
        message = self._session.get(Outbox, sent_with)
        claim = self._claim(media_id, message.contact_id) if message else None
        if media is None or claim is None:
            return None
        noted = self._session.scalars(select(func.count()).where(EvidenceFetch.link == link)).one()
        allowed = claim.allowed and noted < MOST_FETCHES and media.state == "fetched"
        if noted <= MOST_FETCHES:  # the first refusal is noted; more of them would only fill the table
            self._session.add(
                EvidenceFetch(
                    office_id=claim.office_id,
                    media_id=media_id,
                    link=link,
                    method=method,
                    allowed=allowed,
                    at=self._now,
                )
            )
            self._session.flush()
        return media if allowed else None
