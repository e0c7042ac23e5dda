"""Tables: every word has room, amounts end where their column ends, and rows stand together."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest

from documents.typography.blocks import HEADING, Highlight
from documents.typography.pen import Pen
from documents.typography.sheet import Description, blank
from documents.typography.strips import Block, draw_down, height_of
from documents.typography.tables import Beside, Column, Row, Table

COLUMNS = [Column("কী বাবদ", grows=True), Column("টাকা", align="right")]
WIDTH = 200.0


def table(*names: str, size: float = 10.0, smallest: float = 10.0) -> Table:
    rows = [Row([name, "১২,৩৪৫"]) for name in names]
    return Table(COLUMNS, [*rows, Row(["মোট", "১,২৩,৪৫৬"], total=True)], size, smallest)


def drawn(block: Block, width: float = WIDTH) -> bytes:
    sink = io.BytesIO()
    canvas = blank(sink, Description("Table", "Test", "bn", date(2026, 1, 1)), (width + 100, 500))
    draw_down(Pen(canvas, "bn"), block.strips(width, "bn"), 50, 450)
    canvas.showPage()
    canvas.save()
    return sink.getvalue()


def boxes(content: bytes, wanted: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each place where ``wanted`` stands."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    found, search = [], page.search(wanted)
    while place := search.get_next():
        letters = [page.get_charbox(place[0] + offset) for offset in range(place[1])]
        lefts, bottoms, rights, tops = zip(*letters, strict=True)
        found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found


def test_amounts_end_where_their_column_ends() -> None:
    content = drawn(table("বেতন", "ভাতা"))
    rights = [box[2] for amount in ("১২,৩৪৫", "১,২৩,৪৫৬") for box in boxes(content, amount)]
    assert len(rights) == 3
    assert max(rights) - min(rights) < 1.5
    assert max(rights) == pytest.approx(50 + WIDTH - 4.8, abs=1.5)


def test_a_long_name_goes_on_in_a_second_line_and_its_amount_stays_in_the_first() -> None:
    one, two = table("বেতন"), table("খুব লম্বা একটি নাম যা এক সারিতে ধরে না")
    assert height_of(two.strips(WIDTH, "bn")) == pytest.approx(height_of(one.strips(WIDTH, "bn")) + 15)
    content = drawn(two)
    (name,), (amount,) = boxes(content, "খুব"), boxes(content, "১২,৩৪৫")
    assert amount[1] == pytest.approx(name[1], abs=4)


def test_type_is_made_smaller_before_words_are_broken() -> None:
    columns = [Column(f"স্তম্ভ{number}", align="right") for number in range(12)]
    figures = [Row(["১২,৩৪,৫৬৭"] * 12)]
    wide, narrow = Table(columns, figures, 10, 10), Table(columns, figures, 10, 4)
    assert len(boxes(drawn(narrow, 300), "১২,৩৪,৫৬৭")) == 12
    assert height_of(wide.strips(300, "bn")) > height_of(narrow.strips(300, "bn"))


def test_a_word_longer_than_any_column_is_broken_and_nothing_is_drawn_outside() -> None:
    content = drawn(table("ক্ষত্রিয়স্ত্রী" * 12))
    page = pypdfium2.PdfDocument(content)[0]
    bounds = [item.get_bounds() for item in page.get_objects()]
    assert min(each[0] for each in bounds) >= 49
    assert max(each[2] for each in bounds) <= 50 + WIDTH + 1


def test_totals_of_tables_side_by_side_stand_at_one_height() -> None:
    content = drawn(Beside([table("এক", "দুই", "তিন"), table("চার")]), 400)
    first, second = boxes(content, "মোট")
    assert first[1] == pytest.approx(second[1], abs=0.1)
    assert second[0] > first[2]


def test_headings_stay_with_the_first_row_and_the_last_row_with_the_total() -> None:
    strips = table("এক", "দুই", "তিন").strips(WIDTH, "bn")
    assert [strip.stays for strip in strips] == [True, False, False, True, False]
    assert Table(COLUMNS, []).strips(WIDTH, "bn")


def test_a_figure_that_matters_stays_within_its_box_however_long_it_is() -> None:
    block = Highlight("নিট বেতন", "₹৯৯,৯৯,৯৯,৯৯,৯৯৯.৯৯", "নিরানব্বই " * 30)
    assert height_of(block.strips(WIDTH, "bn")) > 3 * HEADING.leading
    bounds = [item.get_bounds() for item in pypdfium2.PdfDocument(drawn(block))[0].get_objects()]
    assert max(each[2] for each in bounds) <= 50 + WIDTH + 1
