"""What a request may be, by its path: how large and how slow its body, who may send one, and who works for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webhooks.front.lanes import Lane

#: Seconds in which it has long arrived, even over the slowest of village networks.
_PATIENCE: Final = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every request to ``path``, or below it where it ends with a slash; "" is all the rest."""

    path: str
    #: The threads that work for it.
    lane: Lane
    #: Of the body, in bytes. Where none is expected, none is read: the application says whether that is 404 or 405.
    largest: int = 0
    #: From the end of the headers to the end of the body; one that does not come on has less.
    seconds: float = _PATIENCE
    #: A header without which a body is refused unread.
    credential: str | None = None
    #: Whether the page itself says what is wrong with a body, in the reader's language.
    page_refuses: bool = False

    def fit(self, path: str) -> bool:
        """Whether these are the limits of ``path``."""
        return path.startswith(self.path) if self.path.endswith("/") else self.path in ("", path)
