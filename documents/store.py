"""The folder in which papers (and what people send) are kept, each under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class NotKept(Exception):
    """There is nothing under this hash."""


class PaperStore:
    """Files below ``folder``, which is made if it is not there. Safe for many processes at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> tuple[str, int]:
        """Keep a file for good; returns the SHA-256 of its content (hex) and its size in bytes.

        When this returns, the file survives a power cut. Keeping the same content again changes nothing.
        """
        digest = hashlib.sha256(content).hexdigest()
        place = self._place(digest)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write(place, content)
        return digest, len(content)

    def open(self, digest: str) -> Path:
        """Where the file with this hash is.

        Raises:
            NotKept: nowhere.
        """
        if not _HASH.fullmatch(digest) or not (place := self._place(digest)).exists():
            raise NotKept(digest)
        return place

    def drop(self, digest: str) -> None:
        """Keep the file with this hash no longer; one that is not kept does no harm."""
        if _HASH.fullmatch(digest):
            self._place(digest).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path:
        # Two levels keep a folder of millions of files quick to list.
        return self._folder / digest[:2] / digest

    @staticmethod
    def _write(place: Path, content: bytes) -> None:
        """Write beside the place, then rename: nobody ever sees half a file."""
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(place)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
