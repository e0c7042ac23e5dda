"""Commands of ``panchayat``, each a process of its own, without loading the same hundred modules for each of them.

This module is also the program that has loaded them all: it reads what to run, a line each, parts in two for it, and
answers with the status. It ends with whoever started it.
"""

from __future__ import annotations

import atexit
import functools
import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final, NoReturn

from runtime.lifeline import tied
from tests.programs import ROOT
from tests.waiting import PATIENCE

_PACKAGES: Final = ("runtime", "chatbot", "flows", "documents", "panchayat", "webhooks", "jobs")


class Prepared:
    """The program below, running."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            tied([sys.executable, "-m", __name__]),
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self._end)

    def run(
        self, arguments: Sequence[str], environment: Mapping[str, str], given: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, with ``given`` on its standard input."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            streams = [str(Path(folder, name)) for name in ("stdin", "stdout", "stderr")]
            Path(streams[0]).write_text(given)
            print(json.dumps([arguments, environment, streams]), file=self._process.stdin, flush=True)
            status = int(self._process.stdout.readline())
            said, complained = (Path(stream).read_text() for stream in streams[1:])
        return subprocess.CompletedProcess(arguments, status, said, complained)

    def _end(self) -> None:
        self._process.communicate(timeout=PATIENCE)


@functools.cache
def prepared(environment: tuple[tuple[str, str], ...]) -> Prepared:
    """The one of these tests, whose commands inherit nothing else from this machine."""
    return Prepared(dict(environment))


def _load_everything() -> None:
    for package in _PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__") and not module.name.startswith("panchayat.migrations."):
                importlib.import_module(module.name)


def _serve(asked: IO[str], answers: IO[str]) -> None:
    for line in asked:
        arguments, environment, streams = json.loads(line)
        child = os.fork()
        if child == 0:
            asked.close()
            answers.close()
            _become(arguments, environment, streams)
        _child, how = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(how), file=answers, flush=True)


def _become(arguments: Sequence[str], environment: Mapping[str, str], streams: Sequence[str]) -> NoReturn:
    """Run the command as if this process had been started for it."""
    for number, (stream, flags) in enumerate(zip(streams, (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT] * 2), strict=True)):
        os.dup2(os.open(stream, flags, 0o600), number)
    os.environ.update(environment)  # noqa: TID251
    sys.argv[1:] = arguments
    runpy.run_module("runtime", run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    _load_everything()
    with os.fdopen(os.dup(0)) as _asked, os.fdopen(os.dup(1), "w") as _answers:
        _serve(_asked, _answers)
