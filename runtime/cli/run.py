"""``panchayat run``: the whole service in one process tree."""

from __future__ import annotations

import sys
import time
from http.client import HTTPConnection, HTTPException
from json import loads
from pathlib import Path
from shutil import rmtree

import click

from runtime import valkey
from runtime.cli import options
from runtime.exclusive import alone_in, make_sure_free
from runtime.problem import Problem
from runtime.settings import Settings, for_children, load, note_public_url
from runtime.supervisor import Stop, Supervisor, supervisor

#: The processes beside the embedded queue, in the order in which they are started.
_PROCESSES = (("web",), ("worker", "papers"), ("worker", "media"), ("sender",), ("clock",))
_QUEUE_PATIENCE = 20
_START_PATIENCE = 60
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
        processes.tend_until(
            lambda: stop.requested or bool(processes.hopeless()) or not _lacks(settings), seconds=_START_PATIENCE
        )
        if not stop.requested and (lacking := processes.hopeless() or _lacks(settings)):
            raise NotReady(f"the service did not start, for want of: {', '.join(lacking)}")
        if not stop.requested:
            _welcome(settings, time.monotonic() - started)
        processes.tend_until(lambda: stop.requested)
        click.echo("Stopping …")


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
    if not processes.tend_until(lambda: stop.requested or valkey.answers(socket), seconds=_QUEUE_PATIENCE):
        raise NotReady(f"the embedded queue did not start; {settings.data / 'valkey' / 'log'} says why")


def _prepare_database(settings: Settings, *, demo: bool) -> None:
    from runtime.records import prepare

    if prepare(settings, demo=demo):
        click.echo("Made-up offices and people were loaded into the empty database.")


def _lacks(settings: Settings) -> list[str]:
    """What the service itself says it still lacks."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104  # not bound, but asked
    connection = HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return list(loads(connection.getresponse().read())["not_ready"])
    except (OSError, HTTPException, ValueError, KeyError):
        return ["web"]
    finally:
        connection.close()


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
    click.echo(f"panchayat: {line}", err=True)
