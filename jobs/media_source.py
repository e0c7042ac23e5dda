"""What a channel offers for fetching the files that people send over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as the channel keeps it."""

    content: bytes
    content_type: str


class NotToBeHad(Exception):
    """The file is gone, too large, or lies where we do not fetch from: asking again would not help."""


class MediaSource(Protocol):
    """Where a channel keeps the files that people send."""

    def fetch(self, url: str) -> Fetched:
        """The file at ``url``.

        Raises:
            NotToBeHad: never.
            ConnectionError: not now; it may be tried again.
        """
        ...
