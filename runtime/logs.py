"""What every process writes to its standard error: one line each, with ids and never with what people wrote."""

from __future__ import annotations

import logging
import sys
import threading
from typing import Any

from jobs.traces import where

log = logging.getLogger(__name__)

#: Libraries whose ordinary news is nobody's concern.
_TALKATIVE = ("alembic", "urllib3", "twilio", "fontTools", "pikepdf")


class WithoutWords(logging.Formatter):
    """Of an error, says of what kind it is and where it came from: its own words may be somebody's."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # the library's name
        """The places, on one line."""
        return where(ei[1])


def start(process: str) -> None:
    """Have this process write its log under its name."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutWords(f"%(asctime)s {process} %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = lambda _kind, error, _trace: _note_the_end_of("this process", error)
    threading.excepthook = lambda ended: _note_the_end_of("a thread", ended.exc_value)


def _note_the_end_of(what: str, error: BaseException | None) -> None:
    log.critical("%s ends: %s", what, where(error) if error else "for no reason that is known")
