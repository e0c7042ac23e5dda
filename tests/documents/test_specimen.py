"""The sheet on which letters are judged from outside, and the fonts they come from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

import documents.fonts
from documents.fonts.make import LICENCES, ORIGINALS
from documents.typography.faces import face
from tests.documents.samples import WORDS, pdfium_text
from tests.waiting import PATIENCE

FONTS = Path(documents.fonts.__file__).parent
LINES = ["স্মার্ট", "H", "", "ক্ষত্রিয় कर्म Latin ১২", "H", "H", "শ্রী", "H"]


def specimen(folder: Path, text: str) -> bytes:
    words, sheet = folder / "WORDS.txt", folder / "OUT.pdf"
    words.write_bytes(text.encode())
    command = [sys.executable, "-m", "documents.specimen", str(words), str(sheet)]
    subprocess.run(command, check=True, timeout=PATIENCE, cwd=Path(__file__).parents[2])
    return sheet.read_bytes()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return specimen(tmp_path_factory.mktemp("specimen"), "\n".join(LINES) + "\n")


def test_each_line_has_a_cell_of_160_by_44_points_six_in_a_row_on_one_page(sheet: bytes) -> None:
    document = pypdfium2.PdfDocument(sheet)
    assert len(document) == 1
    assert document[0].get_size() == (6 * 160, 2 * 44)


def test_text_starts_14_points_from_the_left_and_stands_30_points_below_the_top_of_its_cell(sheet: bytes) -> None:
    page = pypdfium2.PdfDocument(sheet)[0].get_textpage()
    text = page.get_text_range()
    capitals = [page.get_charbox(place, loose=False) for place, letter in enumerate(text) if letter == "H"]
    side = capitals[0][0] - (160 + 14)
    assert 0 <= side < 2.5  # the letter's own white
    cells = [(0, 1), (0, 4), (0, 5), (1, 1)]
    assert [(round(left - side), round(bottom)) for left, bottom, _, _ in capitals] == [
        (column * 160 + 14, 88 - row * 44 - 30) for row, column in cells
    ]


def test_scripts_stand_side_by_side_in_one_line(sheet: bytes) -> None:
    assert "ক্ষত্রিয় कर्म Latin ১২" in pdfium_text(sheet)


def test_a_file_from_windows_gives_the_same_sheet(tmp_path: Path, sheet: bytes) -> None:
    assert specimen(tmp_path, "\ufeff" + "\r\n".join(LINES) + "\r\n") == sheet


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_font_is_a_small_subset_with_its_licence_and_the_letters_of_the_papers(name: str) -> None:
    assert (FONTS / f"{name}.ttf").stat().st_size < 160_000
    assert "SIL Open Font License" in (FONTS / LICENCES[ORIGINALS[name]]).read_text(encoding="utf-8")
    assert {ord(letter) for letter in "0123456789₹।"} <= face(name).letters


def test_the_fonts_together_have_every_letter_of_the_words() -> None:
    letters = frozenset().union(*(face(name).letters for name in ORIGINALS if name.endswith("Regular")))
    assert {letter for word in WORDS for letter in word if ord(letter) not in letters} <= {"\u200c", "\u200d"}
