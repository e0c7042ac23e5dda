from __future__ import annotations

from datetime import date

from panchayat.models import Holiday
from tests.panchayat.conftest import Samples


def after(samples: Samples, day: date, count: int, **columns: list[int]) -> date:
    with samples.open_office() as office:
        body = samples.record(office, "SAMPLE-01")
        for name, value in columns.items():
            setattr(body, name, value)
        return office.offices.working_days(body.id).after(day, count)


def test_seven_working_days_leave_out_a_sunday_and_a_holiday(samples: Samples) -> None:
    # Wednesday 18 November 2026; the 21st is a third Saturday, the 22nd a Sunday, the 24th Guru Nanak's birthday.
    assert after(samples, date(2026, 11, 18), 7) == date(2026, 11, 27)


def test_seven_working_days_go_around_the_pujas_and_a_second_saturday(samples: Samples) -> None:
    # Friday 9 October 2026; the 10th is Mahalaya and a second Saturday, the 18th to the 21st are Durga Puja.
    assert after(samples, date(2026, 10, 9), 7) == date(2026, 10, 22)


def test_an_office_that_works_on_every_saturday_is_done_sooner(samples: Samples) -> None:
    # The 14th of November 2026 is a second Saturday.
    assert after(samples, date(2026, 11, 12), 2) == date(2026, 11, 16)
    assert after(samples, date(2026, 11, 12), 2, saturdays_off=[]) == date(2026, 11, 14)


def test_the_offices_own_list_closes_a_day_and_opens_another_against_the_calendar(samples: Samples) -> None:
    with samples.open_office() as office:
        body = samples.record(office, "SAMPLE-01")
        for day, closed in ((date(2026, 11, 19), True), (date(2026, 11, 22), False), (date(2026, 11, 24), False)):
            office.session.add(Holiday(office_id=body.id, day=day, closed=closed, names={"en": "by order"}))
    with samples.open_office() as office:
        days = office.offices.working_days(office.offices.by_code("SAMPLE-01").id)
        assert not days.is_open(date(2026, 11, 19))
        assert days.is_open(date(2026, 11, 22))
        assert days.after(date(2026, 11, 18), 7) == date(2026, 11, 26)


def test_one_offices_closed_day_is_no_other_offices(samples: Samples) -> None:
    with samples.open_office() as office:
        body = samples.record(office, "SAMPLE-01")
        office.session.add(Holiday(office_id=body.id, day=date(2026, 11, 19), closed=True, names={"en": "by order"}))
    with samples.open_office() as office:
        assert office.offices.working_days(office.offices.by_code("SAMPLE-02").id).is_open(date(2026, 11, 19))
