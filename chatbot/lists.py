"""What all questions with a list share: its pages, and which row a number, a tap or a word means."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from chatbot.answers import Look, NotUnderstood, Question, made
from chatbot.language.intentions import Intention, intention
from chatbot.language.matching import find_option, is_named, numeral, spellings
from chatbot.language.word_lists import words
from chatbot.language.wording import _, button
from chatbot.messages import Ask, Incoming, Option
from chatbot.state import Pending

T = TypeVar("T")

#: WhatsApp's lists hold ten rows; a longer list keeps the last row for "more".
PAGE: Final = 10
#: A number of so few digits is meant for the list on view, even if it is not on it; a longer one may be a thing's own.
_DIGITS: Final = 2
_MORE: Final = Option("+", button("Show more"), words=words("answers")["more"])


@dataclass(frozen=True)
class ListQuestion(Question[T]):
    """What all lists share: paging, and finding the option that a number, a tap or a word means.

    With ``troubles`` the options are what something can be wrong with, so that "no water" names water.
    """

    troubles: bool = field(default=False, kw_only=True)

    @abstractmethod
    def rows(self, pending: Pending) -> Sequence[Option]:
        """Every option of the list that is on view."""

    def show(self, pending: Pending) -> Ask:
        return Ask(pending.name, made(self.prompt), tuple(_page(self.rows(pending), pending.page)))

    def is_for_list(self, said: Incoming, pending: Pending) -> bool:
        """Whether what was said is meant for the list on view, where words are an answer too."""
        more = _MORE.id in pending.shown.values() and find_option(said.text, [_MORE]) is not None
        # However small "0042" is, it is a part of a longer number.
        typed = numeral(said.text) if sum(map(str.isdecimal, said.text)) <= _DIGITS else None
        listed = bool(pending.shown) and typed is not None
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
            named = find_option(said.text, [*rows, _MORE] if paged else rows, denied_too=self.troubles)
            named = named or agreed_to(said.text, rows)
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


def agreed_to(text: str, options: Sequence[Option]) -> Option | None:
    """The one option that is a yes, or a no, where the whole message means that."""
    meant = intention(text)
    if meant not in (Intention.YES, Intention.NO):
        return None
    found = [
        each for each in options if any(intention(name) is meant for name in (*spellings(each.label), *each.words))
    ]
    return found[0] if len(found) == 1 else None


def _pages(options: Sequence[Option]) -> int:
    return max(1, -(-len(options) // (PAGE - 1)))


def _page(options: Sequence[Option], page: int) -> list[tuple[int, Option]]:
    if len(options) <= PAGE:
        return [(option.number or place, option) for place, option in enumerate(options, start=1)]
    size = PAGE - 1
    start = page % _pages(options) * size
    return list(enumerate([*options[start : start + size], _MORE], start=1))
