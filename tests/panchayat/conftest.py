"""The sample offices and people, for tests of what the office does with them."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.database import Database
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance, Office


class Samples:
    """A database with the samples in it (see ``database_url``), and the shortest ways to what tests need of them."""

    #: Citizens of the samples by what they have.
    ONE_PERMIT = "whatsapp:+910000000101"
    TWO_PERMITS = "whatsapp:+910000000102"
    NOTHING = "whatsapp:+910000000105"

    def __init__(self, database: Database) -> None:
        self.open_office = database.open_office

    def citizen(self, office: FrontOffice, address: str = NOTHING) -> UUID:
        contact = office.contacts.at("whatsapp", address)
        assert contact
        return contact.id

    def record(self, office: FrontOffice, code: str) -> Office:
        """The record of an office, to be changed."""
        return office.session.scalars(select(Office).where(Office.code == code)).one()

    def file(self, office: FrontOffice, description: str = "রাস্তায় গর্ত হয়েছে।") -> Grievance:
        return office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            self.citizen(office),
            kind="grievance",
            category_key="roads",
            description=description,
            place="বটতলা",
            pin=None,
            media_ids=[],
        )


@pytest.fixture
def samples(database: Database) -> Samples:
    return Samples(database)
