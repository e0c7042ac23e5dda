"""The phones' store is one, however many processes of the trial begin with it."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path

from tests.waiting import PATIENCE
from webhooks.simulator.store import Store

PROCESSES, THREADS, STORES = 3, 4, 20


def open_each(folder: Path, together: Barrier) -> None:
    """Open one empty store after the other, each at the same moment as all other processes."""
    with ThreadPoolExecutor(THREADS) as pool:
        for number in range(STORES):
            store = Store(folder / str(number))
            together.wait(timeout=PATIENCE)
            for _ in pool.map(look, [store] * THREADS):
                pass


def look(store: Store) -> None:
    with store.look() as db:
        db.execute("SELECT * FROM message").fetchall()


def test_processes_that_open_an_empty_store_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(PROCESSES)
    processes = [spawn.Process(target=open_each, args=(tmp_path, together)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
