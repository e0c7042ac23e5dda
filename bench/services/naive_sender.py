"""The loop that a tutorial writes: one message after the other, by the ORM and the provider's own client.

``DATABASE CHANNEL``: looks for what is queued until it is stopped.
"""

from __future__ import annotations

import os
import sys
from time import sleep
from typing import Any, Final

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from runtime.lifeline import die_with_parent
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN

_PAUSE: Final = 0.2


class Base(DeclarativeBase):
    """The table of the loop."""


class Message(Base):
    """Something to send."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued", index=True)
    sid: Mapped[str | None]


class _OnLoopback(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, url.replace("https://api.twilio.com", self._channel), *args, **kwargs)


def queue(database: str, addresses: list[str], body: str) -> None:
    """Queue ``body`` for each of them, in a table that is made if there is none."""
    engine = create_engine(_with_driver(database))
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Message(address=address, body=body) for address in addresses])
        session.commit()
    engine.dispose()


def main(database: str, channel: str) -> None:
    client = Client(ACCOUNT, TOKEN, http_client=_OnLoopback(channel))
    with Session(create_engine(_with_driver(database))) as session:
        while True:
            message = session.scalar(select(Message).where(Message.state == "queued").order_by(Message.id).limit(1))
            if message is None:
                session.rollback()
                sleep(_PAUSE)
                continue
            sent = client.messages.create(to=message.address, from_=SENDER, body=message.body)
            message.state, message.sid = "sent", sent.sid
            session.commit()


def _with_driver(database: str) -> str:
    return database.replace("postgresql://", "postgresql+psycopg://")


if __name__ == "__main__":
    die_with_parent(os.getppid())
    main(*sys.argv[1:])
