"""Letters have the shapes that a browser gives them: each word drawn by us and by Chromium, laid over one another.

Chromium prints the same words in the same fonts; both are rasterised at 216 dpi, cut to their ink, and every
dot of ink must have one of the other's within two dots.
"""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

import documents.fonts
from documents import specimen
from tests.documents.samples import WORDS
from tests.programs import BROWSER, needs, program
from tests.waiting import PATIENCE

SCALE = 3  # 216 dots an inch
FONTS = Path(documents.fonts.__file__).parent
QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


@pytest.fixture(scope="module")
def ours() -> bytes:
    sink = io.BytesIO()
    specimen.draw(WORDS, sink)
    return sink.getvalue()


@pytest.fixture(scope="module")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same grid of words, printed by Chromium."""
    folder = tmp_path_factory.mktemp("browser")
    rows = -(-len(WORDS) // specimen.COLUMNS)
    cells = "".join(
        f'<p lang="{"hi" if any("ऀ" <= letter <= "ॿ" for letter in word) else "bn"}" '
        f'style="left:{place % specimen.COLUMNS * specimen.COLUMN + 14}pt;'
        f'top:{place // specimen.COLUMNS * specimen.ROW}pt">{word}</p>'
        for place, word in enumerate(unicodedata.normalize("NFC", word) for word in WORDS)
    )
    page = folder / "words.html"
    page.write_text(
        f"""<!doctype html><meta charset="utf-8"><style>
        @font-face {{ font-family: Bengali; src: url({(FONTS / "HindSiliguri-Regular.ttf").as_uri()}) }}
        @font-face {{ font-family: Devanagari; src: url({(FONTS / "Hind-Regular.ttf").as_uri()}) }}
        @page {{ size: {specimen.COLUMNS * specimen.COLUMN}pt {rows * specimen.ROW}pt; margin: 0 }}
        body {{ margin: 0; font: 20pt/{specimen.ROW}pt Bengali, Devanagari }}
        p {{ position: absolute; margin: 0; white-space: pre }}</style>{cells}""",
        encoding="utf-8",
    )
    printed = folder / "words.pdf"
    command = [str(program("chromium")), *QUIETLY, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=PATIENCE)
    return printed.read_bytes()


@needs(BROWSER)
def test_every_word_has_the_shape_that_a_browser_gives_it(ours: bytes, browsers: bytes) -> None:
    pairs = zip(WORDS, _cells(ours), _cells(browsers), strict=True)
    assert [word for word, mine, theirs in pairs if not _same(mine, theirs)] == []


@needs(BROWSER)
def test_the_comparison_sees_a_reph_on_the_wrong_letter(browsers: bytes) -> None:
    sink = io.BytesIO()
    specimen.draw([word.replace("কর্ম", "র্কম") for word in WORDS], sink)
    drawn = dict(zip(WORDS, zip(_cells(sink.getvalue()), _cells(browsers), strict=True), strict=True))
    assert not _same(*drawn["কর্ম"])
    assert _same(*drawn["শ্রী"])


def _cells(content: bytes) -> Iterator[Image.Image]:
    """The ink of each word, white on black."""
    page = pypdfium2.PdfDocument(content)[0]
    sheet = ImageOps.invert(page.render(scale=SCALE).to_pil().convert("L")).point(lambda dot: 255 * (dot > 96))
    for place in range(len(WORDS)):
        row, column = divmod(place, specimen.COLUMNS)
        left, top = column * specimen.COLUMN * SCALE, row * specimen.ROW * SCALE
        cell = sheet.crop((int(left), int(top), int(left + specimen.COLUMN * SCALE), int(top + specimen.ROW * SCALE)))
        yield cell.crop(cell.getbbox())


def _same(mine: Image.Image, theirs: Image.Image) -> bool:
    if max(abs(mine.width - theirs.width), abs(mine.height - theirs.height)) > 2:
        return False
    size = (max(mine.width, theirs.width) + 4, max(mine.height, theirs.height) + 4)
    first, second = (Image.new("L", size), Image.new("L", size))
    first.paste(mine, (2, 2))
    second.paste(theirs, (2, 2))
    return not any(
        ImageChops.subtract(ink, other.filter(ImageFilter.MaxFilter(5))).getbbox()
        for ink, other in ((first, second), (second, first))
    )
