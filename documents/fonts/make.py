"""Make the vendored fonts from their published originals.

    pip download --no-deps fontpkg-hind-siliguri==1.1 fontpkg-hind==2.1   # the OFL fonts as wheels
    (unpack both wheels into FOLDER)
    python -m documents.fonts.make FOLDER

Each font is cut to the letters that papers need and loses its hinting: a tenth of the loading time, half the
PDF. Its glyphs are then named after the text that they stand for, by Adobe's rule (``uni099509CD09B7``), so
that a PDF can say what a conjunct reads as without a second table beside the font.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ORIGINALS = {
    "HindSiliguri-Regular": "fontpkg_hind_siliguri",
    "HindSiliguri-Bold": "fontpkg_hind_siliguri",
    "Hind-Regular": "fontpkg_hind",
    "Hind-Bold": "fontpkg_hind",
}
LICENCES = {"fontpkg_hind_siliguri": "OFL-HindSiliguri.txt", "fontpkg_hind": "OFL-Hind.txt"}
LETTERS = (
    "U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2,U+00B7,U+00BB,U+00D7,U+0900-097F,U+0980-09FF,"
    "U+200B-200D,U+2010-2015,U+2018-201D,U+2022,U+2026,U+20B9,U+2212,U+25CC,U+2713"
)


def readings(font: TTFont) -> dict[str, str]:
    """What each glyph reads as: the letters of the character map, then whatever substitutions make of them."""
    read: dict[str, str] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        read.setdefault(glyph, chr(code))
    known = -1
    while known != len(read):
        known = len(read)
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                rule = table.ExtSubTable if table.LookupType == 7 else table
                if rule.LookupType == 1:
                    for glyph, replacement in rule.mapping.items():
                        if glyph in read:
                            read.setdefault(replacement, read[glyph])
                elif rule.LookupType == 4:
                    for first, ligatures in rule.ligatures.items():
                        for ligature in ligatures:
                            parts = [first, *ligature.Component]
                            if all(part in read for part in parts):
                                read.setdefault(ligature.LigGlyph, "".join(read[part] for part in parts))
    return read


def name_by_reading(path: Path) -> None:
    """Rename the glyphs of the font in ``path`` after what they read as."""
    font = TTFont(path)
    read = readings(font)
    order = font.getGlyphOrder()
    seen: Counter[str] = Counter()
    names = []
    for index, glyph in enumerate(order):
        text = read.get(glyph)
        name = (
            f"uni{text.encode('utf-16-be').hex().upper()}" if text else (".notdef" if index == 0 else f"glyph{index}")
        )
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}.alt{seen[name]}")
    font.close()
    # Loaded anew, so that every table but the names is copied as it is.
    font = TTFont(path, recalcTimestamp=False)
    post = font["post"]
    font.setGlyphOrder(names)
    post.extraNames, post.mapping = [], {}
    font.save(path)


def main(originals: Path) -> None:
    """Write the four fonts and the two licences beside this file."""
    for name, package in ORIGINALS.items():
        made = HERE / f"{name}.ttf"
        subset.main(
            [
                str(originals / package / "files" / f"{name}.ttf"),
                f"--unicodes={LETTERS}",
                "--layout-features=*",
                "--no-hinting",
                "--glyph-names",
                "--notdef-outline",
                "--name-IDs=*",
                f"--output-file={made}",
            ]
        )
        name_by_reading(made)
    for package, name in LICENCES.items():
        shutil.copyfile(originals / package / "LICENSE", HERE / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
