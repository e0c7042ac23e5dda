"""``panchayat application``: the office's queue of applications, until there is a console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chatbot.language.wording import say
from panchayat.core.clock import IST
from runtime.cli import options
from runtime.cli.at_the_desk import LANGUAGE, NotDone, open_office

if TYPE_CHECKING:
    from panchayat.models import Application


@click.group()
def application() -> None:
    """List what people have applied for, look at one, move one on."""


@application.command("list")
@click.option("--office", "code", metavar="CODE", help="Only those of this office.")
@click.option("--most", default=20, show_default=True, help="How many, what is due first at the head.")
@options.data
def list_applications(code: str | None, most: int, data: Path | None) -> None:
    """List what waits for a decision, NOC renewals that were asked for in the chat included."""
    from panchayat.offices.offices import NoSuchOffice

    with open_office(data) as office:
        try:
            office_id = office.offices.by_code(code).id if code else None
        except NoSuchOffice as refusal:
            raise NotDone(str(refusal)) from refusal
        for each in office.applications.queue(limit=most, office_id=office_id):
            at = office.offices.get(each.office_id)
            overdue = "  OVERDUE" if each.target_on < office.today else ""
            click.echo(f"{_line(each)}  ({at.code}, target {each.target_on}){overdue}")


@application.command()
@click.argument("number")
@options.data
def show(number: str, data: Path | None) -> None:
    """Show one with everything that was done about it."""
    with open_office(data) as office:
        found = office.applications.by_number(number)
        if found is None:
            raise NotDone(f"there is no application {number}")
        click.echo(_line(found))
        click.echo(f"  {say(found.applicant, LANGUAGE)}, applied on {found.applied_on}, target {found.target_on}")
        if found.years:
            click.echo(f"  for {found.years} financial years from {found.first_year} on")
        for step in office.applications.history(found):
            click.echo(f"  {step.at.astimezone(IST):%Y-%m-%d %H:%M}  {step.stage:<11}  {step.note or ''}")


@application.command()
@click.argument("number")
@click.argument("stage", metavar="STAGE")
@click.option("--note", help="What the applicant is told: what is missing, why not.")
@options.data
def move(number: str, stage: str, note: str | None, data: Path | None) -> None:
    """Move one on; the applicant is told.

    STAGE is SCRUTINY, NEEDS_INFO, INSPECTION, FEE_DUE or REJECTED. It becomes GRANTED when the permit or NOC
    is imported with the number of the application.
    """
    from panchayat.models.application_states import ApplicationClosed, NoteMissing, Stage, StageUnchanged
    from panchayat.registers.applications import NoSuchApplication

    open_stages = [each for each in Stage if each not in (Stage.RECEIVED, Stage.GRANTED)]
    to = next((each for each in open_stages if each == stage.upper()), None)
    if to is None:
        raise NotDone(
            f"one cannot move an application to {stage}, but to {', '.join(open_stages)};"
            " it becomes GRANTED when its permit or NOC is imported with its number"
        )
    with open_office(data) as office:
        try:
            office.applications.move(number, to, note=note)
        except (ApplicationClosed, NoteMissing, NoSuchApplication, StageUnchanged) as refusal:
            raise NotDone(str(refusal)) from refusal
    click.echo(f"{number} is {to}; the applicant will be told as soon as a message may go out.")


def _line(each: Application) -> str:
    return f"{each.number}  {each.stage:<11}  {each.kind:<11}  {say(each.about, LANGUAGE)}"
