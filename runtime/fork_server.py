"""Has loaded what the processes of the service share, and is copied for each: what they only read, they have once.

``python -m runtime.fork_server SUPERVISOR SOCKET`` is told on the socket what is wanted: the arguments of a command of
``panchayat``, and the end of a pipe. The new process is the child of the supervisor, not of this one, and says its
number on the pipe; if that ends without a number, there is none.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from runtime.lifeline import die_with_parent
from runtime.problem import Problem
from runtime.titles import entitle

_LONGEST: Final = 65536
_GLANCE: Final = 0.0005


class NotAlone(Exception):
    """Something that is loaded has started a thread, of which a copy of the process would have only half."""


def _load() -> None:
    """Load it, and keep the collector from writing to it: a page that is written to is shared no longer.

    Raises:
        Broken: a service cannot be used.
        NotAlone: this must not be copied.
    """
    gc.disable()  # nothing of it will ever be garbage
    import_module("runtime.shared").load()
    gc.freeze()
    gc.enable()
    if (threads := len(list(Path("/proc/self/task").iterdir()))) != 1:
        raise NotAlone(f"{threads} threads are running")


def _wait(supervisor: int, asked: socket.socket) -> Sequence[str] | None:
    """Return in each of the copies, with what it is to do; in this process only when nobody can ask any more."""
    while True:
        message, descriptors, _flags, _address = socket.recv_fds(asked, _LONGEST, 1)
        if not message:
            return None
        between = os.fork()
        if between == 0:
            between = os.getpid()
            # Its parent is gone as soon as it is there, so that it falls to the supervisor.
            if os.fork():
                os._exit(0)
            arguments: list[str] = json.loads(message)
            _begin(supervisor, between, arguments, descriptors[0])
            return arguments
        os.close(descriptors[0])
        os.waitpid(between, 0)


def _begin(supervisor: int, between: int, arguments: Sequence[str], pipe: int) -> None:
    """Be a process like any other that the supervisor has started."""
    os.setpgid(0, 0)
    entitle(["panchayat", *arguments])
    while os.getppid() == between:
        time.sleep(_GLANCE)
    die_with_parent(supervisor)
    try:
        os.write(pipe, str(os.getpid()).encode())
    except BrokenPipeError:  # it is wanted no more
        sys.exit()
    os.close(pipe)


def _main(supervisor: int, asked: socket.socket) -> None:
    die_with_parent(supervisor)
    with asked:
        try:
            _load()
        except Problem as problem:
            sys.exit(f"panchayat: {problem}")
        arguments = _wait(supervisor, asked)
    if arguments is not None:
        from runtime.cli import cli  # noqa: PLC0415

        cli(arguments, prog_name="panchayat")


if __name__ == "__main__":
    _main(int(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
