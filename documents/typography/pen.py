"""Drawing on a page: shaped words that can be read back, rules and boxes. Points, from the lower left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from reportlab.pdfbase import pdfdoc

from documents.typography import embedding
from documents.typography.shaping import Shape, shape
from documents.typography.tags import Element, Tags

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from documents.typography.lines import Line

#: A line whose gaps would grow by more than this many type sizes is left ragged.
_WIDEST_GAP = 0.8

Align = Literal["left", "centre", "right", "justify"]

#: Red, green and blue, as a page's content names them.
Colour = str

INK: Final[Colour] = ".11 .12 .13"
QUIET: Final[Colour] = ".34 .37 .39"
ACCENT: Final[Colour] = ".06 .29 .24"
HAIR: Final[Colour] = ".8 .82 .81"
TINT: Final[Colour] = ".955 .968 .962"


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: ``size`` and ``leading`` in points."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = INK
    align: Align = "left"


@dataclass(slots=True)
class Pen:
    """Draws on ``canvas``; ``language`` decides whose letters common signs are taken from.

    Whatever is drawn belongs to an element of ``tags``, or to none, and is then passed over by screen readers.
    What a page is made of most, letters, rules and boxes, is written into its content as it stands: ReportLab would
    look at every figure of it again. Colour and font are named where they change.
    """

    canvas: Canvas
    language: str
    tags: Tags = field(default_factory=Tags)
    _inside: list[Element | None] = field(default_factory=list)
    #: What the page's letters are filled with and set in by now.
    _fill: Colour = ""
    _font: str = ""
    #: What each font is called on the pages, and the glyphs that are needed of it.
    _fonts: dict[str, tuple[str, set[int]]] = field(default_factory=dict)

    def next_page(self) -> None:
        """End the page; the next one begins with nothing set."""
        self.canvas.showPage()
        self.tags.next_page()
        self._fill = self._font = ""

    @contextmanager
    def drawing(self, element: Element | None) -> Iterator[None]:
        """All that is drawn inside is ``element``'s; within another one, it stays that one's."""
        begin, end = self._marks(element)
        if begin:
            self.canvas.addLiteral(begin)
        self._inside.append(element)
        try:
            yield
        finally:
            self._inside.pop()
            if end:
                self.canvas.addLiteral(end)

    def fill(self, operators: str, colour: Colour) -> None:
        """Operators that draw a filled shape, in ``colour``."""
        self.canvas.addLiteral(self._filled(colour) + operators)

    def line(self, line: Line, x: float, baseline: float, *, within: float, style: Style, element: Element) -> None:
        """One line of ``element``'s text in the ``within`` points from ``x``."""
        spare = within - line.width * style.size
        stretch = 0.0
        match style.align:
            case "right":
                x += spare
            case "centre":
                x += spare / 2
            case "justify" if not line.last and spare < _WIDEST_GAP * style.size * (len(line.words) - 1):
                stretch = spare / (len(line.words) - 1)
        placed = []
        for word in line.words:
            start = x
            for made in word.shapes:
                placed.append((start, made))
                start += made.width * style.size
            x += (word.width + word.space) * style.size + stretch
        self._shapes(placed, baseline, style, element)

    def words(
        self,
        text: str,
        x: float,
        baseline: float,
        style: Style,
        *,
        within: float | None = None,
        element: Element | None = None,
    ) -> None:
        """Text that stays on one line, aligned at ``x``, set smaller where it is wider than ``within`` points."""
        made = shape(text, self.language, style.bold)
        size = style.size
        if within is not None and made.width * size > within:
            size = within / made.width
        width = made.width * size
        x -= {"centre": width / 2, "right": width}.get(style.align, 0)
        self._shapes([(x, made)], baseline, replace(style, size=size), element)

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.5, colour: Colour = HAIR) -> None:
        """A horizontal rule, ``weight`` points thick."""
        begin, end = self._marks(None)
        ends = f"{x:.4f} {y:.4f} m {x + width:.4f} {y:.4f} l S"
        self.canvas.addLiteral(f"{begin} {colour} RG {weight} w {ends} {end}")

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        begin, end = self._marks(None)
        shape = f"{x:.4f} {y:.4f} {width:.4f} {height:.4f} re f"
        self.canvas.addLiteral(f"{begin} {self._filled(colour)}{shape} {end}")

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle."""
        with self.drawing(None):
            self.fill("", colour)
            self.canvas.circle(x, y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, weight: float, colour: Colour) -> None:
        """A circle, ``weight`` points thick."""
        with self.drawing(None):
            self.canvas.addLiteral(f"{colour} RG {weight} w")
            self.canvas.circle(x, y, radius)

    def picture(
        self, element: Element, x: float, y: float, width: float, height: float
    ) -> AbstractContextManager[None]:
        """What is drawn inside is one picture, so many points wide and high, with lower left corner x, y."""
        element.box = (x, y, x + width, y + height)
        return self.drawing(element)

    def link(self, url: str, x: float, top: float, *, width: float, height: float, element: Element) -> None:
        """Touching this rectangle opens ``url``."""
        self.canvas.linkURL(
            url, (x, top - height, x + width, top), relative=0, thickness=0, Contents=pdfdoc.PDFString(url)
        )
        self.tags.link(element)

    def _shapes(
        self, placed: Sequence[tuple[float, Shape]], baseline: float, style: Style, element: Element | None
    ) -> None:
        """Shapes at their places; legible neighbours are marked as one."""
        for legible, group in groupby(placed, lambda each: each[1].legible):
            shapes = list(group)
            for together in [shapes] if legible else [[each] for each in shapes]:
                begin, end = self._marks(element, reads="" if legible else together[0][1].text)
                parts = [begin, self._filled(style.colour), "BT "]
                for x, made in together:
                    self._glyphs(parts, made, x, baseline, style.size)
                self.canvas.addLiteral("".join([*parts, "ET ", end]))

    def _glyphs(self, parts: list[str], made: Shape, x: float, y: float, size: float) -> None:
        for piece in made.pieces:
            if piece.face not in self._fonts:
                self._fonts[piece.face] = embedding.on_pages_of(self.canvas, piece.face)
            name, used = self._fonts[piece.face]
            used.update(piece.glyphs)
            font = f"{name} {size:.4f} Tf "
            if font != self._font:
                self._font = font
                parts.append(font)
            parts.append(f"1 0 0 1 {x + piece.x * size:.4f} {y + piece.y * size:.4f} Tm<{piece.codes}>Tj ")

    def _filled(self, colour: Colour) -> str:
        """What makes ``colour`` the one that shapes and letters are filled with, where it is not."""
        if colour == self._fill:
            return ""
        self._fill = colour
        return f"{colour} rg "

    def _marks(self, element: Element | None, *, reads: str = "") -> tuple[str, str]:
        """What begins and ends a stretch of ``element``'s; nothing within another one, whose stretch goes on.

        ``reads`` is what a reader takes the text from where its glyphs alone would spell another.
        """
        if self._inside:
            return "", ""
        actual = f"/ActualText<FEFF{reads.encode('utf-16-be').hex().upper()}>" if reads else ""
        if element is None:
            # Poppler looks for the text of spans alone.
            return (f"/Artifact BMC /Span <<{actual}>>BDC ", "EMC EMC") if reads else ("/Artifact BMC ", "EMC")
        # One mark and none inside it: poppler takes the end of an inner one for the end of both.
        role = "Span" if reads else element.role
        return f"/{role} <</MCID {self.tags.mark(element)}{actual}>>BDC ", "EMC"
