"""``panchayat``: everything that can be done from a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from runtime.problem import Problem
from runtime.settings import BadSettings

#: Where each command is; it alone is loaded when it is run.
_COMMANDS: Final[Mapping[str, str]] = {
    "run": "run.run",
    "talk": "talk.talk",
    "demo": "people.demo",
    "grievance": "grievance.grievance",
    "application": "application.application",
    "booking": "booking.booking",
    "pin": "pin.pin",
    "call-back": "call_back.call_back",
    "catch-up": "catch_up.catch_up",
    "import": "importing.import_register",
    "web": "processes.web",
    "worker": "processes.worker",
    "sender": "processes.sender",
    "clock": "processes.clock",
    "migrate": "processes.migrate",
    "prepare": "preparation.prepare",
    "settings": "inspection.show_settings",
    "doctor": "inspection.doctor",
}


class _Commands(click.Group):
    """Tells an operator what is wrong without a traceback; what is our own fault keeps its traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _dot, name = _COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"runtime.cli.{module}"), name)
        return command

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


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Smart Panchayat: a village reaches its government on WhatsApp."""


def main() -> None:
    cli(prog_name="panchayat")
