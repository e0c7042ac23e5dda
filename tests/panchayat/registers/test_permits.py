from __future__ import annotations

from panchayat.models import Contact
from tests.panchayat.conftest import Samples


def test_a_persons_permits_are_those_of_the_own_number_newest_first(samples: Samples) -> None:
    with samples.open_office() as office:
        one = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
        assert [permit.memo_no for permit in one] == ["SAMPLE/HELENCHA/041"]
        two = office.permits.of(samples.citizen(office, Samples.TWO_PERMITS))
        assert [permit.memo_no for permit in two] == ["SAMPLE/JIRAT/017", "SAMPLE/JIRAT/003"]
        assert two[0].valid_upto > office.today > two[1].valid_upto


def test_another_persons_permit_is_never_listed(samples: Samples) -> None:
    with samples.open_office() as office:
        assert office.permits.of(samples.citizen(office, Samples.NOTHING)) == []


def test_a_person_without_a_phone_number_has_no_permits_even_by_a_lookalike_name(samples: Samples) -> None:
    with samples.open_office() as office:
        nameless = [
            Contact(channel="whatsapp", address=address, language="bn", state={}, created_at=office.now)
            for address in ("whatsapp:CC.910000000101", "whatsapp:CC.+910000000101", "whatsapp:", "")
        ]
        office.session.add_all(nameless)
        office.session.flush()
        assert [office.permits.of(contact.id) for contact in nameless] == [[], [], [], []]


def test_a_permits_facts_are_json_with_dates_and_measures_as_they_stand_on_it(samples: Samples) -> None:
    with samples.open_office() as office:
        (permit,) = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
        facts = office.permits.facts(permit)
    assert facts["land_area"] == "202.34"
    assert facts["plinth_area"] == "84.50"
    assert facts["fee_paise"] == 42_250
    assert facts["memo_date"] == facts["issued_on"] == "2026-07-21"
    assert facts["applicant"]["bn"] == "নমুনা রহিমা বিবি"
    assert facts["signatory_post"]["bn"] == "প্রধান"
    assert len(facts["conditions"]) == 3
