"""What people send is fetched and kept, and what cannot be had is given up in time."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from documents.store import PaperStore
from jobs import tools
from jobs.channel import Fetched, NotToBeHad
from jobs.media import fetch
from panchayat.messaging.wakeups import Wakeups
from panchayat.models import Media
from tests.conftest import SettableClock
from tests.jobs.processes import unsealed
from tests.stand_in.people import OpenOffice, add_contact

PHOTO = b"\xff\xd8\xff a photo"


class Shelf:
    """Hands out a photo, or raises what it was told to."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.asked: list[str] = []

    def fetch(self, url: str) -> Fetched:
        self.asked.append(url)
        if self.error:
            raise self.error
        return Fetched(PHOTO, "application/octet-stream")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def store(tmp_path: Path) -> PaperStore:
    return PaperStore(tmp_path)


@pytest.fixture(autouse=True)
def _tools(open_office: OpenOffice, shelf: Shelf, store: PaperStore) -> None:
    tools.use(tools.Tools(open_office, str.encode, unsealed, store.keep, store.keep, shelf, lambda _: None))


@pytest.fixture
def media_id(open_office: OpenOffice) -> UUID:
    contact_id = add_contact(open_office)
    with open_office() as office:
        media_id = office.media.add(contact_id, kind="photo", content_type="image/png", source_url="https://x/1")
        assert office.wakeups == Wakeups(media=[media_id])
        return media_id


def media(open_office: OpenOffice, media_id: UUID) -> Media:
    with open_office() as office:
        return office.media.get(media_id)


def waiting(open_office: OpenOffice) -> list[UUID]:
    with open_office() as office:
        return office.media.waiting(10)


def test_a_photo_is_fetched_once_and_kept(
    open_office: OpenOffice, media_id: UUID, shelf: Shelf, store: PaperStore
) -> None:
    fetch(str(media_id))
    fetch(str(media_id))
    kept = media(open_office, media_id)
    assert (kept.state, kept.content_type, kept.size) == ("fetched", "image/jpeg", len(PHOTO))
    assert kept.content_hash
    assert store.open(kept.content_hash).read_bytes() == PHOTO
    assert shelf.asked == ["https://x/1"]


def test_what_cannot_be_had_is_not_asked_for_again(open_office: OpenOffice, media_id: UUID, shelf: Shelf) -> None:
    shelf.error = NotToBeHad("gone")
    fetch(str(media_id))
    assert media(open_office, media_id).state == "failed"
    assert waiting(open_office) == []


def test_a_channel_that_does_not_answer_is_asked_again_ever_more_seldom(
    open_office: OpenOffice, media_id: UUID, shelf: Shelf, clock: SettableClock
) -> None:
    shelf.error = ConnectionError("down")
    pauses = []
    for _ in range(5):
        fetch(str(media_id))
        pauses.append((media(open_office, media_id).not_before - clock.now).total_seconds())
        assert waiting(open_office) == []
        clock.now = media(open_office, media_id).not_before
        assert waiting(open_office) == [media_id]
    assert pauses == [30, 120, 480, 1920, 7680]
    fetch(str(media_id))
    assert media(open_office, media_id).state == "failed"


def test_a_file_that_another_job_has_fetched_is_not_lost_by_a_job_that_fails(
    open_office: OpenOffice, media_id: UUID
) -> None:
    fetch(str(media_id))
    with open_office() as office:
        office.media.failed(media_id, for_good=True)
    kept = media(open_office, media_id)
    assert (kept.state, kept.attempts) == ("fetched", 0)
