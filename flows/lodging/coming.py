"""What is said at the menu by somebody who has booked and has not come yet: it leads to the booking that it is about."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chatbot.language.matching import normalise, numeral, spoken
from chatbot.language.spelling import as_said, without_marks
from chatbot.language.word_lists import words
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.lodging.other_days import OTHER_DAYS
from panchayat.front_office import FrontOffice
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState

#: Whoever writes more words than these tells something.
_MOST_WORDS: Final = 12
_NAME: Final = "name"
_CANCEL: Final = "cancel"
_NUMBER: Final = "number"
#: What belongs together; where no second group stands, one word is enough.
_TOPICS: Final = (
    ("days", {"day", "change"}),
    ("days", {"day", _NUMBER, "come"}),
    ("days", {"day", _NUMBER, "not"}),
    ("nights", {"night", "change"}),
    ("fewer", {"people", "come", "not"}),
    ("absent", {"come", "not"}),
    ("name", {"name", "wrong"}),
    ("money", {"money", "give"}),
    ("money", {"money", "back"}),
    ("people", {"people", "come"}),
    ("sure", {"sure"}),
    ("when", {"when"}),
)


def _folded(word: str) -> str:
    return as_said(without_marks(normalise(word)), latin=True)


_LISTED: Final = {
    group.removesuffix(".said"): frozenset(map(_folded, said)) for group, said in words("coming", __package__).items()
}


def speaks_of_stay(office: FrontOffice, contact_id: UUID, said: str) -> bool:
    """Whether these words are about a stay that they have booked and that has yet to begin."""
    return topic_of(said) is not None and bool(coming(office, contact_id))


def lead_to_stay(talk: Talk, office: FrontOffice, said: str) -> None:
    """Go to the booking that such words are about, and to what is wished for it where that is plain; else nothing."""
    topic = topic_of(said)
    about = coming(office, talk.citizen) if topic is not None else []
    if not about:
        return
    if len(about) > 1:
        talk.go("bookings")
    (booking,) = about
    booked = office.bookings.state(booking) is BookingState.BOOKED
    if topic == "days" and booked:
        numbers = [word for word in spoken(said) if word.isdecimal()]
        day = numbers[0] if len(numbers) == 1 else None
        talk.go("bookings", which=booking.number, wish=OTHER_DAYS.id, new_arrival=day)
    if topic == "absent" and not booked and office.cancellations.can_cancel(booking):
        # What is not paid for yet cannot be put off, only given up.
        talk.go("bookings", which=booking.number, wish=_CANCEL)
    if topic == "name":
        talk.go("bookings", which=booking.number, wish=_NAME)
    if topic in ("people", "nights"):
        talk.say(
            _(
                "Children under eight need not be told. If more people come, or for more nights, ask the house: {phone}"
            ).using(phone=office.bookings.house(booking).phone)
        )
    talk.go("bookings", which=booking.number)


def coming(office: FrontOffice, contact_id: UUID) -> list[Booking]:
    """Their bookings whose guests have yet to come, newest first."""
    waits = (BookingState.HELD, BookingState.BOOKED)
    own = office.bookings.of(contact_id)
    return [each for each in own if office.bookings.state(each) in waits and each.arrival >= office.today]


def topic_of(said: str) -> str | None:
    """What of a stay is spoken of, where nothing else is told."""
    told = [_folded(word) for word in spoken(said)]
    if not told or len(told) > _MOST_WORDS:
        return None
    groups = [_groups(word) for word in told]
    if not all(groups):
        return None
    spoken_of = set().union(*groups)
    return next((topic for topic, needed in _TOPICS if needed <= spoken_of), None)


def _groups(word: str) -> set[str]:
    found = {group for group, listed in _LISTED.items() if word in listed}
    return found | ({_NUMBER} if word.isdecimal() or numeral(word) is not None else set())
