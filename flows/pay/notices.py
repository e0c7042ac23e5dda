"""What the office tells its employees by itself."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chatbot.language.wording import Words, _, month_name
from flows.shared.notice import Params, notice
from panchayat.front_office import FrontOffice


@notice("pay_slip_ready")
def pay_slip_ready(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Nothing of it is said here: whoever holds the phone sees this without a PIN."""
    slip = office.pay.get(UUID(params["slip_id"]))
    return [_("Your pay slip for {month} is ready. To get it, write: pay slip").using(month=month_name(slip.month))]
