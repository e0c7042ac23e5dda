"""What a page is built from: paragraphs, headings, numbered points, label-value rows and figures, in strips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from chatbot.language.wording import in_digits
from documents.typography.lines import Line, Prose, break_lines
from documents.typography.pen import ACCENT, HAIR, QUIET, TINT, Pen, Style
from documents.typography.strips import Draw, Space, Strip, draw_down, height_of, kept, nothing, over
from documents.typography.tags import Element, Role, language_of

BODY: Final = Style(10.5, 16.5)
TERMS: Final = Style(9.8, 14.8, align="justify")
LABEL: Final = Style(9, 13, colour=QUIET)
VALUE: Final = Style(10.5, 15.5)
PROSE: Final = replace(BODY, align="justify")
HEADING: Final = Style(11.5, 17, bold=True, colour=ACCENT)
_FIGURE: Final = Style(18, 24, bold=True, align="right")

#: Where the baseline stands in a line, from its top: room for a chandrabindu above, for a ূ below.
_BASELINE: Final = 0.72
#: A text is not left with fewer lines than this at the end or the beginning of a page.
_TOGETHER: Final = 2


def spoken(role: Role, text: Prose, language: str) -> Element:
    """The element of ``text``, which names its language where that is not the paper's."""
    plain = text if isinstance(text, str) else "".join(span.text for span in text)
    return Element(role, language=language_of(plain, language))


def lines_of(
    text: Prose, style: Style, width: float, language: str, element: Element, *, indent: float = 0
) -> list[Strip]:
    """Running text of ``element``, one strip a line; the first two and the last two lines keep together."""
    measure = width - indent
    lines = break_lines(text, measure / style.size, language, bold=style.bold)
    strips = []
    for index, line in enumerate(lines):

        def draw(pen: Pen, x: float, top: float, line: Line = line) -> None:
            pen.line(line, x + indent, top - _BASELINE * style.leading, within=measure, style=style, element=element)

        left = len(lines) - index - 1
        strips.append(Strip(style.leading, draw, stays=left > 0 and (index + 1 < _TOGETHER or left < _TOGETHER)))
    return strips


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Prose
    style: Style = BODY
    role: Role = "P"

    def strips(self, width: float, language: str) -> list[Strip]:
        """One strip a line."""
        return lines_of(self.text, self.style, width, language, spoken(self.role, self.text, language))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, which is never the last thing on a page."""

    text: str

    def strips(self, width: float, language: str) -> list[Strip]:
        """Space above, the words, little space below; all of it stays with what follows."""
        words = Paragraph(self.text, HEADING, "H2").strips(width, language)
        return [*Space(12).strips(width, language), *kept([*words, Strip(3, nothing)])]


@dataclass(frozen=True, slots=True)
class Points:
    """Points numbered from one."""

    points: Sequence[Prose]
    style: Style = TERMS

    def strips(self, width: float, language: str) -> list[Strip]:
        """Hanging numbers, a little air between the points."""
        strips: list[Strip] = []
        items = []
        for number, text in enumerate(self.points, 1):
            label, words = Element("Lbl"), spoken("LBody", text, language)
            made = lines_of(text, self.style, width, language, words, indent=22)
            if made:
                items.append(Element("LI", [label, words]))
                strips += [
                    over(made[0], _margin_note(in_digits(f"{number}.", language), self.style, label)),
                    *made[1:],
                    *Space(3).strips(width, language),
                ]
        Element("L", items)
        return strips


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what it says; ``strong`` values are what the paper is about."""

    label: str
    value: Prose
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Rows of at most ``columns`` fields, the label small above its value; hair rules between the rows."""

    rows: Sequence[Sequence[Field]]
    columns: int = 2

    def strips(self, width: float, language: str) -> list[Strip]:
        """A row keeps together, but a long value goes on over the page's end."""
        strips = [Strip(0.5, _rule(width), stays=True)]
        column = width / self.columns
        # For a reader each field is a row of its own: its label, then what it says.
        names = [[(Element("TH"), spoken("TD", field.value, language)) for field in row] for row in self.rows]
        Element("Table", [Element("TR", pair) for row in names for pair in row])
        for row, pairs in zip(self.rows, names, strict=True):
            cells = [self._cell(field, *pair, column - 14, language) for field, pair in zip(row, pairs, strict=True)]
            rows = max(map(len, cells))
            strips.append(Strip(4, nothing, stays=True))
            for index in range(rows):
                parts = [(number * column, cell[index]) for number, cell in enumerate(cells) if index < len(cell)]
                stays = any(part.stays for _, part in parts) or index + 1 == rows
                strips.append(Strip(max(part.height for _, part in parts), _side_by_side(parts), stays=stays))
            strips.append(Strip(5, _rule(width, 4.5)))
        return strips

    @staticmethod
    def _cell(field: Field, name: Element, content: Element, width: float, language: str) -> list[Strip]:
        label = lines_of(field.label, LABEL, width, language, name)
        value = lines_of(field.value, replace(VALUE, bold=field.strong), width, language, content)
        return [*kept(label), *value]


