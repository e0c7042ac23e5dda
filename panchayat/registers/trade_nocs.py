"""Trade NOCs: whose they are, what their paper says, and which financial years a renewal would be for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.core.months import FinancialYear
from panchayat.core.numbers import Prefix
from panchayat.messaging.contacts import Contacts
from panchayat.models import TradeNoc
from panchayat.offices.offices import Offices
from panchayat.registers.register import Register

#: For how many financial years a NOC is given.
PERIODS: Final = (1, 3)
#: How long before its end a NOC may be renewed.
RENEWABLE_BEFORE: Final = timedelta(days=90)


class NotRenewable(Exception):
    """The NOC was revoked, has been renewed already, or holds for long yet."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} cannot be renewed now")


class TradeNocs(Register[TradeNoc]):
    kind: ClassVar = "trade_noc"
    prefix: ClassVar = Prefix.TRADE_NOC

    def __init__(self, session: Session, now: datetime, offices: Offices, contacts: Contacts) -> None:
        super().__init__(TradeNoc, session, now, offices, contacts)

    def years(self, noc: TradeNoc) -> tuple[FinancialYear, FinancialYear]:
        """The first and the last financial year for which the NOC holds."""
        return FinancialYear.of(noc.valid_from), FinancialYear.of(noc.valid_upto)

    def is_renewable(self, noc: TradeNoc) -> bool:
        """Whether its end is near or past, and no other NOC continues it."""
        if noc.revoked_at is not None or today(self._now) < self.renewable_from(noc):
            return False
        return self.continued_by(noc) is None

    def renewable_from(self, noc: TradeNoc) -> date:
        """The first day on which its renewal may be applied for."""
        return noc.valid_upto - RENEWABLE_BEFORE

    def continued_by(self, noc: TradeNoc) -> TradeNoc | None:
        """The NOC that continues this one: because it says so, or because it is the same holder's for the same trade."""
        same_place = and_(
            TradeNoc.mobile == noc.mobile,
            TradeNoc.holding_no == noc.holding_no,
            TradeNoc.valid_from > noc.valid_from,
            TradeNoc.valid_upto > noc.valid_upto,
        )
        later = select(TradeNoc).where(
            TradeNoc.office_id == noc.office_id,
            TradeNoc.id != noc.id,
            TradeNoc.revoked_at.is_(None),
            or_(TradeNoc.renewal_of == noc.certificate_no, same_place),
        )
        for each in self._session.scalars(later.order_by(TradeNoc.valid_upto.desc(), TradeNoc.id)):
            if each.renewal_of == noc.certificate_no or each.trade_name == noc.trade_name:
                return each
        return None

    def next_year(self, noc: TradeNoc) -> FinancialYear:
        """The first year of a renewal: that after the NOC's last, but none that is over."""
        return max(FinancialYear.of(noc.valid_upto).later(1), FinancialYear.of(today(self._now)))

    def facts(self, noc: TradeNoc) -> dict[str, Any]:
        """The JSON facts of the paper ``trade_noc``: dates in ISO, the fee in paise."""
        first, last = self.years(noc)
        return {
            **self._offices.letterhead(noc.office_id),
            "number": noc.number,
            "issued_on": noc.certificate_date.isoformat(),
            "signatory": noc.signatory,
            "signatory_post": noc.signatory_post,
            "certificate_no": noc.certificate_no,
            "certificate_date": noc.certificate_date.isoformat(),
            "trade_name": noc.trade_name,
            "trade_nature": noc.trade_nature,
            "owner": noc.owner,
            "parent": noc.parent,
            "address": noc.address,
            "mouza": noc.mouza,
            "dag_no": noc.dag_no,
            "holding_no": noc.holding_no,
            "valid_from": noc.valid_from.isoformat(),
            "valid_upto": noc.valid_upto.isoformat(),
            "first_year": str(first),
            "last_year": str(last),
            "fee_paise": noc.fee_paise,
            "receipt_no": noc.receipt_no,
            "renewal_of": noc.renewal_of,
            "conditions": noc.conditions,
        }
