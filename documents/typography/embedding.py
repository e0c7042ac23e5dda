"""A shaping font as ReportLab's canvas sees it: text is glyph numbers, and only the used glyphs are embedded.

ReportLab asks a registered font that calls itself dynamic for three things: which bytes write a text
(``splitString``), what the font is called on the page (``getSubsetInternalName``), and, when the document is
complete, its objects (``addObjects``). This font answers with a composite font (Type 0, Identity-H), whose
two-byte codes are glyph numbers: no code is made up, so bytes do not depend on what was drawn before.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics

from documents.typography.faces import BENGALI, DEVANAGARI, Face, face

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.canvas import Canvas

# ReportLab's default wraps every stream in ASCII, a quarter larger.
rl_config.useA85 = 0

#: Tables that only a shaper or an operating system reads, as the numbers that HarfBuzz has for them.
_NOT_FOR_PRINT: Final = {
    int.from_bytes(tag.encode()) for tag in ("GSUB", "GPOS", "GDEF", "post", "name", "OS/2", "cmap", "gasp")
}


class EmbeddedFont:
    """``face`` for ReportLab; register it once, then name it in ``setFont`` and write ``chr(glyph)``."""

    _dynamicFont = 1  # noqa: N815 - ReportLab's names
    _multiByte = 0  # noqa: N815
    shapable = False

    def __init__(self, shaping: Face) -> None:
        self.fontName = shaping.name
        self.face = shaping
        self._used: WeakKeyDictionary[Any, set[int]] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802, ARG002
        """The width of glyphs in points."""
        return sum(self.face.advances[ord(glyph)] for glyph in text) * size / 1000

    def splitString(self, text: str, doc: Any) -> list[tuple[int, bytes]]:  # noqa: N802
        """The glyphs' codes, and a note that this document needs them."""
        self.used_in(doc).update(map(ord, text))
        return [(0, text.encode("utf-16-be"))]

    def used_in(self, doc: Any) -> set[int]:
        """The glyphs that this document needs; whoever draws others adds them."""
        return self._used.setdefault(doc, set())

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802, ARG002
        """The font's name on the document's pages."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return str(doc.fontMapping[self.fontName])

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Embed the glyphs that were used, with their widths and what they read as."""
        used = sorted(self._used.pop(doc))
        internal = doc.fontMapping[self.fontName][1:]
        tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(repr(used).encode()).digest()[:6])
        name = f"/{tag}+{self.face.name}"
        content = _only(self.face, used)
        program = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Length1": len(content)}), content, filters=[pdfdoc.PDFZCompress]
        )
        reading = pdfdoc.PDFStream(content=_to_unicode(self.face, used), filters=[pdfdoc.PDFZCompress])
        extents = self.face.font.get_font_extents("ltr")
        descriptor = _Dictionary(
            f"/Type/FontDescriptor/FontName{name}/Flags 4/ItalicAngle 0"
            f"/FontBBox[-500 {extents.descender} 1500 {extents.ascender}]"
            f"/Ascent {extents.ascender}/Descent {extents.descender}/CapHeight 660"
            f"/StemV {150 if 'Bold' in self.face.name else 80}",
            FontFile2=doc.Reference(program, f"program:{internal}"),
        )
        widths = " ".join([f"{glyph}[{self.face.advances[glyph]}]" for glyph in used])
        glyphs = _Dictionary(
            f"/Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDToGIDMap/Identity/DW 0/W[{widths}]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            FontDescriptor=doc.Reference(descriptor, f"descriptor:{internal}"),
        )
        font = _Dictionary(
            f"/Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(glyphs, f"glyphs:{internal}")]),
            ToUnicode=doc.Reference(reading, f"reading:{internal}"),
        )
        doc.idToObject["BasicFonts"].dict[internal] = doc.Reference(font, internal)


class _Dictionary(pdfdoc.PDFObject):  # type: ignore[misc]  # it carries no types
    """A dictionary most of which is written out; ReportLab would look at every width by itself."""

    __RefOnly__ = 1

    def __init__(self, written: str, **references: Any) -> None:
        self._written = written
        self._references = references

    def format(self, doc: Any) -> bytes:
        """The dictionary as the file has it."""
        more = [b"/%b %b" % (name.encode(), pdfdoc.format(each, doc)) for name, each in self._references.items()]
        return b"<<%b%b>>" % (self._written.encode("ascii"), b"".join(more))


def on_pages_of(canvas: Canvas, face: str) -> tuple[str, set[int]]:
    """What the font ``face`` is called on the canvas's pages, and the glyphs that are embedded of it, to be added to."""
    font: EmbeddedFont = pdfmetrics.getFont(face)
    document = canvas._doc  # which it hands to its fonts and objects itself
    return font.getSubsetInternalName(0, document), font.used_in(document)


def _only(shaping: Face, glyphs: Iterable[int]) -> bytes:
    """The font program with the outlines of ``glyphs`` alone, under their old numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(set(glyphs))
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(_NOT_FOR_PRINT)
    return bytes(hb.subset(shaping.font.face, wanted).blob.data)


def _to_unicode(shaping: Face, glyphs: Iterable[int]) -> bytes:
    rows = [
        f"<{glyph:04X}> <{shaping.readings[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in glyphs
        if shaping.readings[glyph]
    ]
    blocks = []
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode("ascii")


#: The font that a canvas begins with, so that none of ReportLab's own, which are not embedded, is named.
FIRST: Final = BENGALI[0]

for _name in (*BENGALI, *DEVANAGARI):
    pdfmetrics.registerFont(EmbeddedFont(face(_name)))
