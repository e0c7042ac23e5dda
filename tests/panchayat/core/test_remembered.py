"""Whatever is remembered is as true as if it had just been looked up, whoever changes it and however."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update

from panchayat.core.connections import connect
from panchayat.core.remembered import VERSIONS, Memory, Register, Remembered
from panchayat.database import Database
from panchayat.front_office import FrontOffice
from panchayat.models import Base, Office
from tests.conftest import PUBLIC_URL, SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.imports.registers import OpenOffice, rows, take_in

#: People are added and taken away for reasons of their own; of those on the staff the names are remembered.
ONLY_UPDATED = {"person"}


class Counted:
    """What the first office is called, looked up as services do it; how often is counted."""

    def __init__(self) -> None:
        self.looked_up = 0
        # Tests share what is remembered: their samples are the same, and so is the version.
        self._key = uuid4()

    def __call__(self, office: FrontOffice) -> str:
        return office.remembered.get(Register.OFFICES, self._key, lambda: self._look(office))

    def _look(self, office: FrontOffice) -> str:
        self.looked_up += 1
        return str(office.session.scalar(select(Office.helpline_phone).where(Office.code == "SAMPLE-01")))


@pytest.fixture
def phone() -> Counted:
    return Counted()


def call(office: FrontOffice, number: str) -> None:
    office.session.scalars(select(Office).where(Office.code == "SAMPLE-01")).one().helpline_phone = number


def call_by_statement(office: FrontOffice, number: str) -> None:
    office.session.connection().execute(
        text("UPDATE office SET helpline_phone = :number WHERE code = 'SAMPLE-01'"), {"number": number}
    )


def versions_in(office: FrontOffice) -> dict[str, str]:
    return dict(office.session.execute(VERSIONS).all())


def test_every_table_of_a_register_raises_its_version_however_it_is_changed(database_url: str) -> None:
    events = defaultdict(set)
    engine = connect(database_url)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            found = connection.execute(text("SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")).all()
            for table, sql in found:
                events[table].add(sql.partition(" AFTER ")[2].split()[0])
        else:
            found = connection.execute(
                text("SELECT event_object_table, event_manipulation FROM information_schema.triggers")
            ).all()
            for table, event in found:
                events[table].add(event)
    engine.dispose()
    remembered = {each.__tablename__ for each in subclasses() if each.register is not None}
    assert set(events) == remembered
    for table, its in events.items():
        assert its == ({"UPDATE"} if table in ONLY_UPDATED else {"INSERT", "UPDATE", "DELETE"}), table


def subclasses() -> list[type[Base]]:
    return [mapper.class_ for mapper in Base.registry.mappers]


def test_a_value_is_looked_up_once_and_again_after_every_change(samples: Samples, phone: Counted) -> None:
    for _unit in range(3):
        with samples.open_office() as office:
            assert phone(office) == phone(office)
    assert phone.looked_up == 1
    for number, change in (("1", call), ("2", call_by_statement)):
        with samples.open_office() as office:
            change(office, number)
        for _unit in range(2):
            with samples.open_office() as office:
                assert phone(office) == number
    assert phone.looked_up == 3


def test_an_import_is_a_change(samples: Samples, phone: Counted) -> None:
    with samples.open_office() as office:
        before = phone(office)
    take_in(samples.open_office, "helplines", rows("helplines", {"office": "SAMPLE-01", "phone": "03210 000999"}))
    with samples.open_office() as office:
        assert phone(office) not in {before, ""}


def test_a_change_of_another_register_is_none_of_this(samples: Samples, phone: Counted) -> None:
    with samples.open_office() as office:
        phone(office)
        office.session.connection().execute(text("UPDATE room SET in_use = in_use"))
    with samples.open_office() as office:
        phone(office)
    assert phone.looked_up == 1


@pytest.mark.parametrize("change", [call, call_by_statement])
def test_who_changes_something_sees_it_at_once_and_nobody_else_does_if_it_is_undone(
    samples: Samples, phone: Counted, change: Callable[[FrontOffice, str], None]
) -> None:
    with samples.open_office() as office:
        before = phone(office)

    class Undone(Exception):
        pass

    with pytest.raises(Undone), samples.open_office() as office:
        change(office, "1")
        assert phone(office) == "1"
        change(office, "2")
        if change is call_by_statement:
            office.remembered.wrote(Register.OFFICES)
        assert phone(office) == "2"
        raise Undone
    with samples.open_office() as office:
        assert phone(office) == before
    with samples.open_office() as office:
        change(office, "3")
    with samples.open_office() as office:
        assert phone(office) == "3"


def test_what_a_unit_saw_of_its_own_before_it_changed_more_is_not_remembered(samples: Samples, phone: Counted) -> None:
    with samples.open_office() as office:
        call_by_statement(office, "1")
        phone(office)
        call_by_statement(office, "2")
    with samples.open_office() as office:
        assert phone(office) == "2"


def test_a_part_that_is_undone_leaves_nothing_behind(samples: Samples, phone: Counted) -> None:
    with samples.open_office() as office:
        before = phone(office)
        part = office.session.begin_nested()
        call(office, "1")
        assert phone(office) == "1"
        part.rollback()
        assert phone(office) == before
    with samples.open_office() as office:
        assert phone(office) == before


def test_versions_that_were_read_already_are_not_read_again(samples: Samples, phone: Counted) -> None:
    with samples.open_office() as office:
        phone(office)
        read = versions_in(office)
    with samples.open_office() as office:
        office.remembered.versions = read
        phone(office)
        office.remembered.versions = {}
        phone(office)
    assert phone.looked_up == 2


def test_a_database_brought_back_from_a_copy_is_believed(database_url: str, samples: Samples, phone: Counted) -> None:
    """The same address has other records then, though they may have been changed as many times."""
    with samples.open_office() as office:
        before = phone(office)
        versions = versions_in(office)
    with samples.open_office() as office:
        call(office, "1")
    with samples.open_office() as office:
        assert phone(office) == "1"
    with samples.open_office() as office:  # as a copy of the database would
        call(office, before)
        office.session.flush()
        for name, version in versions.items():
            office.session.connection().execute(
                text("UPDATE register_version SET version = :version WHERE name = :name"),
                {"name": name, "version": version},
            )
    with samples.open_office() as office:
        assert phone(office) == before
    with samples.open_office() as office:
        call(office, "2")
    with samples.open_office() as office:
        assert phone(office) == "2"


def test_two_databases_in_one_process_are_not_mixed(sqlite_samples: Any, tmp_path: Any, phone: Counted) -> None:
    found = []
    for number in ("1", "2"):
        url = f"sqlite:///{tmp_path / number}"
        (tmp_path / number).write_bytes(sqlite_samples.read_bytes())
        database = Database(url, SettableClock(), public_url=PUBLIC_URL)
        with database.open_office() as office:
            phone(office)
        with database.open_office() as office:
            call(office, number)
        with database.open_office() as office:
            found.append(phone(office))
        database.dispose()
    assert found == ["1", "2"]


def test_what_another_process_changes_is_seen(
    samples: Samples, database_url: str, clock: SettableClock, phone: Counted
) -> None:
    with samples.open_office() as office:
        phone(office)
    other = Database(database_url, clock, public_url=PUBLIC_URL)
    with other.open_office() as office:
        call(office, "1")
    other.dispose()
    with samples.open_office() as office:
        assert phone(office) == "1"


@pytest.fixture
def at_once(samples: Samples, database_url: str) -> OpenOffice:
    """Where units are open at the same time."""
    if database_url.startswith("sqlite"):
        pytest.skip("on SQLite units take turns")
    return samples.open_office


def test_a_unit_goes_on_with_what_was_true_when_it_looked(at_once: OpenOffice, phone: Counted) -> None:
    with at_once() as early:
        before = phone(early)
        with at_once() as office:
            call(office, "1")
        assert phone(early) == before
        with at_once() as late:
            assert phone(late) == "1"
        assert phone(early) in {before, "1"}
    with at_once() as office:
        assert phone(office) == "1"


def test_what_is_looked_up_while_another_changes_it_misleads_nobody(at_once: OpenOffice, phone: Counted) -> None:
    with at_once() as early:
        early.remembered.get(Register.CALENDAR, "nothing", lambda: None)  # it has read the versions
        with at_once() as office:
            call(office, "1")
        assert phone(early) == "1"
        with at_once() as office:
            call(office, "2")
        assert phone(early) == "1"
        with at_once() as office:
            assert phone(office) == "2"


def test_two_that_change_it_at_once_leave_what_the_second_wrote(at_once: OpenOffice, phone: Counted) -> None:
    has_begun = Event()

    def second() -> None:
        with at_once() as office:
            has_begun.set()
            call_by_statement(office, "2")

    with ThreadPoolExecutor(1) as threads:
        with at_once() as office:
            call(office, "1")
            assert phone(office) == "1"
            waits = threads.submit(second)
            assert has_begun.wait(10)
        waits.result()
    with at_once() as office:
        assert phone(office) == "2"


def test_of_many_that_want_the_same_one_looks_it_up(at_once: OpenOffice, phone: Counted) -> None:
    threads = 4
    all_there = Barrier(threads)

    def ask(_number: int) -> str:
        with at_once() as office:
            all_there.wait(10)
            return phone(office)

    with ThreadPoolExecutor(threads) as pool:
        assert len(set(pool.map(ask, range(threads)))) == 1
    assert phone.looked_up == 1


def test_nobody_is_ever_told_less_than_was_committed_before_they_began(samples: Samples, phone: Counted) -> None:
    """One changes it again and again, half of the time undoing it, while others ask."""
    committed, over = [0], Event()
    with samples.open_office() as office:
        call(office, "0")

    class Undone(Exception):
        pass

    def changes() -> None:
        try:
            for number in range(1, 41):
                with pytest.raises(Undone), samples.open_office() as office:
                    call(office, "1000000")
                    office.session.flush()
                    phone(office)
                    raise Undone
                with samples.open_office() as office:
                    call(office, str(number))
                committed[0] = number
        finally:
            over.set()

    def asks() -> None:
        while not over.is_set():
            least = committed[0]
            with samples.open_office() as office:
                told = int(phone(office))
            assert least <= told <= committed[0] + 1

    with ThreadPoolExecutor(4) as threads:
        work = [threads.submit(changes), *(threads.submit(asks) for _each in range(3))]
        for each in work:
            each.result()


def test_a_transaction_that_writes_much_draws_one_version(at_once: OpenOffice) -> None:
    with at_once() as office:
        before = versions_in(office)
        call_by_statement(office, "1")
        first = versions_in(office)
        call_by_statement(office, "2")
        assert versions_in(office) == first != before


def test_what_was_not_used_for_longest_is_forgotten_first(samples: Samples) -> None:
    memory, looked_up = Memory(most=2), list[str]()

    def look(name: str) -> str:
        looked_up.append(name)
        return name

    with samples.open_office() as office:
        remembered = Remembered(memory, office.session)
        for name in ("a", "b", "a", "c", "a", "b"):
            assert remembered.get(Register.OFFICES, name, lambda name=name: look(name)) == name  # type: ignore[misc]
    assert looked_up == ["a", "b", "c", "b"]


def test_many_records_changed_by_one_statement_are_a_change(samples: Samples, phone: Counted) -> None:
    with samples.open_office() as office:
        phone(office)
    with samples.open_office() as office:
        office.session.execute(update(Office).values(helpline_phone="7"))
    with samples.open_office() as office:
        assert phone(office) == "7"
