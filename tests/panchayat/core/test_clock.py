from __future__ import annotations

from datetime import UTC, date, datetime

from panchayat.core.clock import today


def test_a_new_day_begins_in_india_while_it_is_still_yesterday_in_greenwich() -> None:
    assert today(datetime(2026, 11, 18, 18, 29, tzinfo=UTC)) == date(2026, 11, 18)
    assert today(datetime(2026, 11, 18, 18, 30, tzinfo=UTC)) == date(2026, 11, 19)
