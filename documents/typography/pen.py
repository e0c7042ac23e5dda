"""Drawing on a page: shaped words that can be read back, rules and boxes. Points, from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reportlab.lib.colors import Color

from documents.typography.shaping import Shape, shape

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
    """Draws on ``canvas``; ``language`` decides whose letters common signs are taken from."""

    canvas: Canvas
    language: str

    def line(self, line: Line, x: float, baseline: float, measure: float, style: Style) -> None:
        """One line of text in the ``measure`` points from ``x``."""
        spare = measure - line.width * style.size
        stretch = 0.0
        match style.align:
            case "right":
                x += spare
            case "centre":
                x += spare / 2
            case "justify" if not line.last and spare < _WIDEST_GAP * style.size * (len(line.words) - 1):
                stretch = spare / (len(line.words) - 1)
        self.canvas.setFillColor(style.colour)
        for word in line.words:
            start = x
            for made in word.shapes:
                self._shape(made, start, baseline, style.size)
                start += made.width * style.size
            x += (word.width + word.space) * style.size + stretch

    def words(self, text: str, x: float, baseline: float, style: Style, *, within: float | None = None) -> None:
        """Text that stays on one line, aligned at ``x``, set smaller where it is wider than ``within`` points."""
        made = shape(text, self.language, style.bold)
        size = style.size
        if within is not None and made.width * size > within:
            size = within / made.width
        width = made.width * size
        self.canvas.setFillColor(style.colour)
        self._shape(made, x - {"centre": width / 2, "right": width}.get(style.align, 0), baseline, size)

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.5, colour: Color = HAIR) -> None:
        """A horizontal rule, ``weight`` points thick."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, y, x + width, y)

    def box(self, x: float, y: float, width: float, height: float, colour: Color) -> None:
        """A filled rectangle."""
        self.canvas.setFillColor(colour)
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float, colour: Color) -> None:
        """A filled circle."""
        self.canvas.setFillColor(colour)
        self.canvas.circle(x, y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, weight: float, colour: Color) -> None:
        """A circle, ``weight`` points thick."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight)
        self.canvas.circle(x, y, radius)

    def _shape(self, made: Shape, x: float, y: float, size: float) -> None:
        # A reader takes a word's text from here where its glyphs alone would spell another.
        if not made.legible:
            text = made.text.encode("utf-16-be").hex().upper()
            self.canvas.addLiteral(f"/Span<</ActualText<FEFF{text}>>>BDC")
        glyphs = self.canvas.beginText()
        face = ""
        for piece in made.pieces:
            if piece.face != face:
                face = piece.face
                glyphs.setFont(face, size)
            glyphs.setTextOrigin(x + piece.x * size, y + piece.y * size)
            glyphs.textOut("".join(map(chr, piece.glyphs)))
        self.canvas.drawText(glyphs)
        if not made.legible:
            self.canvas.addLiteral("EMC")
