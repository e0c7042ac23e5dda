"""What every process writes to its standard error: one line each, with ids and never with what people wrote."""

from __future__ import annotations

import logging

#: Libraries whose ordinary news is nobody's concern.
_TALKATIVE = ("alembic", "urllib3", "twilio", "fontTools", "pikepdf")


def start(process: str) -> None:
    """Have this process write its log under its name."""
    logging.basicConfig(level=logging.INFO, format=f"%(asctime)s {process} %(levelname)s %(message)s", force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
