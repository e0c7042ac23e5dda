"""Looking at processes, and waiting for what they do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="it looks at processes in /proc")


def family_of(parent: int) -> dict[int, str]:
    """The processes below ``parent``, at any depth, with their command lines."""
    parents = {pid: above for pid in _all() if (above := _parent_of(pid)) is not None}
    family: dict[int, str] = {}
    while more := {pid for pid, above in parents.items() if above in {parent, *family}} - family.keys():
        family |= {pid: _command_of(pid) for pid in more}
    return family


def children_of(parent: int) -> dict[int, str]:
    """The processes that ``parent`` has started or adopted, with their command lines."""
    return {pid: _command_of(pid) for pid in _all() if _parent_of(pid) == parent}


def unburied_of(parent: int) -> list[int]:
    """Its children that have ended and that it has not looked after."""
    return [pid for pid in _all() if _standing(pid) == ("Z", str(parent))]


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended but was not yet waited for does not."""
    return _parent_of(pid) is not None


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _parent_of(pid: int) -> int | None:
    state, parent = _standing(pid)
    return int(parent) if state not in ("", "Z") else None


def _standing(pid: int) -> tuple[str, str]:
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return "", ""
    return state, parent


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").replace(b"\0", b" ").decode()
    except OSError:
        return ""
