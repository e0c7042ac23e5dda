"""What a family of processes has used, as the kernel counts it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.runtime.processes import family_of

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_SIZE: Final = re.compile(r"^(Pss|Private_Clean|Private_Dirty):\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of one process: ``shared`` has in part what several share (PSS), ``own`` is what it has alone."""

    command: str
    shared: float
    own: float


class Family:
    """A process and all that are below it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def processor_seconds(self) -> float:
        """Of those that live, in user and system mode, since each began."""
        return sum(sum(_ticks(pid)[:2]) for pid in self._pids()) / _TICKS

    def processor_seconds_in_all(self) -> float:
        """The same, with those below them that have ended."""
        return sum(sum(_ticks(pid)) for pid in self._pids()) / _TICKS

    def memory(self) -> float:
        """Megabytes, of which what several share counts for each in part (PSS)."""
        return sum(each.shared for each in self.memories())

    def memories(self) -> list[Memory]:
        """The memory of each, by its command line."""
        return [_memory(pid, line) for pid, line in {self._pid: "", **family_of(self._pid)}.items()]

    def _pids(self) -> list[int]:
        return [self._pid, *family_of(self._pid)]


def _memory(pid: int, line: str) -> Memory:
    try:
        sizes = {name: int(size) / 1024 for name, size in _SIZE.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())}
    except OSError:
        sizes = {}
    private = sizes.get("Private_Clean", 0) + sizes.get("Private_Dirty", 0)
    return Memory(line, sizes.get("Pss", 0), private)


def _ticks(pid: int) -> tuple[int, ...]:
    """In user and system mode, and the same of those that it has waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return (0,)
    return tuple(map(int, fields[11:15]))
