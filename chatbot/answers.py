"""The kinds of question: what each one accepts, how its answer is stored, and when a stored answer no longer holds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Final, Generic, TypeAlias, TypeVar, overload

from chatbot.language.dates import read_days
from chatbot.language.gists import Gist
from chatbot.language.intentions import Intention, intention, is_short_question, is_unknown
from chatbot.language.matching import letters_in
from chatbot.language.names import read_name
from chatbot.language.phones import read_phones
from chatbot.language.spelling import with_ascii_digits, without_unseen
from chatbot.language.wording import Words, _, long_date
from chatbot.messages import Ask, Incoming, MediaKind
from chatbot.state import LONGEST, Figures, Pending, Stored

T = TypeVar("T")

MOBILE_DIGITS: Final = 10
_LETTERS_OF_WORDS: Final = 2


class NotUnderstood(Exception):
    """What came cannot be the answer; ``words`` say what would be."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, ready to be stored."""

    value: Stored


@dataclass(frozen=True, slots=True)
class Look:
    """Not an answer: the person looks at the same question differently."""

    page: int = 0
    changing: bool = False
    found: tuple[Stored, ...] = ()
    held: str = ""
    #: What is said above the question.
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Not an answer: an earlier answer is to be given anew, perhaps as ``words`` that were said already."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """Not an answer: what was said is to be added to the answer of an earlier question."""

    name: str


@dataclass(frozen=True, slots=True)
class Stay:
    """Not an answer, and no misunderstanding: ``words`` are said, and the question stands where it is on the screen."""

    words: Words


Reading = Given | Look | Change | More | Stay


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: in words, on the map (degrees), or both."""

    words: str
    latitude: float | None = None
    longitude: float | None = None


#: A value, or how it is found when it is needed.
Lazy: TypeAlias = T | Callable[[], T]


@overload
def made(value: Callable[[], T]) -> T: ...
@overload
def made(value: T) -> T: ...
def made(value: Any) -> Any:
    """The value itself, looked up now where that was put off."""
    return value() if callable(value) else value


@dataclass(frozen=True)
class Question(ABC, Generic[T]):
    """Something to be asked. A kind of question says how it reads, stores and checks its answer.

    An ``optional`` one only offers something, so that nothing is unfinished where it is not answered. With ``ends``, of a
    number that is typed only the last four digits are wanted: the rest is neither read nor kept. ``figures`` says which
    number is asked for, so that this is not taken for one that must not be kept. ``gist`` is what an answer in free words
    is about; none where no free words are wanted. What is asked for by a ``final`` one cannot be undone.
    """

    prompt: Lazy[Words]
    optional: bool = field(default=False, kw_only=True)
    ends: bool = field(default=False, kw_only=True)
    figures: Figures | None = field(default=None, kw_only=True)
    gist: Gist | None = field(default=None, kw_only=True)
    final: bool = field(default=False, kw_only=True)

    #: Whether "0" is one step back here; it is not where digits are the answer.
    zero_is_back: ClassVar[bool] = True
    #: Whether what is typed must never be stored.
    secret: ClassVar[bool] = False
    #: Whether only somebody who has seen the question can answer it.
    binding: ClassVar[bool] = False
    #: Whether a place on the map answers the question.
    takes_pin: ClassVar[bool] = False
    #: Whether somebody whose words were said beforehand, and cannot be the answer, is told why.
    objects_beforehand: ClassVar[bool] = False

    @abstractmethod
    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        """What ``said`` means as an answer.

        Raises:
            NotUnderstood: it cannot be one.
        """

    def takes(self, kind: MediaKind) -> bool:
        """Whether a file of this kind answers the question."""
        del kind
        return False

    @abstractmethod
    def value(self, stored: Stored) -> T:
        """The answer as the flow gets it."""

    def objection(self, stored: Stored) -> Words | None:
        """Why a stored answer no longer holds; most answers always do."""
        del stored
        return None

    def implied(self, said: Incoming) -> Stored | None:
        """The answer that a message gives by answering the next question already."""
        del said
        return None

    def tells_more(self, text: str, pending: Pending) -> bool:
        """Whether words say more than an answer would: then they belong to what the conversation is about."""
        del text, pending
        return False

    def by_itself(self, language: str) -> Stored | None:
        """The answer where there is nothing to ask."""
        del language
        return None

    def show(self, pending: Pending) -> Ask:
        """The question as it is put."""
        return Ask(pending.name, made(self.prompt))


