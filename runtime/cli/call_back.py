"""``panchayat call-back``: whom to call, for the helpline and for offices without anybody who works in the chat."""

from __future__ import annotations

from pathlib import Path

import click

from chatbot.language.wording import say
from panchayat.core.clock import IST
from panchayat.models import CallBack
from runtime.cli import options
from runtime.cli.at_the_desk import LANGUAGE, NotDone, open_office


@click.group("call-back")
def call_back() -> None:
    """List people who want to be called, and take them off the list."""


@call_back.command("list")
@click.option("--office", "code", metavar="CODE", help="Only those of this office.")
@click.option("--most", default=20, show_default=True, help="How many, whoever waits longest first.")
@options.data
def list_calls(code: str | None, most: int, data: Path | None) -> None:
    """List whom to call; those who have chosen no office are the helpline's."""
    from panchayat.offices.offices import NoSuchOffice

    with open_office(data) as office:
        try:
            office_id = office.offices.by_code(code).id if code else None
        except NoSuchOffice as refusal:
            raise NotDone(str(refusal)) from refusal
        for call in office.call_backs.waiting(limit=most, office_id=office_id):
            at = say(office.offices.get(call.office_id).names, LANGUAGE)
            since = f"since {call.asked_at.astimezone(IST):%Y-%m-%d %H:%M}"
            words = f"  {' / '.join(call.words.splitlines())}" if call.words else ""
            click.echo(f"{call.phone}  {since}  {call.reason:<6}  {at}{_wanted(call)}{words}")


def _wanted(call: CallBack) -> str:
    """When it suits them, in the office's own time."""
    if call.wanted_from is None:
        return ""
    until = f" to {call.wanted_until.astimezone(IST):%Y-%m-%d %H:%M}" if call.wanted_until else ""
    return f"  wanted from {call.wanted_from.astimezone(IST):%Y-%m-%d %H:%M}{until}"


@call_back.command()
@click.argument("phone")
@options.data
def done(phone: str, data: Path | None) -> None:
    """Take a number off the list, as it stands there, once it has been called."""
    from panchayat.offices.call_backs import NoSuchCall

    with open_office(data) as office:
        try:
            office.call_backs.close_for(phone)
        except NoSuchCall as refusal:
            raise NotDone(f"nobody waits to be called at {phone}") from refusal
    click.echo(f"{phone} is off the list.")
