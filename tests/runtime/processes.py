"""Looking at processes, and waiting for what they do."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether ``holds`` does, at some time within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def family_of(parent: int) -> dict[int, str]:
    """The processes below ``parent``, at any depth, with their command lines."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [
        (int(pid), int(above), command) for pid, above, command in (row.split(None, 2) for row in table.splitlines())
    ]
    family: dict[int, str] = {}
    while more := {pid: args for pid, above, args in rows if above in {parent, *family} and pid not in family}:
        family |= more
    return family


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended but was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
