"""What arrived, as the conversation hears it: words, files, a place on the map, a tap."""

from __future__ import annotations

from chatbot.messages import Incoming, Media, MediaKind, Quoted, Tap
from flows.exchange import Arrived, ArrivedFile
from panchayat.front_office import FrontOffice
from panchayat.messaging.inbox import Inbound


def hear(office: FrontOffice, inbound: Inbound, arrived: Arrived, quoted: Quoted | None) -> Incoming:
    """The message as the conversation hears it; its files are noted down, to be fetched later."""
    question, _between, option = (arrived.tap or "").partition("|")
    return Incoming(
        text=arrived.text,
        received_at=arrived.received_at,
        media=tuple(add_file(office, inbound, file) for file in arrived.files),
        pin=arrived.pin,
        tap=Tap(question, option) if option else None,
        quoted=quoted,
        seen_at=inbound.seen_at,
    )


def add_file(office: FrontOffice, inbound: Inbound, file: ArrivedFile) -> Media:
    """Note down a file that came with a message."""
    kind = _kind(file.content_type)
    media_id = office.media.add(inbound.contact_id, kind=kind, content_type=file.content_type, source_url=file.url)
    return Media(str(media_id), kind)


def _kind(content_type: str) -> MediaKind:
    family, _slash, subtype = content_type.lower().partition("/")
    if subtype.startswith("webp"):
        return MediaKind.STICKER
    by_family = {"image": MediaKind.PHOTO, "audio": MediaKind.VOICE, "video": MediaKind.VIDEO}
    return by_family.get(family) or (MediaKind.CARD if "vcard" in subtype else MediaKind.DOCUMENT)
