"""A link opens one paper, for a short while, a few times."""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy import select
from uuid_utils.compat import uuid7

from documents.store import PaperStore
from panchayat.core.encryption import derive
from panchayat.front_office import FrontOffice
from panchayat.models import FileFetch, Paper
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice, issue_paper
from webhooks.files import files_blueprint
from webhooks.paper_links import PaperLinks

PUBLIC_URL = "https://panchayat.example"
CONTENT = b"%PDF-1.7 a paper of the tests"


@pytest.fixture
def links(clock: SettableClock) -> PaperLinks:
    return PaperLinks(PUBLIC_URL, ["new key", "old key"], clock)


@pytest.fixture
def store(tmp_path: Path) -> PaperStore:
    return PaperStore(tmp_path / "papers")


@pytest.fixture
def app(links: PaperLinks, open_office: OpenOffice, store: PaperStore) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(files_blueprint(links=links, open_office=open_office, store=store))
    return app


@pytest.fixture
def paper_id(open_office: OpenOffice, store: PaperStore) -> UUID:
    paper_id = issue_paper(open_office)
    with open_office() as office:
        keep(office, store, paper_id, CONTENT)
    return paper_id


def keep(office: FrontOffice, store: PaperStore, paper_id: UUID, content: bytes) -> None:
    file_hash, size = store.keep(content)
    office.papers.rendered(paper_id, content_hash="0" * 64, file_hash=file_hash, size=size)


@pytest.fixture
def path(links: PaperLinks, paper_id: UUID) -> str:
    return links.make(paper_id, uuid7(), "permit").removeprefix(PUBLIC_URL)


def test_the_link_hands_out_the_paper_as_a_file_to_look_at(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["Content-Disposition"] == 'inline; filename="permit.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert path.endswith("/permit.pdf")


def test_head_tells_the_same_without_the_bytes(app: Flask, path: str) -> None:
    answer = app.test_client().head(path)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(CONTENT))


def test_asking_for_a_part_gets_the_whole(app: Flask, path: str) -> None:
    answer = app.test_client().get(path, headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert answer.headers["Accept-Ranges"] == "none"


def test_five_fetches_and_no_more_head_and_get_together(app: Flask, path: str, open_office: OpenOffice) -> None:
    client = app.test_client()
    statuses = [client.open(path, method=method).status_code for method in ("HEAD", "GET") * 4]
    assert statuses == [200] * 5 + [410] * 3
    with open_office() as office:
        noted = office.session.scalars(select(FileFetch).order_by(FileFetch.id)).all()
        assert [(fetch.method, fetch.allowed) for fetch in noted] == [
            ("HEAD", True),
            ("GET", True),
            ("HEAD", True),
            ("GET", True),
            ("HEAD", True),
            ("GET", False),
        ]


def test_fetches_at_the_same_time_are_counted_too(app: Flask, path: str) -> None:
    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda _: app.test_client().get(path).status_code, range(12)))
    assert statuses.count(200) == 5
    assert statuses.count(410) == 7


def test_the_link_is_over_after_fifteen_minutes(app: Flask, path: str, clock: SettableClock) -> None:
    clock.advance(timedelta(minutes=15))
    assert app.test_client().get(path).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert app.test_client().get(path).status_code == 410


def test_a_changed_or_made_up_link_opens_nothing(app: Flask, path: str) -> None:
    client = app.test_client()
    _, _, token, name = path.split("/")
    for forged in (token[:-1], token + "x", "x", f"{token[5:]}", token.replace(".", "")):
        assert client.get(f"/files/{forged}/{name}").status_code == 404
    assert client.get(f"/files/{token}/other.pdf").status_code == 404


def test_a_link_signed_with_another_key_opens_nothing(app: Flask, paper_id: UUID, clock: SettableClock) -> None:
    foreign = PaperLinks("", ["another key"], clock).make(paper_id, uuid7(), "permit")
    assert app.test_client().get(foreign).status_code == 404


def test_a_link_made_before_the_key_was_changed_still_works(app: Flask, paper_id: UUID, clock: SettableClock) -> None:
    earlier = PaperLinks("", ["old key"], clock).make(paper_id, uuid7(), "permit")
    assert app.test_client().get(earlier).status_code == 200


def test_a_link_is_useless_for_another_paper(
    app: Flask, links: PaperLinks, path: str, open_office: OpenOffice, store: PaperStore
) -> None:
    other_id = issue_paper(open_office, n=2)
    with open_office() as office:
        keep(office, store, other_id, b"%PDF-1.7 another paper")
    other = links.make(other_id, uuid7(), "permit").removeprefix(PUBLIC_URL)
    payload, signature = path.split("/")[2].split("."), other.split("/")[2].split(".")
    mixed = f"/files/{payload[0]}.{signature[1]}/permit.pdf"
    assert app.test_client().get(mixed).status_code == 404
    assert app.test_client().get(path).data == CONTENT


def test_a_paper_that_is_revoked_or_not_ready_is_not_handed_out(
    app: Flask, links: PaperLinks, path: str, paper_id: UUID, open_office: OpenOffice
) -> None:
    waiting = links.make(issue_paper(open_office, n=2), uuid7(), "permit").removeprefix(PUBLIC_URL)
    assert app.test_client().get(waiting).status_code == 410
    with open_office() as office:
        office.session.get_one(Paper, paper_id).revoked_at = office.now
    assert app.test_client().get(path).status_code == 410


def test_pages_of_refusal_say_nothing_about_the_paper(app: Flask, path: str) -> None:
    for _ in range(6):
        answer = app.test_client().get(path)
    assert answer.text == (
        "লিংকটির সময় শেষ। কাগজটি আবার পেতে হোয়াটসঅ্যাপে আমাদের লিখুন।\n"
        "लिंक का समय खत्म हो गया। कागज़ फिर से पाने के लिए व्हाट्सऐप पर हमें लिखिए।\n"
        "This link is over. To get the paper again, write to us on WhatsApp.\n"
    )
    assert answer.content_type == "text/plain; charset=utf-8"


def test_whoever_opens_a_broken_link_reads_in_their_language_what_to_do(app: Flask, path: str) -> None:
    for line in app.test_client().get(path.replace("/files/", "/files/x")).text.splitlines():
        assert "WhatsApp" in line or "হোয়াটসঅ্যাপে" in line or "व्हाट्सऐप" in line


def test_no_link_begins_with_a_dot_which_servers_in_between_would_refuse(links: PaperLinks, paper_id: UUID) -> None:
    made = [links.make(paper_id, uuid7(), "permit").removeprefix(f"{PUBLIC_URL}/files/") for _ in range(200)]
    assert {link[0] for link in made}.isdisjoint(".")


def test_a_link_of_the_compressed_form_still_opens_its_paper(app: Flask, paper_id: UUID, clock: SettableClock) -> None:
    compressed = URLSafeSerializer(
        [derive("old key", "links to papers")],
        salt="paper",
        signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
    ).dumps(f"{paper_id.hex}{paper_id.hex}{int(clock.now.timestamp())}")
    assert compressed.startswith(".")
    assert app.test_client().get(f"/files/{compressed}/permit.pdf").status_code == 200


def test_a_file_that_is_lost_is_fetched_later_not_called_gone(app: Flask, path: str, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "papers")
    answer = app.test_client().get(path)
    assert answer.status_code == 503
    assert "একটু পরে" in answer.text
