"""The phones in a real browser: what a person sees, taps and reads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Page, Route, expect

from chatbot.language.spelling import with_ascii_digits
from tests.browser.handset import Handset, state
from tests.programs import BROWSER, needs
from tests.waiting import eventually

pytestmark = [needs(BROWSER), pytest.mark.slow]

OpenPage = Callable[..., Page]
RAHIMA, SUBHASH, ANITA, MALATI, NEIGHBOUR = (f"whatsapp:+91000000010{digit}" for digit in "12356")


def page_of(*addresses: str) -> str:
    return f"/simulator#phones={','.join(each.removeprefix('whatsapp:') for each in addresses)}"


def pdf_text(page: Page, url: str) -> str:
    answer = page.request.get(url)
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.body())
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)


def test_a_whole_grievance_with_a_photo_up_to_its_receipt(open_page: OpenPage) -> None:
    page = open_page(page_of(RAHIMA))
    phone = Handset(page, RAHIMA)
    acknowledgement = phone.file_grievance()
    number = re.search(r"GRV-[০-৯]{2}-[০-৯]{4}-[০-৯]{4}", acknowledgement)
    assert number

    expect(phone.paper).to_contain_text("GRV-")
    expect(phone.paper).to_contain_text("kB")
    with page.context.expect_page() as opened:
        phone.paper.click()
    assert urlsplit(opened.value.url).path.endswith(".pdf")
    text = pdf_text(page, opened.value.url)
    assert with_ascii_digits(number[0]) in with_ascii_digits(text)

    photo = phone.said.locator(".photo img")
    assert photo.evaluate("image => image.complete && image.naturalWidth") == 800
    for message in (phone.said.first, phone.said.last):
        state(message, "answered")
    for message in (phone.heard.first, phone.heard.last):
        state(message, "read")


def test_a_guest_house_is_seen_before_it_is_booked(open_page: OpenPage) -> None:
    page = open_page(page_of(NEIGHBOUR))
    phone = Handset(page, NEIGHBOUR)
    phone.write("নমস্কার", "স্মার্ট পঞ্চায়েতে আপনাকে স্বাগত")
    phone.tap("গেস্ট হাউস বুকিং", "কোন গেস্ট হাউস?")
    phone.tap("ইছামতী", "কবে আসবেন?")
    picture = phone.heard.locator(".photo img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200


def test_a_permit_comes_as_words_and_as_a_paper(open_page: OpenPage) -> None:
    page = open_page(page_of(RAHIMA))
    phone = Handset(page, RAHIMA)
    phone.write("মেনু", "কী দরকার?")
    expect(phone.heard.last.locator("button.row").first).to_be_visible()
    papers = phone.paper.count()
    before = phone.heard.count()
    phone.field.fill("বাড়ির অনুমোদন")
    phone.element.get_by_role("button", name="পাঠান").click()
    phone.hears("", beyond=before)
    expect(phone.heard.nth(before)).to_contain_text("BP-")
    expect(phone.paper).to_have_count(papers + 1)
    url = page.evaluate("path => new URL(path, location).href", phone.paper.last.get_attribute("href"))
    assert "BP-" in pdf_text(page, url)


def test_ticks_are_one_two_and_blue_as_the_phone_is_off_on_and_looked_at(open_page: OpenPage, url: str) -> None:
    page = open_page(page_of(MALATI))
    phone = Handset(page, MALATI)
    phone.element.get_by_role("button", name="ফোন বন্ধ করুন").click()
    expect(phone.element).to_have_class(re.compile("off"))
    page.request.post(f"{url}/simulator/messages", form={"phone": MALATI, "body": "অবস্থা"}, headers={"Origin": url})
    state(phone.heard.last, "sent")
    expect(phone.heard.last.locator(".tick path")).to_have_count(1)

    page.locator(f'[data-owner="{SUBHASH}"]').click()
    page.request.post(f"{url}/simulator/switch", form={"phone": MALATI, "on": "true"}, headers={"Origin": url})
    page.locator(f'[data-owner="{MALATI}"]').click()
    expect(phone.element).to_have_count(0)

    def reported() -> list[str]:
        told = page.request.get(f"{url}/simulator/changes").json()["messages"]
        return [each["state"] for each in told if each["phone"] == MALATI and not each["mine"]]

    assert eventually(lambda: reported() == ["delivered"])
    page.goto("about:blank")
    page.goto(f"{url}{page_of(MALATI)}")
    state(phone.heard.last, "read")
    expect(phone.heard.last.locator(".tick")).to_have_css("color", "rgb(17, 137, 201)")


def test_a_new_number_is_greeted_and_asked_for_its_office(open_page: OpenPage) -> None:
    page = open_page(page_of(SUBHASH))
    page.get_by_role("button", name="নতুন নম্বর", exact=True).click()
    expect(page.locator(".phone")).to_have_count(2)
    address = page.locator(".phone").last.get_attribute("data-phone")
    assert address
    assert re.fullmatch(r"whatsapp:\+910000\d{6}", address)
    phone = Handset(page, address)
    expect(phone.field).to_be_focused()
    phone.element.locator(".hint button").click()
    phone.hears("স্মার্ট পঞ্চায়েতে আপনাকে স্বাগত")
    phone.tap("অভিযোগ বা পরামর্শ", "")
    expect(phone.said.nth(1)).to_contain_text("১")


def test_places_voices_and_files_are_sent_as_what_they_are(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(page_of(ANITA))
    phone = Handset(page, ANITA)
    phone.attach("place")
    phone.element.locator(".places button").first.click()
    expect(phone.said.last.locator(".map")).to_contain_text("23.18")
    state(phone.said.last, "answered")

    phone.menu.click()
    phone.element.locator('[data-kind="place"]').click()
    phone.element.get_by_label("Latitude").fill("22.66")
    phone.element.get_by_label("Longitude").fill("88.87")
    phone.element.get_by_label("Longitude").press("Enter")
    expect(phone.said.last.locator(".map")).to_contain_text("22.66, 88.87")

    phone.attach("sample_voice")
    expect(phone.said.last.locator(".sound")).to_be_visible()
    expect(phone.said.last.locator(".sound small")).not_to_have_text("0:00")

    (tmp_path / "deed.pdf").write_bytes(b"%PDF-1.4")
    with page.expect_file_chooser() as chooser:
        phone.attach("document")
    chooser.value.set_files(tmp_path / "deed.pdf")
    expect(phone.element.locator(".draft")).to_contain_text("deed.pdf")
    phone.field.fill("The *old* deed")
    phone.field.press("Enter")
    expect(phone.said.last.locator(".paper")).to_contain_text("deed.pdf")
    expect(phone.said.last.locator("strong")).to_have_text("old")
    state(phone.said.last, "answered")


def test_without_a_microphone_a_file_or_the_sample_is_offered(open_page: OpenPage) -> None:
    page = open_page(page_of(ANITA))
    phone = Handset(page, ANITA)
    phone.element.get_by_role("button", name="Voice message").last.click()
    expect(phone.element.locator(".sheet")).to_contain_text("There is no microphone here")
    page.keyboard.press("Escape")
    expect(phone.element.locator(".sheet")).to_be_hidden()
    expect(phone.menu).to_be_focused()


def test_a_narrow_screen_is_one_phone_with_a_tab_for_each(open_page: OpenPage) -> None:
    page = open_page(page_of(SUBHASH, RAHIMA), width=390, height=844)
    expect(page.locator(".phone")).to_have_count(1)
    page.locator(f'[data-owner="{SUBHASH}"]').click()
    phone = Handset(page, SUBHASH)
    phone.write("নমস্কার", "১. অভিযোগ বা পরামর্শ জানান")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    box = phone.field.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844
    # The page draws a bubble anew with every receipt; "read" is the last.
    state(phone.heard.last, "read")
    heights = phone.heard.last.locator(".row").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    assert min(heights) >= 22


def test_a_message_is_quoted_and_the_quote_is_shown_above_the_text_and_in_it(open_page: OpenPage) -> None:
    page = open_page(page_of(SUBHASH))
    page.get_by_role("button", name="নতুন নম্বর", exact=True).click()
    expect(page.locator(".phone")).to_have_count(2)
    phone = Handset(page, str(page.locator(".phone").last.get_attribute("data-phone")))
    menu = phone.write("মেনু", "কী দরকার?")
    phone.write("১", "কোন গ্রাম বা পাড়া?")
    quoting = phone.element.get_by_role("group", name="যে মেসেজের উত্তর দিচ্ছেন")
    reply = menu.get_by_role("button", name="এই মেসেজের উত্তর দিন")

    reply.focus()
    expect(reply).to_have_css("opacity", "1")
    reply.press("Enter")
    expect(quoting).to_contain_text("কী দরকার?")
    expect(phone.field).to_be_focused()
    phone.field.press("Escape")
    expect(quoting).to_be_hidden()

    menu.hover()
    reply.click()
    phone.write("১", "ওই তালিকাটি আর চলবে না।")
    expect(phone.said.last.locator(".quote")).to_contain_text("কী দরকার?")
    expect(quoting).to_be_hidden()
    phone.write("১", "কী বিষয়ে?")
    expect(phone.said.last.locator(".quote")).to_have_count(0)


def test_the_service_hears_of_messages_as_far_as_is_chosen(open_page: OpenPage) -> None:
    page = open_page(page_of(SUBHASH))
    page.get_by_role("button", name="নতুন নম্বর", exact=True).click()
    expect(page.locator(".phone")).to_have_count(2)
    phone = Handset(page, str(page.locator(".phone").last.get_attribute("data-phone")))
    chosen = phone.element.get_by_label("পরিষেবা যতটা খবর পায়")
    with page.expect_response("**/receipts"):
        chosen.select_option("none")
    answer = phone.write("মেনু", "কী দরকার?")
    expect(answer.locator(".meta")).to_contain_text("পৌঁছানোর খবর পরিষেবা এখনও পায়নি")
    page.reload()
    expect(chosen).to_have_value("none")
    expect(phone.heard).to_have_count(1)
    chosen.select_option("read")
    state(phone.write("মেনু", "কী দরকার?"), "read")


def test_buttons_and_lists_are_tapped_and_what_was_not_sent_says_so(open_page: OpenPage) -> None:
    page = open_page("/simulator/static/emblem.svg")
    posted: list[str] = []
    base = {"phone": SUBHASH, "at": 1795000000.0, "error": None, "attempts": 0, "fetching": False}
    rows = [{"id": "q|yes", "title": "হ্যাঁ"}, {"id": "q|no", "title": "না", "description": "পরে"}]
    told = [
        {
            **base,
            "id": 1,
            "sid": "SM1",
            "mine": True,
            "body": "<b>hi</b>",
            "state": "failed",
            "attempts": 4,
            "error": 503,
        },
        {**base, "id": 2, "sid": "SM2", "mine": True, "body": "hi", "state": "waiting", "attempts": 1, "error": 0},
        {
            **base,
            "id": 3,
            "sid": "SM3",
            "mine": False,
            "body": "?",
            "state": "sent",
            "choices": {"kind": "buttons", "rows": rows},
        },
        {
            **base,
            "id": 4,
            "sid": "SM4",
            "mine": False,
            "body": "?",
            "state": "delivered",
            "choices": {"kind": "list", "title": "তালিকা", "rows": rows},
        },
    ]

    def changes(route: Route) -> None:
        after = int(parse_qs(urlsplit(route.request.url).query)["after"][0])
        route.fulfill(body=json.dumps({"revision": 9, "now": 1795000001.0, "messages": [] if after else told}))

    def take(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.fulfill(status=202, body='{"sid": "SM9"}')

    page.route("**/simulator/changes*", changes)
    page.route("**/simulator/messages", take)
    page.route("**/simulator/again", take)
    page.route("**/simulator/seen", lambda route: route.fulfill(status=204))
    page.goto(f"{page.url.partition('/simulator')[0]}{page_of(SUBHASH)}")
    phone = Handset(page, SUBHASH)
    expect(phone.said.first.locator(".text")).to_contain_text("<b>hi</b>")
    expect(phone.said.first).to_contain_text("পাঠানো যায়নি")
    expect(phone.said.nth(1)).to_contain_text("আবার চেষ্টা হচ্ছে")
    phone.said.first.get_by_role("button", name="আবার পাঠান").click()
    phone.heard.first.get_by_role("button", name="হ্যাঁ").click()
    phone.heard.last.locator("summary").click()
    phone.heard.last.get_by_role("button", name="না").click()

    def all_arrived() -> bool:
        page.wait_for_timeout(20)  # what the page asks for is heard only while we wait for it
        return len(posted) >= 3

    assert eventually(all_arrived)
    again, button, row = posted
    assert "SM1" in again
    assert all(part in button for part in ("হ্যাঁ", "q|yes", "button", "SM3"))
    assert all(part in row for part in ("না", "q|no", "list", "SM4"))
