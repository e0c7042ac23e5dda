"""``panchayat run``: the whole service in one process tree."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import click

from runtime import valkey
from runtime.cli import options
from runtime.exclusive import alone_in, make_sure_free
from runtime.problem import Problem
from runtime.readiness import NotStarted, Readiness, wait
from runtime.settings import Settings, for_children, load, note_public_url
from runtime.supervisor import Stop, Supervisor, supervisor

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
        _try_seal(settings)
        _start_queue(settings, processes, stop)
        _prepare_database(settings, demo=demo)
        for name in _PROCESSES:
            where = ("--data", str(settings.data), "--port", str(settings.port))
            host_too = ("--host", settings.host) if name == ("web",) else ()
            processes.start(" ".join(name), [sys.executable, "-m", "runtime", *name, *where, *host_too])
        readiness = Readiness(settings)
        wait(processes, stop, lambda: readiness.lacking, _say)
        if not stop.requested:
            _welcome(settings, time.monotonic() - started)
        processes.tend_until(lambda: stop.requested)
        _say("Stopping …")


def _try_seal(settings: Settings) -> None:
    """A seal that was given must open, or papers would be promised that never come."""
    if settings.seal is not None:
        from runtime.wiring import Installation

        _ = Installation(settings).seal


def _start_queue(settings: Settings, processes: Supervisor, stop: Stop) -> None:
    if settings.redis_url is not None:
        from jobs.doorbell import Doorbell

        if not Doorbell(settings.redis_url).answers():
            raise NotReady("the queue at REDIS_URL does not answer: start it, or unset REDIS_URL for the embedded one")
        return
    socket = settings.queue_socket
    processes.start("queue", valkey.command(settings.data / "valkey", socket))
    try:
        wait(processes, stop, lambda: () if valkey.answers(socket) else ("queue",), _say)
    except NotStarted as error:
        raise NotReady(f"{error}; {settings.data / 'valkey' / 'log'} says why") from error


def _prepare_database(settings: Settings, *, demo: bool) -> None:
    from runtime.records import prepare

    if prepare(settings, demo=demo):
        click.echo("Made-up offices and people were loaded into the empty database.")


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
