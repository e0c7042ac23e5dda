"""What a family of processes has used, as the kernel counts it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from tests.runtime.processes import family_of

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PSS: Final = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)


class Family:
    """A process and all that are below it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def processor_seconds(self) -> float:
        """Of those that live, in user and system mode, since each began."""
        return sum(_ticks(pid) for pid in self._pids()) / _TICKS

    def memory(self) -> float:
        """Megabytes, of which what several share counts for each in part (PSS)."""
        found = (_PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text()) for pid in self._pids())
        return sum(int(each[1]) for each in found if each) / 1024

    def _pids(self) -> list[int]:
        return [self._pid, *family_of(self._pid)]


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
