"""What somebody hears who does not see the paper: everything, in order, by its role, in its language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

import documents
from chatbot.language.spelling import with_ascii_digits
from chatbot.language.wording import LANGUAGES
from tests.documents.samples import KINDS, facts, flowed

pytestmark = pytest.mark.slow

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
DRAWS = SHOWS_TEXT | {"f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"}
#: Which roles may stand in which.
WITHIN = {
    "/Document": {"/P", "/H1", "/H2", "/Table", "/L", "/Figure", "/Link"},
    "/Table": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI"},
    "/LI": {"/Lbl", "/LBody"},
    "/LBody": {"/P"},
}


@dataclass
class Heard:
    """One element as it is read aloud."""

    role: str
    text: str
    language: str | None


class Reader:
    """Reads a tagged PDF as a screen reader does: down the tree, each stretch where the tree has it."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.stretches = {
            (page.objgen, number): text for page in self.pages() for number, text in stretches(page) if number >= 0
        }

    def pages(self) -> list[pikepdf.Object]:
        return [page.obj for page in self.pdf.pages]

    def elements(self) -> Iterator[pikepdf.Object]:
        """Every element, parents first."""
        left = [self.pdf.Root.StructTreeRoot.K[0]]
        while left:
            element = left.pop(0)
            yield element
            left = [kid for kid in element.K if "/S" in kid] + left

    def read(self) -> list[Heard]:
        return [
            Heard(str(element.S), self.text(element), str(element.Lang) if "/Lang" in element else None)
            for element in self.elements()
            if not any("/S" in kid for kid in element.K)
        ]

    def text(self, element: pikepdf.Object) -> str:
        if "/Alt" in element:
            return str(element.Alt)
        return "".join(self.stretches[kid.Pg.objgen, int(kid.MCID)] for kid in element.K if "/MCID" in kid).strip()


def stretches(page: pikepdf.Object) -> Iterator[tuple[int, str]]:
    """The marked stretches of a page, as their numbers (-1 for what belongs to nothing) and what they read as."""
    fonts = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    font, open_marks, text = "", list[tuple[int, str | None]](), ""
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BMC":
                open_marks.append((-1, None))
            case "BDC":
                says = operands[1]
                actual = str(says.ActualText) if "/ActualText" in says else None
                open_marks.append((int(says.get("/MCID", -1)), actual))
            case "EMC":
                number, actual = open_marks.pop()
                yield number, text if actual is None else actual
                text = ""
            case "Tf":
                font = str(operands[0])
            case drawn if drawn in DRAWS:
                assert open_marks, f"{drawn} belongs neither to an element nor to an artifact"
                if drawn in SHOWS_TEXT:
                    codes = bytes(operands[-1])
                    glyphs = zip(codes[::2], codes[1::2], strict=True)
                    text += "".join(fonts[font].get(high << 8 | low, "") for high, low in glyphs)
    assert not open_marks


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    rows = [line.split() for line in font.ToUnicode.read_bytes().decode().splitlines() if line.startswith("<")]
    return {int(row[0][1:-1], 16): bytes.fromhex(row[1][1:-1]).decode("utf-16-be") for row in rows if len(row) == 2}


def render(kind: str, language: str, /, **changed: Any) -> Reader:
    return Reader(documents.render(kind, facts(kind, **changed), language=language))


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_stroke_and_letter_belongs_to_an_element_or_to_an_artifact(kind: str, language: str) -> None:
    reader = render(kind, language)
    assert reader.pdf.Root.MarkInfo.Marked
    assert reader.pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(reader.pdf.Root.Lang) == f"{language}-IN"


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_stretch_stands_in_the_tree_once_and_each_finds_its_way_back(kind: str, language: str) -> None:
    reader = render(kind, language)
    owners = {}
    for element in reader.elements():
        for kid in element.K:
            if "/MCID" in kid:
                assert (kid.Pg.objgen, int(kid.MCID)) not in owners
                owners[kid.Pg.objgen, int(kid.MCID)] = element.objgen
    assert owners.keys() == reader.stretches.keys()
    numbers = reader.pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in reader.pages():
        for number, element in enumerate(parents[int(page.StructParents)]):
            assert element.objgen == owners[page.objgen, number]
        for link in page.get("/Annots", []):
            (place,) = parents[int(link.StructParent)].K[-1:]
            assert place.Obj.objgen == link.objgen


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_elements_stand_only_where_they_may(kind: str, language: str) -> None:
    for element in render(kind, language).elements():
        for kid in element.K:
            if "/S" in kid:
                assert str(kid.S) in WITHIN[str(element.S)]
        if element.S == "/TR":
            heading, *others = [str(kid.S) for kid in element.K]
            assert heading == "/TH"
            assert others
            over_columns = set(others) == {"/TH"}
            assert over_columns or set(others) == {"/TD"}
            scopes = {str(kid.A.Scope) for kid in element.K if kid.S == "/TH"}
            assert scopes == {"/Column" if over_columns else "/Row"}


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_paper_is_heard_from_its_office_to_its_signatory(kind: str, language: str) -> None:
    heard = render(kind, language).read()
    told = facts(kind)
    roles = [each.role for each in heard]
    assert roles[:3] == ["/Figure", "/P", "/P"]
    assert roles.count("/H1") == 1
    assert heard[1].text == told["office"][language]
    assert heard[-1].text == told["office"][language]
    assert [each.text for each in heard if each.role == "/H2"][-2:] == {
        "bn": ["কাগজটি যাচাই করুন", "জারি করেছেন"],
        "en": ["Check this paper", "Issued by"],
        "hi": ["कागज़ की जाँच कीजिए", "जारी करने वाले"],
    }[language]


