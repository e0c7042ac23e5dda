"""The processes of the service one by one, as a Procfile or another supervisor starts them."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import click

from runtime import logs
from runtime.cli import options
from runtime.exclusive import make_sure_free
from runtime.problem import Problem
from runtime.settings import Settings, for_children, leave_counts, load
from runtime.supervisor import Stop, supervisor

_QUEUES = ("papers", "media")


class NotReachable(Problem):
    """Something that this process works with does not answer."""


@click.command()
@options.host
@options.port
@options.data
def web(host: str | None, port: int | None, data: Path | None) -> None:
    """Serve the webhooks, the papers and the health of the service."""
    settings = _begin("web", load(host=host, port=port, data=data))
    make_sure_free(settings.host, settings.port)
    from runtime.server import serve

    serve(settings)


@click.command()
@click.argument("queues", nargs=-1, type=click.Choice(_QUEUES), metavar="[papers] [media]")
@options.port
@options.data
def worker(queues: tuple[str, ...], port: int | None, data: Path | None) -> None:
    """Render papers and fetch media: one process for each queue, because then no job is lost with it."""
    settings = load(port=port, data=data)
    if len(queues) != 1:
        _workers(settings, queues or _QUEUES)
        return
    _begin(queues[0], settings)
    from jobs.queues import KINDS, PAPERS, NoQueue, work
    from runtime.wiring import Installation

    kind = KINDS[queues[0]]
    Installation(settings).equip_jobs(papers=kind is PAPERS)
    try:
        work(kind, settings.queue_url)
    except NoQueue as error:
        raise NotReachable(f"the queue cannot be reached ({error})") from error


@click.command()
@options.port
@options.data
def sender(port: int | None, data: Path | None) -> None:
    """Send what the outbox holds."""
    settings = _begin("sender", load(port=port, data=data))
    from runtime.wiring import Installation

    Installation(settings).send_until(_stop_event())


@click.command()
@options.port
@options.data
def clock(port: int | None, data: Path | None) -> None:
    """Start what is due by time alone."""
    settings = _begin("clock", load(port=port, data=data))
    from runtime.wiring import Installation

    Installation(settings).keep_time_until(_stop_event())


@click.command()
@options.data
def migrate(data: Path | None) -> None:
    """Bring the database up to date."""
    from runtime.records import prepare

    prepare(load(data=data, following=True), demo=False)
    click.echo("The database is up to date.")


def _begin(process: str, settings: Settings) -> Settings:
    leave_counts(settings)
    logs.start(process)
    return settings


def _workers(settings: Settings, queues: tuple[str, ...]) -> None:
    stop = Stop()
    with supervisor(for_children(settings), lambda line: click.echo(line, err=True)) as processes:
        for queue in queues:
            where = ("--data", str(settings.data), "--port", str(settings.port))
            processes.start(f"worker {queue}", [sys.executable, "-m", "runtime", "worker", queue, *where])
        processes.tend_until(lambda: stop.requested)


def _stop_event() -> Event:
    """Set when this process is asked to stop."""
    stop = Event()

    def request(_number: int, _frame: FrameType | None) -> None:
        # A handler runs in the midst of whatever the main thread does, which may be holding the event's lock.
        Thread(target=stop.set).start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, request)
    return stop
