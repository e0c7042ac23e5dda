"""``panchayat pin``: first PINs for employees, and new ones for those who have forgotten theirs."""

from __future__ import annotations

from pathlib import Path

import click

from chatbot.language.wording import say
from runtime.cli import options
from runtime.cli.at_the_desk import LANGUAGE, NotDone, open_office


@click.group()
def pin() -> None:
    """Give employees the PIN that opens their pay slips."""


@pin.command()
@click.argument("office", metavar="OFFICE")
@click.argument("employee_id", metavar="EMPLOYEE")
@options.data
def issue(office: str, employee_id: str, data: Path | None) -> None:
    """Make a first PIN for an employee, by the codes of the office and of the employee.

    Whatever PIN there was is over, and so is a lock after wrong ones. The new one is shown once and kept nowhere;
    hand it over in person. The employee must choose another before anything is shown.
    """
    from panchayat.offices.staffing import NoSuchEmployee

    with open_office(data) as desk:
        try:
            staff = desk.staffing.by_employee_id(office, employee_id)
        except NoSuchEmployee as refusal:
            raise NotDone(str(refusal)) from refusal
        if staff.bank_account is None:
            raise NotDone(f"{employee_id} is not on the payroll of {office}")
        made, name = desk.pins.issue(staff), say(desk.staffing.names(staff), LANGUAGE)
    click.echo(f"{name} ({employee_id}): {made}")
    click.echo("This is shown only once. It must be changed when it is first used.", err=True)
