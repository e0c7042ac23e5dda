"""Questions that offer a list: choosing, wishing in one's own words, and confirming a summary."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final, TypeVar

from chatbot.answers import Change, Given, Look, NotUnderstood, Question, Reading
from chatbot.language.matching import find_option, is_named, is_sentence, is_title, normalise, numeral, tokens
from chatbot.language.word_lists import words
from chatbot.language.wording import Words, _, button, say
from chatbot.messages import Ask, Incoming, MediaKind, Option
from chatbot.state import Pending, Stored

T = TypeVar("T")
Options = Sequence[Option] | Callable[[], Sequence[Option]]

#: WhatsApp's lists hold ten rows; a longer list keeps the last row for "more".
PAGE: Final = 10
#: A number below this is meant for the list on view, even if it is not on it; a longer one may be a thing's own.
_LONGER_THAN_LISTS: Final = 100
_SAID: Final = words("answers")
_MORE: Final = Option("+", button("Show more"), words=_SAID["more"])
#: Words that make a yes doubtful wherever they stand beside it.
_DENIALS: Final = frozenset(map(normalise, (*_SAID["no"], *_SAID["denial"])))


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
class ListQuestion(Question[T]):
    """What all lists share: paging, and finding the option that a number, a tap or a word means."""

    @abstractmethod
    def rows(self, pending: Pending) -> Sequence[Option]:
        """Every option of the list that is on view."""

    def show(self, pending: Pending) -> Ask:
        return Ask(pending.name, self.prompt, tuple(_page(self.rows(pending), pending.page)))

    def is_for_list(self, said: Incoming, pending: Pending) -> bool:
        """Whether what was said is meant for the list on view, where words are an answer too."""
        more = _MORE.id in pending.shown.values() and find_option(said.text, [_MORE]) is not None
        typed = numeral(said.text)
        listed = bool(pending.shown) and typed is not None and typed < _LONGER_THAN_LISTS
        return said.tap is not None or listed or typed in pending.shown or more

    def find(self, said: Incoming, pending: Pending) -> Option | Look:
        """The option meant by ``said``; numbers refer to the list that was shown.

        Raises:
            NotUnderstood: no option is meant, or it is gone.
        """
        rows = self.rows(pending)
        typed = numeral(said.text)
        if said.tap is not None:
            picked: str | None = said.tap.option
        elif typed is not None:
            # A number that is on no row may be what an option is called, such as a year.
            called = next((option.id for option in rows if is_named(said.text, [option])), None)
            picked = pending.shown.get(typed, called)
            if picked is None:
                raise NotUnderstood(_("That number is not on the list. Please choose one of these."))
        else:
            paged = _MORE.id in pending.shown.values()
            named = find_option(said.text, [*rows, _MORE] if paged else rows)
            if named is None:
                raise NotUnderstood(
                    _(
                        "Sorry, I did not quite understand.\nPlease write a number from the list below, like {one}."
                    ).using(one=min(pending.shown, default=1))
                )
            picked = named.id
        if picked == _MORE.id:
            return Look(page=(pending.page + 1) % _pages(rows), changing=pending.changing, found=pending.found)
        shown = picked in pending.shown.values()
        ids = {picked, self.renamed(picked)} if picked is not None and shown else {picked}
        found = next((option for option in rows if option.id in ids), None)
        if found is None:
            raise NotUnderstood(_("That is no longer available."))
        return found

    def renamed(self, id_: str) -> str:
        """What an option is called now that the release before has shown under this id."""
        return id_


@dataclass(frozen=True)
class Choose(ListQuestion[Choice]):
    """One of several options, looked up only when they are needed.

    ``default`` is taken without asking (it can be changed later); with ``only`` a single option is.
    """

    options: Options = ()
    default: str | None = None
    only: bool = False

    def rows(self, pending: Pending | None = None) -> Sequence[Option]:
        del pending
        return self.options() if callable(self.options) else self.options

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        found = self.find(said, pending)
        return found if isinstance(found, Look) else Given(_stored(found, language))

    def tells_more(self, text: str, pending: Pending, *, at_home: bool) -> bool:
        del at_home
        # What stands on the screen is understood first, however many words it has.
        return is_sentence(text) and not is_title(text, self.rows(pending))

    def value(self, stored: Stored) -> Choice:
        return _choice(stored)

    def objection(self, stored: Stored) -> Words | None:
        if any(option.id == stored["id"] for option in self.rows()):
            return None
        return _("{label} is no longer available.").using(label=stored["label"])

    def by_itself(self, language: str) -> Stored | None:
        if self.default is None and not self.only:
            return None
        options = self.rows()
        if self.only and len(options) == 1:
            return _stored(options[0], language)
        return next((_stored(option, language) for option in options if option.id == self.default), None)


@dataclass(frozen=True)
class LookUp(ListQuestion[Choice]):
    """One of more things than a list can hold: found by words or by a place, then chosen among those found.

    ``search`` finds options, ``known`` gives the option behind an id. ``offered`` are the ids on view before anything
    was searched; ``default`` is taken without asking, and with ``only`` a single one that is offered.
    """

    search: Callable[[Incoming], Sequence[Option]]
    known: Callable[[str], Option | None]
    missing: Words
    offered: Sequence[str] = ()
    default: str | None = None
    only: bool = False

    takes_pin: ClassVar[bool] = True
    objects_beforehand: ClassVar[bool] = True

    def rows(self, pending: Pending) -> Sequence[Option]:
        return [option for found in pending.found or self.offered if (option := self.known(found)) is not None]

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
        single = self.offered[0] if self.only and len(self.offered) == 1 else self.default
        option = self.known(single) if single is not None else None
        return _stored(option, language) if option is not None else None


@dataclass(frozen=True)
class OpenChoice(Question[Choice | Said]):
    """A list that also takes free words, files and places: the start of every conversation.

    ``understands`` says whether words mean anything; ``notes`` stand below the list. With ``granted`` there is nothing
    left to say, because what was wished for is here.
    """

    options: Sequence[Option]
    understands: Callable[[str], bool]
    notes: tuple[Words, ...] = ()
    granted: bool = False

    takes_pin: ClassVar[bool] = True

    def takes(self, kind: MediaKind) -> bool:
        return kind not in (MediaKind.STICKER, MediaKind.CARD)

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        listed = said.tap is not None or numeral(said.text) is not None or is_named(said.text, self.options)
        # What the words mean comes before what a row's words resemble.
        if not listed and (said.media or said.pin or self.understands(said.text)):
            return Given({"said": said.text})
        return Choose(self.prompt, self.options).read(said, pending, language)

    def value(self, stored: Stored) -> Choice | Said:
        return Said(stored["said"]) if "said" in stored else _choice(stored)

    def by_itself(self, language: str) -> Stored | None:
        del language
        return {"said": ""} if self.granted else None

    def show(self, pending: Pending) -> Ask:
        return replace(Choose(self.prompt, self.options).show(pending), hints=self.notes)


@dataclass(frozen=True)
class Confirm(ListQuestion[bool]):
    """A summary with yes and no; ``change`` offers its parts (question → label) to be given anew."""

    yes: Words = field(default_factory=lambda: button("Yes"))
    no: Words = field(default_factory=lambda: button("No"))
    change: Mapping[str, Words] = field(default_factory=dict)
    #: Which files say yes by coming (a further photo where "another photo?" is asked).
    implied_by: frozenset[MediaKind] = frozenset()

    binding: ClassVar[bool] = True

    def implied(self, said: Incoming) -> Stored | None:
        return True if any(file.kind in self.implied_by for file in said.media) else None

    def tells_more(self, text: str, pending: Pending, *, at_home: bool) -> bool:
        return at_home and len(tokens(text)) > 1 and not is_title(text, self.rows(pending))

    def rows(self, pending: Pending) -> Sequence[Option]:
        if pending.changing:
            return [Option(name, label) for name, label in self.change.items()]
        rows = [Option("yes", self.yes, words=_SAID["yes"]), Option("no", self.no, words=_SAID["no"])]
        if self.change:
            rows.insert(1, Option("change", button("Change something"), words=_SAID["change"]))
        return rows

    def show(self, pending: Pending) -> Ask:
        prompt = _("What do you want to change?") if pending.changing else self.prompt
        return Ask(pending.name, prompt, tuple(_page(self.rows(pending), pending.page)))

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del language
        found = self.find(said, pending)
        if isinstance(found, Look):
            return found
        if pending.changing:
            return Change(found.id)
        if found.id == "yes" and said.tap is None and _is_half_hearted(said.text):
            raise NotUnderstood(_("Please answer with one of these."))
        if found.id == "change":
            return Change(next(iter(self.change))) if len(self.change) == 1 else Look(changing=True)
        return Given(found.id == "yes")

    def value(self, stored: Stored) -> bool:
        return bool(stored)


def _stored(option: Option, language: str) -> Stored:
    carried = {} if option.carries is None else {"carries": option.carries}
    return {"id": option.id, "label": say(option.label, language)} | carried


def _choice(stored: Stored) -> Choice:
    return Choice(stored["id"], stored["label"], stored.get("carries"))


def _is_half_hearted(text: str) -> bool:
    """Whether a yes comes with a no, or with more words than a yes needs: nothing is done on such a yes."""
    return is_sentence(text) or any(word in _DENIALS for word in tokens(text))


def _pages(options: Sequence[Option]) -> int:
    return max(1, -(-len(options) // (PAGE - 1)))


def _page(options: Sequence[Option], page: int) -> list[tuple[int, Option]]:
    if len(options) <= PAGE:
        return [(option.number or place, option) for place, option in enumerate(options, start=1)]
    size = PAGE - 1
    start = page % _pages(options) * size
    return list(enumerate([*options[start : start + size], _MORE], start=1))
