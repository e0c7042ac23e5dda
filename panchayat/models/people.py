"""People, and the addresses that they write from; the two are not the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.core.remembered import Register
from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword
from panchayat.models.personal import Personal


class Person(Base):
    """A human being whom the office knows by name; the name in every language that is known."""

    __tablename__ = "person"
    register: ClassVar = Register.STAFF
    personal: ClassVar = Personal(
        hidden="the name that stands in the records which are shown",
        kept="the records are about somebody of this name",
    )

    id: Mapped[Id]
    names: Mapped[Any] = mapped_column(EncryptedJSON)


class Contact(Base):
    """Somebody who writes to us, their language, and the state of their conversation; see ``ContactAddress``.

    ``channel`` and ``address`` are where they wrote from last, and where answers go: not always a phone number, and
    nothing to find them by. ``state`` is the conversation engine's JSON; ``office_id`` the office chosen last;
    ``failures`` how many turns in a row have raised; ``language_chosen`` whether the person said which; ``asked_in`` the
    outbox row in which the question that stands was put, as long as there is one.
    """

    __tablename__ = "contact"
    personal: ClassVar = Personal(
        shown="profile",
        erased={"profile_name": None, "office_id": None},
        kept='what was filed is answered at its address, and "stop" and the notice are proved by it',
    )

    id: Mapped[Id]
    channel: Mapped[Keyword]
    address: Mapped[str] = mapped_column(String(160))
    language: Mapped[str] = mapped_column(String(2))
    language_chosen: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Any] = mapped_column(EncryptedJSON)
    asked_in: Mapped[UUID | None]
    office_id: Mapped[UUID | None] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    profile_name: Mapped[str | None] = mapped_column(Encrypted)
    notice_version: Mapped[str | None] = mapped_column(String(20))
    noticed_at: Mapped[datetime | None]
    last_message_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class ContactAddress(Base):
    """An address that a contact writes from: a phone number, or an id that the channel gave a person. Some have both.

    ``scope`` says where an id means this person: in the portfolio of the sender that they wrote to. As long as we do
    not know portfolios, it is the sender's own address (``To`` of the message); it is empty where nothing was noted,
    and for phone numbers, which mean the same everywhere.
    """

    __tablename__ = "contact_address"
    personal: ClassVar = Personal(
        shown="profile", kept="what was filed is answered there, and whoever writes from there is known by it"
    )

    channel: Mapped[Keyword] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(160), primary_key=True)
    scope: Mapped[str] = mapped_column(String(160), primary_key=True, default="")
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    created_at: Mapped[datetime]
