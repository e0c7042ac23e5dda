"""The elements of a document as objects of its file: each knows its parent and kids, each page whose its stretches are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.typography.tags import Element


class Tree:
    """The objects of a structure tree, numbered upwards from ``first``.

    Args:
        pages, links: the numbers of the pages' objects, and of the links of each page.
    """

    def __init__(self, first: int, pages: Sequence[int], links: Sequence[Sequence[int]]) -> None:
        self._root = first
        self._pages = pages
        self._links = links
        self._next = first
        self._objects: dict[int, str] = {}
        self._of_page: list[list[int]] = [[] for _ in pages]
        self._of_link: list[tuple[int, int]] = []

    def write(self, elements: Sequence[Element]) -> dict[int, str]:
        """Every object by its number; the first is the root."""
        root, top, parents = self._number(), self._number(), self._number()
        kids = " ".join([f"{self._element(element, top)} 0 R" for element in elements])
        self._objects[top] = f"<</Type/StructElem/S/Document/P {root} 0 R/K[{kids}]>>"
        places = " ".join(self._places())
        self._objects[parents] = f"<</Nums[{places}]>>"
        following = len(self._pages) + len(self._of_link)
        self._objects[root] = (
            f"<</Type/StructTreeRoot/K[{top} 0 R]/ParentTree {parents} 0 R/ParentTreeNextKey {following}>>"
        )
        return self._objects

    def links(self) -> Iterator[tuple[int, int]]:
        """The number of each link's object, and under which the tree knows whose it is."""
        for place, (_owner, link) in enumerate(self._of_link, len(self._pages)):
            yield link, place

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _places(self) -> Iterator[str]:
        for place, owners in enumerate(self._of_page):
            of_each = " ".join([f"{owner} 0 R" for owner in owners])
            yield f"{place}[{of_each}]"
        for place, (owner, _link) in enumerate(self._of_link, len(self._pages)):
            yield f"{place} {owner} 0 R"

    def _element(self, element: Element, parent: int) -> int:
        """Write the element and its kids; returns its number."""
        number = self._number()
        kids = [f"{self._element(kid, number)} 0 R" for kid in element.kids]
        for page, mark in element.marks:
            owners = self._of_page[page]
            # Marks are counted in the order of their drawing, the tree is in that of reading.
            owners += [number] * (mark + 1 - len(owners))
            owners[mark] = number
            kids.append(f"<</Type/MCR/Pg {self._pages[page]} 0 R/MCID {mark}>>")
        if element.link:
            page, place = element.link
            link = self._links[page][place]
            self._of_link.append((number, link))
            kids.append(f"<</Type/OBJR/Pg {self._pages[page]} 0 R/Obj {link} 0 R>>")
        self._objects[number] = (
            f"<</Type/StructElem/S/{element.role}/P {parent} 0 R{_said(element)}/K[{' '.join(kids)}]>>"
        )
        return number


def _said(element: Element) -> str:
    """What the element says of itself beyond its text."""
    alt = f"/Alt<FEFF{element.alt.encode('utf-16-be').hex().upper()}>" if element.alt else ""
    language = f"/Lang({element.language}-IN)" if element.language else ""
    about = ""
    if element.box:
        sides = " ".join([f"{side:.2f}" for side in element.box])
        about = f"/A<</O/Layout/Placement/Block/BBox[{sides}]>>"
    elif element.role == "TH":
        about = f"/A<</O/Table/Scope/{element.scope}>>"
    elif element.role == "L":
        # So that a reader can say "item two of three".
        about = "/A<</O/List/ListNumbering/Decimal>>"
    return alt + language + about
