"""Letters: read back as they were written, broken where a reader would break, set by versions that were looked at."""

from __future__ import annotations

import io
import unicodedata

import pytest
import reportlab
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.wording import LANGUAGES
from documents import specimen
from documents.typography.faces import BENGALI, DEVANAGARI, face
from documents.typography.lines import Span, break_lines
from documents.typography.shaping import clusters, shape
from tests.documents.samples import WORDS, pdfium_text, poppler_text
from tests.programs import POPPLER, needs

LETTERS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("কষ্ত্রযরি েোৌংঁ‍‌कर्मज्ञ ₹১२-"), max_size=60)


def test_what_the_letters_rest_on_is_what_was_compared_with_a_browser() -> None:
    """HarfBuzz 14.3 places the reph of অর্জ্জুন otherwise: after an update, compare all words anew."""
    assert uharfbuzz.__version__ == "0.55.0"
    assert uharfbuzz.version_string() == "14.2.1"
    assert reportlab.Version == "5.1.0"


def test_every_word_is_read_back_by_chrome() -> None:
    found = set(pdfium_text(_specimen(WORDS)).split())
    assert [word for word in _composed(WORDS) if word not in found] == []


@needs(POPPLER)
def test_every_word_is_read_back_by_poppler() -> None:
    found = set(poppler_text(_specimen(WORDS)).split())
    assert [word for word in _composed(WORDS) if word not in found] == []


def test_no_word_has_an_empty_box() -> None:
    empty = [word for word in WORDS if any(0 in piece.glyphs for piece in shape(word, "bn").pieces)]
    assert empty == []


def test_a_letter_that_no_font_has_is_an_empty_box_that_reads_as_itself() -> None:
    made = shape("ক😀", "bn")
    assert any(piece.glyphs == (0,) or 0 in piece.glyphs for piece in made.pieces)
    assert made.text == "ক😀"
    assert not made.legible


def test_a_joiner_takes_no_room() -> None:
    assert shape("র‍্যা", "bn").width < shape("র ্যা", "bn").width
    assert shape("ক\u200d", "bn").width == shape("ক", "bn").width


def test_each_script_comes_from_its_own_font() -> None:
    assert {piece.face for piece in shape("ক", "hi").pieces} == {BENGALI[0]}
    assert {piece.face for piece in shape("क", "bn").pieces} == {DEVANAGARI[0]}
    assert {piece.face for piece in shape("a1", "bn").pieces} == {BENGALI[0]}
    assert {piece.face for piece in shape("a1", "hi", bold=True).pieces} == {DEVANAGARI[1]}


@pytest.mark.parametrize("name", [*BENGALI, *DEVANAGARI])
def test_every_glyph_says_what_it_reads_as(name: str) -> None:
    assert all(face(name).readings[1:])


def test_a_word_longer_than_the_line_is_broken_between_letters_only() -> None:
    word = "ক্ষত্রিয়স্ত্রী" * 30
    lines = break_lines(word, 12, "bn")
    assert len(lines) > 5
    parts = ["".join(made.text for word in line.words for made in word.shapes).strip() for line in lines]
    assert "".join(parts) == unicodedata.normalize("NFC", word)
    assert [cluster for part in parts for cluster in clusters(part)] == clusters(unicodedata.normalize("NFC", word))
    assert all(line.width <= 12 for line in lines)


def test_bold_never_begins_inside_a_letter() -> None:
    [line] = break_lines([Span("ক্"), Span("ষমা", bold=True)], 100, "bn")
    assert [made.text for made in line.words[0].shapes] == ["ক্ষ", "মা "]


def test_a_line_feed_ends_a_line_and_a_no_break_space_does_not() -> None:
    assert len(break_lines("এক\nদুই", 100, "bn")) == 2
    [line] = break_lines("৩০\u00a0জন লোক", 100, "bn")
    assert len(line.words) == 2


@given(LETTERS, st.sampled_from(LANGUAGES), st.floats(1, 40))
def test_any_text_can_be_set_and_no_letter_is_lost(text: str, language: str, measure: float) -> None:
    lines = break_lines(text, measure, language)
    set_text = "".join(made.text for line in lines for word in line.words for made in word.shapes)
    assert _letters(set_text) == _letters(text)


def _letters(text: str) -> str:
    blank = {" ", "\u00a0", "\u202f"}
    return unicodedata.normalize("NFC", "".join(c for c in text if not c.isspace() and c not in blank))


def _composed(words: list[str]) -> list[str]:
    return [unicodedata.normalize("NFC", word) for word in words]


def _specimen(words: list[str]) -> bytes:
    sink = io.BytesIO()
    specimen.draw(words, sink)
    return sink.getvalue()
