"""``panchayat``: everything that can be done from a terminal."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from runtime.cli.application import application
from runtime.cli.booking import booking
from runtime.cli.call_back import call_back
from runtime.cli.catch_up import catch_up
from runtime.cli.grievance import grievance
from runtime.cli.importing import import_register
from runtime.cli.inspection import doctor, show_settings
from runtime.cli.people import demo
from runtime.cli.pin import pin
from runtime.cli.processes import clock, migrate, sender, web, worker
from runtime.cli.run import run
from runtime.cli.talk import talk
from runtime.problem import Problem
from runtime.settings import BadSettings


class _OneClearLine(click.Group):
    """Tells an operator what is wrong without a traceback; what is our own fault keeps its traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as misuse:
            _end(2, f"{misuse.format_message()} (--help says more)")
        except BadSettings as bad:
            _end(2, *bad.problems)
        except Problem as problem:
            _end(1, str(problem))


def _end(status: int, *lines: str) -> NoReturn:
    for line in lines:
        click.echo(f"panchayat: {line}", err=True)
    sys.exit(status)


@click.group(cls=_OneClearLine, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Smart Panchayat: a village reaches its government on WhatsApp."""


def main() -> None:
    cli(prog_name="panchayat")


for command in (
    run,
    talk,
    demo,
    grievance,
    application,
    booking,
    pin,
    call_back,
    catch_up,
    import_register,
    web,
    worker,
    sender,
    clock,
    migrate,
    show_settings,
    doctor,
):
    cli.add_command(command)
