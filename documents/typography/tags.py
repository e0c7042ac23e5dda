"""What a screen reader hears: every text of a page belongs to an element, and the elements make a tree.

While a page is drawn, each element notes which marked stretches of which page are its own. When the pages are done,
the tree is written into the file. What belongs to no element (rules, running heads, feet) is marked as an artifact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Role = Literal["P", "H1", "H2", "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "Figure", "Link"]

_SCRIPTS: Final = {"bn": range(0x0980, 0x0A00), "hi": range(0x0900, 0x0980)}


@dataclass(eq=False, slots=True)
class Element:
    """A part of the document with its kids in reading order; only parts without kids hold text themselves.

    ``alt`` stands for a picture, ``language`` says which it is read in where that is not the document's; ``scope`` is
    whether a table's heading (TH) is that of its row or of its column.
    """

    role: Role
    kids: Sequence[Element] = ()
    alt: str = ""
    language: str | None = None
    scope: Literal["Row", "Column"] = "Row"
    parent: Element | None = field(default=None, init=False)
    #: The stretches that are this element's, as (page from 0, number within the page).
    marks: list[tuple[int, int]] = field(default_factory=list, init=False)
    #: Where a picture stands: left, bottom, right, top in points.
    box: tuple[float, float, float, float] | None = field(default=None, init=False)
    #: Which link of which page this is, both counted from 0.
    link: tuple[int, int] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        for kid in self.kids:
            kid.parent = self


@dataclass(slots=True)
class Tags:
    """The elements of one document in the making: those that stand alone come in the order of their drawing."""

    document: dict[Element, None] = field(default_factory=dict)
    _page: int = 0
    _marks: int = 0
    _links: int = 0

    def next_page(self) -> None:
        """Go on with the next page."""
        self._page += 1
        self._marks = self._links = 0

    def mark(self, element: Element) -> int:
        """The number under which the next stretch of this page belongs to ``element``."""
        top = element
        while top.parent is not None:
            top = top.parent
        self.document[top] = None
        element.marks.append((self._page, self._marks))
        self._marks += 1
        return self._marks - 1

    def link(self, element: Element) -> None:
        """The next link of this page is ``element``'s."""
        element.link = (self._page, self._links)
        self._links += 1


def language_of(text: str, language: str) -> str | None:
    """The language in whose letters ``text`` is written, where that is not ``language``.

    Latin letters decide nothing: a Bengali or Hindi voice reads them too, an English one reads nothing else.
    """
    counts = {each: sum(ord(letter) in letters for letter in text) for each, letters in _SCRIPTS.items()}
    main = max(counts, key=lambda each: (counts[each], each == language))
    return main if counts[main] and main != language else None
