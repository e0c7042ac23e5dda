"""The frame of every paper: the office's head with a place for its emblem, number and date, title, check and foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from chatbot.language.wording import Reference, _, in_digits, say, short_date
from documents import qr
from documents.typography.blocks import LABEL, VALUE, Paragraph, lines_of
from documents.typography.pen import ACCENT, INK, QUIET, TINT, Pen, Style
from documents.typography.shaping import clusters
from documents.typography.sheet import HEIGHT, MARGIN, MEASURE, TOP, WIDTH
from documents.typography.strips import Space, Strip, draw_down, height_of, kept, over
from documents.typography.tags import Element, Role

if TYPE_CHECKING:
    from documents.facts import Issue

_OFFICE: Final = Style(17, 22, bold=True, colour=ACCENT)
_PLACE: Final = Style(9.5, 13.5, colour=QUIET)
_TITLE: Final = Style(19, 27, bold=True, align="centre")
_SMALL: Final = Style(8.5, 12, colour=QUIET)
_EMBLEM: Final = 50.0
_CODE: Final = 86.0
#: Room for the helpline beside the address.
_HELPLINE: Final = 110.0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Head and foot of a paper's pages; later pages carry a short head.

    Of these a screen reader hears the first page's head alone: the others say it again.
    """

    issue: Issue
    title: str
    language: str

    first_head: ClassVar[float] = 104.0
    head: ClassVar[float] = 32.0
    foot: ClassVar[float] = 20.0

    def draw(self, pen: Pen, page: int, pages: int) -> None:
        """Draw what stands around the text of one page."""
        if page == 1:
            self._first_head(pen)
        else:
            self._later_head(pen)
        self._foot(pen, page, pages)

    def _first_head(self, pen: Pen) -> None:
        issue, top = self.issue, HEIGHT - TOP
        office = say(issue.office, self.language)
        emblem(pen, office, MARGIN + _EMBLEM / 2, top - _EMBLEM / 2)
        x, right = MARGIN + _EMBLEM + 16, WIDTH - MARGIN
        beside = right - x
        pen.words(office, x, top - 17, _OFFICE, within=beside, element=Element("P"))
        address = Element("P")
        where = ", ".join(filter(None, [say(issue.block, self.language), say(issue.district, self.language)]))
        pen.words(f"{where} ", x, top - 33, _PLACE, within=beside - _HELPLINE, element=address)
        street = say(issue.office_address, self.language)
        pen.words(street, x, top - 46.5, _PLACE, within=beside - _HELPLINE, element=address)
        if issue.helpline_phone:
            phone, helpline = in_digits(issue.helpline_phone, self.language), Element("P")
            label, called = replace(_PLACE, align="right"), say(_("Helpline"), self.language)
            pen.words(f"{called} ", right, top - 33, label, element=helpline)
            pen.words(phone, right, top - 46.5, replace(label, colour=INK), element=helpline)
        pen.rule(MARGIN, top - 62, MEASURE, weight=1.4, colour=ACCENT)
        pen.rule(MARGIN, top - 64.6, MEASURE, weight=0.4, colour=ACCENT)
        number, issued = self._number_and_day()
        pen.words(number, MARGIN, top - 84, VALUE, element=Element("P"))
        pen.words(issued, right, top - 84, replace(VALUE, align="right"), element=Element("P"))

    def _later_head(self, pen: Pen) -> None:
        top = HEIGHT - TOP
        number, _issued = self._number_and_day()
        office = replace(_SMALL, bold=True, colour=ACCENT)
        pen.words(say(self.issue.office, self.language), MARGIN, top - 8, office, within=MEASURE / 2 - 8)
        running = f"{self.title} · {number}"
        pen.words(running, WIDTH - MARGIN, top - 8, replace(_SMALL, align="right"), within=MEASURE / 2 - 8)
        pen.rule(MARGIN, top - 16, MEASURE, weight=0.8, colour=ACCENT)

    def _foot(self, pen: Pen, page: int, pages: int) -> None:
        pen.rule(MARGIN, TOP + 6, MEASURE)
        check = say(_("Made by computer. Check it with the code {code}."), self.language, code=self.issue.code)
        pen.words(check, MARGIN, TOP - 7, _SMALL)
        counted = say(_("Page {page} of {pages}"), self.language, page=page, pages=pages)
        pen.words(counted, WIDTH - MARGIN, TOP - 7, replace(_SMALL, align="right"))

    def _number_and_day(self) -> tuple[str, str]:
        number = say(_("Number: {number}"), self.language, number=Reference(self.issue.number))
        return number, say(_("Date: {date}"), self.language, date=short_date(self.issue.issued_on, self.language))


