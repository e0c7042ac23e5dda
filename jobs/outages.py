"""What is said while something does not work: once when that begins, once when it is over."""

from __future__ import annotations

import logging
from time import monotonic


class Outage:
    """Whether something does not work at present; ``what`` names it in the log."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self._since = 0.0
        self._said: set[str] = set()

    def goes_on(self, reason: str) -> None:
        """It does not work, and will be tried again; each reason is worth one line."""
        if not self._said:
            self._since = monotonic()
        if reason not in self._said:
            self._said.add(reason)
            self._log.warning("%s does not work, and is tried again and again: %s", self._what, reason)

    def is_over(self) -> None:
        """It works."""
        if self._said:
            self._said.clear()
            self._log.warning("%s works again, after %.0f s", self._what, monotonic() - self._since)
