"""The square that a phone's camera reads, drawn as one crisp shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno

from documents.typography.pen import INK

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: Trying all eight masks for the prettiest costs five times the time; every mask is readable.
_MASK: Final = 2
#: Blank modules around the code, without which cameras do not find it.
_QUIET: Final = 4


def draw(canvas: Canvas, content: str, x: float, y: float, side: float) -> None:
    """Draw ``content`` as a QR code (level M) in a square of ``side`` points with lower left corner x, y.

    The blank border is part of the square.
    """
    code = segno.make(content, error="m", mask=_MASK, micro=False, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    module = side / (len(rows) + 2 * _QUIET)
    shape = canvas.beginPath()
    for number, row in enumerate(rows, 1):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            top = y + side - (number + _QUIET) * module
            shape.rect(x + (start + _QUIET) * module, top, (end - start) * module, module)
            start = end
    canvas.setFillColor(INK)
    canvas.drawPath(shape, stroke=0, fill=1)
