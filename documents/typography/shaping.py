"""From a word to its glyphs: split by font and script, shape with HarfBuzz, keep the result."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex
import uharfbuzz as hb

from chatbot.language.spelling import composed
from documents.typography.faces import BENGALI, DEVANAGARI, Face, face

_SCRIPTS: Final = {"Beng": "bn", "Deva": "hi", "Latn": "en"}
#: Whose letters stand for all others, by the paper's language, and where to look when it lacks one.
_FAMILIES: Final = {"bn": (BENGALI, DEVANAGARI), "en": (BENGALI, DEVANAGARI), "hi": (DEVANAGARI, BENGALI)}
#: Joiners have no shape of their own and never change the font.
_JOINERS: Final = "\u200b\u200c\u200d"
#: No-break spaces have done their work when a word comes here; fonts may lack them.
_NO_BREAK: Final = str.maketrans("\u00a0\u202f", "  ")
#: Stands for a letter that no font has: it is in none, so that it draws as the font's empty box.
_UNKNOWN: Final = "\uffff"


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one font that follow one another by their own widths; ``x``, ``y`` from the word's start."""

    face: str
    x: float
    y: float
    glyphs: tuple[int, ...]
    #: The glyphs as a page's content writes them.
    codes: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shaped word. Measures are in type sizes: ``width`` × 10 is its width in points at 10 pt.

    ``legible`` says that the glyphs alone, read in order, spell ``text``, and that none of them is a mark
    set back over another letter, which readers that go by position take for the next word.
    """

    text: str
    width: float
    pieces: tuple[Piece, ...]
    legible: bool


@functools.lru_cache(maxsize=16384)
def shape(text: str, language: str, bold: bool = False) -> Shape:
    """The glyphs of ``text`` (one word, or any text that stays on one line) in a paper in ``language``.

    Letters are composed first (NFC); what no font has becomes an empty box that still reads as itself.
    """
    text = composed(text).translate(_NO_BREAK)
    pieces: list[Piece] = []
    pen = 0
    read = ""
    for font, script, part in _runs(text, tuple(face(family[bold]) for family in _FAMILIES[language])):
        width, spelt, made = _shape_run(font, script, part, pen)
        pen += width
        read += spelt
        pieces += made
    marked = any(unicodedata.category(letter).startswith("M") for letter in text)
    return Shape(text, pen / 1000, tuple(pieces), legible=read == text and not marked)


def clusters(text: str) -> list[str]:
    """``text`` in grapheme clusters: between them, and nowhere else, a word may be broken."""
    return regex.findall(r"\X", text)


def _runs(text: str, fonts: tuple[Face, ...]) -> Iterator[tuple[Face, str, str]]:
    """Split into stretches of one font and one script; signs and digits go with what they follow."""
    script = next(filter(None, map(_script, text)), "Latn")
    font = fonts[0]
    part = ""
    for cluster in clusters(text):
        its_script = next(filter(None, map(_script, cluster)), script)
        wanted = {ord(letter) for letter in cluster if letter not in _JOINERS}
        candidates = (font, *fonts) if its_script == script else fonts
        its_font = next((candidate for candidate in candidates if wanted <= candidate.letters), None)
        letters = cluster
        if its_font is None:
            its_font, letters = font, _UNKNOWN
        if part and (its_font is not font or its_script != script):
            yield font, script, part
            part = ""
        font, script = its_font, its_script
        part += letters
    if part:
        yield font, script, part


def _script(letter: str) -> str | None:
    code = ord(letter)
    if letter in "।॥":
        return None
    if 0x0980 <= code <= 0x09FF:
        return "Beng"
    if 0x0900 <= code <= 0x097F:
        return "Deva"
    return "Latn" if letter.isalpha() else None


def _shape_run(font: Face, script: str, text: str, start: int) -> tuple[int, str, list[Piece]]:
    """Width, what the glyphs spell, and the glyphs of one run that begins ``start`` thousandths into the word."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    # A joiner must vanish: left in, it is drawn as a space.
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.direction = "ltr"
    buffer.script = script
    buffer.language = _SCRIPTS[script]
    hb.shape(font.font, buffer)
    pieces: list[Piece] = []
    pen = start
    x, y, glyphs = 0, 0, list[int]()
    following = -1  # where the next glyph comes to stand if it just follows the last
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = (pen + position.x_offset, position.y_offset)
        if at != (following, y):
            if glyphs:
                pieces.append(_piece(font, x, y, glyphs))
            (x, y), glyphs = at, []
        glyphs.append(info.codepoint)
        following = at[0] + font.advances[info.codepoint]
        pen += position.x_advance
    if glyphs:
        pieces.append(_piece(font, x, y, glyphs))
    return pen - start, "".join(font.readings[info.codepoint] for info in buffer.glyph_infos), pieces


def _piece(font: Face, x: int, y: int, glyphs: Sequence[int]) -> Piece:
    codes = "".join([f"{glyph:04X}" for glyph in glyphs])
    return Piece(font.name, x / 1000, y / 1000, tuple(glyphs), codes)
