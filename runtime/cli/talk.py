"""``panchayat talk``: the conversation in the terminal, through the same turns as a message from the provider."""

from __future__ import annotations

import logging
import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from chatbot.language.wording import LANGUAGES
from runtime.cli import options
from runtime.exclusive import AlreadyRunning, alone_in
from runtime.problem import Problem
from runtime.settings import load

_GLANCE = 0.3
#: How long to wait for what is on its way: before the next line is sent, and after the last one, in seconds.
_SOON = 6.0
_LAST = 20.0


class RealPeople(Problem):
    """Messages of this installation reach people; a terminal must not speak in their name."""


@click.command()
@click.option("--as", "address", default="whatsapp:+910000000000", show_default=True, help="Whose phone it is.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Speak this language from the start.")
@options.data
def talk(address: str, lang: str | None, data: Path | None) -> None:
    """Hold a conversation in the terminal.

    A line is a message; /photo FILE, /voice [FILE] and /pin LATITUDE,LONGITUDE send other things, and
    /quit ends it. What the office sends later is shown as it arrives, papers as paths.
    """
    settings = load(data=data, following=True)
    if not settings.simulated:
        raise RealPeople("talk is for trials without a Twilio account; unset TWILIO_* first")
    logging.disable(logging.WARNING)  # the terminal is the phone; only what goes wrong is told
    from runtime.records import prepare
    from runtime.terminal_phone import HELP, NotUnderstood, TerminalPhone, doing_the_work
    from runtime.wiring import Installation

    prepare(settings, demo=True)
    installation = Installation(settings)
    phone = TerminalPhone(installation, address, _show)
    if lang:
        phone.speak(lang)
    at_terminal = sys.stdin.isatty()
    if at_terminal:
        click.secho(f"This is the phone {address}. Write hi to begin. {HELP}", dim=True)
    with ExitStack() as work:
        with suppress(AlreadyRunning):  # then the work is done there
            work.enter_context(alone_in(settings.data))
            work.enter_context(doing_the_work(installation))
        for line in _lines(sys.stdin.fileno(), while_waiting=phone.look):
            if not at_terminal:
                click.echo(f"< {line}")
            try:
                phone.send(line)
            except (NotUnderstood, OSError) as error:
                click.secho(str(error), fg="yellow")
            phone.look_for(_SOON)
        phone.look_for(_LAST)


def _lines(source: int, *, while_waiting: Callable[[], object]) -> Iterator[str]:
    """The lines typed into the file descriptor ``source``, until it ends or somebody quits."""
    typed = b""
    while True:
        line, end, rest = typed.partition(b"\n")
        if end:
            typed = rest
            text = line.decode(errors="replace").strip()
            if text == "/quit":
                return
            if text:
                yield text
        elif not select.select([source], [], [], _GLANCE)[0]:
            while_waiting()
        elif more := os.read(source, 65536):
            typed += more
        else:
            return


def _show(text: str) -> None:
    for number, line in enumerate(text.splitlines()):
        click.echo(f"{'  ' if number else '> '}{line}")
