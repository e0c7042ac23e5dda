"""``make pictures``: draws the README's pictures anew, ``python -m tests.pictures [FOLDER]``."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, expect

import documents
from tests.browser.handset import Handset, state
from tests.browser.trial import chromium, trial
from tests.documents.samples import facts, poppler_text
from tests.programs import BROWSER, POPPLER, ROOT, program
from tests.waiting import PATIENCE

#: Pictures are drawn this much finer than their size on the page.
_SCALE: Final = 1.5
_PAPER_WIDTH: Final = 900
_APART: Final = 40
_COLOURS: Final = 256
RAHIMA, ANITA, MALATI = "+910000000101", "+910000000103", "+910000000105"


def grievance(page: Page, url: str) -> bytes:
    """One phone with a whole grievance in Bengali, from the greeting to the receipt: scrolled up, and down beside it."""
    page.set_viewport_size({"width": 412, "height": 1380})
    page.goto(f"{url}/simulator#phones={RAHIMA}")
    phone = Handset(page, f"whatsapp:{RAHIMA}")
    phone.file_grievance()
    expect(phone.paper).to_be_visible()
    _calm(phone)
    talk = phone.element.locator(".talk")
    halves = []
    for end in ("0", "each.scrollHeight"):
        talk.evaluate(f"each => each.scrollTop = {end}")
        halves.append(page.screenshot())
    return _beside(*halves)


def two_phones(page: Page, url: str) -> bytes:
    """Two people side by side: the grievance, and a permit in English."""
    page.set_viewport_size({"width": 1000, "height": 860})
    page.goto(f"{url}/simulator#phones={RAHIMA},{ANITA}")
    phone = Handset(page, f"whatsapp:{ANITA}")
    phone.write("hi", "Welcome to Smart Panchayat")
    phone.tap("Building permit", "Which permit?")
    phone.tap("1. ", "Building permit")
    expect(phone.paper).to_be_visible()
    _calm(phone)
    return page.screenshot()


def guest_house(page: Page, url: str) -> bytes:
    """A guest house with its picture, and the bill of a room beside it."""
    page.set_viewport_size({"width": 412, "height": 1100})
    page.goto(f"{url}/simulator#phones={MALATI}")
    phone = Handset(page, f"whatsapp:{MALATI}")
    phone.write("নমস্কার", "স্মার্ট পঞ্চায়েতে আপনাকে স্বাগত")
    phone.tap("গেস্ট হাউস বুকিং", "কোন গেস্ট হাউস?")
    phone.tap("ইছামতী", "কবে আসবেন?")
    expect(phone.heard.locator(".photo img")).to_be_visible()
    _calm(phone)
    first = page.screenshot()
    for said, asked in (("পরশু", "কত রাত"), ("২", "কতজন"), ("৩ জন", "কোন ঘর"), ("এসি ঘর", "কার নামে")):
        phone.write(said, asked)
    for said, asked in (("নমুনা মালতী মাহাতো", "পরিচয়পত্র"), ("ভোটার কার্ড", "শেষ চারটি"), ("৪৫৬৭", "বুক করব?")):
        phone.write(said, asked)
    _calm(phone)
    return _beside(first, page.screenshot())


def verify(page: Page, url: str) -> bytes:
    """What anybody learns on a small phone about the permit that was just sent, in Bengali."""
    page.set_viewport_size({"width": 390, "height": 760})
    page.goto(f"{url}/simulator#phones={ANITA}")
    sent = Handset(page, f"whatsapp:{ANITA}").paper.last
    expect(sent).to_be_visible()
    content = page.request.get(urljoin(url, sent.get_attribute("href") or "")).body()
    code = re.search(r"Code: ([0-9A-Z]{5}-[0-9A-Z]{5})", poppler_text(content))
    assert code, "the paper has no code"
    page.goto(f"{url}/verify/{code[1]}?lang=bn")
    return page.screenshot()


def _calm(phone: Handset) -> None:
    """Wait until everything is read, and nothing is being written."""
    for message in (*phone.said.all(), *phone.heard.all()):
        state(message, "answered|read")
    phone.page.evaluate("document.activeElement.blur()")
    phone.page.mouse.move(0, 0)


def _beside(*shots: bytes) -> bytes:
    """Pictures of one size next to one another, a little apart."""
    pictures = [Image.open(io.BytesIO(shot)) for shot in shots]
    width, height = pictures[0].size
    sheet = Image.new("RGB", ((width + _APART) * len(pictures) - _APART, height), "white")
    for place, picture in enumerate(pictures):
        sheet.paste(picture, (place * (width + _APART), 0))
    sink = io.BytesIO()
    sheet.save(sink, "PNG")
    return sink.getvalue()


def paper(kind: str, language: str) -> bytes:
    """The first page of a sample paper."""
    command = [str(program("pdftoppm")), "-png", "-singlefile", "-scale-to-x", str(_PAPER_WIDTH), "-scale-to-y", "-1"]
    content = documents.render(kind, facts(kind), language=language)
    return subprocess.run([*command, "-"], input=content, capture_output=True, check=True, timeout=PATIENCE).stdout


PAGES: Final[Mapping[str, Callable[[Page, str], bytes]]] = {
    "grievance": grievance,
    "two-phones": two_phones,
    "guest-house": guest_house,
    "verify": verify,
}
PAPERS: Final = (
    *(
        (kind, "bn")
        for kind in (
            "acknowledgement",
            "action_taken",
            "annual_salary",
            "booking_voucher",
            "certificate",
            "pay_slip",
            "permit",
            "trade_noc",
        )
    ),
    ("permit", "en"),
    ("permit", "hi"),
)


def draw(folder: Path) -> None:
    """Write every picture into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, trial(Path(scratch)) as url, chromium() as browser:
        for name, picture in PAGES.items():
            _keep(folder / f"{name}.png", picture(_page(browser), url))
    for kind, language in PAPERS:
        _keep(folder / f"{kind.replace('_', '-')}-{language}.png", paper(kind, language))


def _page(browser: Browser) -> Page:
    return browser.new_context(locale="bn-IN", device_scale_factor=_SCALE).new_page()


def _keep(path: Path, content: bytes) -> None:
    """Few colours suffice, and keep the repository small."""
    with Image.open(io.BytesIO(content)) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, kmeans=3, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        sys.stdout.write(f"{path}  {picture.width} × {picture.height}, {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    missing = [part.name for part in (BROWSER, POPPLER) if not part.present]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)} (make system)")
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures")
