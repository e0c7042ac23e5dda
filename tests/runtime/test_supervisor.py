"""The supervisor: what ends is started again, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runtime.exclusive import AlreadyRunning, alone_in
from runtime.lifeline import tied
from runtime.supervisor import supervisor
from tests.runtime.processes import family_of, is_alive, on_linux
from tests.waiting import PATIENCE, eventually

pytestmark = [on_linux, pytest.mark.slow]

ENVIRONMENT = {"PATH": os.defpath}
SLEEP = ["sleep", "600"]


def sleepers_below(parent: int) -> list[int]:
    return [pid for pid, command in family_of(parent).items() if command == " ".join(SLEEP)]


def test_what_ends_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    reports: list[str] = []
    with supervisor(ENVIRONMENT, reports.append) as processes:
        processes.start("short", ["sh", "-c", f"echo started >> {mark}; exit 3"])
        processes.tend_until(lambda: mark.exists() and mark.read_text().count("started") == 2)
    assert reports[0] == "short ended (status 3); it starts again in 0.4 s"


def test_what_is_to_run_once_is_not_started_again_and_its_end_is_no_news() -> None:
    reports: list[str] = []
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen(["sh", "-c", "exit 3"], process_group=0))
        return started[-1]

    with supervisor(ENVIRONMENT, reports.append) as processes:
        once = processes.once("once", start)
        processes.tend_until(lambda: once.poll() is not None)
        for _ in range(3):
            processes.tend()
    assert (once.poll(), len(started), reports) == (3, 1, [])


def test_stopping_takes_everything_along_even_what_does_not_listen() -> None:
    with supervisor(ENVIRONMENT, lambda _: None, patience=0.3) as processes:
        processes.start("quiet", SLEEP)
        processes.start("deaf", ["sh", "-c", "trap '' TERM; while :; do sleep 600; done"])
        assert eventually(lambda: len(sleepers_below(os.getpid())) == 2)
        pids = sleepers_below(os.getpid())
    assert not any(is_alive(pid) for pid in pids)


def test_a_killed_supervisor_leaves_no_orphan(tmp_path: Path) -> None:
    script = (
        "import os, time\n"
        "from runtime.supervisor import supervisor\n"
        "with supervisor(os.environ, print) as processes:\n"
        f"    processes.start('one', {SLEEP!r})\n"
        f"    processes.start('two', {SLEEP!r})\n"
        "    processes.tend_until(lambda: False)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        assert eventually(lambda: len(sleepers_below(parent.pid)) == 2)
        pids = sleepers_below(parent.pid)
    finally:
        parent.kill()
        parent.wait()
    assert eventually(lambda: not any(is_alive(pid) for pid in pids))


def test_a_process_started_by_one_that_is_already_gone_does_not_stay() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    command = tied(SLEEP)
    command[3] = str(gone.pid)
    assert subprocess.run(command, timeout=PATIENCE, check=False).returncode == -signal.SIGKILL


def test_two_runs_do_not_share_a_data_folder(tmp_path: Path) -> None:
    refused = pytest.raises(AlreadyRunning, match=f"in use by another run .process {os.getpid()}")
    with alone_in(tmp_path), refused, alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass
