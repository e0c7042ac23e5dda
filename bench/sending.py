"""How fast messages leave: ``python -m bench.sending`` beside a naive loop, to a channel that takes 200 ms for each.

The sender runs as it is, without its cap, on PostgreSQL; CPU is that of its whole process, from messages that wait to
ids that are kept. Then what a claim takes that finds few or many waiting, with statistics from before they were queued.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Final
from uuid import UUID

import click
import requests
from sqlalchemy import func, insert, select, text
from uuid_utils.compat import uuid7

from bench.__main__ import queue_server
from bench.processes import Family
from bench.services import naive_sender
from bench.services.ours import made_ready
from jobs.deliver import PER_SECOND, threads_for
from panchayat.database import Database
from panchayat.models import Contact, Outbox
from runtime.records import database_of
from tests import postgresql
from tests.programs import POSTGRESQL
from tests.runtime.service import free_port
from tests.waiting import eventually

LATENCY: Final = 200
WORDS: Final = "আপনার অভিযোগটি বিভাগে পাঠানো হয়েছে। কাজ শুরু হলে এখানেই জানানো হবে। " * 3
CLAIM: Final = 32
LEASE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round has shown: messages a second, milliseconds of CPU a message, and the most connections."""

    per_second: float
    processor: float
    connections: int


