"""From blocks to a PDF: fill pages of A4, then draw them with their heads and feet, page n of m."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile
from typing import IO, Final, Protocol

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from documents.typography import embedding, file
from documents.typography.pen import Pen
from documents.typography.strips import Block, Strip, draw_down, height_of

WIDTH: Final = float(A4[0])
HEIGHT: Final = float(A4[1])
MARGIN: Final = 56.0
#: The margin above and below; heads and feet stand inside the page's text field.
TOP: Final = 48.0
MEASURE: Final = WIDTH - 2 * MARGIN


class Frame(Protocol):
    """What stands on every page around the text."""

    @property
    def first_head(self) -> float:
        """The height of the first page's head in points."""

    @property
    def head(self) -> float:
        """The height of the other pages' head."""

    @property
    def foot(self) -> float:
        """The height of every foot."""

    def draw(self, pen: Pen, page: int, pages: int) -> None:
        """Draw the head and foot of page ``page`` (from 1) of ``pages``."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a PDF says about itself; ``day`` stands for the moment of its making."""

    title: str
    author: str
    language: str
    day: date


def compose(blocks: Sequence[Block], closing: Block, frame: Frame, description: Description) -> bytes:
    """The PDF of ``blocks`` within ``frame``; ``closing`` stands at the foot of the last page, in one piece.

    The same arguments give the same bytes, whatever the process did before.
    """
    strips = [strip for block in blocks for strip in block.strips(MEASURE, description.language)]
    end = closing.strips(MEASURE, description.language)
    pages = paginate(
        strips,
        HEIGHT - 2 * TOP - frame.first_head - frame.foot,
        HEIGHT - 2 * TOP - frame.head - frame.foot,
        reserve=height_of(end),
    )
    canvas = blank(io.BytesIO(), description)
    pen = Pen(canvas, description.language)
    for number, page in enumerate(pages, 1):
        frame.draw(pen, number, len(pages))
        draw_down(pen, page, MARGIN, HEIGHT - TOP - (frame.first_head if number == 1 else frame.head))
        if number == len(pages):
            draw_down(pen, end, MARGIN, TOP + frame.foot + height_of(end))
        pen.next_page()
    return file.write(canvas, list(pen.tags.document))


def paginate(strips: Sequence[Strip], first: float, other: float, *, reserve: float) -> list[list[Strip]]:
    """The strips of each page; pages hold ``first``, then ``other`` points, the last one ``reserve`` less.

    Strips that stay with the next go to the next page together, unless together they are higher than a page.
    """
    pages: list[list[list[Strip]]] = [[]]
    room = first
    for group in _groups(strips, min(first, other)):
        if height_of(group) > room and pages[-1]:
            pages.append([])
            room = other
        kept = group if pages[-1] else list(dropwhile(lambda strip: strip.blank, group))
        if kept:
            pages[-1].append(kept)
            room -= height_of(kept)
    while pages[-1] and all(strip.blank for strip in pages[-1][-1]):
        room += height_of(pages[-1].pop())
    if reserve > room:
        # The closing does not stand alone on a page: what comes last goes along, where both have room.
        along = len(pages[-1]) > 1 and height_of(pages[-1][-1]) + reserve <= other
        pages.append([pages[-1].pop()] if along else [])
    return [[strip for group in page for strip in group] for page in pages]


def _groups(strips: Sequence[Strip], most: float) -> list[list[Strip]]:
    """Strips that must not be parted, as long as they are not higher than ``most``."""
    groups: list[list[Strip]] = [[]]
    for strip in strips:
        last = groups[-1]
        if last and (not last[-1].stays or height_of(last) + strip.height > most):
            groups.append([])
        groups[-1].append(strip)
    return [group for group in groups if group]


def blank(sink: IO[bytes], description: Description, size: tuple[float, float] = A4) -> Canvas:
    """A canvas that writes the same bytes for the same drawing, with no font of ReportLab's own in it."""
    canvas = Canvas(
        sink,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=embedding.FIRST,
        lang=f"{description.language}-IN",
    )
    day = description.day
    canvas.setDateFormatter(lambda *_moment: f"D:{day:%Y%m%d}000000+05'30'")
    canvas.setTitle(description.title)
    canvas.setAuthor(description.author)
    canvas.setCreator("Smart Panchayat")
    canvas.setSubject(description.title)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas
