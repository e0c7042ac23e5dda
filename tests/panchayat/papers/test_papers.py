from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.models import Outbox, Paper
from tests.conftest import PUBLIC_URL, SettableClock
from tests.panchayat.conftest import Samples

HASH, FILE = "ab" * 32, "cd" * 32


def issue(samples: Samples, office: FrontOffice, *, language: str = "bn") -> Paper:
    (permit,) = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
    return office.papers.issue(
        "permit",
        office_id=permit.office_id,
        subject_id=permit.id,
        facts=office.permits.facts(permit),
        language=language,
        file_name="permit",
        valid_upto=permit.valid_upto,
    )


def sent_papers(office: FrontOffice) -> list[str]:
    rows = office.session.scalars(select(Outbox).order_by(Outbox.id))
    return [row.key for row in rows if row.payload["kind"] == "paper"]


def test_a_paper_carries_its_code_and_the_address_that_checks_it(samples: Samples) -> None:
    with samples.open_office() as office:
        paper = issue(samples, office)
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", paper.code)
        assert paper.facts["code"] == paper.code
        assert paper.facts["verify_url"] == f"{PUBLIC_URL}/verify/{paper.code}"


def test_the_same_facts_in_the_same_language_are_the_same_paper(samples: Samples) -> None:
    with samples.open_office() as office:
        first = issue(samples, office).id
    with samples.open_office() as office:
        assert issue(samples, office).id == first
        assert issue(samples, office, language="en").id != first


@pytest.mark.parametrize("read", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_a_code_is_found_as_people_read_it(samples: Samples, read: object) -> None:
    assert callable(read)
    with samples.open_office() as office:
        paper = issue(samples, office)
        assert office.papers.by_code(read(paper.code)) is paper
        assert office.papers.by_code("") is None
        assert office.papers.by_code("00000-00000") is None


def test_the_letters_o_i_and_l_are_read_as_the_digits_that_they_look_like(samples: Samples) -> None:
    with samples.open_office() as office:
        paper = issue(samples, office)
        paper.code = "01010-ABCDE"
        assert office.papers.by_code("olO1o-abcde") is paper


def test_whoever_waits_for_a_paper_gets_it_once_when_it_is_rendered(samples: Samples) -> None:
    with samples.open_office() as office:
        paper = issue(samples, office)
        for address in (Samples.ONE_PERMIT, Samples.TWO_PERMITS):
            office.papers.send(paper, samples.citizen(office, address), f"permit:{address[-3:]}")
        assert office.wakeups.papers == [paper.id, paper.id]
        assert office.papers.waiting(10) == [paper.id]
        assert sent_papers(office) == []
    for _ in range(2):
        with samples.open_office() as office:
            office.papers.rendered(paper.id, content_hash=HASH, file_hash=FILE, size=1234)
    with samples.open_office() as office:
        assert sorted(sent_papers(office)) == ["paper:permit:101", "paper:permit:102"]
        assert office.papers.waiting(10) == []


def test_a_paper_that_is_ready_is_sent_at_once_and_asking_twice_is_asking_once(samples: Samples) -> None:
    with samples.open_office() as office:
        paper = issue(samples, office)
        office.papers.rendered(paper.id, content_hash=HASH, file_hash=FILE, size=1234)
        citizen = samples.citizen(office, Samples.ONE_PERMIT)
        for _time in range(2):
            office.papers.send(paper, citizen, "permit:turn-1")
        assert sent_papers(office) == ["paper:permit:turn-1"]
        assert office.wakeups.papers == []
        assert office.wakeups.deliver


def test_rendering_that_fails_is_tried_again_later_and_later_and_then_given_up(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        paper_id = issue(samples, office).id
    for pause in (30, 120, 480, 1920, 7680):
        fail(samples, paper_id)
        clock.advance(timedelta(seconds=pause - 1))
        assert waiting(samples) == []
        clock.advance(timedelta(seconds=1))
        assert waiting(samples) == [paper_id]
    fail(samples, paper_id)
    clock.advance(timedelta(days=30))
    assert waiting(samples) == []


def test_asking_for_a_paper_that_was_given_up_tries_it_again(samples: Samples) -> None:
    with samples.open_office() as office:
        paper = issue(samples, office)
    for _ in range(6):
        fail(samples, paper.id)
    with samples.open_office() as office:
        office.papers.send(office.papers.get(paper.id), samples.citizen(office, Samples.ONE_PERMIT), "again")
        assert office.papers.waiting(10) == [paper.id]


def test_a_failure_that_comes_after_the_paper_is_ready_changes_nothing(samples: Samples) -> None:
    with samples.open_office() as office:
        paper = issue(samples, office)
        office.papers.rendered(paper.id, content_hash=HASH, file_hash=FILE, size=1234)
        office.papers.failed(paper.id)
        assert (paper.state, paper.attempts) == ("ready", 0)


def fail(samples: Samples, paper_id: UUID) -> None:
    with samples.open_office() as office:
        office.papers.failed(paper_id)


def waiting(samples: Samples) -> list[UUID]:
    with samples.open_office() as office:
        return office.papers.waiting(10)
