from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from panchayat.front_office import FrontOffice
from panchayat.models import Paper, Permit
from panchayat.papers.verification import Finding, Standing, read_hash
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.papers.test_papers import FILE, HASH, issue


@pytest.fixture
def paper(samples: Samples) -> Paper:
    with samples.open_office() as office:
        paper = issue(samples, office)
        office.papers.rendered(paper.id, content_hash=HASH, file_hash=FILE, size=1)
        return paper


def told(samples: Samples, code: str) -> Finding | None:
    with samples.open_office() as office:
        return office.verification.by_code(code)


def standing(samples: Samples, paper: Paper) -> Standing | None:
    found = told(samples, paper.code)
    return found.standing if found else None


def test_whoever_has_the_code_learns_which_paper_it_is_and_that_it_holds(samples: Samples, paper: Paper) -> None:
    found = told(samples, paper.code)
    assert found
    assert found.standing is Standing.VALID
    assert (found.kind, found.number) == ("permit", paper.facts["number"])
    assert found.office == paper.facts["office"]
    assert found.issued_on == date.fromisoformat(paper.facts["issued_on"])
    assert (found.valid_upto, found.revoked_on) == (paper.valid_upto, None)


def test_a_paper_holds_until_the_end_of_its_last_day_in_india(
    samples: Samples, paper: Paper, clock: SettableClock
) -> None:
    assert paper.valid_upto
    clock.advance(timedelta(days=(paper.valid_upto - date(2026, 11, 18)).days, hours=13, minutes=59))
    assert standing(samples, paper) is Standing.VALID
    clock.advance(timedelta(minutes=1))
    assert standing(samples, paper) is Standing.EXPIRED


def test_a_paper_does_not_hold_before_its_first_day(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        (permit,) = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
        permit.valid_from = date(2026, 11, 20)
        paper = issue(samples, office)
    found = told(samples, paper.code)
    assert found
    assert (found.standing, found.valid_from) == (Standing.NOT_YET, date(2026, 11, 20))
    clock.advance(timedelta(days=2))
    assert standing(samples, paper) is Standing.VALID


def test_a_paper_that_was_revoked_no_longer_holds_not_even_as_expired(
    samples: Samples, paper: Paper, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        office.session.get_one(Paper, paper.id).revoked_at = office.now
    clock.advance(timedelta(days=9999))
    found = told(samples, paper.code)
    assert found
    assert (found.standing, found.revoked_on) == (Standing.REVOKED, date(2026, 11, 18))


def test_a_revoked_permit_takes_its_papers_along(samples: Samples, paper: Paper) -> None:
    with samples.open_office() as office:
        office.session.get_one(Permit, paper.subject_id).revoked_at = office.now
    assert standing(samples, paper) is Standing.REVOKED


def test_a_paper_without_a_last_day_holds_for_ever(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        grievance = samples.file(office)
        paper = office.papers.issue(
            "acknowledgement",
            office_id=grievance.office_id,
            subject_id=grievance.id,
            facts=office.grievances.facts_for_acknowledgement(grievance, "bn"),
            language="bn",
            file_name=grievance.number,
        )
    clock.advance(timedelta(days=9999))
    assert standing(samples, paper) is Standing.VALID


@pytest.mark.parametrize(
    "code",
    ["", "00000-00000", "GRV-26-4815-3706", "7KQ2M-XW9T", "7KQ2M-XW9TP-7", "7KQ2M XW9T*", "' OR 1=1 --", "৭" * 400],
)
def test_what_is_no_code_of_ours_finds_nothing(samples: Samples, paper: Paper, code: str) -> None:
    assert told(samples, code) is None


def test_a_code_is_read_in_bengali_digits_and_with_letters_misread(samples: Samples, paper: Paper) -> None:
    with samples.open_office() as office:
        office.session.get_one(Paper, paper.id).code = "10V27-0A1B3"
    for typed in ("১০V২৭ ০A১B৩", "lou27-oaib3", "IO V27 OA1 b3"):
        assert told(samples, typed), typed


def test_a_file_is_ours_only_as_it_was_sent(samples: Samples, paper: Paper) -> None:
    def found(office: FrontOffice, file_hash: str) -> Any:
        return office.verification.by_file(file_hash)

    with samples.open_office() as office:
        assert found(office, FILE) == office.verification.by_code(paper.code)
        assert found(office, FILE.upper())
        assert found(office, HASH) is None
        assert found(office, "0" * 64) is None


def test_a_hash_is_read_as_programs_print_it() -> None:
    assert read_hash(f" {FILE.upper()}\n") == FILE
    assert read_hash(":".join([FILE[:2]] * 32)) == FILE
    assert read_hash("xy" * 32) is None
    assert read_hash(FILE[1:]) is None


def test_nothing_private_is_told(samples: Samples, paper: Paper) -> None:
    found = told(samples, paper.code)
    assert found
    private = {
        text
        for name in ("applicant", "parent", "mouza", "office_address", "surveyor")
        for text in paper.facts[name].values()
        if not any(text in office for office in paper.facts["office"].values())
    }
    assert len(private) > 10
    assert not [text for text in private if text in repr(found)]
