"""A question that is answered in one's own words, out of which a value is read: how many people, which card, whose name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, TypeVar

from chatbot.answers import Given, Lazy, Look, NotUnderstood, Reading, made
from chatbot.language.matching import find_option, is_named, is_sentence, is_title
from chatbot.language.wording import Words
from chatbot.lists import ListQuestion
from chatbot.messages import Incoming, MediaKind, Option
from chatbot.state import Pending, Stored

V = TypeVar("V")

_FILES: Final = (MediaKind.PHOTO, MediaKind.DOCUMENT)


@dataclass(frozen=True)
class Parse(ListQuestion[V]):
    """Words that are read into a small JSON value.

    ``reads`` gives what they may mean. Where that is several things, ``shows`` makes the row of each, and they are
    listed; without it they are none. ``missing`` is said when nothing is read. ``options`` stand below the question, each
    with the value that it carries; ``default`` is taken without asking. ``formerly`` gives the value behind the one word in
    which the release before stored it. With ``files`` photos and documents are an answer too, together with the words
    that came with them: it makes the value of their ids and of those.
    """

    reads: Callable[[str], Sequence[V]]
    missing: Words
    formerly: Callable[[str], V]
    shows: Callable[[V], Option] | None = None
    options: Sequence[Option] = ()
    default: Lazy[Stored] = None
    files: Callable[[Sequence[str], str], V] | None = None

    takes_pin: ClassVar[bool] = True
    objects_beforehand: ClassVar[bool] = True

    def rows(self, pending: Pending) -> Sequence[Option]:
        return [self._row(place, found) for place, found in enumerate(pending.found)] or self.options

    def _row(self, place: int, found: Stored) -> Option:
        """What was read, as a row of the list: its id is its place, or what the release before made of it."""
        value, id_ = (self.formerly(found), found) if isinstance(found, str) else (found["read"], str(place))
        row = self.shows(value) if self.shows is not None else Option(id_, id_)
        return replace(row, id=id_, carries=value)

    def takes(self, kind: MediaKind) -> bool:
        return self.files is not None and kind in _FILES

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del language
        sent = [each.id for each in said.media if self.takes(each.kind)]
        if sent and self.files is not None:
            return _given(self.files(sent, said.text))
        # What was listed is chosen by its name too, whatever that would mean by itself.
        if self.is_for_list(said, pending) or (pending.found and is_named(said.text, self.rows(pending))):
            chosen = self.find(said, pending)
            return chosen if isinstance(chosen, Look) else _given(chosen.carries)
        found = self.reads(said.text)
        if len(found) == 1:
            return _given(found[0])
        if found and self.shows is not None:
            return Look(found=tuple({"read": each} for each in found))
        named = find_option(said.text, self.rows(pending))
        # A row's word within a sentence is no answer: "the voter card is there, I have not the number".
        if named is None or (is_sentence(said.text) and not is_title(said.text, [named])):
            raise NotUnderstood(self.missing)
        return _given(named.carries)

    def value(self, stored: Stored) -> V:
        if isinstance(stored, str):
            # The release before asked for it in another way.
            return self.formerly(stored)
        if "read" in stored:
            value: V = stored["read"]
            return value
        # What was free words in the release before is stored as words.
        id_ = stored["id"] if "id" in stored else stored["text"]
        former = next((each for each in self.options if each.id == id_), None)
        return self.formerly(id_) if former is None else former.carries

    def by_itself(self, language: str) -> Stored | None:
        del language
        default = made(self.default)
        return {"read": default} if default is not None else None


def _given(value: Stored) -> Given:
    return Given({"read": value})
