"""What somebody has sent is known by what it holds."""

from __future__ import annotations

import pytest

from panchayat.messaging.file_types import UNKNOWN, ending_of, type_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ISO = b"\x00\x00\x00\x18ftyp"


@pytest.mark.parametrize(
    ("content", "said", "known", "ending"),
    [
        (b"\xff\xd8\xff\xe0", "application/octet-stream", "image/jpeg", "jpg"),
        (b"GIF89a", "image/gif", "image/gif", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", "image/webp", "webp"),
        (b"OggS\x00\x02", "audio/ogg; codecs=opus", "audio/ogg", "ogg"),
        (b"#!AMR\n", "audio/amr", "audio/amr", "amr"),
        (b"ID3\x04", "audio/mpeg", "audio/mpeg", "mp3"),
        (b"\xff\xfb\x90", "audio/mpeg", "audio/mpeg", "mp3"),
        (b"\xff\xf1\x50", "audio/aac", "audio/aac", "aac"),
        (ISO + b"M4A ", "audio/mp4", "audio/mp4", "m4a"),
        (ISO + b"mp42", "audio/mp4", "audio/mp4", "m4a"),
        (ISO + b"isom", "video/mp4", "video/mp4", "mp4"),
        (ISO + b"3gp5", "video/3gpp", "video/3gpp", "3gp"),
        (ISO + b"qt  ", "video/quicktime", "video/quicktime", "mov"),
        (ISO + b"heic", "image/heic", "image/heic", "heic"),
        (b"\x1aE\xdf\xa3", "audio/webm", "audio/webm", "webm"),
        (b"\x1aE\xdf\xa3", "video/x-matroska", "video/webm", "webm"),
        (b"%PDF-1.4", "text/html", "application/pdf", "pdf"),
        (b"PK\x03\x04", f"{WORD}; charset=binary", WORD, "docx"),
        (b"PK\x03\x04", "application/zip", UNKNOWN, None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "application/msword", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "text/html", UNKNOWN, None),
        (b"<html>", "text/html", UNKNOWN, None),
        (b"<svg xmlns=", "image/svg+xml", UNKNOWN, None),
        (b"hello", WORD, UNKNOWN, None),
        # A camera's own way of beginning; nothing in it runs.
        (b"\xff\xd8 a photo", "image/jpeg", "image/jpeg", "jpg"),
        (b"a voice", "audio/ogg; codecs=opus", "audio/ogg", "ogg"),
        (b" \n<html>", "image/jpeg", UNKNOWN, None),
        (b"\xef\xbb\xbf<svg", "image/png", UNKNOWN, None),
        (b"GIMP <SCRIPT>", "image/png", UNKNOWN, None),
        (b"MZ\x90", "application/pdf", UNKNOWN, None),
        (b"PK\x03\x04", "image/jpeg", UNKNOWN, None),
        (b"a file", "application/octet-stream", UNKNOWN, None),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, said: str, known: str, ending: str | None) -> None:
    assert (type_of(content, said), ending_of(known)) == (known, ending)