class Channel:
    """The channel on loopback, asked what it has taken."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def told(self) -> dict[str, int]:
        """How many messages it took, and how many connections it had since the last time."""
        found: dict[str, int] = requests.get(self.url, timeout=10).json()
        return found

    def answers(self) -> bool:
        try:
            return bool(self.told())
        except requests.RequestException:
            return False

    def measure(self, messages: int, family: Family) -> Sent:
        """What it takes to send so many, which are about to be sent."""
        used, taken, most = family.processor_seconds(), 0, 0
        before = self.told()["taken"]
        while not taken:
            sleep(0.01)
            taken = self.told()["taken"] - before
        began, first = perf_counter(), taken
        while taken < messages:
            sleep(0.02)
            told = self.told()
            taken, most = told["taken"] - before, max(most, told["connections"])
        seconds = perf_counter() - began
        sleep(0.5)  # what was said last is kept
        used = family.processor_seconds() - used
        return Sent((messages - first) / seconds, used / messages * 1000, most)


@click.command()
@click.option("--rounds", default=3, help="How often each takes its turn.")
@click.option("--messages", default=1_000, help="How many leave in a round.")
@click.option("--people", default=5_000, help="How many there are.")
@click.option("--waiting", default=20_000, help="How many messages wait for the claim that finds many.")
@click.option("--threads", default=threads_for(PER_SECOND), help="How many call the channel.")
def main(rounds: int, messages: int, people: int, waiting: int, threads: int) -> None:
    """Measure the sender and a naive loop, taking turns, and then the claim."""
    if not POSTGRESQL.present:
        raise click.ClickException("PostgreSQL is not installed (make system)")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench")))
        # Statistics stay as they were when they were gathered last, before anything was queued.
        server = stack.enter_context(postgresql.server(fsync="on", full_page_writes="on", autovacuum="off"))
        for name in ("ours", "naive"):
            server.execute(f"CREATE DATABASE {name}")
        queue = stack.enter_context(queue_server(folder / "queue"))
        addresses = [f"whatsapp:+9177{number:08}" for number in range(people)]
        settings = made_ready(server.url("ours"), queue, folder / "data", port=1, people=addresses)
        database = database_of(settings)
        stack.callback(database.dispose)
        channel, other_channel = stack.enter_context(_channel()), stack.enter_context(_channel())
        arguments = [server.url("ours"), queue, str(folder / "data"), channel.url, str(threads)]
        ours: list[Sent] = []
        naive: list[Sent] = []
        naive_sender.queue(server.url("naive"), addresses[:1], WORDS)
        with (
            _running("naive_sender", server.url("naive"), other_channel.url) as loop,
            _running("sender", *arguments) as sender,
        ):
            _put(database, 2 * threads)
            if not eventually(lambda: not _waiting(database)):
                raise RuntimeError("the sender did not start")
            for _round in range(rounds):
                _put(database, messages)
                ours.append(channel.measure(messages, sender))
                naive_sender.queue(server.url("naive"), addresses[: messages // 40], WORDS)
                naive.append(other_channel.measure(messages // 40, loop))
            held = _connections(database)
        click.echo(f"{rounds} rounds of {messages} messages, {LATENCY} ms each; medians (lowest–highest)")
        _tell("ours", ours)
        _tell("naive", naive)
        ratios = [(a.per_second / b.per_second, a.processor / b.processor) for a, b in zip(ours, naive, strict=True)]
        click.echo(f"ours to naive: {median(r for r, _ in ratios):.1f} times the messages/s, ", nl=False)
        click.echo(f"{median(c for _, c in ratios):.2f} of the CPU a message")
        click.echo(
            f"{threads} threads; connections to the channel {max(each.connections for each in ours)}, ", nl=False
        )
        click.echo(f"to the database {held}")
        for count in (100, waiting):
            _put(database, count)
            click.echo(f"a claim of {CLAIM} with {_waiting(database):,} waiting: {_claim_takes(database):.1f} ms")


def _tell(name: str, rounds: Sequence[Sent]) -> None:
    rates, costs = [each.per_second for each in rounds], [each.processor for each in rounds]
    click.echo(
        f"{name:6} {median(rates):6.1f} messages/s ({min(rates):.1f}–{max(rates):.1f})"
        f"  {median(costs):5.2f} ms CPU a message ({min(costs):.2f}–{max(costs):.2f})"
    )


@contextmanager
def _channel() -> Iterator[Channel]:
    channel = Channel(port := free_port())
    with _running("channel", str(port), str(LATENCY)):
        if not eventually(channel.answers):
            raise RuntimeError("the channel did not start")
        yield channel


@contextmanager
def _running(service: str, *arguments: str) -> Iterator[Family]:
    with subprocess.Popen([sys.executable, "-m", f"bench.services.{service}", *arguments]) as process:
        try:
            yield Family(process.pid)
        finally:
            process.kill()


def _put(database: Database, messages: int) -> None:
    """So many messages, to one person after the other."""
    with database.open_office() as office:
        found = select(Contact.id).where(Contact.address.like("whatsapp:+9177%"))
        contacts: Sequence[UUID] = office.session.scalars(found).all()
        recipients = islice(cycle(contacts), messages)
        office.session.execute(
            insert(Outbox),
            [
                {
                    "id": (own := uuid7()),
                    "contact_id": contact,
                    "key": f"bench:{own}",
                    "payload": {"v": 1, "kind": "text", "params": {"body": WORDS}},
                    "state": "queued",
                    "not_before": office.now,
                    "created_at": office.now,
                }
                for contact in recipients
            ],
        )


def _waiting(database: Database) -> int:
    with database.open_office() as office:
        unfinished = select(func.count()).where(Outbox.state.in_(("queued", "sending")))
        return office.session.execute(unfinished).scalar_one()


def _connections(database: Database) -> int:
    """How many the sender has, beside the one that asks."""
    with database.open_office() as office:
        others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = 'ours' AND pid <> pg_backend_pid()")
        return int(office.session.execute(others).scalar_one())


def _claim_takes(database: Database, times: int = 9) -> float:
    """Milliseconds, the median; each claim is taken back, so that the next finds as much as it did."""
    took: list[float] = []
    for _ in range(times):
        with database.open_office() as office:
            began = perf_counter()
            office.sending.claim(CLAIM, LEASE)
            took.append((perf_counter() - began) * 1000)
            office.session.rollback()
    return median(took)


if __name__ == "__main__":
    main()
