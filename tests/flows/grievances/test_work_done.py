"""What the office has ordered and spent is told with how a complaint stands."""

from __future__ import annotations

from panchayat.grievances.work_report import WorkDone
from panchayat.models.grievance_states import State
from tests.flows.phones import Village

CITIZEN = "whatsapp:+910000000101"


def test_who_asks_how_it_stands_hears_the_order_and_what_was_spent(village: Village) -> None:
    phone = village.phone(CITIZEN)
    phone.says("hi")
    with village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        number = next(each.number for each in own if each.state == State.UNDER_PROCESS)
        work = WorkDone(order_no="ওয়ার্কস/১২৩", spent_paise=1_25_000_00)
        office.grievances.move(number, State.ACTION_TAKEN, note="গর্ত ভরাট করা হয়েছে।", work=work)
    said = phone.says(number)
    assert said.index("গর্ত ভরাট করা হয়েছে।\nআদেশ নম্বর: ওয়ার্কস/১২৩\nখরচ: ₹১,২৫,০০০")
