"""The doorbell wakes whom it can, and nobody ever waits for it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from time import monotonic
from uuid import UUID

import pytest
import redis
from uuid_utils.compat import uuid7

from jobs.doorbell import Doorbell
from jobs.queues import MEDIA, PAPERS, job_ids
from panchayat.messaging.wakeups import Wakeups
from tests.waiting import PATIENCE, eventually


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
        doorbell.ring(Wakeups(deliver=True))
    assert took(lambda: doorbell.wait(4)) < 4
    assert took(lambda: doorbell.wait(0.1)) >= 0.1


def test_papers_and_files_go_to_queues_of_their_own(doorbell: Doorbell, redis_url: str) -> None:
    paper_id, media_id = uuid7(), uuid7()
    doorbell.ring(Wakeups(papers=[paper_id, paper_id], media=[media_id]))
    with redis.Redis.from_url(redis_url) as client:
        assert job_ids(PAPERS, client) == {f"papers-{paper_id}"}
        assert job_ids(MEDIA, client) == {f"media-{media_id}"}


def test_only_work_that_is_in_no_queue_is_called_forgotten(doorbell: Doorbell) -> None:
    known, unknown = uuid7(), uuid7()
    doorbell.ring(Wakeups(papers=[known]))
    assert doorbell.forgotten(Wakeups(papers=[known, unknown])) == Wakeups(papers=[unknown])


def took(deed: Callable[[], object]) -> float:
    began = monotonic()
    deed()
    return monotonic() - began


def everything(record_id: UUID) -> Wakeups:
    return Wakeups(deliver=True, papers=[record_id], media=[record_id])


@pytest.mark.parametrize("server", ["nobody", "deaf"])
def test_a_turn_never_waits_for_a_queue_that_is_down(request: pytest.FixtureRequest, server: str) -> None:
    address = request.getfixturevalue(server)

    def hardly_waits() -> bool:
        """Not for the first ring, and not at all for those after it; on a busy machine it may look as if it did."""
        doorbell = Doorbell(address)
        first, *others = [took(lambda: doorbell.ring(everything(uuid7()))) for _ in range(101)]
        return first < 0.4 and sum(others) < 0.1

    assert eventually(hardly_waits)
    assert not Doorbell(address).answers()


def test_work_is_forgotten_by_a_queue_that_is_down(nobody: str) -> None:
    work = everything(uuid7())
    assert Doorbell(nobody).forgotten(work) == work


def test_without_a_queue_the_sender_comes_round_by_itself(nobody: str) -> None:
    assert 0.1 <= took(lambda: Doorbell(nobody).wait(0.1)) < PATIENCE


def test_a_queue_that_is_up_answers(doorbell: Doorbell) -> None:
    assert doorbell.answers()
