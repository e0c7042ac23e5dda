"""Waiting for what must happen: as long as the busiest machine needs, and no longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

#: Seconds after which a test gives up. Nothing may pass or fail by how busy the machine is.
PATIENCE: Final = 180


def eventually(holds: Callable[[], object]) -> bool:
    """Whether ``holds`` does, at some time."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