def test_a_label_is_heard_right_before_what_it_says() -> None:
    heard = [(each.role, each.text) for each in render("permit", "en").read()]
    place = heard.index(("/TH", "Mouza"))
    assert heard[place : place + 4] == [
        ("/TH", "Mouza"),
        ("/TD", facts("permit")["mouza"]["en"]),
        ("/TH", "J.L. number"),
        ("/TD", facts("permit")["jl_no"]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_tables_side_by_side_one_is_heard_after_the_other(language: str) -> None:
    reader = render("pay_slip", language)
    tables = [
        [[reader.text(cell) for cell in row.K] for row in element.K]
        for element in reader.elements()
        if element.S == "/Table"
    ]
    _fields, earnings, deductions = tables
    assert [with_ascii_digits(amount) for _, amount in earnings[1:]] == ["34,500", "7,590", "4,140", "500", "46,730"]
    assert [with_ascii_digits(amount) for _, amount in deductions[1:]] == ["200", "3,000", "40", "3,240"]


def test_a_table_of_months_is_heard_row_by_row_under_its_headings() -> None:
    reader = render("annual_salary", "en")
    _fields, table = [element for element in reader.elements() if element.S == "/Table"]
    rows = [[reader.text(cell) for cell in row.K] for row in table.K]
    assert rows[0] == [
        *(
            "Month",
            "Basic pay",
            "DA",
            "HRA",
            "Medical",
            "Gross pay",
            "P-tax",
            "GPF",
            "GIS",
            "Total deductions",
            "Net pay",
        )
    ]
    assert rows[1] == [
        *("April 2026", "34,500", "7,590", "4,140", "500", "46,730"),
        *("200", "3,000", "40", "3,240", "43,490"),
    ]
    assert [row[0] for row in rows[1:]][-2:] == ["March 2027", "Total"]
    assert {len(row) for row in rows} == {11}


def test_conditions_are_a_list_that_is_heard_with_its_numbers() -> None:
    reader = render("permit", "bn")
    (listed,) = [element for element in reader.elements() if element.S == "/L"]
    items = [[reader.text(part) for part in item.K] for item in listed.K]
    assert items == [
        [f"{number}.", condition["bn"]] for number, condition in zip("১২৩", facts("permit")["conditions"], strict=True)
    ]


def test_pictures_say_what_they_are_and_where_they_stand() -> None:
    reader = render("permit", "en")
    figures = [element for element in reader.elements() if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [
        f"Emblem of {facts('permit')['office']['en']}",
        "QR code that opens the page for checking this paper",
    ]
    assert all(len(figure.A.BBox) == 4 for figure in figures)


def test_words_in_another_language_are_read_in_that_language() -> None:
    heard = render("acknowledgement", "en", description="রাস্তা ভাঙা। Please repair.", place="School Road").read()
    assert {each.text: each.language for each in heard}["School Road"] is None
    (told,) = [each for each in heard if each.text.startswith("রাস্তা")]
    assert told.language == "bn-IN"


def test_a_text_over_two_pages_is_one_element_and_running_heads_are_not_heard() -> None:
    told = "রাস্তায় হাঁটুজল জমে, ছেলেমেয়েরা স্কুলে যেতে পারে না। " * 70
    reader = render("acknowledgement", "bn", description=told)
    assert len(reader.pages()) > 1
    (description,) = [each for each in reader.read() if "হাঁটুজল" in each.text]
    assert flowed(description.text) == told.strip()
    heard = with_ascii_digits(" ".join(each.text for each in reader.read()))
    assert "পৃষ্ঠা" not in heard


def test_the_address_opens_the_page_that_checks_the_paper() -> None:
    reader = render("permit", "hi")
    (link,) = reader.pages()[0].Annots
    assert str(link.A.URI) == facts("permit")["verify_url"]
    assert str(link.Contents) == facts("permit")["verify_url"]
