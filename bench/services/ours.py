"""The service itself: its settings, its database with the samples and people who have written before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, text
from uuid_utils.compat import uuid7

from bench.people import add_addresses
from panchayat.front_office import FrontOffice
from panchayat.models import Contact, InboundMessage, Outbox
from runtime.records import database_of, prepare
from runtime.settings import Settings, load
from runtime.web import application as web
from runtime.wiring import Installation
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN

#: Messages that each of them has exchanged with the office.
_EXCHANGED: Final = 6
_AT_ONCE: Final = 1_000


def environment(database: str, queue: str) -> dict[str, str]:
    """The variables of an installation on ``database`` that can reach nobody."""
    return {
        "DATABASE_URL": database,
        "REDIS_URL": queue,
        "SECRET_KEY": "a secret of the bench",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_WHATSAPP_FROM": SENDER,
        "TWILIO_API_URL": "http://127.0.0.1:9",
    }


def made_ready(database: str, queue: str, folder: Path, *, port: int, people: list[str]) -> Settings:
    """The settings of an installation whose database has been filled."""
    settings = load(port=port, data=folder, environment=environment(database, queue))
    prepare(settings, demo=True)
    records = database_of(settings)
    with records.open_office() as office:
        for start in range(0, len(people), _AT_ONCE):
            _add(office, people[start : start + _AT_ONCE])
    with records.open_office() as office:
        office.session.execute(text("ANALYZE"))
    records.dispose()
    return settings


def application(settings: Settings) -> Flask:
    """The web application in this process."""
    return web(Installation(settings))


def _add(office: FrontOffice, addresses: list[str]) -> None:
    """People who have chosen an office and a language, with what was said."""
    at, now = office.offices.by_code("SAMPLE-01"), datetime.now(UTC)
    ids = [uuid7() for _address in addresses]
    office.session.execute(
        insert(Contact),
        [
            {
                "id": each,
                "channel": "whatsapp",
                "address": address,
                "language": "bn",
                "language_chosen": True,
                "state": {},
                "office_id": at.id,
                "notice_version": "1",
                "noticed_at": now,
                "failures": 0,
                "last_message_at": now,
                "created_at": now,
            }
            for each, address in zip(ids, addresses, strict=True)
        ],
    )
    add_addresses(office, dict(zip(ids, addresses, strict=True)))
    exchanged = [(each, number) for number in range(_EXCHANGED) for each in ids]
    office.session.execute(insert(InboundMessage), [_written(each, now) for each, _number in exchanged])
    office.session.execute(insert(Outbox), [_answered(each, f"bench:{number}", now) for each, number in exchanged])


def _written(contact: UUID, now: datetime) -> dict[str, object]:
    message = uuid7()
    return {
        "id": message,
        "contact_id": contact,
        "sid": f"SM{message.hex}",
        "body": "রাস্তায় গর্ত",
        "media_count": 0,
        "received_at": now,
    }


def _answered(contact: UUID, key: str, now: datetime) -> dict[str, object]:
    return {
        "id": uuid7(),
        "contact_id": contact,
        "key": key,
        "payload": {"v": 1, "kind": "text", "params": {"body": "ঠিক আছে"}},
        "worded": "ঠিক আছে",
        "state": "delivered",
        "attempts": 1,
        "not_before": now,
        "created_at": now,
        "sent_at": now,
    }
