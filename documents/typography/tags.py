"""What a screen reader hears: every text of a page belongs to an element, and the elements make a tree.

While a page is drawn, each element notes which marked stretches of which page are its own. When the pages are done,
the tree is written into the file. What belongs to no element (rules, running heads, feet) is marked as an artifact.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Role = Literal["P", "H1", "H2", "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "Figure", "Link"]

#: What a list says beyond its name, so that a reader can say "item two of three".
_NUMBERED: Final[dict[str, Any]] = {"/O": Name.List, "/ListNumbering": Name.Decimal}
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

    def write_into(self, content: bytes) -> bytes:
        """The PDF ``content`` with the tree in it; identical arguments give identical bytes."""
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _Tree(pdf).write(list(self.document))
            sink = io.BytesIO()
            pdf.save(sink, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return sink.getvalue()


def language_of(text: str, language: str) -> str | None:
    """The language in whose letters ``text`` is written, where that is not ``language``.

    Latin letters decide nothing: a Bengali or Hindi voice reads them too, an English one reads nothing else.
    """
    counts = {each: sum(ord(letter) in letters for letter in text) for each, letters in _SCRIPTS.items()}
    main = max(counts, key=lambda each: (counts[each], each == language))
    return main if counts[main] and main != language else None


class _Tree:
    """Writes elements into a file: each knows its parent and kids, each page which element a stretch belongs to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._of_page: list[list[pikepdf.Object]] = [[] for _ in pdf.pages]
        self._of_link: list[pikepdf.Object] = []

    def write(self, document: Sequence[Element]) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        top.K = Array([self._element(element, top) for element in document])
        root.K = Array([top])
        places: list[Any] = []
        for number, page in enumerate(self._pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            places += [number, self._pdf.make_indirect(Array(self._of_page[number]))]
        for number, element in enumerate(self._of_link, len(self._of_page)):
            places += [number, element]
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(places)))
        root.ParentTreeNextKey = len(places) // 2
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        if element.alt:
            made.Alt = String(element.alt)
        if element.language:
            made.Lang = String(f"{element.language}-IN")
        match element.role:
            case "TH":
                made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
            case "L":
                made.A = Dictionary(_NUMBERED)
        if element.box:
            made.A = Dictionary(
                O=Name.Layout, Placement=Name.Block, BBox=Array([round(side, 2) for side in element.box])
            )
        kids: list[Any] = [self._element(kid, made) for kid in element.kids]
        kids += [self._mark(made, page, number) for page, number in element.marks]
        if element.link:
            kids.append(self._link(made, *element.link))
        made.K = Array(kids)
        return made

    def _mark(self, made: pikepdf.Object, page: int, number: int) -> pikepdf.Object:
        owners = self._of_page[page]
        owners += [made] * (number + 1 - len(owners))
        owners[number] = made
        return Dictionary(Type=Name.MCR, Pg=self._pdf.pages[page].obj, MCID=number)

    def _link(self, made: pikepdf.Object, page: int, number: int) -> pikepdf.Object:
        link = self._pdf.make_indirect(self._pdf.pages[page].obj.Annots[number])
        self._pdf.pages[page].obj.Annots[number] = link
        link.StructParent = len(self._of_page) + len(self._of_link)
        link.Contents = link.A.URI
        self._of_link.append(made)
        return Dictionary(Type=Name.OBJR, Pg=self._pdf.pages[page].obj, Obj=link)
