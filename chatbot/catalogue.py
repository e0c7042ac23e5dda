"""The book of all services: by name, by row of the menu, and by the words that open them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chatbot.flow import BrokenFlow, Flow
from chatbot.language.matching import normalise


class Flows:
    """Every flow there is, by name.

    Raises:
        BrokenFlow: two flows share a name, a row or a word; there is no beginning.
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
        rows = [each.row for each in self if each.row is not None]
        if len(rows) != len(set(rows)):
            raise BrokenFlow(f"two flows share a row of the menu: {sorted(rows)}")
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

    @staticmethod
    def _single(what: str, found: list[Flow]) -> Flow:
        if len(found) != 1:
            raise BrokenFlow(f"there must be one {what} flow, not {len(found)}")
        return found[0]
