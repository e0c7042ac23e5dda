"""Anybody can check a paper on the page: quickly, in their language, learning nothing private."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.exceptions import RequestTimeout
from werkzeug.test import TestResponse

import documents
from chatbot.language.wording import LANGUAGES, in_digits, short_date
from documents.registry import all_papers
from flows.shared.paper_kinds import issue, paper_kinds
from panchayat.database import Database
from panchayat.models import Booking, Certificate, Grievance, Office, Paper, Permit, Staff, TradeNoc
from tests.conftest import PUBLIC_URL, SettableClock, copy_of
from tests.stand_in.people import OpenOffice
from webhooks.askers import asker
from webhooks.front.bodies import Refused
from webhooks.verify.guesses import MOST, Guesses
from webhooks.verify.page import verify_blueprint

FILE: Final = b"%PDF-1.7 a sealed paper of the tests"
STANDING = {
    "valid": {"bn": "বৈধ", "en": "Valid", "hi": "मान्य"},
    "not yet": {"bn": "মেয়াদ শুরু হয়নি", "en": "Not valid yet", "hi": "अवधि शुरू नहीं हुई"},
    "expired": {"bn": "মেয়াদ শেষ", "en": "Validity is over", "hi": "अवधि समाप्त"},
    "revoked": {"bn": "বাতিল", "en": "Revoked", "hi": "रद्द"},
    "unknown": {"bn": "পাওয়া যায়নি", "en": "Not found", "hi": "नहीं मिला"},
}
UNKNOWN: Final = "00000-00000"


@pytest.fixture
def database_url(sqlite_samples: Path) -> str:
    """One kind of database, with the samples in it: what is found in both is tested where it is decided."""
    return copy_of(sqlite_samples)


@pytest.fixture
def client(open_office: OpenOffice) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(verify_blueprint(open_office=open_office, guesses=Guesses()))
    return app.test_client()


@pytest.fixture
def paper(client: FlaskClient, open_office: OpenOffice) -> Paper:
    """A permit's paper that holds, and whose file was sent."""
    del client
    with open_office() as office:
        permit = office.session.scalars(
            select(Permit).where(Permit.revoked_at.is_(None), Permit.valid_upto > office.today).limit(1)
        ).one()
        paper = issue(office, "permit", permit.id, "bn", office.contacts.at_mobile(permit.mobile))
        file_hash = hashlib.sha256(FILE).hexdigest()
        office.papers.rendered(paper.id, content_hash="0" * 64, file_hash=file_hash, size=len(FILE))
        return paper


def change(open_office: OpenOffice, paper: Paper, **values: Any) -> None:
    with open_office() as office:
        stored = office.session.get_one(Paper, paper.id)
        for name, value in values.items():
            setattr(stored, name, value)


def upload(client: FlaskClient, content: bytes, path: str = "/verify/file") -> TestResponse:
    """Send a file as a browser does."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="paper.pdf"\r\n\r\n'
    body = b"".join((head, content, b"\r\n--x--\r\n"))
    kind = "multipart/form-data; boundary=x"
    return client.post(path, input_stream=io.BytesIO(body), content_length=len(body), content_type=kind)


class Page(HTMLParser):
    """What a page consists of: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._hidden = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_that_holds_is_valid_and_its_public_facts_are_told(
    client: FlaskClient, paper: Paper, language: str
) -> None:
    answer = client.get(f"/verify/{paper.code}", headers={"Accept-Language": f"{language}-IN,en;q=0.5"})
    text = Page(answer.text).text
    assert answer.status_code == 200
    assert STANDING["valid"][language] in text
    assert paper.facts["office"][language] in text
    title = {"bn": "বাড়ি তৈরির অনুমোদনপত্র", "en": "Building permit", "hi": "भवन निर्माण अनुमति पत्र"}
    assert title[language] in text


def test_number_and_dates_are_written_as_on_the_paper(client: FlaskClient, paper: Paper) -> None:
    text = Page(client.get(f"/verify/{paper.code}").text).text
    assert in_digits(paper.facts["number"], "bn") in text
    assert paper.valid_upto
    assert short_date(paper.valid_upto, "bn") in text


