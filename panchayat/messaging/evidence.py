"""Files that came with a record, on their way to the phone of somebody on the staff who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from panchayat.messaging.file_types import bare, ending_of
from panchayat.messaging.outbox import Outbox
from panchayat.models import Media

#: What WhatsApp shows on a phone; anything else is opened by its link.
_SHOWN: Final = frozenset(
    {
        *("image/jpeg", "image/png"),
        *("audio/ogg", "audio/mpeg", "audio/aac", "audio/amr"),
        *("video/mp4", "video/3gpp"),
        "application/pdf",
    }
)
#: Of pictures it takes no more bytes than these.
_LARGEST_PICTURE: Final = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Claim:
    """To whose office a file belongs, and whether whoever asks may see it."""

    office_id: UUID
    allowed: bool


class Evidence:
    def __init__(self, session: Session, now: datetime, outbox: Outbox) -> None:
        self._session = session
        self._now = now
        self._outbox = outbox

    def send(self, contact_id: UUID, number: str, media_ids: Select[Any]) -> int:
        """Send those of the files that have arrived, each in a message with the record's ``number``; returns how many.

        What is of no known kind is sent to nobody.
        """
        arrived = select(Media).where(Media.id.in_(media_ids), Media.state == "fetched").order_by(Media.id)
        files = [each for each in self._session.scalars(arrived) if ending_of(each.content_type)]
        for place, media in enumerate(files, start=1):
            self._outbox.add(
                contact_id,
                key=f"evidence:{media.id}:{self._now.isoformat()}",
                kind="evidence",
                params={
                    "media_id": str(media.id),
                    "number": number,
                    "place": place,
                    "count": len(files),
                    "linked": not _is_shown(media),
                },
            )
        return len(files)


def _is_shown(media: Media) -> bool:
    too_large = media.content_type.startswith("image/") and (media.size or 0) > _LARGEST_PICTURE
    return bare(media.content_type) in _SHOWN and not too_large
