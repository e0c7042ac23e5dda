"""The service's own sender without its cap: ``DATABASE QUEUE FOLDER CHANNEL THREADS``, until it is stopped."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Event

from bench.services.ours import environment
from jobs import deliver
from runtime.lifeline import die_with_parent
from runtime.settings import load
from runtime.wiring import Installation


def main(database: str, queue: str, folder: str, channel: str, threads: str) -> None:
    variables = {**environment(database, queue), "TWILIO_API_URL": channel}
    settings = load(port=1, data=Path(folder), environment=variables)
    deliver.run(Event(), Installation(settings).sender_tools, threads=int(threads), per_second=10_000)


if __name__ == "__main__":
    die_with_parent(os.getppid())
    main(*sys.argv[1:])
