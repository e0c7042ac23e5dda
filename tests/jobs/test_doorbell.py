"""The doorbell wakes whom it can, and nobody ever waits for it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from time import monotonic
from uuid import UUID

import pytest
import redis
from uuid_utils.compat import uuid7

from jobs.doorbell import Doorbell
from jobs.queues import MEDIA, PAPERS, job_ids
from panchayat.messaging.wakeups import Work


@pytest.fixture
def doorbell(redis_url: str) -> Doorbell:
    return Doorbell(redis_url)


@pytest.fixture
def nobody() -> str:
    """The address of a server that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"redis://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def deaf() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}"


def test_the_sender_is_woken_once_however_often_it_rings(doorbell: Doorbell) -> None:
    for _ in range(3):
        doorbell.ring(Work(deliver=True))
    began = monotonic()
    doorbell.wait(5)
    assert monotonic() - began < 1
    doorbell.wait(0.1)
    assert monotonic() - began >= 0.1


def test_papers_and_files_go_to_queues_of_their_own(doorbell: Doorbell, redis_url: str) -> None:
    paper_id, media_id = uuid7(), uuid7()
    doorbell.ring(Work(papers=[paper_id, paper_id], media=[media_id]))
    with redis.Redis.from_url(redis_url) as client:
        assert job_ids(PAPERS, client) == {f"papers-{paper_id}"}
        assert job_ids(MEDIA, client) == {f"media-{media_id}"}


def test_only_work_that_is_in_no_queue_is_called_forgotten(doorbell: Doorbell) -> None:
    known, unknown = uuid7(), uuid7()
    doorbell.ring(Work(papers=[known]))
    assert doorbell.forgotten(Work(papers=[known, unknown])) == Work(papers=[unknown])


def everything(record_id: UUID) -> Work:
    return Work(deliver=True, papers=[record_id], media=[record_id])


@pytest.mark.parametrize("server", ["nobody", "deaf"])
def test_a_turn_never_waits_for_a_queue_that_is_down(request: pytest.FixtureRequest, server: str) -> None:
    doorbell = Doorbell(request.getfixturevalue(server))
    began = monotonic()
    doorbell.ring(everything(uuid7()))
    assert monotonic() - began < 0.4
    began = monotonic()
    for _ in range(100):
        doorbell.ring(everything(uuid7()))
    assert monotonic() - began < 0.1
    assert not doorbell.answers()


def test_work_is_forgotten_by_a_queue_that_is_down(nobody: str) -> None:
    work = everything(uuid7())
    assert Doorbell(nobody).forgotten(work) == work


def test_without_a_queue_the_sender_comes_round_by_itself(nobody: str) -> None:
    began = monotonic()
    Doorbell(nobody).wait(0.1)
    assert 0.1 <= monotonic() - began < 1


def test_a_queue_that_is_up_answers(doorbell: Doorbell) -> None:
    assert doorbell.answers()