@dataclass(frozen=True)
class Text(Question[str]):
    """Free words of ``shortest`` to ``longest`` code points; a voice note too where ``or_voice`` (its text is empty).

    At least so many ``letters`` must be among them where figures alone say nothing. ``default`` is taken without asking
    (it can be changed later); with ``granted`` it has been told already, in a voice note.
    """

    shortest: int = 1
    longest: int = LONGEST
    or_voice: bool = False
    default: Lazy[str | None] = None
    letters: int = 0
    granted: bool = False

    gist: Gist | None = field(default=Gist.ANY, kw_only=True)

    def takes(self, kind: MediaKind) -> bool:
        return self.or_voice and kind is MediaKind.VOICE

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        text = said.text.strip()
        if not text and any(self.takes(file.kind) for file in said.media):
            return Given({"text": ""})
        if self.gist is not Gist.ANY:
            _refuse_bare(text, _("Please write it in words."))
        if not any(letter.isalnum() for letter in text):
            raise NotUnderstood(_("Please write it in words."))
        if letters_in(text) < self.letters and any(char.isdecimal() for char in text):
            raise NotUnderstood(_("Please write it in words, not only in numbers."))
        if len(text) < self.shortest or letters_in(text) < self.letters:
            raise NotUnderstood(_("Please write a little more."))
        if len(text) > self.longest:
            raise NotUnderstood(_("That is too long. Please write at most {limit} letters.").using(limit=self.longest))
        return Given({"text": text})

    def by_itself(self, language: str) -> Stored | None:
        del language
        default = made(self.default)
        return {"text": default or ""} if default or self.granted else None

    def value(self, stored: Stored) -> str:
        return str(stored["text"])


@dataclass(frozen=True)
class Name(Text):
    """The name of a person, on one line."""

    gist: Gist | None = field(default=Gist.NAME, kw_only=True)

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        name = read_name(said.text)
        if name is None and letters_in(said.text) < _LETTERS_OF_WORDS:
            raise NotUnderstood(_("Please write the name in letters."))
        if name is None:
            raise NotUnderstood(_("That does not look like a name. Please write the name alone, in letters."))
        return super().read(replace(said, text=name), pending, language)


@dataclass(frozen=True)
class Day(Question[date]):
    """A date from ``earliest`` to ``latest``, both included.

    Where only days ahead are possible, a day without a month or a year is the next such day.
    """

    today: date
    earliest: date
    latest: date

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending
        told = read_days(said.text, self.today, self.earliest if self.earliest >= self.today else None)
        possible = sorted(day for day in told.meant if self.earliest <= day <= self.latest)
        if possible and (told.several or len(possible) > 1):
            days = " / ".join(long_date(day, language) for day in possible)
            raise NotUnderstood(_("Which day is meant: {days}? Please write just one.").using(days=days))
        if told.meant and not possible and (told.several or len(told.meant) == 1):
            raise NotUnderstood(
                _("Please choose a date from {earliest} to {latest}.").using(earliest=self.earliest, latest=self.latest)
            )
        if not possible:
            example = min(max(self.today, self.earliest), self.latest)
            raise NotUnderstood(_("Please write a date like {example}.").using(example=example))
        return Given(possible[0].isoformat())

    def value(self, stored: Stored) -> date:
        return date.fromisoformat(stored)

    def objection(self, stored: Stored) -> Words | None:
        if self.earliest <= self.value(stored) <= self.latest:
            return None
        return _("{day} is no longer possible.").using(day=self.value(stored))


