"""``panchayat``: everything that can be done from a terminal."""

from __future__ import annotations

import sys
from typing import Any

import click

from runtime.cli.grievance import grievance
from runtime.cli.inspection import doctor, show_settings
from runtime.cli.people import demo
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
        except BadSettings as bad:
            for problem in bad.problems:
                click.echo(f"panchayat: {problem}", err=True)
            sys.exit(2)
        except Problem as problem:
            click.echo(f"panchayat: {problem}", err=True)
            sys.exit(1)


@click.group(cls=_OneClearLine, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Smart Panchayat: a village reaches its government on WhatsApp."""


def main() -> None:
    cli(prog_name="panchayat")


for command in (run, talk, demo, grievance, web, worker, sender, clock, migrate, show_settings, doctor):
    cli.add_command(command)
