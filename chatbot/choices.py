"""Questions that offer things to choose from: a few, more than a list can hold, or in one's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from chatbot.answers import Given, Lazy, Look, NotUnderstood, Question, Reading, made
from chatbot.bursts import is_words
from chatbot.language.intentions import Intention, intention, is_plain_yes, is_unknown, read_intentions
from chatbot.language.matching import count_matches, find_option, is_named, is_sentence, is_title, numeral, tokens
from chatbot.language.word_lists import words
from chatbot.language.wording import Words, _, say
from chatbot.lists import ListQuestion, agreed_to
from chatbot.messages import Ask, Incoming, MediaKind, Option
from chatbot.state import Pending, Stored

#: From so many words on, something may be told beside what is named.
_MORE_THAN_A_NAME: Final = 2
#: What stands beside the name of a subject and tells nothing.
_BESIDE: Final = words("requests")["beside_subject"]

Options = Sequence[Option] | Callable[[], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The option that was chosen, with its label as it was shown and what it carries."""

    id: str
    label: str
    carries: Any = None


@dataclass(frozen=True, slots=True)
class Said:
    """Free words where a list was shown; empty where only a file or a place was sent."""

    text: str


@dataclass(frozen=True)
class Choose(ListQuestion[Choice]):
    """One of several options, looked up only when they are needed.

    ``default`` is taken without asking (it can be changed later); with ``only`` a single option is.
    """

    options: Options = ()
    default: Lazy[str | None] = None
    only: bool = False

    def rows(self, pending: Pending | None = None) -> Sequence[Option]:
        del pending
        return self.options() if callable(self.options) else self.options

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        found = self.find(said, pending)
        return found if isinstance(found, Look) else Given(_stored(found, language))

    def tells_more(self, text: str, pending: Pending) -> bool:
        del pending
        said, rows = tokens(text), self.rows()
        # What stands on the screen is understood first, however many words it has.
        if len(said) < _MORE_THAN_A_NAME or numeral(text) is not None or is_title(text, rows):
            return False
        if is_unknown(text) or not read_intentions(text).rest:
            return False
        return is_sentence(text) or len(said) > count_matches(
            said, [*_BESIDE, *(each for row in rows for each in row.words)]
        )

    def value(self, stored: Stored) -> Choice:
        return _choice(stored)

    def objection(self, stored: Stored) -> Words | None:
        if any(option.id == stored["id"] for option in self.rows()):
            return None
        return _("{label} is no longer available.").using(label=stored["label"])

    def by_itself(self, language: str) -> Stored | None:
        if self.default is None and not self.only:
            return None
        default, options = made(self.default), self.rows()
        if self.only and len(options) == 1:
            return _stored(options[0], language)
        return next((_stored(option, language) for option in options if option.id == default), None)


@dataclass(frozen=True)
class LookUp(ListQuestion[Choice]):
    """One of more things than a list can hold: found by words or by a place, then chosen among those found.

    ``search`` finds options, ``known`` gives the option behind an id. ``offered`` are the ids on view before anything
    was searched; ``default`` is taken without asking, and with ``only`` a single one that is offered.
    """

    search: Callable[[Incoming], Sequence[Option]]
    known: Callable[[str], Option | None]
    missing: Words
    offered: Lazy[Sequence[str]] = ()
    default: Lazy[str | None] = None
    only: bool = False

    takes_pin: ClassVar[bool] = True
    objects_beforehand: ClassVar[bool] = True

    def rows(self, pending: Pending) -> Sequence[Option]:
        listed: Sequence[str] = pending.found or made(self.offered)
        return [option for each in listed if (option := self.known(each)) is not None]

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        if self.is_for_list(said, pending):
            chosen = self.find(said, pending)
            return chosen if isinstance(chosen, Look) else Given(_stored(chosen, language))
        found = self.search(said)
        if not found and pending.found and (named := find_option(said.text, self.rows(pending))) is not None:
            # Words that find nothing may be what tells one row from another, such as the district.
            found = [named]
        if not found:
            raise NotUnderstood(self.missing)
        if len(found) == 1:
            return Given(_stored(found[0], language))
        return Look(found=tuple(option.id for option in found))

    def renamed(self, id_: str) -> str:
        known = self.known(id_)
        return id_ if known is None else known.id

    def value(self, stored: Stored) -> Choice:
        return _choice(stored)

    def objection(self, stored: Stored) -> Words | None:
        if self.known(stored["id"]) is not None:
            return None
        return _("{label} is no longer available.").using(label=stored["label"])

    def by_itself(self, language: str) -> Stored | None:
        offered = made(self.offered) if self.only else ()
        single = offered[0] if len(offered) == 1 else made(self.default)
        option = self.known(single) if single is not None else None
        return _stored(option, language) if option is not None else None


