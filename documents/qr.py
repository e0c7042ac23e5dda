"""The square that a phone's camera reads, drawn as one crisp shape."""

from __future__ import annotations

from typing import Final

import segno

from documents.typography.pen import INK, Pen

#: Trying all eight masks for the prettiest costs five times the time; every mask is readable.
_MASK: Final = 2
#: Blank modules around the code, without which cameras do not find it.
_QUIET: Final = 4


def draw(pen: Pen, content: str, x: float, y: float, side: float) -> None:
    """Draw ``content`` as a QR code (level M) in a square of ``side`` points with lower left corner x, y.

    The blank border is part of the square.
    """
    code = segno.make(content, error="m", mask=_MASK, micro=False, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    module = side / (len(rows) + 2 * _QUIET)
    left, top = x + _QUIET * module, y + side - _QUIET * module
    # Every stretch of dark modules is a rectangle, counted in modules from the code's upper left corner.
    shape = [f"q {module:.6f} 0 0 {module:.6f} {left:.4f} {top:.4f} cm"]
    for number, row in enumerate(rows, 1):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            shape.append(f"{start} -{number} {end - start} 1 re")
            start = end
    pen.fill("\n".join([*shape, "f Q"]), INK)
