"""The open office, for commands by which somebody of the office does something."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.problem import Problem
from runtime.settings import load

if TYPE_CHECKING:
    from panchayat.front_office import FrontOffice

#: The language in which the terminal speaks to an operator.
LANGUAGE = "en"


class NotDone(Problem):
    """The office does not do that."""


@contextmanager
def open_office(data: Path | None) -> Iterator[FrontOffice]:
    """The open office; whoever has work after the commit is woken."""
    from runtime.records import prepare, reachable
    from runtime.wiring import Installation

    logging.disable(logging.WARNING)  # without a queue nobody is woken, and the sweep finds the work
    settings = load(data=data, following=True)
    prepare(settings, demo=False)
    installation = Installation(settings)
    with reachable(), installation.database.open_office() as office:
        yield office
    installation.doorbell.ring(office.wakeups)
