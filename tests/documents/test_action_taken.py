"""What a report says of the work itself: the inspection, the order, the money, and photos in a row."""

from __future__ import annotations

import hashlib
import io
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from PIL import Image

import documents
from chatbot.language.spelling import with_ascii_digits
from chatbot.language.wording import LANGUAGES
from documents.facts import FactWrong
from documents.photographs import fit_to_print
from tests.documents.samples import facts, flowed, pdfium_text
from tests.documents.test_screen_readers import Reader

SHAPES = ((800, 600), (600, 800), (1200, 500), (500, 500))


def photo(size: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (40, 120, size[0] % 256)).save(made, "PNG")
    return fit_to_print(made.getvalue())


KEPT = {hashlib.sha256(content).hexdigest(): content for content in map(photo, SHAPES)}
WORK = {
    "inspected_on": "2026-11-18",
    "findings": "নালার মুখ বন্ধ, জল বেরোতে পারে না।",
    "order_no": "WORKS/123",
    "spent": 1_23_456_00,
}


def render(language: str, **more: Any) -> bytes:
    stated = facts("action_taken", **more)
    return documents.render("action_taken", stated, language=language, open_picture=KEPT.__getitem__)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", ["18-11-2026 তারিখে জায়গায় গিয়ে যা দেখা গেছে", "আদেশ নম্বর", "এক লক্ষ তেইশ হাজার চারশো ছাপ্পান্ন টাকা"]),
        ("en", ["What was found on the spot, on 18-11-2026", "Order number", "Money spent"]),
        ("hi", ["18-11-2026 को मौके पर क्या मिला", "आदेश संख्या", "खर्च"]),
    ],
)
def test_the_inspection_the_order_and_the_money_are_told_in_every_language(language: str, words: list[str]) -> None:
    text = with_ascii_digits(flowed(pdfium_text(render(language, **WORK))))
    for told in (*words, "নালার মুখ বন্ধ, জল বেরোতে পারে না।", "WORKS/123", "1,23,456"):
        assert told in text


def test_an_inspection_of_which_no_more_is_said_was_at_least_made() -> None:
    text = flowed(pdfium_text(render("en", inspected_on="2026-11-18")))
    assert "on 18-11-2026 The place was inspected." in text


def test_of_what_is_not_said_there_is_no_heading() -> None:
    text = pdfium_text(render("en"))
    for heading in ("found on the spot", "Order number", "Money spent", "Photos"):
        assert heading not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 4])
def test_photos_stand_whole_in_one_row_and_say_what_they_are(language: str, count: int) -> None:
    reader = Reader(render(language, **WORK, photos=list(KEPT)[:count]))
    # Without the emblem before them and the code behind.
    figures = [element for element in reader.elements() if element.S == "/Figure"][1:-1]
    assert len(figures) == count
    boxes = [[float(side) for side in figure.A.BBox] for figure in figures]
    for (left, bottom, right, top), (wide, high) in zip(boxes, SHAPES, strict=False):
        assert (right - left) / (top - bottom) == pytest.approx(wide / high, rel=0.01)
        assert right - left < 120
    assert len({round((bottom + top) / 2) for _left, bottom, _right, top in boxes}) == 1
    if language == "en":
        assert str(figures[0].Alt) == f"Photo 1 of {count} of the work"
    heading = next(page for page in reader.pdf.pages if "/XObject" in page.Resources)
    assert len(heading.Resources.XObject) == count


def test_a_photo_is_in_the_file_as_it_is_kept() -> None:
    digest, content = next(iter(KEPT.items()))
    pdf = pikepdf.open(io.BytesIO(render("bn", photos=[digest])))
    (image,) = [each for page in pdf.pages for each in page.Resources.get("/XObject", {}).values()]
    assert "/DCTDecode" in map(str, image.Filter)
    assert len(image.read_raw_bytes()) < 1.3 * len(content)


def test_no_heading_is_left_alone_on_a_page() -> None:
    for lines in range(0, 40, 2):
        reader = Reader(render("en", **WORK, gist="A line of what was said.\n" * lines, photos=list(KEPT)))
        leaves = [element for element in reader.elements() if not any("/S" in kid for kid in element.K)]
        for heading, next_one in pairwise(leaves):
            if heading.S == "/H2" and reader.text(heading) != "Issued by":
                assert heading.K[-1].Pg.objgen == next_one.K[0].Pg.objgen, (lines, reader.text(heading))


def test_identical_facts_and_photos_give_identical_bytes() -> None:
    assert render("bn", **WORK, photos=list(KEPT)) == render("bn", **WORK, photos=list(KEPT))


def test_another_picture_than_the_one_that_was_named_is_refused() -> None:
    stated = facts("action_taken", photos=list(KEPT)[:1])
    for open_picture in (lambda _digest: photo((300, 300)), None):
        with pytest.raises(FactWrong):
            documents.render("action_taken", stated, language="bn", open_picture=open_picture)
