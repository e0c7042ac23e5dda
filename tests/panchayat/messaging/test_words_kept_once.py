"""The words of a text stood in its row twice; those that were kept before now stand there once, and are the same."""

from __future__ import annotations

from uuid import UUID

from alembic import command
from alembic.config import Config

import panchayat.migrations
from panchayat.core.connections import connect
from panchayat.models import Outbox
from tests.stand_in.people import OpenOffice, add_contact, message


def test_of_what_was_kept_before_only_texts_lose_the_second_copy(open_office: OpenOffice, database_url: str) -> None:
    contact_id = add_contact(open_office)
    ids: dict[str, UUID] = {}
    with open_office() as office:
        for key, kind, params in (
            ("turn:1", "text", {"body": "words"}),
            ("turn:1:0", "text", {"body": "words"}),
            ("turn:1:picture:0", "picture", {"of": "guest_house", "id": "x"}),
            ("grievance:1", "notice", {"notice": "grievance_moved"}),
        ):
            office.outbox.add(contact_id, key, kind, params, state="sent")
            ids[key] = office.outbox.owed(contact_id, key)
            office.session.get_one(Outbox, ids[key]).worded = "words"
    engine = connect(database_url, patient=True)
    for move, revision in ((command.downgrade, "0021"), (command.upgrade, "head")):
        with engine.begin() as connection:
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", panchayat.migrations.__path__[0])
            move(config, revision)
    engine.dispose()
    rows = {key: message(open_office, outbox_id) for key, outbox_id in ids.items()}
    assert [key for key, row in rows.items() if row.worded] == ["turn:1:picture:0", "grievance:1"]
    assert {row.words for row in rows.values()} == {"words"}
