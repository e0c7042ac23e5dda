"""``panchayat grievance``: what an officer does with grievances, until there is a console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chatbot.language import say
from panchayat.clock import IST
from runtime.cli import options
from runtime.cli.at_the_desk import LANGUAGE, NotDone, open_office

if TYPE_CHECKING:
    from panchayat.front_office import FrontOffice
    from panchayat.models import Grievance, GrievanceStep


@click.group()
def grievance() -> None:
    """List grievances, look at one, move one on."""


@grievance.command("list")
@click.option("--most", default=20, show_default=True, help="How many, the newest first.")
@click.option("--office", "code", metavar="CODE", help="Only those of this office, such as SAMPLE-01.")
@options.data
def list_grievances(most: int, code: str | None, data: Path | None) -> None:
    """List the newest grievances and suggestions."""
    from panchayat.offices import NoSuchOffice

    with open_office(data) as office:
        try:
            office_id = office.offices.by_code(code).id if code else None
        except NoSuchOffice as refusal:
            raise NotDone(str(refusal)) from refusal
        for each in office.grievances.newest(most, office_id=office_id):
            click.echo(_line(office, each))


@grievance.command()
@click.argument("number")
@options.data
def show(number: str, data: Path | None) -> None:
    """Show one with everything that was done about it."""
    with open_office(data) as office:
        found = office.grievances.by_number(number)
        if found is None:
            raise NotDone(f"there is no grievance {number}")
        click.echo(_line(office, found))
        click.echo(f"  {found.description}\n  {found.place}  {found.pin or ''}")
        for step in office.grievances.history(found):
            click.echo(f"  {step.at.astimezone(IST):%Y-%m-%d %H:%M}  {_step(office, found, step)}".rstrip())


@grievance.command()
@click.argument("number")
@click.argument("state", metavar="STATE")
@click.option("--note", help="What the citizen is told: why not, what is asked, what was done.")
@click.option("--department", metavar="KEY", help="Who answers for it from now on, such as roads.")
@options.data
def move(number: str, state: str, note: str | None, department: str | None, data: Path | None) -> None:
    """Move one on; the citizen is told.

    STATE is UNDER_PROCESS, FORWARDED, NEEDS_INFO, ACTION_TAKEN, RESOLVED, REJECTED or REOPENED.
    """
    from panchayat.grievance_states import IllegalMove, ReasonMissing, State
    from panchayat.grievances import NoSuchDepartment, NoSuchGrievance

    try:
        to = State(state.upper())
    except ValueError:
        raise NotDone(f"there is no state {state}; there are {', '.join(State)}") from None
    with open_office(data) as office:
        try:
            office.grievances.move(number, to, note=note, department_key=department)
        except (IllegalMove, ReasonMissing, NoSuchDepartment, NoSuchGrievance) as refusal:
            raise NotDone(str(refusal)) from refusal
    click.echo(f"{number} is {to}; the citizen will be told as soon as a message may go out.")


def _line(office: FrontOffice, each: Grievance) -> str:
    category = say(office.grievances.category(each).names, LANGUAGE)
    holder = say(office.grievances.holder(each), LANGUAGE)
    return f"{each.number}  {each.state:<13}  {category}  ({holder}, target {each.target_on})"


def _step(office: FrontOffice, each: Grievance, step: GrievanceStep) -> str:
    from panchayat.escalation import is_escalation

    what = "(target missed)" if is_escalation(step) else step.to_state
    above = f"to {say(office.grievances.holder(each, step.level), LANGUAGE)}" if step.level else ""
    return "  ".join(filter(None, (f"{what:<15}", above, step.note)))
