"""What a request may be, by its path: how large and how slow its body, who may send one, and who works for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webhooks.front.lanes import Lane

#: More than any form of ours needs, in bytes.
_FORM: Final = 64 * 1024
#: Seconds in which it has long arrived, even over the slowest of village networks.
_PATIENCE: Final = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every request whose path begins with ``prefix``, and the threads that work for it."""

    prefix: str
    lane: Lane
    #: Of the body, in bytes.
    largest: int = _FORM
    #: From the end of the headers to the end of the body; one that does not come on has less.
    seconds: float = _PATIENCE
    #: A header without which a body is refused unread.
    credential: str | None = None
    #: Whether the page itself says what is wrong with a body, in the reader's language.
    page_refuses: bool = False
