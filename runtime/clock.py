"""The clock of a process: the machine's own, or one that a file has shifted for a trial."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from panchayat.core.clock import IST, Clock


def system_clock() -> datetime:
    return datetime.now(UTC)


def clock_for(now_file: Path | None) -> Clock:
    """The clock that every part of a process is handed; it tells aware UTC."""
    return ShiftedClock(now_file) if now_file else system_clock


def read_instant(text: str) -> datetime:
    """An ISO instant; without an offset it is the office's own time.

    Raises:
        ValueError: it is no instant.
    """
    instant = datetime.fromisoformat(text.strip())
    return (instant if instant.tzinfo else instant.replace(tzinfo=IST)).astimezone(UTC)


class ShiftedClock:
    """Starts from the instant in a file at the moment the file was written, and ticks on from there.

    Writing the file again shifts the clock again; while there is no file, or only half of one, the
    clock stays as it was.
    """

    def __init__(self, now_file: Path) -> None:
        self._now_file = now_file
        self._written_at: float | None = None
        self._shift = timedelta()

    def __call__(self) -> datetime:
        self._look()
        return system_clock() + self._shift

    def _look(self) -> None:
        try:
            written_at = self._now_file.stat().st_mtime
            if written_at != self._written_at:
                instant = read_instant(self._now_file.read_text())
                self._shift = instant - datetime.fromtimestamp(written_at, UTC)
                self._written_at = written_at
        except (OSError, ValueError):
            return
