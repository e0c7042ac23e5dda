"""``panchayat booking``: what the office does with bookings of its guest houses, until there is a console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chatbot.language.wording import rupees, say
from panchayat.core.clock import IST
from runtime.cli import options
from runtime.cli.at_the_desk import LANGUAGE, NotDone, open_office

if TYPE_CHECKING:
    from panchayat.front_office import FrontOffice
    from panchayat.models import Booking


@click.group()
def booking() -> None:
    """List bookings, look at one, move one on, cancel one, confirm a payment."""


@booking.command("list")
@click.option("--office", "code", metavar="CODE", help="Only those of this office's houses.")
@click.option("--most", default=20, show_default=True, help="How many.")
@options.data
def list_bookings(code: str | None, most: int, data: Path | None) -> None:
    """List what is to be done: payments to confirm, refunds that are due, then who comes when."""
    from panchayat.offices.offices import NoSuchOffice

    with open_office(data) as office:
        try:
            office_id = office.offices.by_code(code).id if code else None
        except NoSuchOffice as refusal:
            raise NotDone(str(refusal)) from refusal
        for each in office.cancellations.queue(limit=most, office_id=office_id):
            click.echo(_line(office, each))


@booking.command()
@click.argument("number")
@options.data
def show(number: str, data: Path | None) -> None:
    """Show one with its rooms, its payment and everything that was done about it."""
    with open_office(data) as office:
        found = office.bookings.by_number(number)
        if found is None:
            raise NotDone(f"there is no booking {number}")
        click.echo(_line(office, found))
        click.echo(f"  {_guest(found)}, guests: {found.guests}, {found.id_type} …{found.id_last_four}")
        for booked, room in office.bookings.rooms(found):
            price = rupees(booked.net_paise + booked.gst_paise, LANGUAGE)
            click.echo(
                f"  {say(room.names, LANGUAGE)} ({room.kind}): {price}{'  CANCELLED' * bool(booked.cancellation_id)}"
            )
        if found.payment_reference is not None:
            told = found.payment_reference or "told by a picture"
            click.echo(f"  payment {told}{'' if found.paid_at else '  TO BE CONFIRMED'}")
        if pictures := office.payment_proofs.count(found):
            click.echo(f"  pictures: {pictures}, to be seen from the notice about them")
        for each in office.bookings.cancellations(found):
            kept, back = rupees(each.charge_paise, LANGUAGE), rupees(each.refund_paise, LANGUAGE)
            done = "refunded" if each.refunded_at else f"target {each.target_on}" if each.target_on else "nothing due"
            click.echo(f"  cancelled on {each.at.astimezone(IST):%Y-%m-%d}: {kept} kept, {back} back ({done})")
        if office.refunds.due(found):
            click.echo(f"  to be given back to {_account(office, found)}")
        for step in office.bookings.history(found):
            click.echo(f"  {step.at.astimezone(IST):%Y-%m-%d %H:%M}  {step.state:<11}  {step.note or ''}")


@booking.command()
@click.argument("number")
@click.argument("state", metavar="STATE")
@options.data
def move(number: str, state: str, data: Path | None) -> None:
    """Move one on. STATE is CHECKED_IN, CHECKED_OUT, NO_SHOW or REFUNDED (what was due has been given back)."""
    from panchayat.lodging.bookings import NoSuchBooking
    from panchayat.models.booking_states import BookingState, IllegalBookingMove

    states = (BookingState.CHECKED_IN, BookingState.CHECKED_OUT, BookingState.NO_SHOW, BookingState.REFUNDED)
    to = next((each for each in states if each == state.upper()), None)
    if to is None:
        raise NotDone(f"one cannot move a booking to {state}, but to {', '.join(states)}")
    with open_office(data) as office:
        try:
            if to is BookingState.REFUNDED:
                office.cancellations.refunded(number)
            else:
                office.reservations.move(number, to)
        except (IllegalBookingMove, NoSuchBooking) as refusal:
            raise NotDone(str(refusal)) from refusal
    told = "; the guest will be told as soon as a message may go out" if to in states[2:] else ""
    click.echo(f"{number} is {to}{told}.")


@booking.command("refund-account")
@click.argument("number")
@options.data
def refund_account(number: str, data: Path | None) -> None:
    """Show where a refund that is due is to be paid, whole, for whoever pays it now; that it was read is noted."""
    from panchayat.lodging.bookings import NoSuchBooking
    from panchayat.lodging.refunds import NothingDue

    with open_office(data) as office:
        try:
            found, account = office.refunds.for_payment(number)
        except (NoSuchBooking, NothingDue) as refusal:
            raise NotDone(str(refusal)) from refusal
        paise = sum(each.refund_paise for each in office.refunds.due(found))
        named = office.refunds.account(found)
    click.echo(f"{rupees(paise, LANGUAGE)} for {found.number}")
    if account is None or named is None or named.named_at is None:
        click.echo(f"  back to the account that paid (payment {found.payment_reference or 'told by a picture'})")
    else:
        click.echo(f"  {account.kind} {account.number}{f'  IFSC {account.ifsc}' if account.ifsc else ''}")
        click.echo(f"  named by the guest on {named.named_at.astimezone(IST):%Y-%m-%d %H:%M}")


@booking.command()
@click.argument("number")
@click.option("--reason", required=True, help="What the guest is told.")
@options.data
def cancel(number: str, reason: str, data: Path | None) -> None:
    """Cancel one for the office, without charge; the guest is told why, and what is given back."""
    from panchayat.lodging.bookings import NoSuchBooking
    from panchayat.lodging.cancellations import ReasonNeeded
    from panchayat.models.booking_states import IllegalBookingMove

    with open_office(data) as office:
        try:
            given_up = office.cancellations.cancel_by_office(number, reason)
        except ReasonNeeded as refusal:
            raise NotDone("the guest must be told why: --reason is empty") from refusal
        except (IllegalBookingMove, NoSuchBooking) as refusal:
            raise NotDone(str(refusal)) from refusal
    back = f"{rupees(given_up.refund_paise, LANGUAGE)} to be given back by {given_up.target_on}"
    click.echo(f"{number} is cancelled; {back if given_up.target_on else 'nothing had been paid'}.")


@booking.command("confirm-payment")
@click.argument("number")
@click.option("--reference", metavar="TEXT", help="The payment's number, where the guest has not told it.")
@options.data
def confirm_payment(number: str, reference: str | None, data: Path | None) -> None:
    """Confirm that the money has come: the rooms are booked, and the guest is told."""
    from panchayat.lodging.bookings import NoSuchBooking
    from panchayat.lodging.reservations import HoldOver
    from panchayat.models.booking_states import IllegalBookingMove

    with open_office(data) as office:
        try:
            office.reservations.confirm_payment(number, reference=reference)
        except (HoldOver, IllegalBookingMove, NoSuchBooking) as refusal:
            raise NotDone(str(refusal)) from refusal
    click.echo(f"{number} is BOOKED; the guest will be told as soon as a message may go out.")


def _line(office: FrontOffice, each: Booking) -> str:
    house = say(office.bookings.house(each).names, LANGUAGE)
    review = "  PAYMENT TO CONFIRM" if office.bookings.is_under_review(each) else ""
    due = office.cancellations.due(each)
    refund = f"  REFUND by {min(one.target_on for one in due if one.target_on)}" if due else ""
    rooms = len(office.bookings.kept_rooms(each))
    return f"{each.number}  {each.state:<11}  {each.arrival} for {each.nights}  rooms: {rooms}  {house}{review}{refund}"


def _account(office: FrontOffice, each: Booking) -> str:
    """The end of it; the whole is shown where it is paid."""
    from panchayat.lodging.refunds import whole

    named = office.refunds.account(each)
    return f"{named.kind} {whole(named).shown}" if named else "the account that paid"


def _guest(each: Booking) -> str:
    return each.guest if isinstance(each.guest, str) else say(each.guest, LANGUAGE)
