"""The table: medians with their spread, and ratios to the ceilings of the same database in the same round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bench.contestants import Contestant
from bench.load import Load
from bench.turn_cost import TurnCost


@dataclass(frozen=True, slots=True)
class Result:
    """All that was found about one contestant; ``memory`` in megabytes."""

    contestant: Contestant
    cost: TurnCost
    under_load: Load
    memory: float


def table(results: Sequence[Result]) -> str:
    """The results of one kind of database, the two ceilings first."""
    ceiling, flask_ceiling = (each.contestant for each in results[:2])
    speed = [
        (
            ceiling.database,
            "messages per CPU-second",
            "of the ceiling",
            "of Flask's ceiling",
            "CPU a message",
            "at the database",
            "memory",
        ),
        *(_speed(each, ceiling, flask_ceiling) for each in results),
    ]
    cost = [
        ("of a message", "statements", "round trips", "bytes out", "in", "at 70 %: messages/s", "p50", "p99", "503"),
        *(_cost(each) for each in results),
    ]
    return f"{aligned(speed)}\n\n{aligned(cost)}"


def _speed(result: Result, *ceilings: Contestant) -> tuple[str, ...]:
    rounds = result.contestant.rounds
    ratios = [
        [best.processor / each.processor for best, each in zip(ceiling.rounds, rounds, strict=True)]
        for ceiling in ceilings
    ]
    at_database = f"{median(each.database for each in rounds) * 1000:.2f} ms"
    return (
        _name(result.contestant),
        _spread([1 / each.processor for each in rounds], 0),
        *(_spread(each, 3) for each in ratios),
        f"{median(each.processor for each in rounds) * 1000:.2f} ms",
        at_database if _has_server(result.contestant) else "-",
        f"{result.memory:.0f} MB",
    )


def _cost(result: Result) -> tuple[str, ...]:
    cost, load = result.cost, result.under_load
    percentiles = quantiles(load.waited, n=100)
    line = (f"{cost.trips:.1f}", f"{cost.sent:.0f}", f"{cost.received:.0f}")
    return (
        _name(result.contestant),
        f"{cost.statements:.1f}",
        *(line if _has_server(result.contestant) else ("-", "-", "-")),
        f"{load.messages / load.seconds:.0f}",
        f"{percentiles[49] * 1000:.1f} ms",
        f"{percentiles[98] * 1000:.1f} ms",
        f"{load.busy / (load.busy + load.messages):.1%}",
    )


def _has_server(contestant: Contestant) -> bool:
    """SQLite works in the service itself, so that all it takes is the service's."""
    return contestant.database == "PostgreSQL"


def _name(contestant: Contestant) -> str:
    return f"{contestant.name}: {contestant.dialogue.name}"


def _spread(values: Sequence[float], digits: int) -> str:
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "   ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )
