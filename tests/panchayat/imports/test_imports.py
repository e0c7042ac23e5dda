"""Registers in the database: nothing by halves, nothing twice, and every fault beside other records told."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from panchayat.core.clock import today
from panchayat.core.outcomes import Outcome
from panchayat.core.references import reference_key
from panchayat.imports import BadRows, UnfitFile, check_sheet, enter, kind_of, parse_csv
from panchayat.models import (
    Application,
    Base,
    Category,
    DaRate,
    Department,
    Event,
    GuestHouse,
    Holiday,
    Office,
    OfficeNotice,
    PaySlip,
    Permit,
    Person,
    Staff,
    TaxSlab,
    TradeNoc,
    Village,
)
from panchayat.models.application_states import Stage
from panchayat.offices.line_hours import LineTimes
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.imports.registers import OpenOffice, faults, rows, take_in, without

SIGNED = ("ab" * 32, 4711)
PICTURE = "cd" * 32


@pytest.fixture
def gp(open_office: OpenOffice) -> OpenOffice:
    """A database with one gram panchayat, imported, and somebody who signs for it."""
    take_in(open_office, "offices", rows("offices"))
    take_in(open_office, "staff", rows("staff", {"signs": "yes"}))
    return open_office


def count(open_office: OpenOffice, model: type[Base]) -> int:
    with open_office() as office:
        return office.session.scalar(select(func.count()).select_from(model)) or 0


def one(open_office: OpenOffice, model: type[Any]) -> Any:
    with open_office() as office:
        return office.session.scalars(select(model)).one()


class Folder:
    """What stands beside a register in these tests."""

    def paper(self, name: str) -> tuple[str, int]:
        if name == "signed.pdf":
            return SIGNED
        raise UnfitFile("the PDF is not signed")

    def photograph(self, name: str) -> str:
        if name == "house.jpg":
            return PICTURE
        raise UnfitFile("the picture is too small")


def test_a_new_office_has_everything_that_it_needs_to_take_grievances(open_office: OpenOffice) -> None:
    register = rows("offices", {}, {"code": "SAMPLE-02", "name_bn": "নমুনা জিরাট"})
    assert take_in(open_office, "offices", register) == "2 gram panchayats: 2 added, 0 changed, 0 unchanged"
    with open_office() as office:
        for each in office.offices.all():
            assert each.kind == "gp"
            assert len(office.offices.categories(each.id)) == 10
            assert {category.target_working_days for category in office.offices.categories(each.id)} == {7}
            assert len(office.offices.departments(each.id)) == 10
            assert each.escalation[0]["en"] == "BDO, Bagda Block"
            assert (each.saturdays_off, each.pin_codes) == ((2, 4), ("743270",))


def test_importing_again_changes_nothing_and_adds_nothing(gp: OpenOffice) -> None:
    registers = {
        kind: rows(kind) for kind in ("villages", "holidays", "da", "tax", "allowances", "helplines", "notices")
    }
    registers["permits"] = rows("permits", {"application": "", "signed_pdf": "signed.pdf"})
    registers |= {kind: rows(kind) for kind in ("offices", "staff", "nocs", "applications", "payroll")}
    registers["staff"] = rows("staff", {"signs": "yes"})
    for kind, register in registers.items():
        take_in(gp, kind, register, beside=Folder())
    before = {table: count(gp, table) for table in (Event, Category, Department, Person, Staff, Village)}
    for kind, register in registers.items():
        assert take_in(gp, kind, register, beside=Folder()).endswith(": 0 added, 0 changed, 1 unchanged")
    assert {table: count(gp, table) for table in before} == before


def test_what_has_changed_is_changed_and_remembered_without_anything_personal(gp: OpenOffice) -> None:
    take_in(gp, "staff", rows("staff", {"employee_id": "E-2"}))
    told = take_in(gp, "staff", rows("staff", {"signs": "yes"}, {"employee_id": "E-2", "name_en": "Sample New Name"}))
    assert told == "2 people: 0 added, 1 changed, 1 unchanged"
    with gp() as office:
        staff = office.session.scalars(select(Staff).where(Staff.employee_id == "E-2")).one()
        assert office.session.get_one(Person, staff.person_id).names["en"] == "Sample New Name"
        events = list(office.session.scalars(select(Event).where(Event.subject_id == staff.id)))
        assert [(event.what, event.actor_kind, event.why) for event in events] == [
            ("staff.imported", "office", None)
        ] * 2
        assert {event.office_id for event in events} == {staff.office_id}


def test_half_a_bad_file_leaves_nothing(gp: OpenOffice) -> None:
    register = rows(
        "permits", {}, {"memo_no": "SAMPLE/2"}, {"memo_no": "SAMPLE/3", "office": "SAMPLE-99"}, {"memo_no": "SAMPLE/4"}
    )
    events = count(gp, Event)
    assert faults(gp, "permits", register) == ["line 4, column office: there is no office of this code"]
    assert (count(gp, Permit), count(gp, Event)) == (0, events)


def test_bad_cells_and_faults_across_records_are_told_together(gp: OpenOffice) -> None:
    register = rows(
        "permits",
        {"mobile": "12"},
        {"valid_from": "02-04-2026", "valid_upto": "01-04-2026"},
        {"memo_no": "X"},
        {"memo_no": "SAMPLE/9"},
        {"memo_no": "SAMPLE/9", "floors": "2"},
        {"memo_no": "SAMPLE/10", "revoked_on": "19-11-2026"},
        {"memo_no": "SAMPLE/11", "application": "APP-26-0000-0000"},
        {"memo_no": "SAMPLE/12", "signed_pdf": "unsigned.pdf"},
        {"memo_no": "SAMPLE/13", "signatory_post_bn": "", "signatory_post_en": "", "signatory_post_hi": ""},
    )
    assert faults(gp, "permits", register, beside=Folder()) == [
        "line 2, column mobile: not an Indian mobile number",
        "line 3, column valid_upto: is before valid_from",
        "line 4, column memo_no: has too few signs, or no digit, to be found by",
        "line 6: the same office and memo_no as line 5",
        "line 7, column revoked_on: has not come yet",
        "line 8, column application: the office has no application of this number",
        "line 9, column signed_pdf: the PDF is not signed",
        "line 10, column signatory: needs signatory_post, and the other way round",
    ]


def test_a_number_spelt_in_another_way_is_the_same_paper(gp: OpenOffice) -> None:
    assert faults(gp, "permits", rows("permits", {}, {"memo_no": "sample/helencha 041", "floors": "2"})) == [
        "line 3: the same office and memo_no as line 2"
    ]
    assert faults(gp, "nocs", rows("nocs", {}, {"certificate_no": "Sample-Helencha-T-০১৪"})) == [
        "line 3: the same office and certificate_no as line 2"
    ]
    take_in(gp, "permits", rows("permits", {"memo_no": "1/12/2026"}, {"memo_no": "11/2/2026"}))
    assert count(gp, Permit) == 2


def test_an_office_corrects_how_a_number_is_spelt(gp: OpenOffice) -> None:
    take_in(gp, "permits", rows("permits", {"memo_no": "sample helencha 041"}))
    number = one(gp, Permit).number
    assert take_in(gp, "permits", rows("permits")).endswith("0 added, 1 changed, 0 unchanged")
    assert (one(gp, Permit).memo_no, one(gp, Permit).number) == ("SAMPLE/HELENCHA/041", number)
    take_in(gp, "applications", rows("applications"))
    told = take_in(gp, "applications", rows("applications", {"reference": "sample/helencha/a 118"}))
    assert told.endswith("1 unchanged")


def test_days_that_cannot_be_true_of_a_paper_are_told(gp: OpenOffice) -> None:
    register = rows(
        "permits",
        {"memo_no": "SAMPLE/1", "memo_date": "19-11-2026"},
        {"memo_no": "SAMPLE/2", "valid_upto": "31-03-2127"},
        {"memo_no": "SAMPLE/3", "revoked_on": "31-03-2026"},
        {"memo_no": "SAMPLE/4", "valid_upto": "31-03-2056"},
    )
    assert faults(gp, "permits", register) == [
        "line 2, column memo_date: has not come yet",
        "line 3, column valid_upto: is more than 30 years ahead",
        "line 4, column revoked_on: is before memo_date",
    ]
    assert faults(gp, "nocs", rows("nocs", {"certificate_date": "01-04-2027"})) == [
        "line 2, column certificate_date: has not come yet"
    ]
    assert faults(gp, "applications", rows("applications", {"applied_on": "02-12-2026"})) == [
        "line 2, column applied_on: has not come yet"
    ]


@pytest.mark.parametrize(
    ("latitude", "longitude", "told"),
    [
        ("88.86", "23.18", "latitude: is interchanged with longitude"),
        ("23.18", "", "longitude: is needed with latitude"),
        ("", "88.86", "latitude: is needed with longitude"),
        ("51.5", "88.86", "latitude: is not in India"),
        ("23.18", "-0.1", "longitude: is not in India"),
    ],
)
def test_a_place_that_cannot_be_is_told(gp: OpenOffice, latitude: str, longitude: str, told: str) -> None:
    for kind in ("villages", "offices", "guest_houses"):
        register = rows(kind, {"latitude": latitude, "longitude": longitude})
        assert faults(gp, kind, register) == [f"line 2, column {told}"]


def test_nobody_is_employed_as_a_child(gp: OpenOffice) -> None:
    register = rows(
        "staff",
        {"employee_id": "E-2", "date_of_birth": "19-11-2026"},
        {"employee_id": "E-3", "date_of_birth": "19-11-2008"},
        {"employee_id": "E-4", "date_of_birth": "18-11-2008"},
    )
    assert faults(gp, "staff", register) == [
        "line 2, column date_of_birth: has not come yet",
        "line 3, column date_of_birth: is that of a child",
    ]


def test_no_two_offices_are_told_apart_by_capitals(gp: OpenOffice) -> None:
    assert faults(gp, "offices", rows("offices", {"code": "O4"}, {"code": "o 4"})) == [
        "line 3: the same code as line 2"
    ]
    assert faults(gp, "offices", rows("offices", {"code": "sample-01"})) == [
        "line 2, column code: is an office's already, but for capitals or blanks"
    ]


def test_a_permit_has_everything_that_its_row_says(gp: OpenOffice, clock: SettableClock) -> None:
    take_in(gp, "permits", rows("permits", {"signed_pdf": "signed.pdf", "revoked_on": "১৭-১১-২০২৬"}), beside=Folder())
    permit: Permit = one(gp, Permit)
    assert permit.number.startswith("BP-26-")
    assert permit.reference_key == reference_key("SAMPLE/HELENCHA/041")
    assert (permit.land_area, permit.height, permit.fee_paise) == (Decimal("202.34"), Decimal("3.60"), 42_250)
    assert [condition["en"] for condition in permit.conditions] == ["The first condition.", "The second condition."]
    assert permit.signatory["en"] == "Sample Pratima Biswas"
    assert permit.revoked_at
    assert today(permit.revoked_at) == date(2026, 11, 17)
    assert (permit.signed_file_hash, permit.signed_file_size) == SIGNED
    assert permit.created_at == clock.now


def test_a_signed_file_is_the_paper_of_one_record_alone(gp: OpenOffice) -> None:
    both = rows("permits", {"signed_pdf": "signed.pdf"}, {"memo_no": "SAMPLE/9", "signed_pdf": "signed.pdf"})
    assert faults(gp, "permits", both, beside=Folder()) == [
        "line 3, column signed_pdf: the same file as line 2: every paper has a file of its own"
    ]
    take_in(gp, "permits", rows("permits", {"signed_pdf": "signed.pdf"}), beside=Folder())
    number = one(gp, Permit).number
    for kind, key in (("permits", "memo_no"), ("nocs", "certificate_no")):
        other = rows(kind, {key: "SAMPLE/9", "signed_pdf": "signed.pdf"})
        assert faults(gp, kind, other, beside=Folder()) == [
            f"line 2, column signed_pdf: is the file of {number} already: every paper has a file of its own"
        ]
    assert take_in(gp, "permits", rows("permits", {"signed_pdf": "signed.pdf"}), beside=Folder()).endswith(
        "1 unchanged"
    )


def test_files_that_were_mixed_up_are_put_right_in_one_import(gp: OpenOffice) -> None:
    class Two(Folder):
        def paper(self, name: str) -> tuple[str, int]:
            return (name[0] * 64, 1)

    def attached(first: str, second: str) -> str:
        return rows("permits", {"signed_pdf": first}, {"memo_no": "SAMPLE/9", "signed_pdf": second})

    take_in(gp, "permits", attached("a.pdf", "b.pdf"), beside=Two())
    assert take_in(gp, "permits", attached("b.pdf", "a.pdf"), beside=Two()).endswith("2 changed, 0 unchanged")


def test_whoever_signs_for_the_office_has_signed_where_nobody_is_named(gp: OpenOffice) -> None:
    nobody = {
        f"{column}_{language}": "" for column in ("signatory", "signatory_post") for language in ("bn", "en", "hi")
    }
    take_in(gp, "permits", rows("permits", nobody))
    assert one(gp, Permit).signatory["en"] == "Sample Arun Sarkar"
    take_in(gp, "staff", rows("staff", {"signs": "no"}))
    assert take_in(gp, "permits", rows("permits", nobody)).endswith("1 unchanged")
    assert faults(gp, "permits", rows("permits", nobody | {"memo_no": "SAMPLE/2"})) == [
        "line 2, column signatory: is needed: the office's staff has nobody who signs"
    ]


def test_a_column_that_is_left_out_changes_nothing(gp: OpenOffice) -> None:
    take_in(gp, "permits", rows("permits", {"revoked_on": "17-11-2026", "signed_pdf": "signed.pdf"}), beside=Folder())
    narrow = without(rows("permits"), "revoked_on", "signed_pdf")
    assert take_in(gp, "permits", narrow).endswith("1 unchanged")
    assert one(gp, Permit).revoked_at
    assert take_in(gp, "permits", rows("permits")).endswith("0 added, 1 changed, 0 unchanged")
    permit = one(gp, Permit)
    assert (permit.revoked_at, permit.signed_file_hash, permit.signed_file_size) == (None, None, None)


def test_a_new_end_of_validity_is_reminded_of_anew(gp: OpenOffice) -> None:
    take_in(gp, "permits", rows("permits"))
    with gp() as office:
        office.session.scalars(select(Permit)).one().reminded = 30
    take_in(gp, "permits", rows("permits", {"floors": "2"}))
    assert one(gp, Permit).reminded == 30
    take_in(gp, "permits", rows("permits", {"floors": "2", "valid_upto": "31-03-2028"}))
    assert one(gp, Permit).reminded is None


@pytest.mark.parametrize(
    ("valid_from", "valid_upto", "good"),
    [
        ("01-04-2026", "31-03-2027", True),
        ("18-11-2026", "31-03-2027", True),
        ("01-04-2026", "31-03-2029", True),
        ("01-04-2026", "31-03-2028", False),
        ("01-04-2026", "30-03-2027", False),
        ("01-04-2026", "31-12-2026", False),
        ("01-04-2026", "31-03-2026", False),
    ],
)
def test_a_noc_holds_for_one_financial_year_or_three(
    gp: OpenOffice,
    valid_from: str,
    valid_upto: str,
    good: bool,
) -> None:
    told = faults(gp, "nocs", rows("nocs", {"valid_from": valid_from, "valid_upto": valid_upto}))
    assert told == (
        []
        if good
        else [
            "line 2, column valid_upto: is not the 31 March that ends one financial year, or three, from valid_from on"
        ]
    )
    assert count(gp, TradeNoc) == good


def test_offices_are_of_one_kind_only(gp: OpenOffice) -> None:
    assert faults(gp, "wards", rows("wards")) == ["line 2, column code: is that of another kind of office"]
    assert faults(gp, "offices", rows("offices", {"code": "19"})) == [
        "line 2, column code: is that of another kind of office"
    ]
    assert faults(gp, "villages", rows("villages", {"office": "19"})) == [
        "line 2, column office: there is no office of this code"
    ]


def test_whoever_has_a_bank_account_needs_a_day_of_birth(gp: OpenOffice) -> None:
    assert faults(gp, "staff", rows("staff", {"employee_id": "E-2", "date_of_birth": ""})) == [
        "line 2, column date_of_birth: is needed for whoever has a bank account"
    ]
    take_in(gp, "staff", rows("staff", {"employee_id": "E-2", "date_of_birth": "", "bank_account": ""}))


def test_pay_is_entered_for_employees_on_the_payroll_only(gp: OpenOffice) -> None:
    for kind in ("da", "tax", "allowances"):
        take_in(gp, kind, rows(kind))
    take_in(
        gp,
        "staff",
        rows("staff", {"employee_id": "E-2", "bank_account": ""}, {"employee_id": "E-3", "left_on": "01-10-2026"}),
    )
    register = rows(
        "payroll",
        {},
        {"employee_id": "E-2"},
        {"employee_id": "E-3"},
        {"employee_id": "E-4"},
        {"month": "2026-11-01"},
        {"month": "12-2020"},
        {"month": "10-2026", "loan": "90,000"},
    )
    assert faults(gp, "payroll", register) == [
        "line 3, column employee_id: is not on the payroll: the staff register has no bank account",
        "line 4, column month: the employee had left by then",
        "line 5, column employee_id: the office's staff has no such employee",
        "line 6: the same office, employee_id and month as line 2",
        "line 7, column month: no row of the table 'da' holds in 12-2020: import it first",
        "line 8: the deductions are higher than the gross pay",
    ]
    take_in(gp, "payroll", rows("payroll"))
    with gp() as office:
        employee = office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-101")
        (slip,) = office.pay.released(employee)
        assert office.pay.pay(slip).net_paise == 43_490_00
    assert take_in(gp, "payroll", rows("payroll", {"gpf": "3,100"})).endswith("1 changed, 0 unchanged")


def test_pay_keeps_what_a_file_leaves_out_and_forgets_what_it_leaves_empty(gp: OpenOffice) -> None:
    for kind in ("da", "tax", "allowances"):
        take_in(gp, kind, rows(kind))
    optional = {"hra": "no", "medical": "no", "loan": "500", "arrears": "1,000", "other_deduction": "20"}
    take_in(gp, "payroll", rows("payroll", optional))
    narrow = without(rows("payroll"), *optional, "gpf", "gis", "tds", "festival_advance", "other_earning", "release_on")
    assert take_in(gp, "payroll", narrow).endswith("1 unchanged")
    assert take_in(gp, "payroll", narrow.replace("34,500", "35,500")).endswith("1 changed, 0 unchanged")
    with gp() as office:
        slip = office.session.scalars(select(PaySlip)).one()
        lines = {each.kind: each.paise for each in office.pay.pay(slip).earnings + office.pay.pay(slip).deductions}
    assert "hra" not in lines
    assert "medical" not in lines
    assert (lines["basic"], lines["gpf"], lines["loan"]) == (35_500_00, 3_000_00, 500_00)
    assert (lines["arrears"], lines["other"]) == (1_000_00, 20_00)
    assert take_in(gp, "payroll", rows("payroll", dict.fromkeys(optional, ""))).endswith("1 changed, 0 unchanged")
    with gp() as office:
        slip = office.session.scalars(select(PaySlip)).one()
        assert office.pay.pay(slip).net_paise == 43_490_00


def test_the_day_of_a_slip_stays_where_the_file_leaves_it_out(gp: OpenOffice) -> None:
    for kind in ("da", "tax", "allowances"):
        take_in(gp, kind, rows(kind))
    take_in(gp, "payroll", rows("payroll", {"release_on": "01-12-2026"}))
    assert take_in(gp, "payroll", without(rows("payroll"), "release_on")).endswith("1 unchanged")
    assert one(gp, PaySlip).released_at is None
    assert take_in(gp, "payroll", rows("payroll")).endswith("1 changed, 0 unchanged")
    assert one(gp, PaySlip).released_at is not None


def test_pay_of_another_year_is_a_fault(gp: OpenOffice) -> None:
    for kind in ("da", "tax", "allowances"):
        take_in(gp, kind, rows(kind))
    assert faults(gp, "payroll", rows("payroll", {"month": "06-2027"})) == [
        "line 2, column month: is more than 2 months ahead"
    ]


def test_an_application_moves_by_the_offices_list_until_its_paper_is_imported(gp: OpenOffice) -> None:
    take_in(gp, "applications", rows("applications"))
    assert take_in(gp, "applications", rows("applications", {"stage": "INSPECTION"})).endswith("1 changed, 0 unchanged")
    application: Application = one(gp, Application)
    assert application.target_on > application.applied_on
    take_in(gp, "permits", rows("permits", {"application": application.number}))
    assert take_in(gp, "permits", rows("permits", {"application": application.number})).endswith("1 unchanged")
    granted: Application = one(gp, Application)
    assert (granted.stage, granted.permit_id) == (Stage.GRANTED, one(gp, Permit).id)
    assert faults(gp, "applications", rows("applications")) == [
        "line 2, column stage: it was granted or rejected already, and does not move any more"
    ]
    assert faults(gp, "permits", rows("permits", {"memo_no": "SAMPLE/2", "application": application.number})) == [
        "line 2, column application: was rejected, or has led to another paper"
    ]
    assert faults(gp, "nocs", rows("nocs", {"application": application.number})) == [
        "line 2, column application: is for something else"
    ]


def test_another_offices_application_is_not_granted(gp: OpenOffice) -> None:
    take_in(gp, "offices", rows("offices", {"code": "SAMPLE-02"}))
    take_in(gp, "applications", rows("applications", {"office": "SAMPLE-02"}))
    number = one(gp, Application).number
    assert faults(gp, "permits", rows("permits", {"application": number})) == [
        "line 2, column application: the office has no application of this number"
    ]


def test_a_rejection_needs_a_reason(gp: OpenOffice) -> None:
    nothing = {"missing_bn": "", "missing_en": "", "missing_hi": ""}
    assert faults(gp, "applications", rows("applications", nothing | {"stage": "REJECTED"})) == [
        "line 2, column note: is needed, or what is missing: REJECTED is told to the applicant"
    ]
    assert faults(gp, "applications", rows("applications", {"stage": "DONE", "kind": "house"})) != []


def test_one_office_may_have_a_holiday_of_its_own(gp: OpenOffice) -> None:
    day = date(2026, 11, 25)
    register = rows("holidays", {"day": "25-11-2026"}, {"day": "25-11-2026", "office": "SAMPLE-01", "closed": "না"})
    take_in(gp, "holidays", register)
    with gp() as office:
        assert office.session.scalar(select(func.count()).select_from(Holiday)) == 2
        here = office.offices.by_code("SAMPLE-01")
        assert office.offices.working_days(here.id).is_open(day)
        assert not office.offices.working_days(office.offices.state().id).is_open(day)


def test_the_states_rates_belong_to_the_state(gp: OpenOffice) -> None:
    for kind in ("da", "tax", "allowances"):
        take_in(gp, kind, rows(kind))
    take_in(gp, "da", rows("da", {"percent": "23.5"}))
    with gp() as office:
        state = office.offices.state().id
        assert office.session.scalars(select(DaRate.percent).where(DaRate.office_id == state)).all() == [
            Decimal("23.50")
        ]
        slab = office.session.scalars(select(TaxSlab)).one()
        assert (slab.office_id, slab.above_paise, slab.tax_paise) == (state, 40_000_00, 200_00)
    assert faults(gp, "tax", rows("tax", {}, {})) == ["line 3: the same valid_from and above as line 2"]


def test_offices_without_a_helpline_of_their_own_have_the_states(gp: OpenOffice) -> None:
    take_in(gp, "offices", rows("offices", {"code": "SAMPLE-02"}))
    own, general = {"office": "SAMPLE-02", "phone": "033-22140000"}, {"phone": "1800 345 0000"}
    assert take_in(gp, "helplines", rows("helplines", own, general)).startswith("2 helplines: 0 added, 2 changed")
    take_in(gp, "offices", rows("offices", {"code": "SAMPLE-03"}))
    with gp() as office:
        phones = [each.helpline_phone for each in office.offices.all()]
    assert phones == ["1800 345 0000", "033-22140000", "1800 345 0000"]
    assert take_in(gp, "helplines", rows("helplines", own, general)).endswith("2 unchanged")


def test_the_hours_of_a_helpline_are_told_in_words_and_as_times_of_day(gp: OpenOffice) -> None:
    take_in(gp, "helplines", rows("helplines", {"office": "SAMPLE-01", "opens": "৯:৩০", "days": "সোমবার, Fri"}))
    with gp() as office:
        times = office.offices.by_code("SAMPLE-01").helpline_times
    assert times == LineTimes(time(9, 30), time(18), (0, 4))


def test_hours_in_other_words_without_times_are_known_in_words_alone(gp: OpenOffice) -> None:
    take_in(gp, "helplines", rows("helplines", {"office": "SAMPLE-01"}))
    old = without(rows("helplines", {"office": "SAMPLE-01", "phone": "033-22140000"}), "opens", "closes", "days")
    take_in(gp, "helplines", old)
    with gp() as office:
        assert office.offices.by_code("SAMPLE-01").helpline_times is not None
    take_in(gp, "helplines", old.replace("10 am to 6 pm", "11 am to 5 pm"))
    with gp() as office:
        assert office.offices.by_code("SAMPLE-01").helpline_times is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"opens": "ten"}, "is not a time of day: write it as 10:00 or 18:30"),
        ({"opens": "25:00"}, "is not a time of day: write it as 10:00 or 18:30"),
        ({"days": "Mon Holiday"}, 'is not a list of days of the week, such as "Mon Tue Wed"'),
        ({"closes": ""}, "both opens and closes are needed, or neither"),
        ({"opens": "18:00"}, "closes before it opens"),
    ],
)
def test_hours_that_cannot_be_are_refused(gp: OpenOffice, change: dict[str, str], fault: str) -> None:
    (found,) = faults(gp, "helplines", rows("helplines", change))
    assert found.endswith(fault)


def test_a_notice_holds_for_its_days(gp: OpenOffice) -> None:
    assert faults(gp, "notices", rows("notices", {"valid_upto": "01-10-2026"})) == [
        "line 2, column valid_upto: is before valid_from"
    ]
    take_in(gp, "notices", rows("notices", {}, {"office": "*"}))
    with gp() as office:
        assert len(office.office_notices.current(office.offices.by_code("SAMPLE-01").id)) == 2
        assert office.session.scalars(select(OfficeNotice.valid_upto)).first() == date(2026, 11, 30)


def test_villages_are_known_by_their_english_name_and_pin_code(gp: OpenOffice) -> None:
    take_in(gp, "villages", rows("villages", {}, {"pin_code": "743271"}))
    told = take_in(gp, "villages", rows("villages", {"name_bn": "মালিপোতা গ্রাম", "latitude": "", "longitude": ""}))
    assert told == "1 village: 0 added, 1 changed, 0 unchanged"
    with gp() as office:
        assert [each.code for each in office.offices.find("743271")] == ["SAMPLE-01"]
        assert sorted(str(each) for each in office.session.scalars(select(Village.latitude))) == ["23.17", "None"]


def test_a_file_that_was_refused_may_be_taken_in_once_its_office_is_there(open_office: OpenOffice) -> None:
    checked = check_sheet(kind_of("villages"), parse_csv(rows("villages")), samples=False)
    with pytest.raises(BadRows), open_office() as office:
        enter(office, checked)
    take_in(open_office, "offices", rows("offices"))
    with open_office() as office:
        assert enter(office, checked) == {Outcome.ADDED: 1}


def test_the_samples_do_not_stand_in_the_way_of_imports(samples: Samples) -> None:
    memo = (date(2026, 11, 18) - timedelta(days=120)).strftime("%d-%m-%Y")
    told = take_in(samples.open_office, "permits", rows("permits", {"memo_date": memo}))
    assert told == "1 permit: 0 added, 1 changed, 0 unchanged"


def test_a_ward_has_what_a_gram_panchayat_has(open_office: OpenOffice) -> None:
    take_in(open_office, "wards", rows("wards", {"code": "SAMPLE-W"}))
    with open_office() as office:
        ward = office.session.scalars(select(Office).where(Office.kind == "ward")).one()
        assert len(office.offices.categories(ward.id)) == 10


def test_a_house_keeps_its_picture_until_another_one_or_an_empty_cell_comes(gp: OpenOffice) -> None:
    take_in(gp, "guest_houses", rows("guest_houses", {"picture": "house.jpg"}), beside=Folder())
    assert one(gp, GuestHouse).picture == PICTURE
    take_in(gp, "guest_houses", rows("guest_houses", {"picture": ""}))
    assert one(gp, GuestHouse).picture is None


def test_a_picture_that_cannot_be_sent_is_a_fault_of_its_row(gp: OpenOffice) -> None:
    register = rows("guest_houses", {"picture": "stamp.png"})
    assert faults(gp, "guest_houses", register, beside=Folder()) == ["line 2, column picture: the picture is too small"]
    assert faults(gp, "guest_houses", register) == ["line 2, column picture: there are no files beside this one"]
