"""Photos, voice notes and documents that people send: noted at once, fetched from the channel later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.messaging.wakeups import Wakeups
from panchayat.models import Media

_FIRST_WAIT: Final = timedelta(seconds=30)
_MOST_ATTEMPTS: Final = 6


class MediaFiles:
    def __init__(self, session: Session, now: datetime, wakeups: Wakeups) -> None:
        self._session = session
        self._now = now
        self._wakeups = wakeups

    def add(self, contact_id: UUID, *, kind: str, content_type: str, source_url: str) -> UUID:
        """Note a file that came with a message, to be fetched from ``source_url``.

        Args:
            kind: a ``MediaKind`` of the conversation: ``photo``, ``voice``, ``document`` and so on.
        """
        media = Media(
            id=uuid7(),
            contact_id=contact_id,
            kind=kind,
            content_type=content_type[:100],
            source_url=source_url,
            state="waiting",
            not_before=self._now,
            created_at=self._now,
        )
        self._session.add(media)
        self._session.flush()
        self._wakeups.media.append(media.id)
        return media.id

    def get(self, media_id: UUID) -> Media:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such file."""
        return self._session.get_one(Media, media_id)

    def waiting(self, limit: int) -> list[UUID]:
        """Files that are still to be fetched and whose time has come, those that wait longest first."""
        due = select(Media.id).where(Media.state == "waiting", Media.not_before <= self._now)
        return list(self._session.scalars(due.order_by(Media.not_before).limit(limit)))

    def fetched(self, media_id: UUID, *, content_hash: str, size: int, content_type: str) -> None:
        """The file's bytes are kept under ``content_hash``; a second fetch changes nothing."""
        media = self._locked(media_id)
        if media.state == "erased":
            media.content_hash = content_hash  # it came after it was erased, and is taken off the disk too
        elif media.state != "fetched":
            media.state = "fetched"
            media.content_hash, media.size, media.content_type = content_hash, size, content_type[:100]

    def failed(self, media_id: UUID, *, for_good: bool) -> None:
        """The file could not be fetched: it is tried again after a growing while, unless ``for_good``.

        Nothing changes if somebody else has fetched it meanwhile.
        """
        media = self._locked(media_id)
        if media.state != "waiting":
            return
        media.attempts += 1
        media.not_before = self._now + _FIRST_WAIT * 4 ** (media.attempts - 1)
        if for_good or media.attempts >= _MOST_ATTEMPTS:
            media.state = "failed"

    def erased(self, limit: int) -> list[Media]:
        """Files that somebody has had erased and that are still on record."""
        return list(
            self._session.scalars(select(Media).where(Media.state == "erased").order_by(Media.not_before).limit(limit))
        )

    def forget(self, media: Media) -> str | None:
        """Take an erased file off the record; returns the hash of what is to be taken off the disk, if nobody else's
        file is the same."""
        others = select(Media.id).where(Media.content_hash == media.content_hash, Media.state != "erased").limit(1)
        shared = media.content_hash is not None and self._session.scalar(others) is not None
        self._session.delete(media)
        return None if shared else media.content_hash

    def _locked(self, media_id: UUID) -> Media:
        """The file as it is now; nobody else changes it: a job may run twice at once."""
        return self._session.scalars(
            select(Media)
            .where(Media.id == media_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).one()
