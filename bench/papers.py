"""How fast papers are made: ``python -m bench.papers`` prints milliseconds for rendering and for sealing each kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter

import documents
from documents.seal import Seal, key_in_file, make_seal
from tests.documents.samples import facts

ROUNDS = 30


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several rounds, after one that warms the caches."""
    work()
    taken = []
    for _round in range(ROUNDS):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken) * 1000


def main() -> None:
    made = make_seal(datetime.now(UTC))
    seal = Seal(key_in_file(made, None), reopen=lambda: key_in_file(made, None))
    for kind in sorted(documents.all_papers()):
        stated = facts(kind)
        paper = documents.render(kind, stated, language="bn")
        rendering = milliseconds(partial(documents.render, kind, stated, language="bn"))
        sealing = milliseconds(partial(seal, paper, stated, language="bn"))
        print(f"{kind:<16} render {rendering:5.1f} ms, seal {sealing:5.1f} ms, {len(paper) // 1000} kB before the seal")


if __name__ == "__main__":
    main()
