"""``panchayat run``: the whole service in one process tree."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import rmtree

import click

from runtime import valkey
from runtime.cli import options
from runtime.exclusive import alone_in, make_sure_free
from runtime.forking import Starter, starter
from runtime.problem import Problem
from runtime.readiness import NotStarted, Readiness, wait
from runtime.settings import Settings, for_children, load, note_public_url
from runtime.supervisor import Stop, Supervisor, how, supervisor

#: The processes beside the embedded queue, in the order in which they are started.
_PROCESSES = (("web",), ("worker", "papers"), ("worker", "media"), ("sender",), ("clock",))
#: As it was typed, so that it can be typed again.
_COMMAND = sys.argv[0] if sys.argv[0].endswith("panchayat") else "panchayat"


class NotReady(Problem):
    """The service was started but does not work."""


@click.command()
@options.host
@options.port
@options.data
@click.option("--demo/--no-demo", default=True, help="Load made-up offices and people into an empty database.")
def run(host: str | None, port: int | None, data: Path | None, *, demo: bool) -> None:
    """Start the whole service: database, queue, web, workers, sender and clock.

    Nothing needs to be installed or configured: without DATABASE_URL and REDIS_URL the embedded ones are
    used, and without a Twilio account the phone is simulated. Ctrl-C stops everything.
    """
    started = time.monotonic()
    settings = load(host=host, port=port, data=data)
    stop = Stop()
    with alone_in(settings.data), supervisor(for_children(settings), _report) as processes:
        make_sure_free(settings.host, settings.port)
        note_public_url(settings)
        rmtree(settings.metrics_folder, ignore_errors=True)
        settings.metrics_folder.mkdir()
        if settings.redis_url is None:
            processes.start("queue", valkey.command(settings.data / "valkey", settings.queue_socket))
        with starter(for_children(settings), processes) as copies:
            _serve(settings, copies, processes, stop, demo=demo, started=started)
        _say("Stopping …")


def _serve(
    settings: Settings, copies: Starter, processes: Supervisor, stop: Stop, *, demo: bool, started: float
) -> None:
    """Start everything beside the queue, and keep it going until somebody asks to stop."""
    if settings.redis_url is None:
        _wait_for_queue(settings, processes, stop)
    where = ("--data", str(settings.data), "--port", str(settings.port))
    _prepare(copies, processes, stop, ["prepare", "--demo" if demo else "--no-demo", *where])
    if stop.requested:
        return
    for name in _PROCESSES:
        host_too = ("--host", settings.host) if name == ("web",) else ()
        processes.keep(" ".join(name), partial(copies.start, [*name, *where, *host_too]))
    readiness = Readiness(settings)
    wait(processes, stop, lambda: readiness.lacking, _say)
    if not stop.requested:
        _welcome(settings, time.monotonic() - started)
    processes.tend_until(lambda: stop.requested)


def _wait_for_queue(settings: Settings, processes: Supervisor, stop: Stop) -> None:
    try:
        wait(processes, stop, lambda: () if valkey.answers(settings.queue_socket) else ("queue",), _say)
    except NotStarted as error:
        raise NotReady(f"{error}; {settings.data / 'valkey' / 'log'} says why") from error


def _prepare(copies: Starter, processes: Supervisor, stop: Stop, arguments: Sequence[str]) -> None:
    """Have a process of its own see to everything that takes much to load and is then needed no more."""
    begin = partial(copies.start, arguments)
    preparation = processes.once("preparation", begin)

    def lacking() -> Sequence[str]:
        nonlocal preparation
        status = preparation.poll()
        if status == os.EX_UNAVAILABLE:  # what it was to be a copy of has ended
            preparation = processes.once("preparation", begin)
        elif status is not None and status > 0:
            sys.exit(status)  # it has said why
        elif status:
            raise NotStarted(f"the service did not start: its preparation was {how(status)}")
        return () if status == 0 else ("database",)

    wait(processes, stop, lacking, _say)


def _welcome(settings: Settings, seconds: float) -> None:
    click.echo(f"\nSmart Panchayat is ready at {settings.public_url} ({seconds:.1f} s)\n")
    click.echo(f"  Twilio's webhook   {settings.public_url}/webhooks/twilio/whatsapp#rc=3&rp=all")
    if settings.simulated:
        if settings.simulator_url:
            click.echo(f"  Try it on a phone  {settings.simulator_url}/simulator")
        folder = "" if settings.data == Path("data").absolute() else f" --data {settings.data}"
        click.echo("                     (no account is set: nothing can leave this machine)")
        click.echo(f"  Talk to it         {_COMMAND} talk{folder}")
        click.echo(f"  Made-up people     {_COMMAND} demo{folder}")
    click.echo("\nCtrl-C stops everything.\n")


def _report(line: str) -> None:
    _say(f"panchayat: {line}", err=True)


def _say(line: str, *, err: bool = False) -> None:
    with suppress(OSError):  # whoever wrote it down has no room left; nothing that runs must end for that
        click.echo(line, err=err)
