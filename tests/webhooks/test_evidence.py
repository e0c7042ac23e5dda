"""A link opens one file that came with a record, for whoever may see it, for a short while, a few times, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from uuid_utils.compat import uuid7

from documents.store import PaperStore
from panchayat.certificates.requests import Request
from panchayat.database import Database
from panchayat.front_office import FrontOffice
from panchayat.models import EvidenceFetch, Media, Staff
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from webhooks.evidence import evidence_blueprint
from webhooks.paper_links import EvidenceLinks, PaperLinks

PUBLIC_URL = "https://panchayat.example"
KEYS = ["new key", "old key"]
PHOTO = b"\xff\xd8\xff a photo"
OFFICER, ELSEWHERE = "+910000000202", "+910000000204"
#: What people send, as it begins, as the channel calls it, and as it is handed out.
SENT = [
    (b"OggS\x00\x02 OpusHead", "audio/ogg; codecs=opus", "audio/ogg", "inline"),
    (b"#!AMR\n", "audio/amr", "audio/amr", "inline"),
    (b"\x00\x00\x00\x18ftypmp42", "video/mp4", "video/mp4", "inline"),
    (b"\x00\x00\x00\x18ftyp3gp4", "video/3gpp", "video/3gpp", "inline"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "image/png", "inline"),
    (b"%PDF-1.7", "application/pdf", "application/pdf", "inline"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "application/msword", "attachment"),
    # What it is said to be counts for nothing.
    (b"\x89PNG\r\n\x1a\n", "text/html", "image/png", "inline"),
]
#: What may be a program, or a page that runs one, whatever it is said to be.
UNFIT = [
    (b"<html><script>", "image/jpeg"),
    (b"<!DOCTYPE html>", "text/html"),
    (b"<svg onload=", "image/svg+xml"),
    (b"PK\x03\x04", "application/vnd.android.package-archive"),
    (b"MZ", "application/pdf"),
]


@pytest.fixture
def samples(database: Database) -> Samples:
    return Samples(database)


@pytest.fixture
def links(clock: SettableClock) -> EvidenceLinks:
    return EvidenceLinks(PUBLIC_URL, KEYS, clock)


@pytest.fixture
def store(tmp_path: Path) -> PaperStore:
    return PaperStore(tmp_path / "media")


@pytest.fixture
def client(links: EvidenceLinks, samples: Samples, store: PaperStore) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(evidence_blueprint(links=links, open_office=samples.open_office, store=store))
    return app.test_client()


def kept(
    office: FrontOffice, citizen: UUID, store: PaperStore, content: bytes, content_type: str = "image/jpeg"
) -> UUID:
    """A file that a citizen has sent and that has arrived."""
    content_hash, size = store.keep(content)
    media_id = office.media.add(citizen, kind="photo", content_type=content_type, source_url="https://x")
    office.media.fetched(media_id, content_hash=content_hash, size=size, content_type=content_type)
    return media_id


def sent(samples: Samples, store: PaperStore, *, evidence: bool = True) -> UUID:
    """A photo with a request for a certificate, or without."""
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        media_id = kept(office, citizen, store, PHOTO)
        if evidence:
            request = Request("character", "নমুনা মালতী", "নমুনা হরি", "বটতলা", "চাকরি")
            office.certificates.file(office.offices.by_code("SAMPLE-01").id, citizen, request, [media_id])
    return media_id


def complained(
    samples: Samples,
    store: PaperStore,
    content: bytes = PHOTO,
    content_type: str = "image/jpeg",
    *,
    about: str = "roads",
) -> UUID:
    """A file with a complaint."""
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        media_id = kept(office, citizen, store, content, content_type)
        office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            citizen,
            kind="grievance",
            category_key=about,
            description="রাস্তায় গর্ত হয়েছে।",
            place="বটতলা",
            pin=None,
            media_ids=[media_id],
        )
    return media_id


def path(samples: Samples, links: EvidenceLinks, media_id: UUID, reader: str = OFFICER) -> str:
    """A link as it was sent to somebody with this number."""
    with samples.open_office() as office:
        params = {"media_id": str(media_id), "number": "X", "place": 1, "count": 1}
        contact_id, key = office.contacts.at_mobile(reader), f"evidence:{uuid7()}"
        office.outbox.add(contact_id, key, "evidence", params)
        outbox_id = office.outbox.owed(contact_id, key)
    return links.make(media_id, outbox_id).removeprefix(PUBLIC_URL)


def test_the_link_hands_out_the_photo(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    answer = client.get(path(samples, links, sent(samples, store)))
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PHOTO, "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_five_fetches_and_no_more(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    link = path(samples, links, sent(samples, store))
    assert [client.open(link, method=method).status_code for method in ("HEAD", "GET") * 4] == [200] * 5 + [410] * 3
    with samples.open_office() as office:
        noted = list(office.session.scalars(select(EvidenceFetch).order_by(EvidenceFetch.id)))
        assert [each.allowed for each in noted] == [True] * 5 + [False]
        assert {each.office_id for each in noted} == {office.offices.by_code("SAMPLE-01").id}


def test_after_a_quarter_of_an_hour_it_is_over(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore, clock: SettableClock
) -> None:
    link = path(samples, links, sent(samples, store))
    clock.advance(timedelta(minutes=16))
    answer = client.get(link)
    assert answer.status_code == 410
    assert answer.text.startswith("লিংকটির সময় শেষ।")


def test_what_belongs_to_no_request_is_handed_to_nobody(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    assert client.get(path(samples, links, sent(samples, store, evidence=False))).status_code == 410
    assert client.get(path(samples, links, uuid7())).status_code == 410


@pytest.mark.parametrize(("content", "said", "content_type", "shown"), SENT)
def test_a_file_is_what_it_holds_and_nothing_in_it_runs(
    client: FlaskClient,
    links: EvidenceLinks,
    samples: Samples,
    store: PaperStore,
    *,
    content: bytes,
    said: str,
    content_type: str,
    shown: str,
) -> None:
    answer = client.get(path(samples, links, complained(samples, store, content, said)))
    assert (answer.status_code, answer.data, answer.mimetype) == (200, content, content_type)
    assert answer.headers["Content-Disposition"].startswith(f'{shown}; filename="evidence.')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize(("content", "said"), UNFIT)
def test_what_a_browser_or_a_phone_would_run_is_handed_to_nobody(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore, *, content: bytes, said: str
) -> None:
    assert client.get(path(samples, links, complained(samples, store, content, said))).status_code == 410


@pytest.mark.parametrize("of", [sent, complained])
def test_nobody_of_another_office_and_no_citizen_opens_it(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore, of: Callable[..., UUID]
) -> None:
    media_id = of(samples, store)
    for stranger in (ELSEWHERE, "+910000000105", "+910000000211"):
        assert client.get(path(samples, links, media_id, stranger)).status_code == 410
    assert client.get(links.make(media_id, uuid7()).removeprefix(PUBLIC_URL)).status_code == 410
    assert client.get(path(samples, links, media_id)).status_code == 200


@pytest.mark.parametrize("of", [sent, complained])
def test_whoever_has_left_opens_nothing_any_more(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore, of: Callable[..., UUID]
) -> None:
    link = path(samples, links, of(samples, store))
    assert client.get(link).status_code == 200
    with samples.open_office() as office:
        for each in office.session.scalars(select(Staff).where(Staff.mobile == OFFICER)):
            each.left_on = office.today
    assert client.get(link).status_code == 410
    with samples.open_office() as office:
        noted = office.session.scalars(select(EvidenceFetch).order_by(EvidenceFetch.id))
        assert [each.allowed for each in noted] == [True, False]


def test_what_came_with_a_complaint_about_the_office_is_kept_from_it(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    assert client.get(path(samples, links, complained(samples, store, about="office"))).status_code == 410


def test_what_was_erased_is_gone(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    media_id = sent(samples, store)
    with samples.open_office() as office:
        office.session.get_one(Media, media_id).state = "erased"
    assert client.get(path(samples, links, media_id)).status_code == 410


def test_a_link_to_a_paper_opens_no_photo(
    client: FlaskClient, samples: Samples, store: PaperStore, clock: SettableClock
) -> None:
    token = PaperLinks(PUBLIC_URL, KEYS, clock).make(sent(samples, store), uuid7(), "x").split("/")[-2]
    assert client.get(f"/files/{token}/evidence").status_code == 404
    assert client.get("/files/made-up/evidence").status_code == 404
