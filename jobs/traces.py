"""Where something went wrong, without a word of what was in it: logs carry ids, never what people wrote."""

from __future__ import annotations

import traceback
from logging import Logger


def report(log: Logger, error: BaseException, what: str, *ids: object) -> None:
    """Log that ``what`` failed, the kind of the error and the places it came through, but not its message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    log.error(f"{what}: %s at %s", *ids, type(error).__name__, places)  # noqa: G004  # the places are always added
