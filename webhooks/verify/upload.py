"""The SHA-256 of an uploaded file, taken as the form is read: no copy is made of it, in memory or on disk."""

from __future__ import annotations

import hashlib
import io
from typing import IO, Any, Final

from werkzeug.formparser import FormDataParser

#: No paper of ours is nearly as large, in bytes.
LARGEST: Final = 5 * 1024 * 1024
#: What the parser may hold at a time: several of the parts that it reads, each 64 KiB.
_HELD: Final = 256 * 1024


class _Hashed(io.RawIOBase):
    """A file that forgets what is written to it, but for its hash."""

    def __init__(self) -> None:
        super().__init__()
        self.hash = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, _offset: int, _whence: int = 0) -> int:
        return 0

    def write(self, part: Any) -> int:
        self.hash.update(part)
        self.size += len(part)
        return len(part)


def hash_of_upload(environ: dict[str, Any]) -> str | None:
    """The SHA-256 (hex) of the file in the form's field ``file``; None if there is no file, or an empty one.

    Raises:
        RequestEntityTooLarge: the request is larger than any paper.
        RequestTimeout: it did not arrive in time.
    """
    arrived: list[_Hashed] = []

    def receive(*_about: Any, **_more: Any) -> IO[bytes]:
        arrived.append(_Hashed())
        return arrived[-1]  # type: ignore[return-value]  # as much of a file as the parser needs

    parser = FormDataParser(receive, max_form_memory_size=_HELD, max_content_length=LARGEST, max_form_parts=4)
    _stream, _form, files = parser.parse_from_environ(environ)
    sent: Any = getattr(files.get("file"), "stream", None)
    return next((each.hash.hexdigest() for each in arrived if each is sent and each.size), None)
