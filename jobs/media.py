"""Fetches what people sent: photos, voice notes and documents, one job a file."""

from __future__ import annotations

import logging
from uuid import UUID

from jobs.channel import NotToBeHad
from jobs.quiet import quiet
from jobs.tools import at_hand
from panchayat.messaging.file_types import type_of

log = logging.getLogger(__name__)


@quiet
def fetch(media_id: str) -> None:
    """Fetch one file and keep it; what fails is noted, and tried again by the sweep after a while."""
    tools = at_hand()
    with tools.open_office() as office:
        media = office.media.get(UUID(media_id))
        if media.state != "waiting":
            return
    try:
        fetched = tools.media_source.fetch(media.source_url)
    except (NotToBeHad, ConnectionError) as error:
        log.warning("file %s was not fetched: %s", media_id, error)
        with tools.open_office() as office:
            office.media.failed(UUID(media_id), for_good=isinstance(error, NotToBeHad))
        return
    content_hash, size = tools.keep_media(fetched.content)
    content_type = type_of(fetched.content, fetched.content_type)
    with tools.open_office() as office:
        office.media.fetched(UUID(media_id), content_hash=content_hash, size=size, content_type=content_type)
