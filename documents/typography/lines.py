"""Breaking text into lines: at spaces, and inside a word only where it is longer than the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from documents.typography.shaping import Shape, clusters, shape

_LINE_END: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Every blank but the no-break ones.
_GAP: Final = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one weight. A word may hold several: the weight changes between letters, never inside one."""

    text: str
    bold: bool = False


#: Text of a paragraph: plain, or spans one after the other.
Prose = str | Sequence[Span]


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two spaces; ``width`` in type sizes, ``space`` that of the gap after it."""

    shapes: tuple[Shape, ...]
    width: float
    space: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line; ``width`` in type sizes without the last gap. ``last`` ends a paragraph."""

    words: tuple[Word, ...]
    width: float
    last: bool


def break_lines(text: Prose, measure: float, language: str, *, bold: bool = False) -> list[Line]:
    """``text`` in lines of at most ``measure`` type sizes; a line feed begins a new line.

    A word wider than a whole line is broken between grapheme clusters. Empty text is no line.
    """
    lines: list[Line] = []
    for paragraph in _paragraphs([Span(text)] if isinstance(text, str) else text):
        words = [part for word in paragraph for part in _fitting(word, measure, language, bold)]
        lines += _fill(words, measure)
    return lines


def _paragraphs(spans: Iterable[Span]) -> Iterator[list[list[Span]]]:
    """Words of each line of the source, a word as its spans."""
    words: list[list[Span]] = []
    joins = False  # whether the next letters continue the last word
    for span in spans:
        for number, line in enumerate(_LINE_END.split(span.text)):
            if number:
                yield words
                words, joins = [], False
            for place, part in enumerate(_GAP.split(line)):
                joins = joins and place == 0
                if joins and part:
                    words[-1] = _join(words[-1], Span(part, span.bold))
                elif part:
                    words.append([Span(part, span.bold)])
                    joins = True
    yield words


def _join(word: list[Span], more: Span) -> list[Span]:
    """``word`` continued by ``more``: a letter that both make keeps the weight in which it began."""
    *before, last = word
    whole = last.text + more.text
    boundary = 0
    for cluster in clusters(whole):
        if boundary >= len(last.text):
            break
        boundary += len(cluster)
    rest = whole[boundary:]
    return [*before, Span(whole[:boundary], last.bold), *([Span(rest, more.bold)] if rest else [])]


def _word(spans: Sequence[Span], language: str, bold: bool) -> Word:
    """The word with a space after it, which readers of the file need and the eye does not see."""
    shapes = [shape(span.text, language, bold or span.bold) for span in spans[:-1]]
    last = spans[-1]
    space = shape(" ", language, bold or last.bold).width
    shapes.append(shape(f"{last.text} ", language, bold or last.bold))
    return Word(tuple(shapes), sum(made.width for made in shapes) - space, space)


def _fitting(spans: Sequence[Span], measure: float, language: str, bold: bool) -> Iterator[Word]:
    """The word, or as many parts as it takes to fit into the measure."""
    word = _word(spans, language, bold)
    if word.width <= measure:
        yield word
        return
    part: list[Span] = []
    for span in spans:
        for cluster in clusters(span.text):
            longer = [*part]
            if longer and longer[-1].bold == span.bold:
                longer[-1] = Span(longer[-1].text + cluster, span.bold)
            else:
                longer.append(Span(cluster, span.bold))
            if part and _word(longer, language, bold).width > measure:
                yield _word(part, language, bold)
                longer = [Span(cluster, span.bold)]
            part = longer
    yield _word(part, language, bold)


def _fill(words: Sequence[Word], measure: float) -> Iterator[Line]:
    line: list[Word] = []
    width = 0.0
    for word in words:
        wider = width + line[-1].space + word.width if line else word.width
        if line and wider > measure:
            yield Line(tuple(line), width, last=False)
            line, wider = [], word.width
        line.append(word)
        width = wider
    if line:
        yield Line(tuple(line), width, last=True)
