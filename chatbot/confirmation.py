"""A summary that is confirmed with yes or no, or of which a part is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from chatbot.answers import Change, Given, Look, NotUnderstood, Reading
from chatbot.language.matching import is_sentence, is_title, normalise, tokens
from chatbot.language.word_lists import words
from chatbot.language.wording import Words, _, button
from chatbot.lists import ListQuestion
from chatbot.messages import Ask, Incoming, MediaKind, Option
from chatbot.state import Pending, Stored

_SAID: Final = words("answers")
#: Words that make a yes doubtful wherever they stand beside it.
_DENIALS: Final = frozenset(map(normalise, (*_SAID["no"], *_SAID["denial"])))


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
        question = replace(self, prompt=_("What do you want to change?")) if pending.changing else self
        return super(Confirm, question).show(pending)

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


def _is_half_hearted(text: str) -> bool:
    """Whether a yes comes with a no, or with more words than a yes needs: nothing is done on such a yes."""
    return is_sentence(text) or any(word in _DENIALS for word in tokens(text))
