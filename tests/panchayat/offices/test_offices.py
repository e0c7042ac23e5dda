from __future__ import annotations

import pytest
from sqlalchemy import select

from chatbot.language.spelling import with_ascii_digits
from panchayat.models import Event
from panchayat.offices.offices import NoSuchOffice
from tests.panchayat.conftest import Samples
from tests.panchayat.imports.registers import OpenOffice, rows, take_in

MEANT = {
    "হেলেঞ্চা": "SAMPLE-01",
    "হেলেনচা": "SAMPLE-01",
    "hilencha": "SAMPLE-01",
    "amar gram helencha": "SAMPLE-01",
    "Malipota village": "SAMPLE-01",
    "नमूना जिराट ग्राम पंचायत": "SAMPLE-02",
    "गुप्तिपाडा": "SAMPLE-02",
    "gupti para": "SAMPLE-02",
    "সোমরা": "SAMPLE-02",
    "বসিরহাট পুরসভা": "SAMPLE-03",
    "Sample Basirhat Municipality, Ward 12": "SAMPLE-03",
    "743270": "SAMPLE-01",
    "pin 712 512": "SAMPLE-02",
    "PIN: 712-512": "SAMPLE-02",
    "712–512": "SAMPLE-02",
    "7 1 2 5 1 2": "SAMPLE-02",
    "712\u200b512\u200e": "SAMPLE-02",
    "712\u00a0512": "SAMPLE-02",
    "sample-03": "SAMPLE-03",
}


def test_an_office_is_found_by_its_places_in_every_script_with_typos_and_by_pin_code(samples: Samples) -> None:
    with samples.open_office() as office:
        found = {typed: [each.code for each in office.offices.find(typed)] for typed in MEANT}
    assert found == {typed: [code] for typed, code in MEANT.items()}


def add_rampurs(open_office: OpenOffice) -> None:
    """Four gram panchayats of the same name in four districts."""
    names = {"name_bn": "নমুনা রামপুর গ্রাম পঞ্চায়েত", "name_en": "Sample Rampur GP", "name_hi": "नमूना रामपुर ग्राम पंचायत"}
    added = [
        {
            **names,
            "code": f"SAMPLE-R{place}",
            "district_bn": district[0],
            "district_en": district[1],
            "block_bn": block[0],
            "block_en": block[1],
            "pin_codes": pin_code,
            "latitude": str(22 + place),
        }
        for place, (district, block, pin_code) in enumerate(RAMPURS, start=1)
    ]
    take_in(open_office, "offices", rows("offices", *added))


RAMPURS = [
    (("হুগলি", "Hooghly"), ("বলাগড়", "Balagarh"), "712501"),
    (("নদিয়া", "Nadia"), ("চাকদহ", "Chakdaha"), "741222"),
    (("বীরভূম", "Birbhum"), ("রামপুরহাট-১", "Rampurhat-I"), "731224"),
    (("উত্তর ২৪ পরগনা", "North 24 Parganas"), ("বাগদা", "Bagda"), "743270"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rampur", [1, 2, 3, 4]),
        ("রামপুর", [1, 2, 3, 4]),
        ("rampur hooghly", [1]),
        ("হুগলির রামপুর", [1]),
        ("Rampur, Chakdah", [2]),
        ("rampur north 24 parganas", [4]),
        ("রামপুর, ৭৪১২২২", [2]),
        ("rampur 731224", [3]),
        ("rampur 700001", []),
        ("rampur delhi", [1, 2, 3, 4]),
    ],
)
def test_offices_of_the_same_name_are_all_found_and_told_apart_by_district_block_and_pin_code(
    samples: Samples, typed: str, found: list[int]
) -> None:
    add_rampurs(samples.open_office)
    with samples.open_office() as office:
        codes = [each.code for each in office.offices.find(with_ascii_digits(typed))]
    assert codes == [f"SAMPLE-R{place}" for place in found]


def test_a_pin_on_the_map_tells_offices_of_the_same_name_apart(samples: Samples) -> None:
    add_rampurs(samples.open_office)
    with samples.open_office() as office:
        assert [each.code for each in office.offices.near(26.0, 88.86)] == ["SAMPLE-R4"]


def test_it_is_known_whether_an_office_shares_its_name(samples: Samples) -> None:
    add_rampurs(samples.open_office)
    with samples.open_office() as office:
        assert office.offices.shares_name(office.offices.by_code("SAMPLE-R1"))
        assert not office.offices.shares_name(office.offices.by_code("SAMPLE-01"))


def test_what_names_no_place_finds_no_office(samples: Samples) -> None:
    with samples.open_office() as office:
        for typed in ("", "x", "কলকাতা", "700001", "gram panchayat", "নমুনা", "1", "!!!"):
            assert office.offices.find(typed) == [], typed


def test_a_pin_on_the_map_finds_the_offices_around_it_nearest_first(samples: Samples) -> None:
    with samples.open_office() as office:
        assert [found.code for found in office.offices.near(23.12, 88.48)] == ["SAMPLE-02"]
        assert [found.code for found in office.offices.near(23.15, 88.67)] == ["SAMPLE-01", "SAMPLE-02"]
        assert office.offices.near(28.61, 77.20) == []


def test_the_chosen_office_is_remembered_until_another_is_chosen(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        office.offices.choose(citizen, office.offices.by_code("SAMPLE-03").id)
    with samples.open_office() as office:
        chosen = office.offices.chosen(citizen)
        assert chosen
        assert chosen.code == "SAMPLE-03"
        told = select(Event.what).where(Event.actor_id == citizen)
        assert office.session.scalars(told).all() == ["office.chosen"]


def test_the_state_department_is_there_and_no_citizen_is_offered_it(samples: Samples) -> None:
    with samples.open_office() as office:
        assert office.offices.state().kind == "state"
        assert [each.code for each in office.offices.all()] == ["SAMPLE-01", "SAMPLE-02", "SAMPLE-03"]
        with pytest.raises(NoSuchOffice):
            office.offices.by_code("SAMPLE-99")


def test_ten_subjects_fit_one_list_in_every_language(samples: Samples) -> None:
    with samples.open_office() as office:
        categories = office.offices.categories(office.offices.by_code("SAMPLE-01").id)
    assert [category.key for category in categories] == (
        ["roads", "water", "drainage", "power", "health", "education", "agriculture", "schemes", "office", "other"]
    )
    assert all(len(category.names[language]) <= 24 for category in categories for language in ("bn", "en", "hi"))
