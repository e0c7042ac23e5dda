"""Pages: what belongs together stays together, and the closing never stands alone."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.typography.lines import break_lines
from documents.typography.pen import Pen, Style
from documents.typography.sheet import Description, blank, paginate
from documents.typography.strips import Strip, height_of, nothing
from documents.typography.tags import Element

STRIPS = st.lists(st.builds(Strip, st.floats(1, 90), st.just(nothing), st.booleans(), st.booleans()), max_size=40)


def _strip(height: float, *, stays: bool = False, gap: bool = False) -> Strip:
    return Strip(height, nothing, stays, gap)


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    text, heading = _strip(60), _strip(20, stays=True)
    assert paginate([text, heading, text], 100, 100, reserve=0) == [[text], [heading, text]]


def test_a_page_does_not_begin_with_a_gap() -> None:
    text, gap = _strip(90), _strip(20, gap=True)
    assert paginate([text, gap, text], 100, 100, reserve=0) == [[text], [text]]


def test_the_closing_takes_the_last_text_along_to_its_page() -> None:
    first, last = _strip(50), _strip(40)
    assert paginate([first, last], 100, 100, reserve=30) == [[first], [last]]


def test_a_gap_at_the_end_does_not_push_the_closing_away() -> None:
    text, gap = _strip(60), _strip(20, gap=True)
    assert paginate([text, gap], 100, 100, reserve=40) == [[text]]


@given(STRIPS, st.floats(0, 80))
def test_nothing_is_lost_and_no_page_is_over_full(strips: list[Strip], reserve: float) -> None:
    pages = paginate(strips, 100, 120, reserve=reserve)
    assert [strip for page in pages for strip in page if not strip.blank] == [
        strip for strip in strips if not strip.blank
    ]
    assert all(height_of(page) <= (120 if number else 100) for number, page in enumerate(pages))


@pytest.mark.parametrize("text", ["আমাদের গ্রামের রাস্তায় জল জমে থাকে এবং মানুষ চলাফেরা করতে পারেন না সারা বছর"])
def test_a_justified_line_ends_where_the_measure_ends(text: str) -> None:
    sink = io.BytesIO()
    canvas = blank(sink, Description("Lines", "Test", "bn", date(2026, 1, 1)), (240, 120))
    style = Style(12, 18, align="justify")
    for number, line in enumerate(break_lines(text, 200 / style.size, "bn")):
        baseline = 100 - number * style.leading
        Pen(canvas, "bn").line(line, 20, baseline, within=200, style=style, element=Element("P"))
    canvas.showPage()
    canvas.save()
    page = pypdfium2.PdfDocument(sink.getvalue())[0]
    right = max(bounds[2] for bounds in (item.get_bounds() for item in page.get_objects()))
    assert right == pytest.approx(220, abs=4.5)
