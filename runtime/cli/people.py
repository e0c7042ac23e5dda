"""``panchayat demo``: the made-up people of a trial."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from runtime.cli import options
from runtime.problem import Problem
from runtime.settings import load


class NotATrial(Problem):
    """Made-up people have no place where real people can be reached."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@options.data
def demo(data: Path | None, *, as_json: bool) -> None:
    """List the made-up people, loading them first if the database is empty."""
    settings = load(data=data, following=True)
    if not settings.on_trial:
        raise NotATrial("demo data is for trials only: TWILIO_API_URL does not point at this machine")
    from panchayat.demo.people import demo_people
    from panchayat.demo.pins import demo_passwords
    from runtime.records import database_of, prepare, reachable

    prepare(settings, demo=True)
    with reachable(), database_of(settings).open_office() as office:
        people, passwords = demo_people(office), demo_passwords(office)
    if as_json:
        click.echo(json.dumps(people, ensure_ascii=False, indent=2))
        return
    for kind, each in people.items():
        if each:
            click.secho(f"\n{kind.capitalize()}", bold=True)
        for person in each:
            click.echo(
                f"  {person['address']}  {person['name']}, {person['office'] or 'no office chosen'}  {_more(person, passwords)}"
            )


def _more(person: dict[str, Any], passwords: dict[str, str]) -> str:
    """The numbers of a citizen's records, or what an employee needs to see a pay slip."""
    if "pin" in person:
        number = person["employee_id"]
        return f"{number}, PIN {person['pin']}, PDF password {passwords[number]}"
    return ", ".join(number for key in ("permits", "nocs", "bookings", "grievances") for number in person.get(key, ()))
