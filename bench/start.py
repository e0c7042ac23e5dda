"""What ``panchayat run`` takes on the embedded default: ``python -m bench.start`` prints how long until it is ready, and memory.

The first start makes the database; the others find it as it is. Nothing else may need the processor meanwhile: seconds
of the processor tell more than those of the clock.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import click
import requests

from bench.contestants import people
from bench.dialogues import GRIEVANCE
from bench.load import press
from bench.processes import Family, Memory
from bench.report import aligned
from bench.services import ours
from tests.programs import ROOT
from tests.runtime.service import free_port
from tests.stand_in.twilio import twilio_stand_in
from tests.waiting import PATIENCE

#: Seconds in which everything that is done once has been done, after which memory is looked at.
_SETTLED = 3
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Start:
    """A run that is ready: the seconds that it took, of the clock and of the processor."""

    family: Family
    seconds: float
    processor: float


@click.command()
@click.option("--rounds", default=5, help="How often it is started once the database is there.")
@click.option("--filings", default=100, help="How many people file a grievance before memory is looked at again.")
def main(rounds: int, filings: int) -> None:
    """Start the whole service again and again, use it once, and say what it takes."""
    with tempfile.TemporaryDirectory(prefix="bench") as name, twilio_stand_in() as stand_in:
        folder, port = Path(name), free_port()
        variables = {**ours.environment(f"sqlite:///{folder / 'office.db'}", ""), "TWILIO_API_URL": stand_in.url}
        with _started(folder, port, variables) as first:
            click.echo(f"first start      {first.seconds:5.1f} s   {first.processor:5.1f} s of the processor")
        some = people(filings)
        ours.made_ready(variables["DATABASE_URL"], "", folder, port=port, people=some)
        starts = []
        for _round in range(rounds - 1):
            with _started(folder, port, variables) as start:
                starts.append(start)
        with _started(folder, port, variables) as last, ProcessPoolExecutor(1, get_context("spawn")) as villagers:
            starts.append(last)
            _tell("clock", [each.seconds for each in starts])
            _tell("processor", [each.processor for each in starts])
            time.sleep(_SETTLED)
            idle = last.family.memories()
            villagers.submit(press, port, some, GRIEVANCE, _AT_ONCE).result()
            time.sleep(_SETTLED)
            click.echo(f"\nmegabytes, once it is ready, and after {filings} people have filed a grievance\n")
            click.echo(_table(idle, last.family.memories()))


@contextmanager
def _started(folder: Path, port: int, variables: dict[str, str]) -> Iterator[Start]:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "runtime", "run", "--data", str(folder), "--port", str(port)],
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": str(ROOT), **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _ready(port):
            if process.poll() is not None:
                raise RuntimeError("it did not start")
            time.sleep(0.02)
        family = Family(process.pid)
        yield Start(family, time.perf_counter() - began, family.processor_seconds_in_all())
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE).ok
    except requests.RequestException:
        return False


def _tell(kind: str, values: Sequence[float]) -> None:
    spread = f"{min(values):.1f}–{max(values):.1f}"
    click.echo(f"start, {kind:<9} {median(values):5.1f} s   ({spread}, {len(values)} times)")


def _table(idle: Sequence[Memory], used: Sequence[Memory]) -> str:
    rows: list[tuple[str, ...]] = [("", "with its part of what is shared", "alone", "after use", "alone")]
    for before, after in zip(sorted(idle, key=_name), sorted(used, key=_name), strict=True):
        sizes = (before.shared, before.own, after.shared, after.own)
        rows.append((_name(before), *(f"{size:.0f}" for size in sizes)))
    totals = [sum(each.shared for each in idle), sum(each.shared for each in used)]
    rows.append(("all", f"{totals[0]:.0f}", "", f"{totals[1]:.0f}", ""))
    return aligned(rows)


def _name(memory: Memory) -> str:
    """What the process is, as its command line says."""
    if not memory.command:
        return "supervisor"
    if "valkey" in memory.command:
        return "queue"
    return "fork server" if "fork_server" in memory.command else memory.command.partition(" --")[0]


if __name__ == "__main__":
    main()
