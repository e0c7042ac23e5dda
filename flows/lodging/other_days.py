"""Coming on other days than were booked: until when that can be done, which days are free, and the new voucher."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from chatbot.language.wording import Paise, Reference, Text, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.arrival import ask_arrival
from panchayat.front_office import FrontOffice
from panchayat.lodging.bookings import RoomTaken
from panchayat.lodging.rescheduling import DaysFixed, NotMovable
from panchayat.lodging.rules import last_day_to_reschedule
from panchayat.models import Booking

OTHER_DAYS: Final = Option(
    "days",
    button("Come on other days"),
    words=(
        *("days", "other days", "change date", "change the date", "reschedule", "date change"),
        *("onno din", "din bodol", "din bodlabo", "tarikh bodol", "tarikh bodlabo"),
        *("অন্য দিন", "দিন বদল", "তারিখ বদল", "দিন বদলাব", "তারিখ বদলাব", "दूसरे दिन", "दिन बदलें", "तारीख़ बदलें", "तारीख बदलें"),
    ),
)
_ANOTHER: Final = Option("another", button("Another day"), words=("other", "onno", "onno din", "অন্য", "दूसरा"))
_LEAVE: Final = Option("leave", button("Leave it as it is"), words=("no", "na", "না", "থাক", "नहीं", "रहने दें"))


def come_on_other_days(talk: Talk, office: FrontOffice, booking: Booking) -> None:
    """Ask for the new day of arrival, show what changes, and move the booking."""
    if (why := office.rescheduling.fixed(booking)) is not None:
        return talk.say(_why(booking, why))
    told = ask_arrival(
        talk,
        "new_arrival",
        _("On which day will you come instead of {arrival}? It can be changed only once.").using(
            arrival=booking.arrival
        ),
        latest=office.lodging.last_arrival(),
        instead_of=booking.arrival,
    )
    arrival = told.day
    if told.count not in (None, booking.nights):
        talk.say(_("The number of nights stays as it was booked: {nights}.").using(nights=booking.nights))
    if arrival == booking.arrival:
        talk.say(_("You come on that day already."))
        talk.go("bookings", which=booking.number, wish=OTHER_DAYS.id)
    if not office.rescheduling.is_free(booking, arrival):
        return _offer_others(talk, office, booking, arrival)
    if not talk.confirm(
        "move",
        _("Until now: {before}\nFrom now on: {after}\nThe price stays the same: {paise}\n\nShall I change it?").using(
            before=_stay(booking, booking.arrival),
            after=_stay(booking, arrival),
            paise=Paise(office.bookings.total_paise(booking)),
        ),
        yes=button("Yes, change it"),
        no=_LEAVE.label,
        final=True,
    ):
        return talk.say(_("Nothing was changed. Your booking holds."))

    def move() -> None:
        office.rescheduling.reschedule(booking.id, talk.citizen, arrival)

    talk.once(
        "moved",
        move,
        refused={
            RoomTaken: ("new_arrival", _("I am sorry: somebody else has just taken these rooms for those days.")),
            DaysFixed: ("wish", _("Meanwhile the days of this booking can no longer be changed.")),
        },
    )
    talk.say(
        _(
            "Changed. Booking no.: {number}\nYou come on {arrival}.\n"
            "The earlier voucher no longer holds. I am sending the new one (PDF) in a moment."
        ).using(number=Reference(booking.number), arrival=arrival)
    )
    return talk.paper("booking_voucher", booking.id)


def _offer_others(talk: Talk, office: FrontOffice, booking: Booking, wished: date) -> None:
    """The rooms are not free then: the nearest days on which they are."""
    days = [Option(day.isoformat(), _day(day)) for day in office.rescheduling.other_days(booking, wished)]
    chosen = talk.choose(
        "instead",
        _("The rooms are not free for these days. What else would suit you?"),
        [*days, _ANOTHER, _LEAVE],
    )
    if chosen.id == _LEAVE.id:
        return talk.say(_("Nothing was changed. Your booking holds."))
    day = None if chosen.id == _ANOTHER.id else chosen.id
    talk.go("bookings", which=booking.number, wish=OTHER_DAYS.id, new_arrival=day)


def _why(booking: Booking, why: NotMovable) -> Text:
    match why:
        case NotMovable.CHANGED_BEFORE:
            return _(
                "The days of this booking have been changed once already, and cannot be changed again. You can cancel it."
            )
        case NotMovable.TOO_LATE:
            return _(
                "The days could be changed until {date}: seven whole days must lie before your arrival. You can cancel it."
            ).using(date=last_day_to_reschedule(booking.arrival))
        case NotMovable.NOT_BOOKED:
            return _("The days can be changed only while it is booked.")


def _stay(booking: Booking, arrival: date) -> Text:
    return _("{first} to {last}").using(first=arrival, last=arrival + timedelta(days=booking.nights))


def _day(day: date) -> Text:
    return _("{day}").using(day=day)