@dataclass(frozen=True)
class OpenChoice(Question[Choice | Said]):
    """A list that also takes free words, files and places: the start of every conversation.

    ``understands`` says whether words mean anything; ``notes`` stand below the list. With ``granted`` there is nothing
    left to say, because what was wished for is here. A mere yes means the option ``invited``, a mere no that it is not.
    """

    options: Sequence[Option]
    understands: Callable[[str], bool]
    notes: tuple[Words, ...] = ()
    granted: bool = False
    invited: Option | None = None
    #: Whether the options are named in words alone, because a number is an answer.
    takes_numbers: bool = False

    takes_pin: ClassVar[bool] = True

    def takes(self, kind: MediaKind) -> bool:
        return kind not in (MediaKind.STICKER, MediaKind.CARD)

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        listed = said.tap is not None or self._is_row(said.text, pending) or is_named(said.text, self.options)
        meant = intention(said.text) if self.invited is not None and not listed and is_words(said) else None
        if meant is Intention.YES and self.invited is not None:
            return Given(_stored(self.invited, language))
        if meant is Intention.NO:
            return Look()
        agreed = None if listed or self._is_half_a_yes(said.text) else agreed_to(said.text, self.options)
        if not listed and (named := agreed or self._named(said.text)) is not None:
            return Given(_stored(named, language))
        # What the words mean comes before what a row's words resemble.
        if not listed and (said.media or said.pin or self.understands(said.text)):
            return Given({"said": said.text})
        return Choose(self.prompt, self.options).read(said, pending, language)

    def _is_row(self, text: str, pending: Pending) -> bool:
        """Whether a number is meant for the list: one that is not on it may be an answer in itself."""
        number = numeral(text)
        return number is not None and not self.takes_numbers and (number in pending.shown or not self.understands(text))

    def _is_half_a_yes(self, text: str) -> bool:
        """Whether it is "hm" or "all right" where what is asked for cannot be undone."""
        return self.final and intention(text) is Intention.YES and not is_plain_yes(text)

    def _named(self, text: str) -> Option | None:
        """The one row that was named by the words that people have for it, with nothing beside them that tells more."""
        said = tokens(text)
        named = [
            each
            for each in self.options
            if count_matches(said, each.words) and count_matches(said, (*each.words, *_BESIDE)) == len(said)
        ]
        return named[0] if len(named) == 1 else None

    def value(self, stored: Stored) -> Choice | Said:
        return Said(stored["said"]) if "said" in stored else _choice(stored)

    def by_itself(self, language: str) -> Stored | None:
        del language
        return {"said": ""} if self.granted else None

    def show(self, pending: Pending) -> Ask:
        return replace(Choose(self.prompt, () if self.takes_numbers else self.options).show(pending), hints=self.notes)


def _stored(option: Option, language: str) -> Stored:
    carried = {} if option.carries is None else {"carries": option.carries}
    return {"id": option.id, "label": say(option.label, language)} | carried


def _choice(stored: Stored) -> Choice:
    return Choice(stored["id"], stored["label"], stored.get("carries"))
