"""The fonts on disk: how they shape, how wide their glyphs are, and what each glyph reads as."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import Final

import uharfbuzz as hb

#: The families, each with its (regular, bold) face: Bengali with Latin, Devanagari with Latin.
BENGALI: Final = ("HindSiliguri-Regular", "HindSiliguri-Bold")
DEVANAGARI: Final = ("Hind-Regular", "Hind-Bold")


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One font; all measures are in thousandths of the type size."""

    name: str
    content: bytes
    font: hb.Font
    letters: frozenset[int]
    advances: tuple[int, ...]
    #: What each glyph reads as, by Adobe's rule for glyph names; empty where it reads as nothing.
    readings: tuple[str, ...]


@functools.cache
def face(name: str) -> Face:
    """The vendored font ``name``, loaded once a process."""
    content = (resources.files("documents.fonts") / f"{name}.ttf").read_bytes()
    hb_face = hb.Face(hb.Blob(content))
    font = hb.Font(hb_face)
    font.scale = (1000, 1000)
    glyphs = range(hb_face.glyph_count)
    return Face(
        name,
        content,
        font,
        frozenset(hb_face.unicodes),
        tuple(font.get_glyph_h_advance(glyph) for glyph in glyphs),
        tuple(_reading(font.glyph_to_string(glyph)) for glyph in glyphs),
    )


def _reading(glyph_name: str) -> str:
    base = glyph_name.partition(".")[0]
    return bytes.fromhex(base[3:]).decode("utf-16-be") if base.startswith("uni") else ""
