"""From a canvas and the elements of its pages to the bytes of a file, in one go.

ReportLab says what each of its objects is; here they are written down together with the structure tree, so that
nothing is read and written again for the tree's sake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from documents import container
from documents.typography.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from documents.typography.tags import Element

#: How ReportLab ends a stream.
_END_OF_STREAM: Final = b"endstream\n"


def write(canvas: Canvas, elements: Sequence[Element]) -> bytes:
    """The file of a canvas whose pages are done, with ``elements`` as its tree; identical drawings give identical bytes."""
    document = canvas._doc  # which it hands to its fonts and objects itself
    # The last thing that ReportLab does, after it has collected what belongs to the file.
    document.format = lambda: _written(document, elements)
    content: bytes = canvas.getpdfdata()
    return content


def _written(document: Any, elements: Sequence[Element]) -> bytes:
    objects = _formatted(document)
    numbers = {name: number for name, (number, _) in document.idToObjectNumberAndVersion.items()}
    pages = [numbers[document.Reference(page).name] for page in document.Pages.pages]
    links = [_links(document, number, numbers) for number in pages]
    root = len(objects) + 1
    tree = Tree(root, pages, links)
    objects |= {number: text.encode("ascii") for number, text in tree.write(elements).items()}
    catalog = document.Reference(document.Catalog)
    marked = b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % root
    _add(objects, numbers[catalog.name], marked)
    for place, page in enumerate(pages):
        _add(objects, page, b"/StructParents %d/Tabs/S" % place)
    for link, place in tree.links():
        _add(objects, link, b"/StructParent %d" % place)
    information = document.Reference(document.info)
    parts: dict[int, container.Part] = {
        number: container.stream_of(written) if written.endswith(_END_OF_STREAM) else written
        for number, written in objects.items()
    }
    return container.write(container.File(parts, numbers[catalog.name], numbers[information.name]))


def _formatted(document: Any) -> dict[int, bytes]:
    """ReportLab's objects by their numbers, which go from one upwards; writing one may bring up others."""
    objects: dict[int, bytes] = {}
    while (number := len(objects) + 1) in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        objects[number] = pdfdoc.format(thing, document, toplevel=1)
    return objects


def _links(document: Any, page: int, numbers: Mapping[str, int]) -> list[int]:
    """The numbers of a page's links, in the order of their drawing."""
    annotations = document.idToObject[document.numberToId[page]].Annots
    return [numbers[link.name] for link in annotations.sequence] if annotations else []


def _add(objects: dict[int, bytes], number: int, more: bytes) -> None:
    """Put more into the dictionary that this object is."""
    objects[number] = b"<<" + more + objects[number].removeprefix(b"<<")
