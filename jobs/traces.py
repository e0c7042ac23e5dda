"""Where something went wrong, without a word of what was in it: logs carry ids, never what people wrote."""

from __future__ import annotations

import traceback
from logging import Logger


def where(error: BaseException) -> str:
    """The kind of the error and the places it came through, but not its message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"


def report(log: Logger, error: BaseException, what: str, *ids: object) -> None:
    """Log that ``what`` failed, and where."""
    log.error(f"{what}: %s", *ids, where(error))  # noqa: G004  # the places are always added
