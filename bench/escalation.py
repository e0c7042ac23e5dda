"""How fast grievances go up: ``python -m bench.escalation [POSTGRESQL_URL]`` measures 100,000 open ones.

A tick of the clock with nothing due, one with a batch that is due, and what all of them take after a long standstill.
An empty database is filled; without an address it is SQLite in a folder of its own.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, insert, select, text
from uuid_utils.compat import uuid7

from bench.people import add_addresses
from jobs.clock import GRIEVANCES_AT_ONCE, TASKS, escalate_grievances
from panchayat.core.clock import today
from panchayat.core.encryption import use_keys
from panchayat.database import Database
from panchayat.demo.loading import load_demo
from panchayat.migrations import migrate
from panchayat.models import Contact, Grievance, GrievanceStep
from panchayat.models.grievance_states import State

OPEN = 100_000
CITIZENS = 20_000
DUE = 1_000
_AT_ONCE = 5_000


def fill(database: Database) -> None:
    """The samples, and so many complaints of so many people, of which few are due."""
    with database.open_office() as office:
        load_demo(office)
        at = office.offices.by_code("SAMPLE-01")
        category = office.offices.categories(at.id)[0]
        target_on = today(office.now) + timedelta(days=30)
        contacts = [uuid7() for _ in range(CITIZENS)]
        for start in range(0, CITIZENS, _AT_ONCE):
            theirs = contacts[start : start + _AT_ONCE]
            office.session.execute(
                insert(Contact),
                [
                    {
                        "id": each,
                        "channel": "whatsapp",
                        "address": f"whatsapp:+91001{start + place:07}",
                        "language": "bn",
                        "language_chosen": False,
                        "state": {},
                        "failures": 0,
                        "created_at": office.now,
                    }
                    for place, each in enumerate(theirs)
                ],
            )
            add_addresses(office, {each: f"whatsapp:+91001{start + place:07}" for place, each in enumerate(theirs)})
        for start in range(0, OPEN, _AT_ONCE):
            ids = [uuid7() for _ in range(_AT_ONCE)]
            due = today(office.now) - timedelta(days=1)
            office.session.execute(
                insert(Grievance),
                [
                    {
                        "id": each,
                        "office_id": at.id,
                        "number": f"BENCH-{start + place:06}",
                        "kind": "grievance",
                        "contact_id": contacts[(start + place) % CITIZENS],
                        "category_id": category.id,
                        "department_id": category.department_id,
                        "description": "রাস্তায় গর্ত",
                        "place": "বটতলা",
                        "state": State.SUBMITTED,
                        "reopened": 0,
                        "level": 0,
                        "bypasses_office": False,
                        "target_on": due if start + place < DUE else target_on,
                        "escalates_on": (due if start + place < DUE else target_on) + timedelta(days=1),
                        "filed_at": office.now,
                    }
                    for place, each in enumerate(ids)
                ],
            )
            office.session.execute(
                insert(GrievanceStep),
                [
                    {
                        "id": uuid7(),
                        "office_id": at.id,
                        "grievance_id": each,
                        "position": 1,
                        "to_state": State.SUBMITTED,
                        "at": office.now,
                    }
                    for each in ids
                ],
            )
        office.session.execute(text("ANALYZE"))


def timed(what: str, work: Callable[[], object]) -> float:
    """Do the work and print how long it took."""
    began = perf_counter()
    result = work()
    took = perf_counter() - began
    print(f"{what:<60} {took * 1000:9.1f} ms  {result if result is not None else ''}")
    return took


def main() -> None:
    use_keys(["a secret of the bench"])
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{Path(folder) / 'office.db'}"
        migrate(url)
        now = datetime.now(UTC)
        database = Database(url, lambda: now, public_url="http://127.0.0.1:8000")
        timed(f"filling {OPEN:,} open grievances", lambda: fill(database))

        def tick() -> None:
            with database.open_office() as office:
                escalate_grievances(office)

        def left() -> int:
            with database.open_office() as office:
                return (
                    office.session.scalar(select(func.count()).where(Grievance.escalates_on <= today(office.now))) or 0
                )

        batches = [timed(f"a tick with {GRIEVANCES_AT_ONCE} due", tick) for _ in range(DUE // GRIEVANCES_AT_ONCE)]
        while left():
            tick()
        timed("a tick with nothing due", tick)
        timed("a tick with nothing due, again", tick)
        batch = sorted(batches)[len(batches) // 2]
        every = next(task.every for task in TASKS if task.do is escalate_grievances).total_seconds()
        turns = OPEN / GRIEVANCES_AT_ONCE
        print(f"{'all of them, as often as the clock does it':<60} {turns * every / 60:9.0f} min")
        print(f"{'all of them, one batch after the other':<60} {turns * batch:9.0f} s")
        database.dispose()


if __name__ == "__main__":
    main()