def test_standing_is_told_in_every_language_and_the_worst_first(
    client: FlaskClient, paper: Paper, open_office: OpenOffice, clock: SettableClock
) -> None:
    change(open_office, paper, facts={**paper.facts, "valid_from": "2026-11-20"})
    assert shown(client, paper.code) == STANDING["not yet"]
    assert "২০-১১-২০২৬" in Page(client.get(f"/verify/{paper.code}").text).text
    change(open_office, paper, valid_upto=(clock.now - timedelta(days=2)).date())
    assert shown(client, paper.code) == STANDING["expired"]
    change(open_office, paper, revoked_at=clock.now)
    assert shown(client, paper.code) == STANDING["revoked"]
    assert client.get(f"/verify/{paper.code}").status_code == 200
    assert shown(client, UNKNOWN) == STANDING["unknown"]
    assert client.get(f"/verify/{UNKNOWN}").status_code == 404


def shown(client: FlaskClient, code: str) -> dict[str, str]:
    """The word of the verdict, by language."""
    pages = {language: client.get(f"/verify/{code}?lang={language}").text for language in LANGUAGES}
    found = {language: re.search(r'<h2 id="verdict">(.*?)</h2>', page) for language, page in pages.items()}
    return {language: each[1] for language, each in found.items() if each}


def test_a_paper_is_called_the_same_where_it_is_checked_and_on_the_sheet() -> None:
    sheets = {kind: paper.title for kind, paper in all_papers().items()}
    assert {name: kind.title for name, kind in paper_kinds().items()} == sheets


def test_the_square_on_the_paper_leads_to_the_page(client: FlaskClient, paper: Paper) -> None:
    drawn = pypdfium2.PdfDocument(documents.render("permit", paper.facts, language="bn"))[0]
    (code,) = zxingcpp.read_barcodes(drawn.render(scale=200 / 72).to_pil())
    assert code.text.startswith(f"{PUBLIC_URL}/")
    answer = client.get(code.text.removeprefix(PUBLIC_URL))
    assert answer.status_code == 200
    assert STANDING["valid"]["bn"] in answer.text


@pytest.fixture
def papers(client: FlaskClient, open_office: OpenOffice) -> list[Paper]:
    """Every paper that can be issued to the samples."""
    del client
    with open_office() as office:
        made = [
            issue(office, "permit", each.id, "bn", office.contacts.at_mobile(each.mobile))
            for each in office.session.scalars(select(Permit))
        ]
        made += [
            issue(office, "trade_noc", each.id, "hi", office.contacts.at_mobile(each.mobile))
            for each in office.session.scalars(select(TradeNoc))
        ]
        for staff in office.session.scalars(select(Staff).where(Staff.bank_account.is_not(None))):
            slip, own_phone = office.pay.released(staff)[0], office.contacts.at_mobile(staff.mobile)
            made += [issue(office, kind, slip.id, "bn", own_phone) for kind in ("pay_slip", "annual_salary")]
        for grievance in office.session.scalars(select(Grievance)):
            made.append(issue(office, "acknowledgement", grievance.id, "en", grievance.contact_id))
            if office.grievances.can_report(grievance):
                made.append(issue(office, "action_taken", grievance.id, "hi", grievance.contact_id))
        for booking in office.session.scalars(select(Booking)):
            if office.booking_facts.has_voucher(booking):
                made.append(issue(office, "booking_voucher", booking.id, "en", booking.contact_id))
            for cancellation in office.bookings.cancellations(booking):
                made.append(issue(office, "booking_cancellation", cancellation.id, "hi", booking.contact_id))
        for certificate in office.session.scalars(select(Certificate).where(Certificate.issued_on.is_not(None))):
            made.append(issue(office, "certificate", certificate.id, "bn", certificate.contact_id))
        return made


def test_nothing_of_what_a_paper_says_of_people_is_on_the_page(
    client: FlaskClient, papers: list[Paper], open_office: OpenOffice
) -> None:
    assert {paper.kind for paper in papers} == set(all_papers())
    with open_office() as office:
        offices = [name for each in office.session.scalars(select(Office)) for name in each.names.values()]
    for paper in papers:
        public = {"office", "number", "issued_on", "code", "verify_url", "valid_upto"}
        said = {text for name, value in paper.facts.items() if name not in public for text in texts(value)}
        private = {text for text in said if len(text) > 3 and not any(text in name for name in offices)}
        assert len(private) > 3
        for language in LANGUAGES:
            page = client.get(f"/verify/{paper.code}?lang={language}").text
            written = Page(page).text
            assert {text for text in private if text in written} <= allowed(language), paper.kind


