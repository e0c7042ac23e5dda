"""The clock that a file can shift."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from runtime.clock import clock_for

SECOND = timedelta(seconds=1)


def test_without_a_file_it_is_now(tmp_path: Path) -> None:
    for clock in (clock_for(None), clock_for(tmp_path / "none")):
        assert abs(clock() - datetime.now(UTC)) < SECOND


def test_the_clock_starts_from_the_file_and_ticks_on(tmp_path: Path) -> None:
    now_file = tmp_path / "now"
    now_file.write_text("2027-01-01T00:00:00+05:30\n")
    an_hour_ago = datetime.now(UTC).timestamp() - 3600
    os.utime(now_file, (an_hour_ago, an_hour_ago))
    assert abs(clock_for(now_file)() - datetime(2026, 12, 31, 19, 30, tzinfo=UTC)) < SECOND


def test_writing_the_file_again_shifts_the_clock_again(tmp_path: Path) -> None:
    now_file = tmp_path / "now"
    clock = clock_for(now_file)
    for day in (1, 20, 3):
        now_file.write_text(f"2027-02-{day:02}T12:00:00Z")
        os.utime(now_file, ns=(0, now_file.stat().st_mtime_ns + day))
        assert clock().date() == datetime(2027, 2, day, tzinfo=UTC).date()


def test_half_a_file_leaves_the_clock_as_it_was(tmp_path: Path) -> None:
    now_file = tmp_path / "now"
    now_file.write_text("2027-02-01T12:00:00Z")
    clock = clock_for(now_file)
    clock()
    now_file.write_text("2027-0")
    assert clock().year == 2027


def test_an_instant_without_an_offset_is_the_offices_own_time(tmp_path: Path) -> None:
    now_file = tmp_path / "now"
    now_file.write_text("2027-02-01T05:29:00")
    assert clock_for(now_file)().date() == datetime(2027, 1, 31, tzinfo=UTC).date()
