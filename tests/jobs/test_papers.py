"""Every paper that was promised is rendered, once, whatever happens to the queue and its workers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import redis

from documents.store import PaperStore
from jobs import tools
from jobs.channel import Fetched
from jobs.clock import TASKS, run_if_due
from jobs.doorbell import Doorbell
from jobs.papers import render
from panchayat.messaging.wakeups import Wakeups
from panchayat.models import Outbox, Paper
from tests.conftest import SettableClock
from tests.jobs.processes import running
from tests.stand_in.people import OpenOffice, add_contact, issue_paper
from tests.waiting import eventually

pytestmark = pytest.mark.slow


class Press:
    """Renders and seals papers, or fails, and counts; no two seals are alike."""

    def __init__(self) -> None:
        self.rendered = 0
        self.sealed = 0
        self.broken = False

    def render(self, kind: str, facts: Mapping[str, Any], *, language: str) -> bytes:
        if self.broken:
            raise ValueError("a name that must not be in the log")
        self.rendered += 1
        return f"{kind} {language}".encode()

    def seal(self, content: bytes, facts: Mapping[str, Any], *, language: str) -> bytes:
        assert facts["code"]
        self.sealed += 1
        return content + f" sealed {language} {self.sealed}".encode()


class NoMedia:
    def fetch(self, url: str) -> Fetched:
        raise ConnectionError(url)


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def rung() -> list[Wakeups]:
    return []


@pytest.fixture(autouse=True)
def _tools(open_office: OpenOffice, tmp_path: Path, press: Press, rung: list[Wakeups]) -> None:
    store = PaperStore(tmp_path / "papers")
    tools.use(tools.Tools(open_office, press.render, press.seal, store.keep, store.keep, NoMedia(), rung.append))


def paper(open_office: OpenOffice, paper_id: UUID) -> Paper:
    with open_office() as office:
        return office.papers.get(paper_id)


def test_a_rendered_paper_goes_to_whoever_waits_for_it(
    open_office: OpenOffice, press: Press, rung: list[Wakeups]
) -> None:
    contact_id, paper_id = add_contact(open_office), issue_paper(open_office)
    with open_office() as office:
        office.papers.send(office.papers.get(paper_id), contact_id, "asked")
    render(str(paper_id))
    assert paper(open_office, paper_id).state == "ready"
    assert rung == [Wakeups(deliver=True)]
    with open_office() as office:
        (row,) = office.session.query(Outbox).all()
        assert row.payload["params"] == {"paper_id": str(paper_id)}


def test_a_second_run_of_the_same_job_does_nothing(open_office: OpenOffice, press: Press) -> None:
    paper_id = issue_paper(open_office)
    render(str(paper_id))
    render(str(paper_id))
    assert press.rendered == 1


def test_the_sealed_file_is_kept_and_the_hash_of_what_was_sealed_is_known(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    paper_id = issue_paper(open_office)
    render(str(paper_id))
    made = paper(open_office, paper_id)
    assert made.content_hash == hashlib.sha256(b"permit bn").hexdigest()
    assert made.file_hash
    content = PaperStore(tmp_path / "papers").open(made.file_hash).read_bytes()
    assert content == b"permit bn sealed bn 1"
    assert made.size == len(content)


def test_of_two_workers_with_the_same_paper_the_first_one_holds(open_office: OpenOffice, press: Press) -> None:
    paper_id = issue_paper(open_office)
    outer = press.render

    def meanwhile(*arguments: Any, **more: Any) -> bytes:
        tools.use(replace(tools.at_hand(), render=outer))
        render(str(paper_id))
        return outer(*arguments, **more)

    tools.use(replace(tools.at_hand(), render=meanwhile))
    render(str(paper_id))
    made = paper(open_office, paper_id)
    assert press.sealed == 2
    assert made.file_hash == hashlib.sha256(b"permit bn sealed bn 1").hexdigest()


def test_a_paper_that_fails_is_tried_again_later_and_its_facts_are_not_logged(
    open_office: OpenOffice, press: Press, clock: SettableClock, caplog: pytest.LogCaptureFixture
) -> None:
    paper_id = issue_paper(open_office)
    press.broken = True
    render(str(paper_id))
    failed = paper(open_office, paper_id)
    assert (failed.state, failed.attempts) == ("waiting", 1)
    assert failed.not_before > clock.now
    assert "ValueError" in caplog.text
    assert "a name" not in caplog.text
    press.broken = False
    render(str(paper_id))
    assert paper(open_office, paper_id).state == "ready"


def test_a_worker_killed_in_the_middle_of_a_paper_loses_nothing(
    open_office: OpenOffice, database_url: str, redis_url: str, clock: SettableClock, tmp_path: Path
) -> None:
    paper_id = issue_paper(open_office)
    doorbell = Doorbell(redis_url)
    arguments = (database_url, redis_url, clock.now.isoformat(), tmp_path)
    with running("worker", *arguments, "slow") as worker:
        doorbell.ring(Wakeups(papers=[paper_id]))
        assert eventually((tmp_path / "began").exists)
        worker.kill()
        worker.wait()
    assert paper(open_office, paper_id).state == "waiting"
    sweep = next(task for task in TASKS if task.name == "sweep")
    with running("worker", *arguments, "quick"):
        run_if_due(sweep, open_office=open_office, doorbell=doorbell)
        assert eventually(lambda: paper(open_office, paper_id).state == "ready")


def test_a_queue_that_lost_everything_is_filled_again(
    open_office: OpenOffice, database_url: str, redis_url: str, clock: SettableClock, tmp_path: Path
) -> None:
    paper_id = issue_paper(open_office)
    doorbell = Doorbell(redis_url)
    doorbell.ring(Wakeups(papers=[paper_id]))
    with redis.Redis.from_url(redis_url) as client:
        client.flushall()
    with running("worker", database_url, redis_url, clock.now.isoformat(), tmp_path, "quick"):
        for task in TASKS:
            run_if_due(task, open_office=open_office, doorbell=doorbell)
        assert eventually(lambda: paper(open_office, paper_id).state == "ready")
