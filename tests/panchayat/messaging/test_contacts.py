from __future__ import annotations

import pytest
from sqlalchemy import select

from panchayat.database import Database
from panchayat.messaging.addresses import phone_number_in
from panchayat.models import Event
from tests.stand_in.people import known


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("whatsapp:+919830012345", "+919830012345"),
        ("sms:+14155550100", "+14155550100"),
        ("whatsapp:CC.a1b2c3", None),
        ("whatsapp:CC.919830012345", None),
        ("whatsapp:+", None),
        ("whatsapp:+091983001234", None),
        ("+919830012345", None),
        ("", None),
    ],
)
def test_only_an_address_that_is_a_phone_number_has_one(address: str, number: str | None) -> None:
    assert phone_number_in(address) == number


def test_a_chosen_language_and_a_stop_are_remembered_even_by_somebody_without_an_office(database: Database) -> None:
    with database.open_office() as office:
        person = known(office, "whatsapp:CC.a1b2c3")
        office.contacts.set_language(person.id, "hi")
        office.contacts.stop(person.id)
        office.contacts.stop(person.id)
    with database.open_office() as office:
        found = office.contacts.at("whatsapp", "whatsapp:CC.a1b2c3")
        assert found
        assert (found.language, found.language_chosen, found.stopped_at) == ("hi", True, office.now)
        office.contacts.restart(found.id)
        assert found.stopped_at is None
        remembered = office.session.scalars(select(Event.what).order_by(Event.id)).all()
        assert remembered == ["contact.language_set", "contact.stopped", "contact.restarted"]
