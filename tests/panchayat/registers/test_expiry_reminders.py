"""Reminders before a permit or NOC runs out: 30, 7 and 1 days, each once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.models import Outbox, Permit, TradeNoc
from panchayat.models.application_states import Stage
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.imports.registers import rows, take_in


def reminders(office: FrontOffice, record: Permit | TradeNoc) -> list[dict[str, Any]]:
    rows = office.session.scalars(select(Outbox).order_by(Outbox.id))
    params = [row.payload["params"] for row in rows]
    return [each for each in params if each.get("notice") == "expiry" and each["id"] == str(record.id)]


def days_before(office: FrontOffice, record: Permit | TradeNoc) -> list[int]:
    rows = office.session.scalars(
        select(Outbox).where(Outbox.key.startswith(f"expiry:{record.id}")).order_by(Outbox.id)
    )
    return [int(row.key.rpartition(":")[2]) for row in rows]


def ending_soonest(office: FrontOffice) -> Permit:
    found = select(Permit).where(Permit.revoked_at.is_(None), Permit.valid_upto >= office.today)
    return office.session.scalars(found.order_by(Permit.valid_upto).limit(1)).one()


def move_to(clock: SettableClock, permit: Permit, days_before_end: int) -> None:
    at = datetime.combine(permit.valid_upto, datetime.min.time(), UTC) - timedelta(days=days_before_end)
    clock.advance(at + timedelta(hours=5) - clock.now)


def test_a_holder_is_reminded_thirty_seven_and_one_days_before_each_time_once(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        permit = ending_soonest(office)
    for days, so_far in [
        (31, []),
        (30, [30]),
        (29, [30]),
        (8, [30]),
        (7, [30, 7]),
        (2, [30, 7]),
        (1, [30, 7, 1]),
        (0, [30, 7, 1]),
        (-1, [30, 7, 1]),
    ]:
        move_to(clock, permit, days)
        for _again in range(2):
            with samples.open_office() as office:
                office.expiry_reminders.send()
                assert days_before(office, permit) == so_far, days


def test_who_was_not_reminded_in_time_is_reminded_by_the_latest_that_is_due(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        permit = ending_soonest(office)
    move_to(clock, permit, 5)
    with samples.open_office() as office:
        office.expiry_reminders.send()
        office.expiry_reminders.send()
        assert days_before(office, permit) == [7]


def test_a_reminder_that_waits_is_over_when_the_next_one_or_the_end_has_come(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        permit = ending_soonest(office)
    for days in (30, 7, 1):
        move_to(clock, permit, days)
        with samples.open_office() as office:
            office.expiry_reminders.send()
    with samples.open_office() as office:
        until = [datetime.fromisoformat(each["until"]).date() for each in reminders(office, permit)]
    end = permit.valid_upto
    assert until == [end - timedelta(days=7), end - timedelta(days=1), end + timedelta(days=1)]


def test_a_revoked_permit_reminds_nobody(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        permit = ending_soonest(office)
        permit.revoked_at = office.now
    move_to(clock, permit, 7)
    with samples.open_office() as office:
        office.expiry_reminders.send()
        assert reminders(office, permit) == []


@pytest.mark.parametrize("days", [30, 7, 1])
def test_nocs_are_reminded_of_too(samples: Samples, clock: SettableClock, days: int) -> None:
    clock.advance(datetime(2027, 3, 31, 5, tzinfo=UTC) - timedelta(days=days) - clock.now)
    with samples.open_office() as office:
        office.expiry_reminders.send()
        nocs = office.session.scalars(select(TradeNoc).where(TradeNoc.revoked_at.is_(None))).all()
        ending = [noc for noc in nocs if noc.valid_upto.isoformat() == "2027-03-31"]
        assert ending
        assert all(days_before(office, noc) == [days] for noc in ending)


def ending_in_march(office: FrontOffice) -> TradeNoc:
    noc = office.session.scalars(select(TradeNoc).where(TradeNoc.certificate_no == "SAMPLE/HELENCHA/T-014")).one()
    assert noc.valid_upto == date(2027, 3, 31)
    return noc


def at_thirty_days(samples: Samples, clock: SettableClock) -> list[int]:
    """The reminders of the NOC thirty days before its end."""
    clock.advance(datetime(2027, 3, 1, 5, tzinfo=UTC) - clock.now)
    with samples.open_office() as office:
        office.expiry_reminders.send()
        return days_before(office, ending_in_march(office))


def test_who_has_renewed_a_noc_already_is_not_reminded(samples: Samples, clock: SettableClock) -> None:
    renewal = {"certificate_no": "SAMPLE/HELENCHA/T-077", "renewal_of": "SAMPLE/HELENCHA/T-014"}
    take_in(
        samples.open_office, "nocs", rows("nocs", {**renewal, "valid_from": "01-04-2027", "valid_upto": "31-03-2028"})
    )
    assert at_thirty_days(samples, clock) == []


def test_a_later_noc_of_the_same_trade_counts_whether_or_not_it_names_the_earlier(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        noc = ending_in_march(office)
        trade = {f"trade_name_{language}": name for language, name in noc.trade_name.items()}
        same = {**trade, "holding_no": noc.holding_no, "renewal_of": "", "certificate_no": "SAMPLE/HELENCHA/T-077"}
    take_in(samples.open_office, "nocs", rows("nocs", {**same, "valid_from": "01-04-2027", "valid_upto": "31-03-2028"}))
    assert at_thirty_days(samples, clock) == []


def test_another_trade_or_a_revoked_renewal_changes_nothing(samples: Samples, clock: SettableClock) -> None:
    years = {"valid_from": "01-04-2027", "valid_upto": "31-03-2028"}
    other = {"certificate_no": "SAMPLE/HELENCHA/T-077", "renewal_of": "", **years}
    revoked = {"certificate_no": "SAMPLE/HELENCHA/T-078", "renewal_of": "SAMPLE/HELENCHA/T-014", **years}
    take_in(samples.open_office, "nocs", rows("nocs", other, {**revoked, "revoked_on": "17-11-2026"}))
    assert at_thirty_days(samples, clock) == [30]


def test_whose_renewal_is_looked_at_is_reminded_only_if_it_comes_to_nothing(
    samples: Samples, clock: SettableClock
) -> None:
    clock.advance(datetime(2027, 2, 1, 5, tzinfo=UTC) - clock.now)
    with samples.open_office() as office:
        noc = ending_in_march(office)
        number = office.applications.ask_for_renewal(noc, office.contacts.at_mobile(noc.mobile), 1).number
    assert at_thirty_days(samples, clock) == []
    with samples.open_office() as office:
        office.applications.move(number, Stage.REJECTED, note="The stall is on the road.")
        office.expiry_reminders.send()
        assert days_before(office, ending_in_march(office)) == []
    clock.advance(timedelta(days=23))
    with samples.open_office() as office:
        office.expiry_reminders.send()
        assert days_before(office, ending_in_march(office)) == [7]
