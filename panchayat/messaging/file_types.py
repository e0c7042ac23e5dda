"""What a file is that somebody sent: by what it holds, since what it is said to be may be wrong or a trap."""

from __future__ import annotations

import re
from typing import Final

#: What is not known is handed to nobody: it may be a program, or a page that runs one.
UNKNOWN: Final = "application/octet-stream"

#: What begins so is that, whatever it is said to be. A frame of MPEG audio has eleven bits set; layer 0 is that of AAC.
_BEGINNINGS: Final = tuple(
    (re.compile(beginning, re.DOTALL), known)
    for beginning, known in (
        (rb"\xff\xd8\xff", "image/jpeg"),
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"GIF8", "image/gif"),
        (rb"RIFF.{4}WEBP", "image/webp"),
        (rb"OggS", "audio/ogg"),
        (rb"#!AMR", "audio/amr"),
        (rb"\xff[\xf0\xf1\xf8\xf9]", "audio/aac"),
        (rb"ID3|\xff[\xe2-\xff]", "audio/mpeg"),
        (rb"%PDF-", "application/pdf"),
    )
)
_ISO_MEDIA: Final = re.compile(rb".{4}ftyp(.{4})", re.DOTALL)
#: What runs: a page, a picture with a script, a program, an app. It is none of the rest, whatever it is said to be.
_RUNS: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<|MZ|\x7fELF|PK\x03\x04|#!|.{0,1024}<(?:script|html|svg)", re.DOTALL | re.I
)
#: Containers that hold one kind of document or the other: of these it is believed which.
_ZIPPED: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_OLD_OFFICE: Final = {"application/msword": "doc", "application/vnd.ms-excel": "xls"}

_ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "audio/ogg": "ogg",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/mp4": "m4a",
    "audio/3gpp": "3gp",
    "video/mp4": "mp4",
    "video/3gpp": "3gp",
    "video/quicktime": "mov",
    "audio/webm": "webm",
    "video/webm": "webm",
    "application/pdf": "pdf",
    **_ZIPPED,
    **_OLD_OFFICE,
}


def type_of(content: bytes, said: str) -> str:
    """The MIME type of a file by its first bytes; ``said`` is what it is said to be, and decides where they tell nothing.

    What would run, such as HTML or an app, is ``UNKNOWN`` like everything that is not known.
    """
    said = bare(said)
    for beginning, known in _BEGINNINGS:
        if beginning.match(content):
            return known
    if found := _ISO_MEDIA.match(content):
        return _iso_media(found[1], said)
    if content.startswith(b"\x1aE\xdf\xa3"):
        return "audio/webm" if said.startswith("audio/") else "video/webm"
    for container, documents in ((b"PK\x03\x04", _ZIPPED), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE)):
        if said in documents:
            return said if content.startswith(container) else UNKNOWN
    return said if said in _ENDINGS and not _RUNS.match(content) else UNKNOWN


def ending_of(content_type: str) -> str | None:
    """How the name of such a file ends, without the dot; None for what is ``UNKNOWN``."""
    return _ENDINGS.get(bare(content_type))


def bare(content_type: str) -> str:
    """The type without what is said beside it, such as ``codecs=opus``."""
    return content_type.partition(";")[0].strip().lower()


def _iso_media(brand: bytes, said: str) -> str:
    if brand[:3] in (b"hei", b"hev", b"mif"):
        return "image/heic"
    if brand == b"qt  ":
        return "video/quicktime"
    family = "audio" if said.startswith("audio/") or brand[:3] == b"M4A" else "video"
    return f"{family}/3gpp" if brand[:2] == b"3g" else f"{family}/mp4"
