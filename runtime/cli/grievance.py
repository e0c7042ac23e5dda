"""``panchayat grievance``: what an officer does with grievances, until there is a console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from chatbot.language.wording import rupees, say
from panchayat.core.clock import IST
from runtime.cli import options
from runtime.cli.at_the_desk import LANGUAGE, NotDone, open_office

if TYPE_CHECKING:
    from panchayat.front_office import FrontOffice
    from panchayat.models import Grievance, GrievanceStep


_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def grievance() -> None:
    """List grievances, look at one, move one on."""


@grievance.command("list")
@click.option("--most", default=20, show_default=True, help="How many, the newest first.")
@click.option("--office", "code", metavar="CODE", help="Only those of this office, such as SAMPLE-01.")
@options.data
def list_grievances(most: int, code: str | None, data: Path | None) -> None:
    """List the newest grievances and suggestions."""
    from panchayat.offices.offices import NoSuchOffice

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
@click.option("--department", metavar="KEY", help="Who answers for it from now on, such as works.")
@click.option("--inspected-on", metavar="DATE", help="When somebody looked at it on the spot, such as 18-11-2026.")
@click.option("--findings", metavar="TEXT", help="What was found there.")
@click.option("--order-no", metavar="TEXT", help="The number of the office's order.")
@click.option("--spent", metavar="RUPEES", help="What it has cost, such as 1,25,000.")
@click.option("--photo", "photos", metavar="FILE", multiple=True, type=_FILE, help="Of the work; at most four.")
@options.data
def move(
    number: str,
    state: str,
    *,
    note: str | None,
    department: str | None,
    photos: tuple[Path, ...],
    data: Path | None,
    **said: str | None,
) -> None:
    """Move one on; the citizen is told.

    STATE is UNDER_PROCESS, FORWARDED, NEEDS_INFO, ACTION_TAKEN, RESOLVED, REJECTED or REOPENED. With ACTION_TAKEN or
    RESOLVED can be told when it was inspected, what was found, ordered and spent, with photos: the report, which anybody
    may read, says it too.
    """
    from panchayat.grievances.grievances import NoSuchDepartment, NoSuchGrievance
    from panchayat.grievances.work_report import InspectionToCome, NotWork, TooManyPhotos
    from panchayat.models.grievance_states import IllegalMove, ReasonMissing, State
    from runtime.records import media_of
    from runtime.settings import load
    from runtime.told_work import Unfit, read_work

    try:
        to = State(state.upper())
    except ValueError:
        by_office = [each for each in State if each not in (State.SUBMITTED, State.WITHDRAWN)]
        raise NotDone(f"there is no state {state}; there are {', '.join(by_office)}") from None
    try:
        work, pictures = read_work(photos=photos, **said)
    except Unfit as refusal:
        raise NotDone(str(refusal)) from refusal
    with open_office(data) as office:
        try:
            office.grievances.move(number, to, note=note, department_key=department, work=work)
        except (
            *(IllegalMove, ReasonMissing, NoSuchDepartment, NoSuchGrievance),
            *(NotWork, InspectionToCome, TooManyPhotos),
        ) as refusal:
            raise NotDone(str(refusal)) from refusal
        store = media_of(load(data=data))
        for picture in pictures:
            store.keep(picture)
    click.echo(f"{number} is {to}; the citizen will be told as soon as a message may go out.")


def _line(office: FrontOffice, each: Grievance) -> str:
    category = say(office.grievances.category(each).names, LANGUAGE)
    holder = say(office.grievances.holder(each), LANGUAGE)
    return f"{each.number}  {each.state:<13}  {category}  ({holder}, target {each.target_on})"


def _step(office: FrontOffice, each: Grievance, step: GrievanceStep) -> str:
    from panchayat.grievances.escalation import is_escalation

    what = "(target missed)" if is_escalation(step) else step.to_state
    above = f"to {say(office.grievances.holder(each, step.level), LANGUAGE)}" if step.level else ""
    told = (
        f"inspected on {step.inspected_on}" if step.inspected_on else "",
        step.findings,
        f"order {step.order_no}" if step.order_no else "",
        rupees(step.spent_paise, LANGUAGE) if step.spent_paise is not None else "",
        f"photos: {len(step.photos)}" if step.photos else "",
    )
    return "  ".join(filter(None, (f"{what:<15}", above, step.note, *told)))