@dataclass(frozen=True, slots=True)
class Steps:
    """A history: what happened when, each with a note below; a thin line joins them."""

    steps: Sequence[tuple[str, str, str]]

    def strips(self, width: float, language: str) -> list[Strip]:
        """Date at the left, words and note at the right."""
        strips: list[Strip] = []
        items = []
        for day, words, note in self.steps:
            when, what, remark = Element("Lbl"), spoken("P", words, language), spoken("P", note, language)
            items.append(Element("LI", [when, Element("LBody", [what, remark] if note else [what])]))
            made = lines_of(words, replace(VALUE, bold=True), width, language, what, indent=98)
            made += lines_of(note, BODY, width, language, remark, indent=98)
            first, *others = [over(strip, _thread(strip.height)) for strip in made]
            strips += [replace(over(first, _dated(day, when)), stays=bool(others)), *others]
            strips.append(Strip(5, _thread(5)))
        Element("L", items)
        return strips[:-1]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The one figure that a paper is about, large, with what it is called before it and its words below."""

    label: str
    value: str
    words: str

    def strips(self, width: float, language: str) -> list[Strip]:
        """One strip, which is never cut."""
        inset, name, figure = 14.0, Element("P"), Element("P")
        words = lines_of(self.words, VALUE, width - 2 * inset, language, spoken("P", self.words, language))
        height = 35 + height_of(words) + 10

        def draw(pen: Pen, x: float, top: float) -> None:
            pen.box(x, top - height, width, height, TINT)
            pen.box(x, top - height, 3, height, ACCENT)
            pen.words(f"{self.label} ", x + inset, top - 25, HEADING, within=width / 2 - inset, element=name)
            right = x + width - inset
            pen.words(self.value, right, top - 26, _FIGURE, within=width / 2 - inset, element=figure)
            draw_down(pen, words, x + inset, top - 35)

        return [*kept(Space(12).strips(width, language)), Strip(height, draw)]


def _rule(width: float, below: float = 0) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        pen.rule(x, top - below, width)

    return draw


def _margin_note(text: str, style: Style, element: Element) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        pen.words(text, x, top - _BASELINE * style.leading, replace(style, colour=QUIET, align="left"), element=element)

    return draw


def _dated(day: str, element: Element) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        middle = top - _BASELINE * VALUE.leading
        pen.words(day, x, middle, replace(VALUE, colour=QUIET), element=element)
        pen.dot(x + 82, middle + 3.6, 2.4, ACCENT)

    return draw


def _thread(height: float) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        pen.box(x + 81.6, top - height, 0.8, height, HAIR)

    return draw


def _side_by_side(parts: Sequence[tuple[float, Strip]]) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        for offset, part in parts:
            part.draw(pen, x + offset, top)

    return draw
