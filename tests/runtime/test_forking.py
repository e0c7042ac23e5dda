"""The processes of a service are copies of one that has loaded what they share, and none of them depends on it after."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.forking import ForkServer, Programs
from tests.programs import ROOT
from tests.runtime.processes import children_of, family_of, is_alive, on_linux, unburied_of
from tests.runtime.service import CLEAN, Service, service
from tests.stand_in.twilio import twilio_stand_in
from tests.waiting import PATIENCE, eventually

pytestmark = [on_linux, pytest.mark.slow]

FORK_SERVER = "runtime.fork_server"
COPIES = ("panchayat web", "panchayat worker papers", "panchayat worker media", "panchayat sender", "panchayat clock")
#: What a copy must not have in common with another: where its next ids and secrets come from.
COPIED_TWICE = """
import os, random, secrets
from uuid_utils.compat import uuid7
import runtime.shared
runtime.shared.load()
for _ in range(2):
    if os.fork() == 0:
        print(uuid7().hex[-14:], random.random(), secrets.token_hex(8), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with twilio_stand_in() as stand_in, service(tmp_path_factory.mktemp("forking") / "data", stand_in) as started:
        yield started


def child(running: Service, command: str) -> int | None:
    """The child of the supervisor with this in its command line."""
    return next((pid for pid, line in children_of(running.pid).items() if command in line), None)


def test_every_process_is_named_and_is_a_copy_whose_parent_is_the_supervisor(running: Service) -> None:
    children = children_of(running.pid).values()
    assert sorted(line.partition(" --")[0] for line in children if line.startswith("panchayat")) == sorted(COPIES)
    assert len([line for line in children if FORK_SERVER in line]) == 1
    assert len(children) == len(COPIES) + 2, "the queue is the only one beside them"


def test_what_is_copied_has_no_thread_no_socket_but_the_one_it_is_asked_on_and_no_database(running: Service) -> None:
    server = child(running, FORK_SERVER)
    assert len(list(Path(f"/proc/{server}/task").iterdir())) == 1
    links = [str(entry.readlink()) for entry in Path(f"/proc/{server}/fd").iterdir()]
    assert len([link for link in links if link.startswith(("socket:", "anon_inode:"))]) == 1
    assert not [link for link in links if "office.db" in link]


@pytest.mark.parametrize("killed", [FORK_SERVER, *COPIES])
def test_whichever_process_is_killed_is_there_again_and_no_other_is_touched(running: Service, killed: str) -> None:
    gone = child(running, killed)
    assert gone is not None
    with_it = {gone, *family_of(gone)}
    others = family_of(running.pid).keys() - with_it
    os.kill(gone, signal.SIGKILL)
    assert eventually(lambda: child(running, killed) not in (None, gone) and running.is_ready())
    assert others <= family_of(running.pid).keys()
    assert eventually(lambda: not any(is_alive(pid) for pid in with_it))


def test_one_that_is_killed_together_with_what_it_is_a_copy_of_is_there_again(running: Service) -> None:
    gone = [child(running, name) for name in (FORK_SERVER, "panchayat sender")]
    for pid in gone:
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: child(running, "panchayat sender") not in (None, *gone) and running.is_ready())


def test_nothing_that_has_ended_is_left_lying_about(running: Service) -> None:
    assert eventually(lambda: not unburied_of(running.pid))


def test_two_copies_draw_different_ids_and_secrets() -> None:
    drawn = subprocess.run(
        [sys.executable, "-c", COPIED_TWICE], cwd=ROOT, env=CLEAN, capture_output=True, text=True, check=True
    )
    first, second = (line.split() for line in drawn.stdout.splitlines())
    assert not set(first) & set(second)


def test_what_has_a_thread_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    )
    asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with asking, asked:
        refused = subprocess.run(
            [sys.executable, "-m", FORK_SERVER, str(os.getpid()), "0"],
            cwd=ROOT,
            env={**CLEAN, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
            stdin=asked.fileno(),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert refused.returncode == 1
    assert "NotAlone: 2 threads are running" in refused.stderr


def test_where_nothing_can_be_copied_each_is_a_program_of_its_own() -> None:
    assert Programs(CLEAN).start(["--help"]).wait(PATIENCE) == 0


def test_a_copy_of_nothing_has_ended_before_it_began() -> None:
    assert ForkServer({}).start(["web"]).poll() == os.EX_UNAVAILABLE
