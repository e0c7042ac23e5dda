"""Every table that is about people says whether they see it, and what becomes of it when they want it erased."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table

from flows.my_data import COUNTED, ERASED, LISTED
from panchayat.models import Base
from panchayat.models.base import Encrypted, EncryptedJSON
from panchayat.models.personal import Personal, Shown
from panchayat.personal_data import NUMBERED, personal_tables

TABLES = [pytest.param(table, id=table.name) for table in Base.metadata.sorted_tables]
SAYS = {model.__tablename__: says for model, says in personal_tables()}
MODELS = [pytest.param(model, says, id=model.__tablename__) for model, says in personal_tables()]

#: A table with one of these is about somebody, whatever record it belongs to.
OF_SOMEBODY = {"contact_id", "person_id", "mobile", "media_id"}
#: Who somebody is; what points to them is about them, and no part of theirs.
PEOPLE = {"contact", "person", "staff"}
#: Tables that name files and hold none of them, and why.
NO_EVIDENCE = {"evidence_fetch": "remembers that a link was opened"}


def says_nothing(table: Table) -> bool:
    """Whether a table is about people, and neither says what becomes of it nor is part of a record that does."""
    if table.name in SAYS:
        return False
    if OF_SOMEBODY & set(table.c.keys()):
        return True
    points_to = {key.referred_table.name for key in table.foreign_key_constraints}
    encrypted = any(isinstance(column.type, Encrypted | EncryptedJSON) for column in table.c)
    return bool(encrypted or points_to & PEOPLE) and not (points_to - PEOPLE) & set(SAYS)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_about_people_says_what_becomes_of_it(table: Table) -> None:
    assert not says_nothing(table), f"{table.name} is about people: give its model `personal = Personal(…)`"


@pytest.mark.parametrize(
    ("columns", "silent"),
    [
        ([Column("contact_id")], True),
        ([Column("mobile")], True),
        ([Column("media_id"), Column("grievance_id", ForeignKey("grievance.id"))], True),
        ([Column("words", Encrypted)], True),
        ([Column("seen_by", ForeignKey("staff.id"))], True),
        ([Column("words", Encrypted), Column("grievance_id", ForeignKey("grievance.id"))], False),
        ([Column("room_id", ForeignKey("room.id"))], False),
    ],
)
def test_a_new_table_that_says_nothing_is_noticed(columns: list[Column[Any]], silent: bool) -> None:
    metadata = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(metadata)
    assert says_nothing(Table("visit", metadata, *columns)) is silent


@pytest.mark.parametrize("table", TABLES)
def test_the_files_of_a_record_stay_with_it(table: Table) -> None:
    if "media_id" in table.c and table.name not in NO_EVIDENCE:
        assert SAYS[table.name].evidence


@pytest.mark.parametrize("table", TABLES)
def test_nothing_points_to_what_is_deleted(table: Table) -> None:
    for key in table.foreign_key_constraints:
        says = SAYS.get(key.referred_table.name)
        assert says is None or says.erased != "deleted", key.name


@pytest.mark.parametrize(("model", "says"), MODELS)
def test_what_a_table_says_can_be_done_with_its_columns(model: Any, says: Personal) -> None:
    columns = set(model.__table__.c.keys())
    if says.shown is not None or says.erased is not None:
        assert columns & {"contact_id", "mobile", "staff_id"} or model.__tablename__ == "contact"
    if says.shown in NUMBERED:
        assert "number" in columns
    if says.waiting or says.gone:
        assert "state" in columns
    if says.evidence:
        assert "media_id" in columns
    if not isinstance(says.erased, str | None):
        assert set(says.erased) <= columns


def test_everything_that_is_shown_or_erased_has_its_words() -> None:
    assert {"profile", *COUNTED, *LISTED} == set(get_args(Shown))
    assert set(LISTED) == NUMBERED
    assert {says.shown for says in SAYS.values() if says.shown} == set(get_args(Shown))
    assert set(ERASED) == {says.shown for says in SAYS.values() if says.erased is not None}


def test_a_table_cannot_keep_silent_about_half_of_it() -> None:
    with pytest.raises(ValueError, match="shown"):
        Personal(kept="it is needed")
    with pytest.raises(ValueError, match="shown"):
        Personal(shown="calls", hidden="both", erased="deleted")
    with pytest.raises(ValueError, match="kept"):
        Personal(shown="calls")
