from __future__ import annotations

import pytest
from sqlalchemy import ForeignKeyConstraint, String, Table

from panchayat.models import Base

#: Tables that belong to no one office, and why.
WITHOUT_OFFICE = {
    "office": "is the office itself",
    "person": "lives in one place today and in another tomorrow",
    "contact": "talks to whichever office they choose",
    "contact_address": "is where a contact writes from",
    "inbound_message": "came to the one number of all offices",
    "message_sid": "came to the one number of all offices",
    "media": "came to the one number of all offices",
    "outbox": "leaves from the one number of all offices",
    "dead_letter": "is about a message",
    "heartbeat": "is about a process of the service",
    "due_work": "is about a process of the service",
    "register_version": "is about tables of all offices",
}
TABLES = [pytest.param(table, id=table.name) for table in Base.metadata.sorted_tables]
ABOUT_PEOPLE = [
    pytest.param(table, id=table.name)
    for table in Base.metadata.sorted_tables
    if {"contact_id", "person_id"} & set(table.c.keys())
]


@pytest.mark.parametrize("table", TABLES)
def test_every_record_belongs_to_an_office(table: Table) -> None:
    if table.name in WITHOUT_OFFICE:
        assert "office_id" not in table.c or table.c.office_id.nullable
    else:
        assert not table.c.office_id.nullable


@pytest.mark.parametrize("table", TABLES)
def test_no_record_refers_to_another_offices(table: Table) -> None:
    """A reference from one office's record to another's goes by office and id, so that both must agree."""
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table.name not in WITHOUT_OFFICE:
            assert "office_id" in constraint.column_keys, constraint.name


#: Columns of tables about people that are text in clear, and why.
IN_CLEAR = {
    **dict.fromkeys(
        ("number", "reference", "sid", "provider_id", "key", "employee_id"), "is what something is found by"
    ),
    **dict.fromkeys(("address", "mobile", "channel"), "is how somebody is reached, and found by"),
    **dict.fromkeys(
        ("kind", "state", "role", "subject_kind", "id_type", "reason", "language"), "is one of a few words"
    ),
    **dict.fromkeys(("content_type", "content_hash", "notice_version", "scope"), "says nothing of anybody"),
    **dict.fromkeys(("error", "frames"), "is about the service, and holds no values"),
}


@pytest.mark.parametrize("table", ABOUT_PEOPLE)
def test_what_people_write_is_encrypted(table: Table) -> None:
    in_clear = {column.name for column in table.c if isinstance(column.type, String)}
    assert in_clear <= IN_CLEAR.keys(), f"Encrypted, unless it is one of those: {in_clear - IN_CLEAR.keys()}"
