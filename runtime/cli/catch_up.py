"""``panchayat catch-up``: takes in the messages that Twilio has and that never reached us."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runtime.cli import options
from runtime.problem import Problem
from runtime.settings import load

if TYPE_CHECKING:
    from panchayat.database import Database
    from runtime.wiring import Installation
    from webhooks.twilio.received import Listed

#: A message this young may still be on its way, or be tried again by Twilio itself.
_ON_ITS_WAY = timedelta(minutes=2)
_LONGEST = 72


class NoTwilio(Problem):
    """Twilio cannot be asked what it received."""


@click.command("catch-up")
@click.option(
    "--hours",
    type=click.IntRange(1, _LONGEST),
    default=24,
    show_default=True,
    help=f"How far back to look, at most {_LONGEST}.",
)
@options.data
def catch_up(hours: int, data: Path | None) -> None:
    """Take in messages that were sent while nobody could answer.

    Each is kept and quoted back to its sender with the question that stands; none is taken as an answer.
    It may be run at any time, and as often as one likes.
    """
    settings = load(data=data, following=True)
    if settings.simulated:
        raise NoTwilio("there is no Twilio account to ask: set TWILIO_ACCOUNT_SID and what belongs to it")
    logging.disable(logging.WARNING)  # without a queue nobody is woken, and the sweep finds the work
    from runtime.records import prepare, reachable
    from runtime.wiring import Installation

    prepare(settings, demo=False)
    installation = Installation(settings)
    now = installation.clock()
    with _answering(), reachable(), _disposing(installation.database) as database:
        listed = installation.received.between(now - timedelta(hours=hours), now - _ON_ITS_WAY)
        with database.open_office() as office:
            arrived = office.inbox.arrived([each.message.sid for each in listed])
        taken = _take_in(installation, [each for each in listed if each.message.sid not in arrived])
    click.echo(f"{taken} {'message' if taken == 1 else 'messages'} taken in, {len(listed) - taken} had arrived.")


def _take_in(installation: Installation, missing: list[Listed]) -> int:
    taken = 0
    with click.progressbar(
        length=len(missing), label="Taking in", file=sys.stderr, hidden=not (missing and sys.stderr.isatty())
    ) as progress:
        for theirs in _by_sender(missing):
            late = installation.turns.take_late([installation.received.with_files(each) for each in theirs])
            installation.doorbell.ring(late.wakeups)
            taken += late.count
            progress.update(len(theirs))
    return taken


def _by_sender(messages: Iterable[Listed]) -> Iterable[list[Listed]]:
    """The messages of each person together, whoever wrote first coming first."""
    senders: dict[str, list[Listed]] = {}
    for each in messages:
        senders.setdefault(each.message.address, []).append(each)
    return senders.values()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except ConnectionError as error:
        raise NoTwilio(f"{error}; run it again later, nothing is taken in twice") from error


@contextmanager
def _disposing(database: Database) -> Iterator[Database]:
    try:
        yield database
    finally:
        database.dispose()
