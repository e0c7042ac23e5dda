"""A sheet of words, so that letters can be judged from outside: ``python -m documents.specimen WORDS.txt OUT.pdf``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO, Final

from documents.typography.pen import Pen, Style
from documents.typography.sheet import Description, blank

COLUMNS: Final = 6
COLUMN: Final = 160.0
ROW: Final = 44.0
_LEFT: Final = 14.0
_BASELINE: Final = 30.0
_TYPE: Final = Style(20, ROW)


def draw(words: Sequence[str], sink: IO[bytes]) -> None:
    """Set each word in the papers' regular type at 20 pt, one a cell, row by row, on one page as large as the grid."""
    height = ROW * max(1, -(-len(words) // COLUMNS))
    canvas = blank(sink, Description("Specimen", "Smart Panchayat", "bn", date(2026, 1, 1)), (COLUMNS * COLUMN, height))
    pen = Pen(canvas, "bn")
    for place, word in enumerate(words):
        row, column = divmod(place, COLUMNS)
        pen.words(word, column * COLUMN + _LEFT, height - row * ROW - _BASELINE, _TYPE)
    canvas.showPage()
    canvas.save()


def main(arguments: Sequence[str]) -> str | None:
    """Draw the words of a file; returns what went wrong, in one line."""
    try:
        source, target = map(Path, arguments)
        words = source.read_text(encoding="utf-8-sig").splitlines()
        with target.open("wb") as sheet:
            draw(words, sheet)
    except (ValueError, OSError) as error:
        return f"python -m documents.specimen WORDS.txt OUT.pdf: {error}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
