"""What a process is called in the lists of the system, so that one sees who is who among those of one program."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Final

_STAT: Final = Path("/proc/self/stat")
_COMM: Final = Path("/proc/self/comm")
#: Where the command line begins and ends in memory, counted from the third entry on.
_ARGUMENTS_BEGIN, _ARGUMENTS_END = 45, 46


def entitle(command: list[str]) -> None:
    """Show ``command`` as the command line of this process, as far as there is room, and its second word as its name.

    The system shows what stands where the program found its own command line. Does nothing where that is not known.
    """
    try:
        begin, end = (int(_stat()[entry]) for entry in (_ARGUMENTS_BEGIN, _ARGUMENTS_END))
        _COMM.write_text(command[1])
    except (OSError, ValueError, LookupError):
        return
    room = end - begin
    if room > 0:
        line = "\0".join(command).encode()[: room - 1]
        ctypes.memmove(begin, line.ljust(room, b"\0"), room)


def _stat() -> list[str]:
    return _STAT.read_text().rpartition(")")[2].split()