@dataclass(frozen=True, slots=True)
class Title:
    """The paper's name."""

    title: str

    def strips(self, width: float, language: str) -> list[Strip]:
        """Centred; stays with what follows."""
        return kept([*Paragraph(self.title, _TITLE, "H1").strips(width, language), *Space(10).strips(width, language)])


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a paper: at the left how to check it, at the right who answers for it."""

    issue: Issue

    def strips(self, width: float, language: str) -> list[Strip]:
        """One strip, which is never cut."""
        issue = self.issue
        panel = width * 0.62
        strong = replace(VALUE, bold=True)
        how = say(_("Point a phone's camera at the square, or open the address below."), language)
        picture = Element("Figure", alt=say(_("QR code that opens the page for checking this paper"), language))
        address = Element("Link")
        check = [
            *_stack(
                panel - _CODE - 24, language, (say(_("Check this paper"), language), strong, "H2"), (how, _SMALL, "P")
            ),
            *_linked(issue.verify_url, address, panel - _CODE - 24, language),
            *_stack(panel - _CODE - 24, language, (say(_("Code: {code}"), language, code=issue.code), strong, "P")),
        ]
        # Where nobody signs the post stands in the place of the name, and once is enough.
        by, *further = dict.fromkeys(
            say(names, language) for names in (issue.signatory, issue.signatory_post, issue.office)
        )
        issued = _stack(
            width - panel - 24,
            language,
            (say(_("Issued by"), language), LABEL, "H2"),
            (by, strong, "P"),
            *((each, _SMALL, "P") for each in further),
        )
        height = max(_CODE, height_of(check), height_of(issued)) + 12

        def draw(pen: Pen, x: float, top: float) -> None:
            pen.box(x, top - height, width, height, TINT)
            draw_down(pen, check, x + _CODE + 12, top - (height - height_of(check)) / 2)
            low = top - (height + _CODE) / 2
            with pen.picture(picture, x + 4, low, _CODE, _CODE):
                qr.draw(pen, issue.verify_url, x + 4, low, _CODE)
            draw_down(pen, issued, x + panel + 12, top - (height - height_of(issued)) / 2)

        above, below = Space(14).strips(width, language), Space(6).strips(width, language)
        return [*above, Strip(height, draw), *below]


def emblem(pen: Pen, office: str, x: float, y: float) -> None:
    """The place of the office's emblem: a ring with the first letter of its name, centred at x, y."""
    radius = _EMBLEM / 2
    alt = say(_("Emblem of {office}"), pen.language, office=office)
    with pen.picture(Element("Figure", alt=alt), x - radius, y - radius, _EMBLEM, _EMBLEM):
        pen.dot(x, y, radius, TINT)
        pen.ring(x, y, radius - 0.7, 1.4, ACCENT)
        pen.ring(x, y, radius - 3.9, 0.6, ACCENT)
        letter = next(iter(clusters(office)), "")
        pen.words(letter, x, y - 7.5, Style(22, 22, bold=True, colour=ACCENT, align="centre"))


def _stack(width: float, language: str, *texts: tuple[str, Style, Role]) -> list[Strip]:
    return [strip for text, style, role in texts for strip in Paragraph(text, style, role).strips(width, language)]


def _linked(url: str, address: Element, width: float, language: str) -> list[Strip]:
    """The address in small type, each line of which opens it."""
    shown = url.removeprefix("https://").removeprefix("http://")
    return [
        _opening(strip, url, width, address)
        for strip in lines_of(shown, replace(_SMALL, colour=INK), width, language, address)
    ]


def _opening(strip: Strip, url: str, width: float, address: Element) -> Strip:
    def link(pen: Pen, x: float, top: float) -> None:
        pen.link(url, x, top, width=width, height=strip.height, element=address)

    return over(strip, link)
