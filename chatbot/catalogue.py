"""The book of all services: by name, by row of the menu, and by the words that open them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from chatbot.flow import BrokenFlow, Flow
from chatbot.language.matching import normalise

#: The menu's rows. Their numbers never change, because people know them by heart and write them unseen.
ROWS: Final = range(1, 11)
#: The row that is not everybody's.
STAFF_ROW: Final = ROWS[-1]


class Flows:
    """Every flow there is, by name.

    Raises:
        BrokenFlow: two flows share a name, a row or a word; a row does not fit the menu; there is no beginning.
    """

    def __init__(self, flows: Iterable[Flow]) -> None:
        self._flows: dict[str, Flow] = {}
        self._anywhere: dict[str, Flow] = {}
        for each in flows:
            if each.name in self._flows:
                raise BrokenFlow(f"two flows are named {each.name!r}")
            self._flows[each.name] = each
            for word in map(normalise, each.anywhere):
                if self._anywhere.setdefault(word, each) is not each:
                    raise BrokenFlow(f"flows {each.name!r} and {self._anywhere[word].name!r} both answer to {word!r}")
        self._check_rows()
        self.home = self._single("home", [each for each in self if each.home])
        self.resume = self._single("resume", [each for each in self if each.resumes])

    def __iter__(self) -> Iterator[Flow]:
        return iter(self._flows.values())

    def __contains__(self, name: object) -> bool:
        return name in self._flows

    def __getitem__(self, name: str) -> Flow:
        return self._flows[name]

    def opened_by(self, text: str) -> Flow | None:
        """The flow that ``text``, as a whole message, opens anywhere."""
        return self.recognising(text) or self._anywhere.get(normalise(text))

    def recognising(self, text: str) -> Flow | None:
        """The flow that ``text``, as a whole message, opens and answers at the same time."""
        said = normalise(text)
        return next((each for each in self if each.recognises and each.recognises.fullmatch(said)), None)

    def _check_rows(self) -> None:
        taken: dict[int, Flow] = {}
        for each in self:
            if each.row is None:
                continue
            if each.row not in ROWS:
                raise BrokenFlow(
                    f"flow {each.name!r} wants row {each.row} of the menu, which has rows {ROWS[0]} to {ROWS[-1]}:"
                    " without a row it is reached by its words"
                )
            if each.row == STAFF_ROW and each.for_whom is None:
                raise BrokenFlow(
                    f"flow {each.name!r} stands in row {STAFF_ROW}, the staff's, and does not say for whom"
                )
            if taken.setdefault(each.row, each) is not each:
                raise BrokenFlow(
                    f"flows {taken[each.row].name!r} and {each.name!r} share a row of the menu: {each.row}"
                )

    @staticmethod
    def _single(what: str, found: list[Flow]) -> Flow:
        if len(found) != 1:
            raise BrokenFlow(f"there must be one {what} flow, not {len(found)}")
        return found[0]
