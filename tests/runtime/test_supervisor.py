"""The supervisor: what ends is started again, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.exclusive import AlreadyRunning, alone_in
from runtime.lifeline import tied
from runtime.supervisor import supervisor

ENVIRONMENT = {"PATH": os.defpath}
SLEEP = ["sleep", "600"]


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended but was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_ends_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    reports: list[str] = []
    with supervisor(ENVIRONMENT, reports.append) as processes:
        processes.start("short", ["sh", "-c", f"echo started >> {mark}; exit 3"])
        assert processes.tend_until(lambda: mark.exists() and mark.read_text().count("started") == 2, seconds=10)
    assert reports[0] == "short ended (status 3); it starts again in 0.4 s"


def test_stopping_takes_everything_along_even_what_does_not_listen() -> None:
    with supervisor(ENVIRONMENT, lambda _: None, patience=0.3) as processes:
        processes.start("quiet", SLEEP)
        processes.start("deaf", ["sh", "-c", "trap '' TERM; while :; do sleep 600; done"])
        assert eventually(lambda: len(children_of(os.getpid(), "sleep")) == 2)
        pids = children_of(os.getpid(), "sleep")
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
        assert eventually(lambda: len(children_of(parent.pid, "sleep")) == 2)
        pids = children_of(parent.pid, "sleep")
    finally:
        parent.kill()
        parent.wait()
    assert eventually(lambda: not any(is_alive(pid) for pid in pids))


def test_a_process_started_by_one_that_is_already_gone_does_not_stay() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    command = tied(SLEEP)
    command[3] = str(gone.pid)
    assert subprocess.run(command, timeout=10, check=False).returncode == -signal.SIGKILL


def test_two_runs_do_not_share_a_data_folder(tmp_path: Path) -> None:
    refused = pytest.raises(AlreadyRunning, match=f"in use by another run .process {os.getpid()}")
    with alone_in(tmp_path), refused, alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def children_of(parent: int, name: str) -> list[int]:
    """The processes below ``parent`` that run the program ``name``."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True, check=True).stdout
    rows = [(int(pid), int(above), comm) for pid, above, comm in (line.split(None, 2) for line in table.splitlines())]
    family = {parent}
    for _ in range(4):
        family |= {pid for pid, above, _ in rows if above in family}
    return [pid for pid, _, comm in rows if pid in family and comm == name]
