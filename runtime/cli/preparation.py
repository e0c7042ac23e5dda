"""``panchayat prepare``, which ``run`` runs before all else: whether what the service needs is there, and fit for use."""

from __future__ import annotations

from pathlib import Path

import click

from runtime.cli import options
from runtime.problem import Problem
from runtime.settings import load


class NotReady(Problem):
    """Something that the service needs does not work."""


@click.command(hidden=True)
@options.port
@options.data
@click.option("--demo/--no-demo", default=True, help="Load made-up offices and people into an empty database.")
def prepare(port: int | None, data: Path | None, *, demo: bool) -> None:
    """Try the seal and the queue that were given, and make the database ready."""
    from runtime import records
    from runtime.wiring import Installation

    settings = load(port=port, data=data)
    installation = Installation(settings)
    # A seal that was given must open, or papers would be promised that never come.
    if settings.seal is not None:
        installation.seal  # noqa: B018
    if settings.redis_url is not None and not installation.doorbell.answers():
        raise NotReady("the queue at REDIS_URL does not answer: start it, or unset REDIS_URL for the embedded one")
    if records.prepare(settings, demo=demo):
        click.echo("Made-up offices and people were loaded into the empty database.")
