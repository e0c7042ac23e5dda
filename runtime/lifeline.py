"""Ties the life of a process to that of its parent, so that nothing is left behind when the parent is killed.

``python -m runtime.lifeline PARENT PROGRAM ARGUMENT…`` runs any program tied to the process ``PARENT``.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_ON_LINUX = sys.platform == "linux"


def tied(command: Sequence[str]) -> list[str]:
    """The command line that runs ``command`` tied to this process."""
    return [sys.executable, "-m", __name__, str(os.getpid()), *command]


def die_with_parent(parent: int, *, by: signal.Signals = signal.SIGKILL) -> None:
    """Have this process stopped as soon as ``parent`` is gone, whatever that died of.

    On Linux the kernel does it, and the tie survives ``exec``; elsewhere a thread watches the parent.
    """
    if _ON_LINUX:
        _ask_the_kernel(_PR_SET_PDEATHSIG, int(by))
        if os.getppid() != parent:  # it died before the kernel was told
            os.kill(os.getpid(), by)
    else:
        threading.Thread(target=_watch, args=(parent, by), name="lifeline", daemon=True).start()


def adopt_orphans() -> None:
    """Have whatever loses its parent below this process become this one's child. Linux alone can do it."""
    _ask_the_kernel(_PR_SET_CHILD_SUBREAPER, 1)


def _ask_the_kernel(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _watch(parent: int, by: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), by)


def _stay_beside(parent: int, command: Sequence[str]) -> int:
    """Where ``exec`` would cut the tie: run ``command`` as a child and pass on how either of the two ends."""
    child = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while child.poll() is None:
        if os.getppid() != parent:
            child.kill()
        time.sleep(0.2)
    return child.returncode


def _main(parent: int, command: Sequence[str]) -> None:
    if not _ON_LINUX:
        sys.exit(_stay_beside(parent, command))
    die_with_parent(parent)
    os.execvp(command[0], [*command])  # noqa: S606  # the caller's own command line


if __name__ == "__main__":
    _main(int(sys.argv[1]), sys.argv[2:])
