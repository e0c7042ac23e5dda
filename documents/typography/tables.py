"""Tables of figures: a heading for every column and row, amounts flush right, totals set off, type as large as fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from documents.typography.blocks import lines_of, spoken
from documents.typography.pen import ACCENT, HAIR, TINT, Align, Pen, Style
from documents.typography.shaping import shape
from documents.typography.strips import Strip, draw_down, height_of
from documents.typography.tags import Element

#: In type sizes: the leading, the white at the left and right of a cell, and above and below its text.
_LEADING: Final = 1.5
_SIDE: Final = 0.48
_AIR: Final = 0.22
#: Headings are set so much smaller than what stands below them.
_HEADING: Final = 0.92


@dataclass(frozen=True, slots=True)
class Column:
    """``grows`` columns take the room that is left, and their words may go on in a second line; the others' do not."""

    heading: str
    align: Align = "left"
    strong: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One text for every column, the first of which is the row's heading; a ``total`` is set off from what it sums."""

    cells: Sequence[str]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, which keep together with the first row; no row is cut.

    ``size`` is that of the type in points. It is made smaller, down to ``smallest``, until every word has room; only
    then are words broken.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    size: float = 10.0
    smallest: float = 10.0

    def strips(self, width: float, language: str) -> list[Strip]:
        """One strip a row."""
        return Beside([self]).strips(width, language)


@dataclass(frozen=True, slots=True)
class Beside:
    """Tables of equal width, ``gap`` points apart, whose headings, rows and totals stand at the same heights."""

    tables: Sequence[Table]
    gap: float = 22.0

    def strips(self, width: float, language: str) -> list[Strip]:
        """One strip for what stands at one height."""
        each = (width - self.gap * (len(self.tables) - 1)) / len(self.tables)
        laid = [_lay(table, each, language) for table in self.tables]
        levels = [
            [table.head for table in laid],
            *zip_longest(*(table.rows for table in laid)),
            *zip_longest(*(table.totals for table in laid)),
        ]
        strips = [_level(bands, each + self.gap) for bands in levels]
        together = {0, *range(len(levels) - 1 - max(len(table.totals) for table in laid), len(levels) - 1)}
        return [replace(strip, stays=index in together) for index, strip in enumerate(strips)]


@dataclass(frozen=True, slots=True)
class _Band:
    """A row as it is drawn from its upper left corner, at least ``height`` points high."""

    height: float
    #: Pen, x, top, and the height that it has in the end.
    draw: Callable[[Pen, float, float, float], None]


@dataclass(frozen=True, slots=True)
class _Laid:
    head: _Band
    rows: Sequence[_Band]
    totals: Sequence[_Band]


def _level(bands: Iterable[_Band | None], step: float) -> Strip:
    """Bands at one height, ``step`` points apart; a shorter table has none there."""
    placed = [(index * step, band) for index, band in enumerate(bands) if band]
    height = max(band.height for _, band in placed)

    def draw(pen: Pen, x: float, top: float) -> None:
        for offset, band in placed:
            band.draw(pen, x + offset, top, height)

    return Strip(height, draw)


def _lay(table: Table, width: float, language: str) -> _Laid:
    size, widths = _fitted(table, width, language)
    air = table.size * _AIR  # small type keeps the white of the large one, so that the eye stays in its row
    headings = [Element("TH", scope="Column") for _ in table.columns]
    body = [[Element("TH"), *(spoken("TD", cell, language) for cell in row.cells[1:])] for row in table.rows]
    Element("Table", [Element("TR", cells) for cells in (headings, *body)])
    head = Row([column.heading for column in table.columns])
    styles = [_style(column, size * _HEADING, bold=True) for column in table.columns]
    styles = [replace(style, colour=ACCENT) for style in styles]
    bands = []
    for row, elements in zip(table.rows, body, strict=True):
        kinds = [_style(column, size, bold=row.total or column.strong) for column in table.columns]
        bands.append(_band(row, widths, kinds, elements, language, air=air))
    return _Laid(
        _band(head, widths, styles, headings, language, air=air, heading=True),
        [band for row, band in zip(table.rows, bands, strict=True) if not row.total],
        [band for row, band in zip(table.rows, bands, strict=True) if row.total],
    )


def _style(column: Column, size: float, *, bold: bool) -> Style:
    return Style(size, size * _LEADING, bold=bold, align=column.align)


def _band(
    row: Row,
    widths: Sequence[float],
    styles: Sequence[Style],
    elements: Sequence[Element],
    language: str,
    *,
    air: float,
    heading: bool = False,
) -> _Band:
    side = styles[0].size * _SIDE
    cells = [
        lines_of(text, style, width - 2 * side, language, element)
        for text, width, style, element in zip(row.cells, widths, styles, elements, strict=True)
    ]

    def draw(pen: Pen, x: float, top: float, height: float) -> None:
        right = x + sum(widths)
        if row.total:
            pen.box(x, top - height, right - x, height, TINT)
            pen.rule(x, top, right - x, weight=0.9, colour=ACCENT)
        weight, colour = (0.9, ACCENT) if heading or row.total else (0.5, HAIR)
        pen.rule(x, top - height, right - x, weight=weight, colour=colour)
        for width, cell in zip(widths, cells, strict=True):
            # Headings stand on the rule below them, whatever their number of lines.
            low = height_of(cell) + air if heading else height - air
            draw_down(pen, cell, x + side, top - height + low)
            x += width

    return _Band(max(map(height_of, cells)) + 2 * air, draw)


def _fitted(table: Table, width: float, language: str) -> tuple[float, list[float]]:
    """The size of the type and the widths of the columns, in points."""
    needs = [_need(table, place, language) + 2 * _SIDE for place in range(len(table.columns))]
    size = min(table.size, max(table.smallest, width / sum(needs)))
    spare = width - sum(needs) * size
    if spare < 0:
        return size, [need / sum(needs) * width for need in needs]
    takers = [column.grows for column in table.columns]
    if not any(takers):
        takers = [True] * len(takers)
    share = spare / sum(takers)
    return size, [need * size + share * takes for need, takes in zip(needs, takers, strict=True)]


def _need(table: Table, place: int, language: str) -> float:
    """What a column needs so that no word is broken, in type sizes."""
    column = table.columns[place]
    needs = [shape(word, language, True).width * _HEADING for word in column.heading.split(" ")]
    for row in table.rows:
        bold = row.total or column.strong
        text = row.cells[place]
        needs += [shape(part, language, bold).width for part in (text.split(" ") if column.grows else [text])]
    return max(needs) + 0.01
