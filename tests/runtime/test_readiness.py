"""A service that starts is waited for as long as its processes live, and it is said for what."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runtime.readiness import NotStarted, wait
from runtime.supervisor import Stop, supervisor
from tests.programs import ROOT
from tests.runtime.processes import on_linux
from tests.runtime.service import CLEAN, free_port
from tests.waiting import PATIENCE, eventually

pytestmark = [on_linux, pytest.mark.slow]

ENVIRONMENT = {"PATH": os.defpath}
#: Runs first in every process of Python: has one command do something of its own before it begins.
BEFORE_ALL = """
import os, time, click

def invoke(command, context, begin=click.Command.invoke):
    if command.name == {command!r}:
        {deed}
    return begin(command, context)

click.Command.invoke = invoke
"""


@pytest.fixture
def stop() -> Iterator[Stop]:
    kept = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    yield Stop()
    for number, handler in kept:
        signal.signal(number, handler)


@contextmanager
def run(data: Path, *, command: str, deed: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """``panchayat run`` in which one command does something of its own before it begins."""
    hook, log = data.parent / "hook", data.parent / "log"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(BEFORE_ALL.format(command=command, deed=deed))
    program = [sys.executable, "-m", "runtime", "run", "--data", str(data), "--port", str(free_port()), "--no-demo"]
    environment = {**CLEAN, "PYTHONPATH": f"{hook}:{ROOT}"}
    with log.open("wb") as written:
        process = subprocess.Popen(program, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT)
        try:
            yield process, log
        finally:
            process.terminate()
            process.wait(PATIENCE)


def test_the_wait_lasts_as_long_as_something_is_lacking_and_is_mentioned_now_and_then(stop: Stop) -> None:
    said: list[str] = []
    with supervisor(ENVIRONMENT, lambda _: None) as processes:
        processes.start("web", ["sleep", "600"])
        wait(processes, stop, lambda: () if len(said) == 3 else ("web", "sender"), said.append, first_word=0.2)
    assert all(each.startswith("waiting for web, sender (") for each in said)


def test_a_process_that_ends_again_and_again_ends_the_wait_however_late_it_ends(stop: Stop) -> None:
    with supervisor(ENVIRONMENT, lambda _: None) as processes:
        processes.start("queue", ["sleep", "600"])
        processes.start("web", ["sh", "-c", "exit 7"])
        with pytest.raises(NotStarted, match=r"the service did not start: web ended 3 times \(status 7\)"):
            wait(processes, stop, lambda: ("web",), lambda _: None)


def test_who_asks_to_stop_waits_for_nothing(stop: Stop) -> None:
    with supervisor(ENVIRONMENT, lambda _: None) as processes:
        processes.start("web", ["sleep", "600"])
        wait(processes, stop, lambda: ("web",), lambda _: os.kill(os.getpid(), signal.SIGTERM), first_word=0)
    assert stop.requested


def test_a_run_waits_for_a_web_process_that_is_slow_and_says_so(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    slow = f"while not os.path.exists({str(gate)!r}): time.sleep(0.1)"
    with run(tmp_path / "data", command="web", deed=slow) as (process, log):
        assert eventually(lambda: "waiting for web" in log.read_text()), log.read_text()
        assert process.poll() is None
        gate.touch()
        assert eventually(lambda: "Smart Panchayat is ready" in log.read_text()), log.read_text()


def test_a_run_ends_with_a_word_when_what_its_processes_are_copies_of_cannot_be_loaded(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    (spoilt / "sitecustomize.py").write_text(
        "import os, sys\nif 'runtime.fork_server' in sys.orig_argv:\n    os._exit(9)\n"
    )
    program = [sys.executable, "-m", "runtime", "run", "--data", str(tmp_path / "data"), "--port", str(free_port())]
    ended = subprocess.run(
        program,
        cwd=ROOT,
        env={**CLEAN, "PYTHONPATH": f"{spoilt}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ended.returncode == 1
    assert ended.stderr.endswith("panchayat: the service did not start: fork server ended 3 times (status 9)\n")


def test_a_process_that_cannot_start_ends_the_run_with_its_name(tmp_path: Path) -> None:
    with run(tmp_path / "data", command="sender", deed="os._exit(9)") as (process, log):
        assert process.wait(PATIENCE) == 1
        assert log.read_text().endswith("panchayat: the service did not start: sender ended 3 times (status 9)\n")
