"""How fast papers are made: ``python -m bench.papers`` prints each kind beside what stock ReportLab takes for it.

Every round makes another paper of each kind (its number, code and address are new) by all ways, one after the other;
CPU time of this process, medians, and medians of the ratios of one round. What is locked with a password is locked in
all of its figures but ``render``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from time import process_time
from typing import Any, Final, TypeVar

import documents
from bench.stock_papers import stock
from documents.container import read
from documents.locking import lock, lock_for, password_of
from documents.seal import Seal, key_in_file, make_seal
from tests.documents.samples import KINDS, facts

ROUNDS: Final = 30
#: What is for its employee alone.
_LOCKED: Final = {"pay_slip", "annual_salary"}
#: The paper that the others are also compared with, as stock ReportLab makes it.
_COMMON: Final = "certificate"

T = TypeVar("T")


@dataclass
class Times:
    """Seconds of one kind by round; ``ready`` is what is sent, but for the seal."""

    stock: list[float] = field(default_factory=list)
    render: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    sealed: list[float] = field(default_factory=list)
    size: int = 0


def main() -> None:
    made = make_seal(datetime.now(UTC))
    seal = Seal(key_in_file(made, None), reopen=lambda: key_in_file(made, None))
    times: dict[str, Times] = defaultdict(Times)
    for number in range(ROUNDS + 1):
        for kind, stated in _another_of_each(number):
            _measure(kind, stated, seal, times[kind])
    print(
        f"{'':<21}{'stock':>9}{'render':>9}{'of stock':>9}{'ready':>9}{'of stock':>9}{'of the common':>15}"
        f"{'sealed':>9}{'of ready':>9}{'kB':>5}"
    )
    for kind, each in times.items():
        print(_row(kind, each, times[_COMMON].stock))


def _another_of_each(number: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind in KINDS:
        code = f"{7_000_000_000 + 7919 * number}"
        more = {"password": f"{code}-Sample"} if kind in _LOCKED else {}
        address = f"https://panchayat.example.in/verify/{code}"
        yield kind, facts(kind, number=f"GRV-26-{4000 + number}-3706", code=code, verify_url=address, **more)


def _measure(kind: str, stated: Mapping[str, Any], seal: Seal, times: Times) -> None:
    password = password_of(stated)
    stocks, _ = _timed(lambda: stock(kind, stated, language="bn"))
    rendering, paper = _timed(lambda: documents.render(kind, stated, language="bn"))
    locking, _ = _timed(lambda: lock(read(paper), lock_for(password)) if password else paper)
    # What is sealed is locked on the way.
    sealing, sealed = _timed(lambda: seal(paper, stated, language="bn"))
    times.stock.append(stocks)
    times.render.append(rendering)
    times.ready.append(rendering + (locking if password else 0))
    times.sealed.append(rendering + sealing)
    times.size = len(sealed)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = process_time()
    result = work()
    return process_time() - began, result


def _row(kind: str, times: Times, common: list[float]) -> str:
    def ratio(above: list[float], below: list[float]) -> float:
        # The first round fills caches.
        return median(one / other for one, other in zip(above[1:], below[1:], strict=True))

    def milliseconds(taken: list[float]) -> str:
        return f"{median(taken[1:]) * 1000:>6.1f} ms"

    return (
        f"{kind:<21}{milliseconds(times.stock)}"
        f"{milliseconds(times.render)}{ratio(times.render, times.stock):>9.2f}"
        f"{milliseconds(times.ready)}{ratio(times.ready, times.stock):>9.2f}{ratio(times.ready, common):>15.2f}"
        f"{milliseconds(times.sealed)}{ratio(times.sealed, times.ready):>9.2f}{times.size / 1000:>5.0f}"
    )


if __name__ == "__main__":
    main()
