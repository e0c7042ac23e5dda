"""The same papers as stock ReportLab sets them: its own paragraphs (shaped), tables and QR code, the same fonts and words.

What ours carry beyond that (tags, readings of shaped words, languages) is not in these.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from chatbot.language.wording import Reference, say, short_date
from documents.facts import Issue, from_json
from documents.registry import paper_of
from documents.typography import blocks, tables
from documents.typography.lines import Prose

_REGULAR, _BOLD = "StockRegular", "StockBold"
_MARGIN: Final = 56.0
_CODE: Final = 86.0
_WIDTH: Final = A4[0] - 2 * _MARGIN
_LINES: Final = Color(0.8, 0.82, 0.81)
_GRID: Final = [("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINES), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def stock(kind: str, facts: Mapping[str, Any], *, language: str) -> bytes:
    """The paper of these facts, by stock ReportLab; in Bengali or English, whose letters the one family of fonts has."""
    _register()
    paper = paper_of(kind)
    stated = from_json(paper.facts, facts)
    title = say(paper.titled(stated) if paper.titled else paper.title, language)
    sink = io.BytesIO()
    document = SimpleDocTemplate(
        sink,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=48,
        bottomMargin=48,
        title=title,
        author=say(stated.office, language),
        lang=f"{language}-IN",
        invariant=1,
    )
    body = [flowable for block in paper.body(stated, language) for flowable in _flowables(block)]
    document.build(
        [*_head(stated, language), _text(title, 19, bold=True, alignment=TA_CENTER), *body, *_end(stated, language)]
    )
    return sink.getvalue()


@functools.cache
def _register() -> None:
    for name, file in ((_REGULAR, "HindSiliguri-Regular"), (_BOLD, "HindSiliguri-Bold")):
        content = io.BytesIO((resources.files("documents.fonts") / f"{file}.ttf").read_bytes())
        pdfmetrics.registerFont(TTFont(name, content, shapable=True))


@functools.cache
def _style(size: float, bold: bool, alignment: int) -> ParagraphStyle:
    font = _BOLD if bold else _REGULAR
    return ParagraphStyle("stock", fontName=font, fontSize=size, leading=size * 1.5, alignment=alignment, shaping=1)


def _text(text: Prose, size: float = 10.5, *, bold: bool = False, alignment: int = 0) -> Paragraph:
    plain = text if isinstance(text, str) else "".join(span.text for span in text)
    return Paragraph(escape(plain).replace("\n", "<br/>"), _style(size, bold, alignment))


def _head(issue: Issue, language: str) -> Iterator[Flowable]:
    place = ", ".join(say(names, language) for names in (issue.block, issue.district, issue.office_address))
    yield _text(say(issue.office, language), 17, bold=True)
    yield _text(f"{place} {issue.helpline_phone}", 9.5)
    number = _text(say(Reference(issue.number), language))
    day = _text(short_date(issue.issued_on, language), alignment=TA_RIGHT)
    yield Table([[number, day]], colWidths=[_WIDTH / 2] * 2, style=_GRID)


def _end(issue: Issue, language: str) -> Iterator[Flowable]:
    code = QrCodeWidget(issue.verify_url, barWidth=_CODE, barHeight=_CODE, barLevel="M")
    square = Drawing(_CODE, _CODE)
    square.add(code)
    check = [_text(issue.verify_url, 8.5), _text(issue.code, bold=True)]
    signed = [_text(say(names, language)) for names in (issue.signatory, issue.signatory_post, issue.office)]
    yield Spacer(1, 14)
    yield Table([[square, check, signed]], colWidths=[_CODE + 12, _WIDTH * 0.45, None], style=_GRID)


def _flowables(block: Any) -> Iterator[Flowable]:
    for kind, made in _MADE.items():
        if isinstance(block, kind):
            yield from made(block)
            return
    yield Spacer(1, getattr(block, "height", 6))


def _paragraph(block: blocks.Paragraph) -> Iterable[Flowable]:
    justified = TA_JUSTIFY if block.style.align == "justify" else 0
    return [_text(block.text, block.style.size, bold=block.style.bold, alignment=justified)]


def _heading(block: blocks.Heading) -> Iterable[Flowable]:
    return [Spacer(1, 12), _text(block.text, 11.5, bold=True)]


def _points(block: blocks.Points) -> Iterable[Flowable]:
    return [
        Table(
            [[_text(f"{number}."), _text(point, block.style.size, alignment=TA_JUSTIFY)]], colWidths=[22, _WIDTH - 22]
        )
        for number, point in enumerate(block.points, 1)
    ]


def _fields(block: blocks.Fields) -> Iterable[Flowable]:
    rows = [
        [[_text(field.label, 9), _text(field.value, bold=field.strong)] for field in row]
        + [""] * (block.columns - len(row))
        for row in block.rows
    ]
    return [Table(rows, colWidths=[_WIDTH / block.columns] * block.columns, style=_GRID)] if rows else []


def _steps(block: blocks.Steps) -> Iterable[Flowable]:
    rows = [
        [_text(day), [_text(words, bold=True), *([_text(note)] if note else [])]] for day, words, note in block.steps
    ]
    return [Table(rows, colWidths=[98, _WIDTH - 98])]


def _highlight(block: blocks.Highlight) -> Iterable[Flowable]:
    figure = _text(block.value, 18, bold=True, alignment=TA_RIGHT)
    row = [[_text(block.label, 11.5, bold=True), figure]]
    return [Table(row, colWidths=[_WIDTH / 2] * 2, style=_GRID), _text(block.words)]


def _table(block: tables.Table, width: float = _WIDTH) -> Table:
    aligned = [TA_RIGHT if column.align == "right" else 0 for column in block.columns]
    size = block.size if len(block.columns) < _MANY else block.smallest

    def row(cells: Sequence[str], bold: bool) -> list[Paragraph]:
        return [_text(cell, size, bold=bold, alignment=side) for cell, side in zip(cells, aligned, strict=True)]

    rows = [
        row([column.heading for column in block.columns], True),
        *(row(each.cells, each.total) for each in block.rows),
    ]
    return Table(rows, colWidths=[width / len(aligned)] * len(aligned), style=_GRID, repeatRows=1)


def _beside(block: tables.Beside) -> Iterable[Flowable]:
    width = _WIDTH / len(block.tables)
    return [Table([[_table(each, width - 12) for each in block.tables]], colWidths=[width] * len(block.tables))]


_MANY: Final = 6
_MADE: Final[Mapping[type, Callable[[Any], Iterable[Flowable]]]] = {
    blocks.Paragraph: _paragraph,
    blocks.Heading: _heading,
    blocks.Points: _points,
    blocks.Fields: _fields,
    blocks.Steps: _steps,
    blocks.Highlight: _highlight,
    tables.Table: lambda block: [_table(block)],
    tables.Beside: _beside,
}