@dataclass(frozen=True)
class Phone(Question[str]):
    """An Indian mobile number, stored as E.164."""

    figures: Figures | None = field(default=Figures.PHONE, kw_only=True)

    zero_is_back: ClassVar[bool] = False

    def takes(self, kind: MediaKind) -> bool:
        """A contact card is what people send for a number; that it must be written is said where it is read."""
        return kind is MediaKind.CARD

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        told = read_phones(said.text)
        if not told.digits and any(self.takes(file.kind) for file in said.media):
            raise NotUnderstood(_("I cannot open a contact card. Please write its number, all ten digits."))
        if len(told.numbers) > 1 or (told.numbers and told.doubtful):
            raise NotUnderstood(_("Which number is meant? Please write only that one, all ten digits."))
        if not told.numbers:
            if told.digits > 1 and told.digits != MOBILE_DIGITS:
                raise NotUnderstood(
                    _("That has {count} digits. A mobile number has ten. Please write all of them.").using(
                        count=told.digits
                    )
                )
            raise NotUnderstood(_("Please write a mobile number of ten digits."))
        return Given(told.numbers[0])

    def value(self, stored: Stored) -> str:
        return str(stored)


@dataclass(frozen=True)
class File(Question[str]):
    """A photo or a voice note; the answer is the id of the file."""

    kind: MediaKind = MediaKind.PHOTO

    def takes(self, kind: MediaKind) -> bool:
        return kind is self.kind

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        for file in said.media:
            if self.takes(file.kind):
                return Given(file.id)
        raise NotUnderstood(
            _("Please send a photo.") if self.kind is MediaKind.PHOTO else _("Please send a voice message.")
        )

    def value(self, stored: Stored) -> str:
        return str(stored)


@dataclass(frozen=True)
class Where(Question[Spot]):
    """A place in words or as a pin."""

    longest: int = 500

    gist: Gist | None = field(default=Gist.PLACE, kw_only=True)

    takes_pin: ClassVar[bool] = True

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        words = said.text.strip()
        if said.pin is not None:
            at = [said.pin.latitude, said.pin.longitude]
            return Given({"words": words or said.pin.label, "at": at})
        needed = _("I need the name of a place, or its location.")
        _refuse_bare(words, needed)
        if is_short_question(words):
            raise NotUnderstood(needed)
        if not any(letter.isalpha() for letter in words):
            raise NotUnderstood(_("I need the name of a place, or its location."))
        if len(words) > self.longest:
            raise NotUnderstood(_("That is too long. Please write at most {limit} letters.").using(limit=self.longest))
        return Given({"words": words})

    def value(self, stored: Stored) -> Spot:
        latitude, longitude = stored.get("at", (None, None))
        return Spot(stored["words"], latitude, longitude)


def _refuse_bare(text: str, needed: Words) -> None:
    """Take nothing for what was to be told that only agrees, refuses, asks, or says that something is wrong or not known.

    Raises:
        NotUnderstood: it is such a message.
    """
    if is_unknown(text):
        raise NotUnderstood(_("Please write it as well as you know it. To talk to a person, write: phone"))
    match intention(text):
        case Intention.YES | Intention.NO | Intention.MORE:
            raise NotUnderstood(needed)
        case Intention.WAIT:
            raise NotUnderstood(_("All right, take your time."))
        case Intention.CHANGE:
            raise NotUnderstood(_("To write the answer before this one anew, write: 0"))


class Overtaken(Exception):
    """What was said has changed what the flow would ask: the question no longer stands, and the flow runs again."""


@dataclass(frozen=True)
class Secret(Question[datetime]):
    """Something that only the right person knows: ``check`` says until when the proof holds, or nothing.

    Neither the words nor anything made of them is stored; only the proof's end is.
    """

    check: Callable[[str], datetime | None]
    now: datetime
    #: What is said when it is wrong; a function is asked only then, once the attempt has been counted.
    wrong: Words | Callable[[], Words]
    #: A proof that was given before and still holds, so that nothing is asked.
    proved: datetime | None = None

    zero_is_back: ClassVar[bool] = False
    secret: ClassVar[bool] = True

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del pending, language
        until = self.check(with_ascii_digits(without_unseen(said.text)).strip())
        if until is None:
            raise NotUnderstood(self.wrong() if callable(self.wrong) else self.wrong)
        return Given(until.isoformat())

    def by_itself(self, language: str) -> Stored | None:
        del language
        return self.proved.isoformat() if self.proved is not None else None

    def value(self, stored: Stored) -> datetime:
        return datetime.fromisoformat(stored)

    def objection(self, stored: Stored) -> Words | None:
        return None if self.value(stored) > self.now else _("Too much time has passed. Please prove it once more.")
