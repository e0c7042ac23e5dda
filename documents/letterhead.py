"""The frame of every paper: the office's head with a place for its emblem, number and date, title, check and foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from chatbot.language import Reference, _, in_digits, say
from documents import qr
from documents.figures import day
from documents.typography.blocks import LABEL, VALUE, Paragraph
from documents.typography.pen import ACCENT, INK, QUIET, TINT, Pen, Style
from documents.typography.shaping import clusters
from documents.typography.sheet import HEIGHT, MARGIN, MEASURE, TOP, WIDTH
from documents.typography.strips import Space, Strip, draw_down, height_of, kept

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
    """Head and foot of a paper's pages; later pages carry a short head."""

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
        emblem(pen, say(issue.office, self.language), MARGIN + _EMBLEM / 2, top - _EMBLEM / 2)
        x, right = MARGIN + _EMBLEM + 16, WIDTH - MARGIN
        beside = right - x
        pen.words(say(issue.office, self.language), x, top - 17, _OFFICE, within=beside)
        where = [say(issue.block, self.language), say(issue.district, self.language)]
        pen.words(", ".join(filter(None, where)), x, top - 33, _PLACE, within=beside - _HELPLINE)
        pen.words(say(issue.office_address, self.language), x, top - 46.5, _PLACE, within=beside - _HELPLINE)
        if issue.helpline_phone:
            phone = in_digits(issue.helpline_phone, self.language)
            pen.words(say(_("Helpline"), self.language), right, top - 33, replace(_PLACE, align="right"))
            pen.words(phone, right, top - 46.5, replace(_PLACE, colour=INK, align="right"))
        pen.rule(MARGIN, top - 62, MEASURE, weight=1.4, colour=ACCENT)
        pen.rule(MARGIN, top - 64.6, MEASURE, weight=0.4, colour=ACCENT)
        number, issued = self._number_and_day()
        pen.words(number, MARGIN, top - 84, VALUE)
        pen.words(issued, right, top - 84, replace(VALUE, align="right"))

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
        return number, say(_("Date: {date}"), self.language, date=day(self.issue.issued_on, self.language))


@dataclass(frozen=True, slots=True)
class Title:
    """The paper's name."""

    title: str

    def strips(self, width: float, language: str) -> list[Strip]:
        """Centred; stays with what follows."""
        return kept([*Paragraph(self.title, _TITLE).strips(width, language), *Space(10).strips(width, language)])


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
        check = _stack(
            panel - _CODE - 24,
            language,
            (say(_("Check this paper"), language), strong),
            (how, _SMALL),
            (issue.verify_url.removeprefix("https://").removeprefix("http://"), replace(_SMALL, colour=INK)),
            (say(_("Code: {code}"), language, code=issue.code), strong),
        )
        issued = _stack(
            width - panel - 24,
            language,
            (say(_("Issued by"), language), LABEL),
            (say(issue.signatory, language), strong),
            (say(issue.signatory_post, language), _SMALL),
            (say(issue.office, language), _SMALL),
        )
        height = max(_CODE, height_of(check), height_of(issued)) + 12

        def draw(pen: Pen, x: float, top: float) -> None:
            pen.box(x, top - height, width, height, TINT)
            qr.draw(pen.canvas, issue.verify_url, x + 4, top - (height + _CODE) / 2, _CODE)
            draw_down(pen, check, x + _CODE + 12, top - (height - height_of(check)) / 2)
            draw_down(pen, issued, x + panel + 12, top - (height - height_of(issued)) / 2)

        above, below = Space(14).strips(width, language), Space(6).strips(width, language)
        return [*above, Strip(height, draw), *below]


def emblem(pen: Pen, office: str, x: float, y: float) -> None:
    """The place of the office's emblem: a ring with the first letter of its name, centred at x, y."""
    pen.dot(x, y, _EMBLEM / 2, TINT)
    pen.ring(x, y, _EMBLEM / 2 - 0.7, 1.4, ACCENT)
    pen.ring(x, y, _EMBLEM / 2 - 3.9, 0.6, ACCENT)
    letter = next(iter(clusters(office)), "")
    pen.words(letter, x, y - 7.5, Style(22, 22, bold=True, colour=ACCENT, align="centre"))


def _stack(width: float, language: str, *texts: tuple[str, Style]) -> list[Strip]:
    return [strip for text, style in texts for strip in Paragraph(text, style).strips(width, language)]
