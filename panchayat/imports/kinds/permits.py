"""Building permits, from the register in which the office enters them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from panchayat.core.numbers import Prefix
from panchayat.imports.cells import IN_SMALL, Area, Day, InThree, NameInThree, Paise, Reference, Short, decimal, whole
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.registered import RegisteredRow, RegisterOfPapers, known_by
from panchayat.imports.rows import Line, column
from panchayat.models import Permit
from panchayat.models.application_states import Kind as Applied


class PermitRow(RegisteredRow):
    memo_no: Reference = column("the number in the office's register", "SAMPLE/HELENCHA/041")
    memo_date: Day = column("the date of the memo", "01-04-2026")
    tier: Annotated[Literal["gp", "samiti", "zp"], IN_SMALL] = column(
        "who sanctioned it: gp (gram panchayat), samiti (panchayat samiti) or zp (zilla parishad)", "gp"
    )
    applicant: NameInThree = column("to whom it was given", ("নমুনা রহিমা বিবি", "Sample Rahima Bibi", "नमूना रहीमा बीबी"))
    mouza: NameInThree = column("the mouza", ("হেলেঞ্চা", "Helencha", "हेलेंचा"))
    jl_no: Short = column("the J.L. number", "41")
    dag_no: Short = column("the dag number, LR or RS", "LR 1207")
    khatian_no: Short = column("the khatian number", "LR 356")
    land_area: Area = column("the area of the land in square metres", "202.34")
    building_use: InThree = column("what the building is for", ("বসবাসের জন্য", "Residential", "आवासीय"))
    floors: Annotated[int, whole(1, 99)] = column("how many floors", "1")
    plinth_area: Area = column("the plinth area in square metres", "84.50")
    height: Annotated[Decimal, decimal(2, Decimal("0.01"), 9999)] = column("the height in metres", "3.60")
    fee: Paise = column("the fee in rupees", "422.50")
    receipt_no: Short = column("the number of the receipt", "SAMPLE-R-0412")
    surveyor: NameInThree = column("the licensed surveyor", ("নমুনা তপন ঘোষ", "Sample Tapan Ghosh", "नमूना तपन घोष"))
    surveyor_licence: Short = column("the surveyor's licence", "SAMPLE-LBS-07")


def enter(desk: Desk, lines: Sequence[Line[PermitRow]]) -> None:
    ledger = Ledger(desk, Permit, known_by("memo_no"), named="office and memo_no", among=desk.named(lines))
    register = RegisterOfPapers(desk, ledger, prefix=Prefix.PERMIT, reference="memo_no", issued="memo_date")
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        values = {
            "memo_no": row.memo_no,
            "memo_date": row.memo_date,
            "tier": row.tier,
            "applicant": row.applicant,
            "mouza": row.mouza,
            "jl_no": row.jl_no,
            "dag_no": row.dag_no,
            "khatian_no": row.khatian_no,
            "land_area": row.land_area,
            "building_use": row.building_use,
            "floors": row.floors,
            "plinth_area": row.plinth_area,
            "height": row.height,
            "fee_paise": row.fee,
            "receipt_no": row.receipt_no,
            "surveyor": row.surveyor,
            "surveyor_licence": row.surveyor_licence,
        }
        permit = register.put(line, office, values, keep=set())
        if permit is not None:
            register.grant(line, permit, [Applied.PERMIT], permit_id=permit.id)
    register.check_files()


KIND = Kind("building permits", "permit", "permits", PermitRow, enter)
