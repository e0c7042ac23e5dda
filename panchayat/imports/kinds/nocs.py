"""Trade NOCs, from the register in which the office enters them."""

from __future__ import annotations

from collections.abc import Sequence

from panchayat.core.months import FinancialYear
from panchayat.core.numbers import Prefix
from panchayat.imports.cells import Day, InThree, NameInThree, Paise, Reference, Short
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.registered import RegisteredRow, RegisterOfPapers, known_by
from panchayat.imports.rows import Line, column
from panchayat.models import TradeNoc
from panchayat.models.application_states import Kind as Applied
from panchayat.registers.trade_nocs import PERIODS


class NocRow(RegisteredRow):
    certificate_no: Reference = column("the number in the office's register", "SAMPLE/HELENCHA/T-014")
    certificate_date: Day = column("the date of the certificate", "01-04-2026")
    trade_name: InThree = column("the name of the trade", ("নমুনা মুদিখানা", "Sample Grocery", "नमूना किराना दुकान"))
    trade_nature: InThree = column("the nature of the trade", ("মুদির দোকান", "Grocery shop", "किराना दुकान"))
    owner: NameInThree = column("to whom it was given", ("নমুনা রহিমা বিবি", "Sample Rahima Bibi", "नमूना रहीमा बीबी"))
    address: InThree = column("where the trade is", ("হেলেঞ্চা বাজার", "Helencha Bazar", "हेलेंचा बाज़ार"))
    mouza: NameInThree = column("the mouza", ("হেলেঞ্চা", "Helencha", "हेलेंचा"))
    dag_no: Short = column("the dag number, LR or RS", "LR 1188")
    holding_no: Short = column("the holding number", "SAMPLE-H-031")
    fee: Paise = column("the fee in rupees", "300")
    receipt_no: Short = column("the number of the receipt", "SAMPLE-T-0231")
    renewal_of: Reference | None = column(
        "the number of the certificate that this one continues", "SAMPLE/HELENCHA/T-003", default=None
    )


def enter(desk: Desk, lines: Sequence[Line[NocRow]]) -> None:
    ledger = Ledger(
        desk,
        TradeNoc,
        known_by("certificate_no"),
        named="office and certificate_no",
        among=desk.named(lines),
    )
    register = RegisterOfPapers(
        desk, ledger, prefix=Prefix.TRADE_NOC, reference="certificate_no", issued="certificate_date"
    )
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        if not _period_is_right(line.row):
            desk.faults.add(
                line.number,
                "valid_upto",
                "is not the 31 March that ends one financial year, or three, from valid_from on",
            )
            continue
        values = {
            "certificate_no": row.certificate_no,
            "certificate_date": row.certificate_date,
            "trade_name": row.trade_name,
            "trade_nature": row.trade_nature,
            "owner": row.owner,
            "address": row.address,
            "mouza": row.mouza,
            "dag_no": row.dag_no,
            "holding_no": row.holding_no,
            "fee_paise": row.fee,
            "receipt_no": row.receipt_no,
            "renewal_of": row.renewal_of,
        }
        noc = register.put(line, office, values, keep=row.absent("renewal_of"))
        if noc is not None:
            register.grant(line, noc, [Applied.NOC, Applied.NOC_RENEWAL], noc_id=noc.id)
    register.check_files()


def _period_is_right(row: NocRow) -> bool:
    """A NOC holds for one financial year or three; it may have been given in the midst of the first."""
    first, last = FinancialYear.of(row.valid_from), FinancialYear.of(row.valid_upto)
    return row.valid_upto == last.last and last.start - first.start + 1 in PERIODS


KIND = Kind("trade NOCs", "NOC", "NOCs", NocRow, enter)
