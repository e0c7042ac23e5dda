"""A summary that is confirmed with yes or no, of which a part is changed, or to which something is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from chatbot.answers import Change, Given, Look, More, NotUnderstood, Reading, Stay
from chatbot.language.intentions import (
    Intention,
    Said,
    asks,
    intention,
    is_correction,
    is_plain_yes,
    phrases_of,
    read_intentions,
)
from chatbot.language.matching import find_option, is_named, numeral, only_named, spellings
from chatbot.language.wording import Words, _, button
from chatbot.lists import ListQuestion
from chatbot.messages import Ask, Incoming, MediaKind, Option
from chatbot.state import Pending, Stored

#: In so few words beside "wrong" nobody tells what has happened.
_FEW: Final = 3
_ANSWER_WITH_ONE: Final = _("Please answer with one of these.")
_TAKE_YOUR_TIME: Final = _(
    "All right, take your time. Nothing has been done yet. When you are ready, write a number from the list above."
)
_WRITE_MORE: Final = _("Please write it here, and I will add it.")


@dataclass(frozen=True)
class Confirm(ListQuestion[bool]):
    """A summary with yes and no; ``change`` offers its parts (question → label) to be given anew.

    ``part_words`` are further words by which people name these parts, ``yes_words`` such by which they agree here. ``adds_to`` names the question to whose answer words
    belong that are none of all this.
    """

    yes: Words = field(default_factory=lambda: button("Yes"))
    no: Words = field(default_factory=lambda: button("No"))
    change: Mapping[str, Words] = field(default_factory=dict)
    part_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    adds_to: str | None = None
    yes_words: Sequence[str] = ()
    #: Which files say yes by coming (a further photo where "another photo?" is asked).
    implied_by: frozenset[MediaKind] = frozenset()

    binding: ClassVar[bool] = True

    def implied(self, said: Incoming) -> Stored | None:
        return True if any(file.kind in self.implied_by for file in said.media) else None

    def rows(self, pending: Pending) -> Sequence[Option]:
        if pending.changing:
            return self._parts()
        rows = [Option("yes", self.yes), Option("no", self.no)]
        if self.change:
            rows.insert(1, Option("change", button("Change something")))
        return rows

    def show(self, pending: Pending) -> Ask:
        if not pending.changing:
            return super().show(pending)
        prompt = _("What do you want to change?")
        if pending.held:
            prompt = _("You wrote: “{words}”\nTo what does it belong?").using(words=pending.held)
        return super(Confirm, replace(self, prompt=prompt)).show(pending)

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del language
        listed = said.tap is not None or numeral(said.text) is not None or is_named(said.text, self.rows(pending))
        if pending.changing and not listed and intention(said.text) in (Intention.NO, Intention.WAIT):
            # Nothing is to be changed after all.
            return Look()
        if pending.changing or listed:
            found = self.find(said, pending)
            if isinstance(found, Look):
                return found
            return Change(found.id, pending.held) if pending.changing else self._chosen(found.id)
        agreeing = (*self._phrases(self.yes), *self.yes_words)
        told = read_intentions(said.text, agreeing, self._phrases(self.no))
        if self.final and told.meant is Intention.YES and not is_plain_yes(said.text, agreeing):
            # "Hm" and "all right" are said while one still reads; what cannot be undone takes more.
            raise NotUnderstood(_ANSWER_WITH_ONE)
        meant = None if "?" in said.text else self._meant(told.meant)
        return meant or self._read_words(said.text, told)

    def _meant(self, meant: Intention | None) -> Reading | None:
        """What follows where the whole message says one thing."""
        match meant:
            case Intention.YES | Intention.NO:
                return Given(meant is Intention.YES)
            case Intention.WAIT:
                return Stay(_TAKE_YOUR_TIME)
            case Intention.MORE if self.adds_to is not None:
                return Stay(_WRITE_MORE)
            case Intention.CHANGE if self.change:
                return self._chosen("change")
        return None

    def _read_words(self, text: str, told: Said) -> Reading:
        """What says more than that: a part that is wrong, or something that is to be added."""
        part = self._part_in(text, told)
        if part is not None:
            return Change(part)
        if self.change and (is_correction(text) or self._is_complaint_about_it(told)):
            return Look(changing=True, note=_("You wrote: “{words}”").using(words=text.strip()))
        if told.is_undecided or told.meant is not None or not told.rest:
            raise NotUnderstood(_ANSWER_WITH_ONE)
        if self.adds_to is not None:
            return More(self.adds_to)
        if self.change and not asks(text):
            return Look(changing=True, held=text.strip())
        raise NotUnderstood(_ANSWER_WITH_ONE)

    def _part_in(self, text: str, told: Said) -> str | None:
        """The part of which it is said that it is wrong, or which alone is named."""
        parts = self._parts()
        if is_named(text, parts):
            named = find_option(text, parts)
            return named.id if named is not None else None
        if Intention.CHANGE not in told.intentions and not is_correction(text):
            return None
        wrong = only_named(told.rest, parts)
        return wrong.id if wrong is not None else None

    @staticmethod
    def _is_complaint_about_it(told: Said) -> bool:
        """Whether it is said in few words that something is wrong, and not what happened."""
        wrong = Intention.CHANGE in told.intentions and Intention.YES not in told.intentions
        return wrong and len(told.rest) <= _FEW

    def _parts(self) -> list[Option]:
        return [Option(name, label, words=tuple(self.part_words.get(name, ()))) for name, label in self.change.items()]

    def _chosen(self, id_: str) -> Reading:
        if id_ == "change":
            return Change(next(iter(self.change))) if len(self.change) == 1 else Look(changing=True)
        return Given(id_ == "yes")

    @staticmethod
    def _phrases(label: Words) -> Sequence[str]:
        return list(phrases_of(spellings(label)))

    def value(self, stored: Stored) -> bool:
        return bool(stored)