def allowed(language: str) -> set[str]:
    """Words of the page itself that a paper may say too."""
    del language
    return {"permit", "grievance", "suggestion"}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_the_page_asks_for_a_code_and_leads_on_to_the_paper(client: FlaskClient, paper: Paper) -> None:
    assert client.get("/verify").status_code == 200
    assert client.get("/verify/").status_code == 200
    answer = client.get("/verify", query_string={"code": f" {paper.code.lower()} ", "lang": "hi"})
    assert answer.status_code == 303
    answer = client.get(answer.location)
    assert answer.status_code == 200
    assert STANDING["valid"]["hi"] in answer.text


def test_head_tells_the_same_without_a_body(client: FlaskClient, paper: Paper) -> None:
    for path, status in (("/verify", 200), (f"/verify/{paper.code}", 200), (f"/verify/{UNKNOWN}", 404)):
        answer = client.head(path)
        assert (answer.status_code, answer.data) == (status, b"")


@pytest.mark.parametrize("path", ["/verify", f"/verify/{UNKNOWN}", "/verify?sha256=x"])
def test_the_page_needs_nothing_from_elsewhere_and_leaves_nothing_behind(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    page = Page(answer.text)
    assert not page.all("script")
    assert not [attributes for _, attributes in page.elements if any(name.startswith("on") for name in attributes)]
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    places = [
        each for _, attributes in page.elements for name in ("href", "src", "action") if (each := attributes.get(name))
    ]
    assert all(place.startswith(("/verify", "data:,")) for place in places)
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert len(answer.data) < 12_000


def test_the_language_is_the_readers_else_bengali_and_links_change_it(client: FlaskClient, paper: Paper) -> None:
    def language(path: str, **headers: str) -> str | None:
        return Page(client.get(path, headers=headers).text).all("html")[0]["lang"]

    path = f"/verify/{paper.code}"
    assert language(path) == "bn-IN"
    assert language(path, **{"Accept-Language": "ta, fr"}) == "bn-IN"
    assert language(path, **{"Accept-Language": "hi-IN,hi;q=0.9,en;q=0.5"}) == "hi-IN"
    assert language(path, **{"Accept-Language": "en-US"}) == "en-IN"
    assert language(f"{path}?lang=xx") == "bn-IN"
    for link in Page(client.get(path).text).all("a"):
        assert link["href"]
        assert language(link["href"]) == f"{link['lang']}-IN"


def test_whoever_cannot_see_the_page_hears_all_of_it(client: FlaskClient, paper: Paper) -> None:
    page = Page(client.get(f"/verify/{paper.code}").text)
    assert len(page.all("h1")) == 1
    assert all(picture["aria-hidden"] == "true" for picture in page.all("svg"))
    labelled = {label["for"] for label in page.all("label")}
    assert {field["id"] for field in page.all("input") if field["type"] != "hidden"} == labelled
    described = {each for field in page.all("input") if (each := field.get("aria-describedby"))}
    assert described <= {attributes.get("id") for _, attributes in page.elements}
    assert [link["lang"] for link in page.all("a") if link.get("aria-current")] == ["bn"]
    assert page.all("title")
    assert all("user-scalable" not in (meta.get("content") or "") for meta in page.all("meta"))


def test_a_file_as_we_sent_it_is_ours(client: FlaskClient, paper: Paper) -> None:
    answer = upload(client, FILE, "/verify/file?lang=en")
    assert answer.status_code == 303
    answer = client.get(answer.location)
    assert answer.status_code == 200
    text = Page(answer.text).text
    assert "This file is ours, and not one byte of it was changed. The paper is valid." in text
    assert paper.facts["number"] in text


@pytest.mark.parametrize("place", [0, len(FILE) // 2, len(FILE) - 1])
def test_one_changed_byte_makes_it_another_file(client: FlaskClient, paper: Paper, place: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= 1
    answer = client.get(upload(client, bytes(changed), "/verify/file?lang=en").location)
    assert answer.status_code == 404
    assert "No paper that we sent is byte for byte this file." in answer.text


def test_a_hash_does_instead_of_the_file(client: FlaskClient, paper: Paper) -> None:
    typed = hashlib.sha256(FILE).hexdigest().upper()
    assert client.get("/verify", query_string={"sha256": f" {typed} "}).status_code == 200
    assert client.get("/verify", query_string={"sha256": "0" * 64}).status_code == 404
    assert client.get("/verify", query_string={"sha256": "no hash"}).status_code == 400


def test_a_file_that_is_ours_of_a_paper_that_is_revoked_says_so(
    client: FlaskClient, paper: Paper, open_office: OpenOffice, clock: SettableClock
) -> None:
    change(open_office, paper, revoked_at=clock.now)
    answer = client.get(upload(client, FILE, "/verify/file?lang=en").location)
    assert "This file is ours, but the paper has been revoked." in answer.text


def test_a_form_without_a_file_is_told_what_is_missing(client: FlaskClient) -> None:
    assert upload(client, b"").status_code == 400
    assert client.post("/verify/file").status_code == 400
    assert client.post("/verify/file", data={"other": "x"}).status_code == 400
    answer = client.post("/verify/file", data=b"rubbish", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert "একটি PDF ফাইল বাছুন" in answer.text


def test_a_file_larger_than_any_paper_is_refused(client: FlaskClient) -> None:
    answer = upload(client, b"0" * (6 * 1024 * 1024))
    assert answer.status_code == 413
    assert "ফাইলটি খুব বড়" in answer.text


def test_a_file_that_does_not_arrive_in_time_is_told_so(client: FlaskClient) -> None:
    late = {"wsgi.input": Refused(RequestTimeout()), "wsgi.input_terminated": True}
    answer = client.post("/verify/file", content_type="multipart/form-data; boundary=x", environ_overrides=late)
    assert answer.status_code == 408
    assert "ফাইলটি সময়মতো এসে পৌঁছায়নি" in answer.text


def test_a_file_is_hashed_without_a_copy_of_it(client: FlaskClient) -> None:
    content = b"0123456789abcdef" * (4 * 1024 * 64)
    before = tracemalloc_peak(lambda: upload(client, b"small"))
    peak = tracemalloc_peak(lambda: upload(client, content))
    # The tests' own copy of the request is one; anything else would be a second.
    assert peak - before < len(content) * 1.25
    assert hashlib.sha256(content).hexdigest() in (upload(client, content).location or "")


def tracemalloc_peak(deed: Callable[[], object]) -> int:
    """The most memory that was held at once while doing it, in bytes."""
    tracemalloc.start()
    try:
        deed()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_whoever_guesses_has_to_wait_and_others_do_not(client: FlaskClient, paper: Paper) -> None:
    guesser, neighbour = {"REMOTE_ADDR": "203.0.113.5"}, {"REMOTE_ADDR": "203.0.113.6"}
    statuses = [
        client.get(f"/verify/{number:05}-00000", environ_base=guesser).status_code for number in range(MOST + 2)
    ]
    assert statuses == [404] * MOST + [429] * 2
    waiting = client.get(f"/verify/{paper.code}?lang=en", environ_base=guesser)
    assert waiting.status_code == 429
    assert int(waiting.headers["Retry-After"]) > 0
    assert "Please wait" in waiting.text
    assert client.get(f"/verify/{paper.code}", environ_base=neighbour).status_code == 200


def test_codes_that_exist_are_answered_however_often_one_address_asks(client: FlaskClient, paper: Paper) -> None:
    statuses = {client.get(f"/verify/{paper.code}").status_code for _ in range(3 * MOST)}
    assert statuses == {200}


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "who"),
    [
        ("49.37.1.5", "49.37.1.6", "49.37.1.5"),  # claims of a stranger
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # our proxy says for whom it asks
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "rubbish", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::"),
        ("::ffff:49.37.1.5", None, "49.37.1.5"),
        (None, None, "None"),
    ],
)
def test_guesses_count_for_the_address_that_asks(peer: str | None, forwarded_for: str | None, who: str) -> None:
    assert asker(peer, forwarded_for) == who


@pytest.mark.parametrize(
    "code", ["<script>alert(1)</script>", "../../etc/passwd", "%00", "a" * 3000, "' OR 1=1 --", "যাচাই", "𝟙" * 10]
)
def test_whatever_is_typed_is_answered_and_never_becomes_part_of_the_page(client: FlaskClient, code: str) -> None:
    answer = client.get("/verify", query_string={"code": code})
    answer = client.get(answer.location)
    assert answer.status_code in (308, 404)
    assert "<script" not in answer.text


def test_without_a_database_the_page_says_to_come_back(clock: SettableClock) -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none", clock, public_url="")
    app = Flask(__name__)
    app.register_blueprint(verify_blueprint(open_office=nowhere.open_office, guesses=Guesses()))
    answer = app.test_client().get(f"/verify/{UNKNOWN}?lang=en")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert "Please try again in a moment." in answer.text
    assert app.test_client().get("/verify").status_code == 200
    nowhere.dispose()
