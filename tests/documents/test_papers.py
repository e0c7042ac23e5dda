"""Each paper in each language: it renders, it says its facts, and anyone can check it."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp

import documents
from chatbot.language.spelling import with_ascii_digits
from chatbot.language.wording import LANGUAGES
from documents.facts import FactMissing, FactWrong
from documents.registry import UnknownKind
from tests.documents.samples import KINDS, facts, flowed, pdfium_text, poppler_text
from tests.programs import POPPLER, needs, program
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
TITLES = {
    ("acknowledgement", "bn"): "জমার রসিদ",
    ("action_taken", "bn"): "গৃহীত ব্যবস্থার প্রতিবেদন",
    ("annual_salary", "bn"): "বার্ষিক বেতন বিবরণী",
    ("annual_salary", "en"): "Annual salary statement",
    ("annual_salary", "hi"): "वार्षिक वेतन विवरण",
    ("certificate", "bn"): "ওয়ারিশন সার্টিফিকেট",
    ("certificate", "en"): "Legal heir certificate",
    ("certificate", "hi"): "वारिस प्रमाण पत्र",
    ("booking_cancellation", "bn"): "বুকিং বাতিলের কাগজ",
    ("booking_cancellation", "en"): "Booking cancellation",
    ("booking_cancellation", "hi"): "बुकिंग रद्द होने का कागज़",
    ("booking_voucher", "bn"): "গেস্ট হাউস বুকিংয়ের কাগজ",
    ("booking_voucher", "en"): "Guest house booking voucher",
    ("booking_voucher", "hi"): "गेस्ट हाउस बुकिंग का कागज़",
    ("pay_slip", "bn"): "পে স্লিপ",
    ("pay_slip", "en"): "Pay slip",
    ("pay_slip", "hi"): "वेतन पर्ची",
    ("permit", "bn"): "বাড়ি তৈরির অনুমোদনপত্র",
    ("permit", "en"): "Building permit",
    ("permit", "hi"): "भवन निर्माण अनुमति पत्र",
    ("trade_noc", "bn"): "ট্রেড নো অবজেকশন সার্টিফিকেট",
    ("trade_noc", "en"): "Trade No Objection Certificate",
    ("trade_noc", "hi"): "व्यापार अनापत्ति प्रमाण पत्र (ट्रेड NOC)",
}
SAID = {
    "acknowledgement": ["number", "code", "office", "category", "department", "description", "place", "escalates_to"],
    "action_taken": ["number", "code", "office", "category", "gist", "action", "officer_post", "appeal_to"],
    "annual_salary": ["number", "code", "office", "employee", "post", "employee_id", "bank_account", "year"],
    "certificate": [
        *("number", "code", "office", "certificate", "name", "parent", "address", "purpose", "identity"),
        "identity_ends",
    ],
    "booking_cancellation": ["number", "code", "office", "house", "guest"],
    "booking_voucher": ["number", "code", "office", "house", "house_address", "house_phone", "guest", "id_last_four"],
    "pay_slip": ["number", "code", "office", "employee", "post", "employee_id", "bank_account", "level", "cell"],
    "permit": ["number", "code", "applicant", "parent", "mouza", "dag_no", "khatian_no", "surveyor", "receipt_no"],
    "trade_noc": [
        *("number", "code", "certificate_no", "trade_name", "trade_nature", "owner", "parent", "address", "mouza"),
        *("dag_no", "holding_no", "first_year", "last_year", "receipt_no", "renewal_of"),
    ],
}


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_paper_says_its_facts(kind: str, language: str) -> None:
    text = with_ascii_digits(flowed(pdfium_text(documents.render(kind, facts(kind), language=language))))
    for name in SAID[kind]:
        value = facts(kind)[name]
        assert with_ascii_digits(value if isinstance(value, str) else value[language]) in text, name


@needs(POPPLER)
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_other_readers_find_the_same_facts(kind: str, language: str) -> None:
    text = with_ascii_digits(flowed(poppler_text(documents.render(kind, facts(kind), language=language))))
    for name in SAID[kind]:
        value = facts(kind)[name]
        assert with_ascii_digits(value if isinstance(value, str) else value[language]) in text, name


@pytest.mark.parametrize(("kind", "language"), TITLES)
def test_a_paper_has_its_title_in_its_language(kind: str, language: str) -> None:
    content = documents.render(kind, facts(kind), language=language)
    assert TITLES[kind, language] in pdfium_text(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(TITLES[kind, language])
        assert str(pdf.Root.Lang) == f"{language}-IN"


def test_a_bengali_paper_writes_bengali_digits_dates_and_lakhs() -> None:
    text = pdfium_text(documents.render("permit", facts("permit", fee_paise=1_23_456_50), language="bn"))
    assert "BP-২৬-১২০৩-৪৪৫৭" in text
    assert "১৪-১০-২০২৬ থেকে ১৩-১০-২০২৯" in text
    assert "₹১,২৩,৪৫৬.৫০" in text


def test_every_paper_can_be_checked_by_its_square() -> None:
    for kind in KINDS:
        page = pypdfium2.PdfDocument(documents.render(kind, facts(kind), language="bn"))[0]
        picture = page.render(scale=200 / 72).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [facts(kind)["verify_url"]]


def test_a_report_never_names_who_complained() -> None:
    named = facts("action_taken", applicant="নমুনা গোপন নাম")
    assert "গোপন" not in pdfium_text(documents.render("action_taken", named, language="bn"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_no_letter_is_an_empty_box(kind: str) -> None:
    for language in LANGUAGES:
        with pikepdf.open(io.BytesIO(documents.render(kind, facts(kind), language=language))) as pdf:
            for font in pdf.pages[0].Resources.Font.values():
                glyphs = font.DescendantFonts[0]
                assert "/FontFile2" in glyphs.FontDescriptor
                assert "/ToUnicode" in font
                assert int(glyphs.W[0]) != 0


def test_a_long_description_goes_on_over_the_page_and_every_page_says_which_it_is() -> None:
    sentence = "রাস্তায় হাঁটুজল জমে, ছেলেমেয়েরা স্কুলে যেতে পারে না। "
    told = (sentence * 80)[:4000]
    content = documents.render("acknowledgement", facts("acknowledgement", description=told), language="bn")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert with_ascii_digits(page).count(f"পৃষ্ঠা {number}, মোট {len(pages)}") == 1
        assert "GRV-২৬-৪৮১৫-৩৭০৬" in page
    assert flowed(" ".join(pages)).count("হাঁটুজল") == told.count("হাঁটুজল")
    assert "নমুনা প্রধান" in pages[-1]


def test_the_same_facts_give_the_same_bytes_in_any_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    here = {f"{kind} {language}": _digest(kind, language) for kind, language in EVERY}
    assert here == {f"{kind} {language}": _digest(kind, language) for kind, language in EVERY}
    assert here == _digests_of_another_process([f"{kind} {language}" for kind, language in reversed(EVERY)])
    assert here["permit hi"] == _digests_of_another_process(["permit hi"])["permit hi"]


def test_the_time_zone_of_the_machine_does_not_change_a_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _digest("permit", "bn")
    monkeypatch.setenv("TZ", "America/Lima")
    assert _digest("permit", "bn") == before


@needs(POPPLER)
@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_a_sound_pdf(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "paper.pdf"
    place.write_bytes(documents.render(kind, facts(kind), language="bn"))
    checked = subprocess.run(
        [str(program("qpdf")), "--check", place], capture_output=True, check=False, timeout=PATIENCE
    )
    assert checked.returncode == 0, checked.stdout


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownKind, match=rf"passport.*{', '.join(KINDS)}"):
        documents.render("passport", {}, language="bn")


def test_a_missing_fact_is_named() -> None:
    lacking = facts("permit")
    del lacking["memo_no"]
    with pytest.raises(FactMissing, match="memo_no"):
        documents.render("permit", lacking, language="bn")


@pytest.mark.parametrize(
    ("field", "value"),
    [("valid_upto", "tomorrow"), ("floors", "two"), ("land_area", "wide"), ("tier", "king"), ("office", 7)],
)
def test_a_wrong_fact_is_named_without_telling_it(field: str, value: Any) -> None:
    with pytest.raises(FactWrong, match=field) as told:
        documents.render("permit", facts("permit", **{field: value}), language="bn")
    assert str(value) not in str(told.value)


def test_a_suggestion_is_not_called_a_grievance() -> None:
    text = pdfium_text(documents.render("acknowledgement", facts("acknowledgement", kind="suggestion"), language="bn"))
    assert "পরামর্শ নম্বর" in text
    assert "অভিযোগ নম্বর" not in text


def _digest(kind: str, language: str) -> str:
    return hashlib.sha256(documents.render(kind, facts(kind), language=language)).hexdigest()


def _digests_of_another_process(papers: list[str]) -> dict[str, str]:
    program_text = (
        "import sys, tests.documents.test_papers as t\n"
        "for paper in sys.argv[1:]: print(paper, t._digest(*paper.split()), sep='=')"
    )
    made = subprocess.run(
        [sys.executable, "-c", program_text, *papers],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return dict(line.split("=", 1) for line in made.stdout.splitlines())


def test_a_report_says_to_whom_it_went_when_nothing_was_decided_in_time() -> None:
    text = flowed(pdfium_text(documents.render("action_taken", facts("action_taken"), language="en")))
    assert "Not done in time; since then with: BDO, Bagda Block" in text


def test_a_report_tells_what_was_done_once() -> None:
    steps = [
        {"on": "2026-11-09", "state": "SUBMITTED", "post": None, "note": None},
        {"on": "2026-11-21", "state": "ACTION_TAKEN", "post": None, "note": "The road was mended."},
    ]
    told = facts("action_taken", action="The road was mended.", steps=steps)
    assert pdfium_text(documents.render("action_taken", told, language="en")).count("The road was mended.") == 1


def test_an_acknowledgement_of_what_is_about_the_office_says_that_it_went_past_it() -> None:
    words = "has gone straight to the office above"
    for past in (True, False):
        told = facts("acknowledgement", past_office=past)
        text = flowed(pdfium_text(documents.render("acknowledgement", told, language="en")))
        assert (words in text) is past
        assert "it goes by itself to the office above" in text
