"""How fast registers are imported: ``python -m bench.imports`` prints the seconds of large ones, into SQLite."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from panchayat.core.encryption import use_keys
from panchayat.database import Database
from panchayat.demo.loading import load_demo
from panchayat.imports import check_sheet, enter, kind_of, parse_csv, template_csv, told
from panchayat.migrations import migrate

ROWS = 5_000


def register(kind: str, changes: Iterable[Mapping[str, str]]) -> str:
    """A register of so many rows: the template's sample row, changed by each of ``changes``."""
    (sample,) = csv.DictReader(io.StringIO(template_csv(kind_of(kind))))
    written = io.StringIO()
    writer = csv.DictWriter(written, list(sample))
    writer.writeheader()
    writer.writerows({**sample, **change} for change in changes)
    return written.getvalue()


def measure(database: Database, kind: str, text: str) -> None:
    began = perf_counter()
    checked = check_sheet(kind_of(kind), parse_csv(text), samples=True)
    looked_at = perf_counter()
    with database.open_office() as office:
        tally = enter(office, checked)
    done = perf_counter()
    print(f"{told(checked.kind, tally):<60} check {looked_at - began:5.2f} s, enter {done - looked_at:5.2f} s")


def main() -> None:
    use_keys(["a secret of the bench"])
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'office.db'}"
        migrate(url)
        now = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)  # a day for which the templates' sample rows are written
        database = Database(url, lambda: now, public_url="http://127.0.0.1:8000")
        began = perf_counter()
        with database.open_office() as office:
            load_demo(office)
        print(f"{'the samples':<60} {perf_counter() - began:5.2f} s")
        ids = [f"BENCH-{number}" for number in range(ROWS)]
        staff = register("staff", ({"employee_id": each} for each in ids))
        later = {"month": "11-2026", "release_on": "01-01-2199"}
        payroll = register("payroll", ({"employee_id": each, **later} for each in ids))
        released = register("payroll", ({"employee_id": each, "month": "10-2026"} for each in ids))
        permits = register("permits", ({"memo_no": f"SAMPLE/BENCH/{each}"} for each in ids))
        measure(database, "staff", staff)
        measure(database, "payroll", payroll)
        measure(database, "payroll", payroll)
        print("pay that is told to the employees at once:")
        measure(database, "payroll", released)
        measure(database, "permits", permits)
        database.dispose()


if __name__ == "__main__":
    main()
