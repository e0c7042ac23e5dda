"""Whether the service stays as quick as more people come to it: ``python -m bench.growth``. See bench/README.md."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Final

import click

from bench.growth import plans
from bench.growth.filling import fill
from bench.growth.looks import LOOKS
from bench.growth.population import Population
from bench.growth.probe import Cost
from panchayat.core.encryption import use_keys
from panchayat.migrations import migrate
from tests import postgresql
from tests.programs import POSTGRESQL

#: Milliseconds below which a difference is the clock's.
_NOTHING: Final = 0.05
_HEAD: Final = f"{'':<38}{'statements':>12}{'rows':>16}{'blocks':>16}{'ms':>18}{'ratio':>8}"


@click.command()
@click.option("--people", default=1_000_000, help="How many people there are.")
@click.option("--few", default=10_000, help="Among how many it is measured first.")
@click.option("--times", default=5, help="How often everything is tried, taking turns; the quickest counts.")
@click.option("--only", default="", help="Only what has this in its name.")
@click.option("--explain", is_flag=True, help="Show how the costliest statement of what is slower was done.")
@click.option("--plans", "writes_plans", is_flag=True, help="Write plans.toml instead.")
def main(people: int, few: int, times: int, only: str, *, explain: bool, writes_plans: bool) -> None:
    """Measure every look-up, list, sweep and claim among few people and among many."""
    if not POSTGRESQL.present:
        raise click.ClickException("PostgreSQL is not installed (make system)")
    use_keys(["a secret of the bench"])
    if writes_plans:
        with postgresql.server(autovacuum="off") as server:
            return plans.write(plans.costs(server))
    with postgresql.server(shared_buffers="1GB", max_wal_size="4GB", autovacuum="off") as server:
        compare(_filled(server, few), _filled(server, people), times=times, only=only, explain=explain)
    return None


def compare(few: str, many: str, *, times: int, only: str, explain: bool) -> None:
    """Print a table of what everything costs in two databases; ``!`` is what takes 1.3 times as long in the second."""
    click.echo(_HEAD)
    with closing(plans.World(few)) as at_few, closing(plans.World(many)) as at_many:
        for name, look in LOOKS.items():
            if only in name:
                tried = [(at_few.cost_of(look), at_many.cost_of(look)) for _time in range(times)]
                _print(name, *map(_quickest, zip(*tried, strict=True)), explain=explain)


def _filled(server: postgresql.Server, people: int) -> str:
    began, name = time.monotonic(), f"people{people}"
    server.execute(f"CREATE DATABASE {name}")
    url = server.url(name)
    migrate(url)
    fill(url, Population.of(people), lambda table: click.echo(f"\r{people:,} people: {table:<30}", nl=False, err=True))
    click.echo(f"\r{people:,} people were put in within {time.monotonic() - began:.0f} s", err=True)
    return url


def _quickest(tried: tuple[Cost, ...]) -> Cost:
    return min(tried, key=lambda cost: cost.milliseconds)


def _print(name: str, few: Cost, many: Cost, *, explain: bool) -> None:
    ratio = (many.milliseconds + _NOTHING) / (few.milliseconds + _NOTHING)
    slower = ratio > plans.GROWTH
    click.echo(
        f"{name:<38}{few.statements:>6}{many.statements:>6}{few.rows:>8}{many.rows:>8}{few.blocks:>8}{many.blocks:>8}"
        f"{few.milliseconds:>9.2f}{many.milliseconds:>9.2f}{ratio:>8.2f}{' !' if slower else ''}"
    )
    if slower and explain:
        click.echo(many.costliest.shown())


if __name__ == "__main__":
    main()
