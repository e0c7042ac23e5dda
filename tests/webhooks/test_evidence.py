"""A link opens one photo that came with a request, for a short while, a few times, and nothing else."""

from __future__ import annotations

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
from panchayat.models import EvidenceFetch, Media
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from webhooks.evidence import evidence_blueprint
from webhooks.paper_links import EvidenceLinks, PaperLinks

PUBLIC_URL = "https://panchayat.example"
KEYS = ["new key", "old key"]
PHOTO = b"a photo"


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


def sent(samples: Samples, store: PaperStore, *, content_type: str = "image/jpeg", evidence: bool = True) -> UUID:
    """A file that a citizen has sent and that is kept, with a request or without."""
    content_hash, size = store.keep(PHOTO)
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        media_id = office.media.add(citizen, kind="photo", content_type=content_type, source_url="https://x")
        office.media.fetched(media_id, content_hash=content_hash, size=size, content_type=content_type)
        if evidence:
            request = Request("character", "নমুনা মালতী", "নমুনা হরি", "বটতলা", "চাকরি")
            office.certificates.file(office.offices.by_code("SAMPLE-01").id, citizen, request, [media_id])
    return media_id


def path(links: EvidenceLinks, media_id: UUID) -> str:
    return links.make(media_id, uuid7()).removeprefix(PUBLIC_URL)


def test_the_link_hands_out_the_photo(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    answer = client.get(path(links, sent(samples, store)))
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PHOTO, "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_five_fetches_and_no_more(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    link = path(links, sent(samples, store))
    assert [client.open(link, method=method).status_code for method in ("HEAD", "GET") * 4] == [200] * 5 + [410] * 3
    with samples.open_office() as office:
        noted = list(office.session.scalars(select(EvidenceFetch).order_by(EvidenceFetch.id)))
        assert [each.allowed for each in noted] == [True] * 5 + [False]
        assert {each.office_id for each in noted} == {office.offices.by_code("SAMPLE-01").id}


def test_after_a_quarter_of_an_hour_it_is_over(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore, clock: SettableClock
) -> None:
    link = path(links, sent(samples, store))
    clock.advance(timedelta(minutes=16))
    answer = client.get(link)
    assert answer.status_code == 410
    assert answer.text.startswith("লিংকটির সময় শেষ।")


def test_what_belongs_to_no_request_is_handed_to_nobody(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    assert client.get(path(links, sent(samples, store, evidence=False))).status_code == 410
    assert client.get(path(links, uuid7())).status_code == 410


def test_what_a_browser_would_run_is_handed_to_nobody(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    assert client.get(path(links, sent(samples, store, content_type="text/html"))).status_code == 410


def test_what_was_erased_is_gone(
    client: FlaskClient, links: EvidenceLinks, samples: Samples, store: PaperStore
) -> None:
    media_id = sent(samples, store)
    with samples.open_office() as office:
        office.session.get_one(Media, media_id).state = "erased"
    assert client.get(path(links, media_id)).status_code == 410


def test_a_link_to_a_paper_opens_no_photo(
    client: FlaskClient, samples: Samples, store: PaperStore, clock: SettableClock
) -> None:
    token = PaperLinks(PUBLIC_URL, KEYS, clock).make(sent(samples, store), uuid7(), "x").split("/")[-2]
    assert client.get(f"/files/{token}/evidence").status_code == 404
    assert client.get("/files/made-up/evidence").status_code == 404
