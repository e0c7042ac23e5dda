"""One phone of the simulator, used as its owner uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.waiting import PATIENCE

expect.set_options(timeout=PATIENCE * 1000)


class Handset:
    """The phone of ``address`` on a page that shows it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.element = page.locator(f'[data-phone="{address}"]')
        self.heard = self.element.locator(".bubble:not(.mine)")
        self.said = self.element.locator(".bubble.mine")
        self.paper = self.element.locator("a.paper")
        self.field = self.element.locator("textarea")
        self.menu = self.element.locator("button[aria-expanded]")

    def write(self, text: str, expecting: str) -> Locator:
        """Type and send; returns the message that then comes with the words ``expecting``."""
        before = self.heard.count()
        self.field.fill(text)
        self.field.press("Enter")
        return self.hears(expecting, beyond=before)

    def hears(self, words: str, *, beyond: int = 0) -> Locator:
        """The message after the first ``beyond``, when it has come with these words."""
        message = self.heard.nth(beyond)
        expect(message).to_contain_text(words)
        return message

    def tap(self, line: str, expecting: str) -> Locator:
        """Tap a numbered line of the newest message."""
        before = self.heard.count()
        self.heard.last.locator("button.row", has_text=line).click()
        return self.hears(expecting, beyond=before)

    def attach(self, kind: str) -> None:
        self.menu.click()
        self.element.locator(f'[data-kind="{kind}"]').click()

    def file_grievance(self) -> str:
        """A whole grievance in Bengali, with a photo; returns the words of the acknowledgement."""
        self.write("নমস্কার", "স্মার্ট পঞ্চায়েতে আপনাকে স্বাগত")
        self.tap("অভিযোগ বা পরামর্শ", "কী বিষয়ে?")
        self.tap("রাস্তাঘাট", "নিজের কথায় লিখুন")
        self.write("স্কুলের সামনের রাস্তা ভেঙে জল জমে আছে। বাচ্চারা যেতে পারছে না।", "কোথায়?")
        before = self.heard.count()
        self.attach("sample_photo")
        expect(self.element.locator(".draft img")).to_be_visible()
        self.field.press("Enter")
        self.hears("পেয়েছি", beyond=before)
        self.write("হেলেঞ্চা হাই স্কুলের সামনে", "জমা দেব?")
        return self.tap("জমা দিন", "আপনার অভিযোগ জমা হয়েছে").inner_text()


def state(message: Locator, wanted: str) -> None:
    """Wait until the message's tick says ``wanted``."""
    expect(message).to_have_attribute("data-state", re.compile(wanted))
