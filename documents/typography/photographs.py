"""Photographs side by side in one row, small, with what they are below."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.utils import ImageReader

from documents.typography.blocks import LABEL, Paragraph
from documents.typography.pen import TINT, Pen
from documents.typography.strips import Strip, nothing
from documents.typography.tags import Element

#: A row has places for so many, whether or not all of them are taken.
_PLACES: Final = 4
_GAP: Final = 8.0
#: Of a place, height to width: as phones take pictures.
_SHAPE: Final = 3 / 4


@dataclass(frozen=True, slots=True)
class Photographs:
    """At most four JPEG files, each with what it shows for those who do not see it."""

    photographs: Sequence[tuple[bytes, str]]
    caption: str

    def strips(self, width: float, language: str) -> list[Strip]:
        """The row in one strip, which stays with its caption."""
        side = (width - (_PLACES - 1) * _GAP) / _PLACES
        figures = [
            (ImageReader(io.BytesIO(content)), Element("Figure", alt=shows)) for content, shows in self.photographs
        ]

        def draw(pen: Pen, x: float, top: float) -> None:
            for number, (photograph, element) in enumerate(figures):
                _draw_within(pen, photograph, element, (x + number * (side + _GAP), top, side, side * _SHAPE))

        row = Strip(side * _SHAPE, draw, stays=True)
        return [row, Strip(4, nothing, stays=True), *Paragraph(self.caption, LABEL).strips(width, language)]


def _draw_within(pen: Pen, photograph: ImageReader, element: Element, place: tuple[float, float, float, float]) -> None:
    """The whole photograph in the middle of its place (left, top, width, height), whatever its own shape."""
    left, top, width, height = place
    pen.box(left, top - height, width, height, TINT)
    own_width, own_height = photograph.getSize()
    scale = min(width / own_width, height / own_height)
    wide, high = own_width * scale, own_height * scale
    x, y = left + (width - wide) / 2, top - height + (height - high) / 2
    with pen.picture(element, x, y, wide, high):
        pen.canvas.drawImage(photograph, x, y, wide, high)
