"""How fast the service is beside a ceiling and a naive bot: ``make bench``. bench/README.md says how to read it."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import click

from bench.contestants import COMPARISONS, OWN, Contestant, Round, Service, comparison, lines, own
from bench.load import press, trickle
from bench.processes import Family
from bench.report import Result, table
from bench.turn_cost import turn_cost
from runtime import valkey
from runtime.lifeline import tied
from tests import postgresql
from tests.programs import POSTGRESQL
from tests.runtime.service import free_port
from tests.waiting import PATIENCE, eventually

#: People at a time who write as fast as they are answered, and who write when they like.
IN_A_HURRY = 8
AT_LEISURE = 16
LOAD = 0.7


@click.command()
@click.option("--rounds", default=5, help="How often everybody's turn comes.")
@click.option("--seconds", default=4.0, help="How long a round takes, for each.")
@click.option("--people", "populations", default=[500, 5_000], multiple=True, help="How many have written before.")
@click.option("--quick", is_flag=True, help="Two short rounds, and 500 people alone.")
def main(rounds: int, seconds: float, populations: tuple[int, ...], *, quick: bool) -> None:
    """Measure the service, a ceiling and a naive bot, taking turns, on PostgreSQL and on SQLite."""
    if not POSTGRESQL.present:
        raise click.ClickException("PostgreSQL is not installed (make system)")
    if quick:
        rounds, seconds, populations = 2, 1.5, (500,)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench")))
        # What is committed is on the disk, as in earnest, and everybody is connected at the same time.
        server = stack.enter_context(postgresql.server(fsync="on", full_page_writes="on", max_connections="300"))
        queue = stack.enter_context(queue_server(folder / "queue"))
        addresses = {"PostgreSQL": _postgresql(server), "SQLite": _sqlite(folder)}
        contestants = [
            line
            for database, new in addresses.items()
            for line in lines(
                database, _services(stack, database, new, populations, queue=queue, folder=folder / database)
            )
        ]
        people = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        database_server = Family(server.pid)
        for each in contestants:
            _warm_up(people, each)
        for _round in range(rounds):
            for each in contestants:
                _take_part(people, each, seconds, database_server)
        results = [_finish(people, each, seconds * 2) for each in contestants]
    click.echo(f"{rounds} rounds of {seconds:g} s each, taking turns; medians (lowest–highest).")
    for database in addresses:
        click.echo("\n" + table([each for each in results if each.contestant.database == database]))


def _services(
    stack: ExitStack,
    database: str,
    new: Callable[[str], str],
    populations: tuple[int, ...],
    *,
    queue: str,
    folder: Path,
) -> dict[str, Service]:
    found = {name: stack.enter_context(comparison(name, database, new(name), free_port())) for name in COMPARISONS}
    for population in populations:
        address, data = new(f"ours{population}"), folder / str(population)
        found[f"{OWN}, {population:,} people"] = stack.enter_context(own(address, queue, data, population))
    return found


def _postgresql(server: postgresql.Server) -> Callable[[str], str]:
    def new(name: str) -> str:
        server.execute(f"CREATE DATABASE {name}")
        return server.url(name)

    return new


def _sqlite(folder: Path) -> Callable[[str], str]:
    return lambda name: f"sqlite:///{folder / name}.db"


@contextmanager
def queue_server(folder: Path) -> Iterator[str]:
    """A queue of its own, whose files are in ``folder``."""
    socket = folder / "socket"
    process = subprocess.Popen(tied(valkey.command(folder, socket)))
    try:
        if not eventually(lambda: valkey.answers(socket)):
            raise RuntimeError("the queue did not start")
        yield f"unix://{socket}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _warm_up(people: ProcessPoolExecutor, contestant: Contestant) -> None:
    service = contestant.service
    some = service.some(2 * IN_A_HURRY)
    load = people.submit(press, service.port, some, contestant.dialogue, IN_A_HURRY).result()
    contestant.pace = load.messages / load.seconds


def _take_part(people: ProcessPoolExecutor, contestant: Contestant, seconds: float, database_server: Family) -> None:
    service, messages = contestant.service, len(contestant.dialogue.messages)
    some = service.some(max(IN_A_HURRY, round(contestant.pace * seconds / messages)))
    before, at_database = service.family.processor_seconds(), database_server.processor_seconds()
    load = people.submit(press, service.port, some, contestant.dialogue, IN_A_HURRY).result()
    used = service.family.processor_seconds() - before
    at_database = database_server.processor_seconds() - at_database
    contestant.pace = load.messages / load.seconds
    contestant.rounds.append(Round(used / load.messages, at_database / load.messages, contestant.pace))


def _finish(people: ProcessPoolExecutor, contestant: Contestant, seconds: float) -> Result:
    """What is looked at once: how long answers take at part of the load, the memory, and the way to the database."""
    service, dialogue = contestant.service, contestant.dialogue
    rate = LOAD * median(each.per_second for each in contestant.rounds)
    some = service.some(max(AT_LEISURE, round(rate * seconds / len(dialogue.messages))))
    load = people.submit(trickle, service.port, some, dialogue, AT_LEISURE, rate).result()
    return Result(contestant, turn_cost(contestant), load, service.family.memory())


if __name__ == "__main__":
    main()
