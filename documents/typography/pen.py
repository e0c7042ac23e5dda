"""Drawing on a page: shaped words that can be read back, rules and boxes. Points, from the lower left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from reportlab.lib.colors import Color

from documents.typography.shaping import Shape, shape
from documents.typography.tags import Element, Tags

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from documents.typography.lines import Line

#: A line whose gaps would grow by more than this many type sizes is left ragged.
_WIDEST_GAP = 0.8

Align = Literal["left", "centre", "right", "justify"]

INK = Color(0.11, 0.12, 0.13)
QUIET = Color(0.34, 0.37, 0.39)
ACCENT = Color(0.06, 0.29, 0.24)
HAIR = Color(0.80, 0.82, 0.81)
TINT = Color(0.955, 0.968, 0.962)


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: ``size`` and ``leading`` in points."""

    size: float
    leading: float
    bold: bool = False
    colour: Color = INK
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on ``canvas``; ``language`` decides whose letters common signs are taken from.

    Whatever is drawn belongs to an element of ``tags``, or to none, and is then passed over by screen readers.
    """

    canvas: Canvas
    language: str
    tags: Tags = field(default_factory=Tags)
    _inside: list[Element | None] = field(default_factory=list)

    @contextmanager
    def drawing(self, element: Element | None, *, reads: str = "") -> Iterator[None]:
        """All that is drawn inside is ``element``'s; within another one, it stays that one's.

        ``reads`` is what a reader takes the text from where its glyphs alone would spell another.
        """
        outermost, opened = not self._inside, 0
        self._inside.append(element)
        if outermost:
            opened = self._open(element, reads)
        try:
            yield
        finally:
            self._inside.pop()
            if outermost:
                self.canvas.addLiteral(" ".join(["EMC"] * opened))

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

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.5, colour: Color = HAIR) -> None:
        """A horizontal rule, ``weight`` points thick."""
        with self.drawing(None):
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(weight)
            self.canvas.line(x, y, x + width, y)

    def box(self, x: float, y: float, width: float, height: float, colour: Color) -> None:
        """A filled rectangle."""
        with self.drawing(None):
            self.canvas.setFillColor(colour)
            self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float, colour: Color) -> None:
        """A filled circle."""
        with self.drawing(None):
            self.canvas.setFillColor(colour)
            self.canvas.circle(x, y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, weight: float, colour: Color) -> None:
        """A circle, ``weight`` points thick."""
        with self.drawing(None):
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(weight)
            self.canvas.circle(x, y, radius)

    def picture(
        self, element: Element, x: float, y: float, width: float, height: float
    ) -> AbstractContextManager[None]:
        """What is drawn inside is one picture, so many points wide and high, with lower left corner x, y."""
        element.box = (x, y, x + width, y + height)
        return self.drawing(element)

    def link(self, url: str, x: float, top: float, *, width: float, height: float, element: Element) -> None:
        """Touching this rectangle opens ``url``."""
        self.canvas.linkURL(url, (x, top - height, x + width, top), relative=0, thickness=0)
        self.tags.link(element)

    def _shapes(
        self, placed: Sequence[tuple[float, Shape]], baseline: float, style: Style, element: Element | None
    ) -> None:
        """Shapes at their places; legible neighbours are marked as one."""
        for legible, group in groupby(placed, lambda each: each[1].legible):
            shapes = list(group)
            for together in [shapes] if legible else [[each] for each in shapes]:
                with self.drawing(element, reads="" if legible else together[0][1].text):
                    self.canvas.setFillColor(style.colour)
                    for x, made in together:
                        self._glyphs(made, x, baseline, style.size)

    def _glyphs(self, made: Shape, x: float, y: float, size: float) -> None:
        glyphs = self.canvas.beginText()
        face = ""
        for piece in made.pieces:
            if piece.face != face:
                face = piece.face
                glyphs.setFont(face, size)
            glyphs.setTextOrigin(x + piece.x * size, y + piece.y * size)
            glyphs.textOut("".join(map(chr, piece.glyphs)))
        self.canvas.drawText(glyphs)

    def _open(self, element: Element | None, reads: str) -> int:
        """Begin a marked stretch; returns how many ends it needs."""
        actual = f"/ActualText<FEFF{reads.encode('utf-16-be').hex().upper()}>" if reads else ""
        if element is None:
            # Poppler looks for the text of spans alone.
            self.canvas.addLiteral(f"/Artifact BMC /Span <<{actual}>>BDC" if reads else "/Artifact BMC")
            return 2 if reads else 1
        # One mark and none inside it: poppler takes the end of an inner one for the end of both.
        role = "Span" if reads else element.role
        self.canvas.addLiteral(f"/{role} <</MCID {self.tags.mark(element)}{actual}>>BDC")
        return 1
