"""The addresses that people write from: what their form tells, and giving one to somebody who is new."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Dialect, and_, bindparam, case, delete, literal_column, or_, select

from panchayat.core.pipelines import Call
from panchayat.core.prepared import Prepared, prepare
from panchayat.core.session import OfficeSession
from panchayat.models import Contact, ContactAddress
from panchayat.models.inserting import insert_into

_PHONE_NUMBER: Final = re.compile(r"\w+:(\+[1-9]\d{7,14})")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address on a channel, such as ``whatsapp:+91…``, and where it means this person (``ContactAddress.scope``)."""

    address: str
    scope: str = ""


def phone_number_in(address: str) -> str | None:
    """The number (E.164) that the address is; an id (``whatsapp:IN.…``) is none, whatever digits are in it."""
    found = _PHONE_NUMBER.fullmatch(address)
    return found[1] if found else None


def find_or_add(session: OfficeSession, addresses: Sequence[Address], values: Mapping[str, Any]) -> UUID:
    """The contact that has one of these addresses, who is given the others; or a new one, made of ``values``.

    If the addresses are of several people, it is whoever has the first, and what others have stays theirs. Two people
    who would be added for the same address at the same instant are one: the second waits for the first.

    Args:
        values: a row of contacts, with its ``id``, ``channel`` and ``created_at``.
    """
    channel, now = values["channel"], values["created_at"]
    found = contact_at(session, channel, addresses)
    while found is None:
        found = _add(session, addresses, values) or contact_at(session, channel, addresses)
    # Whoever was found by the one number that there is has it already.
    if found != values["id"] and (len(addresses) > 1 or addresses[0].scope):
        _give(session, found, channel, addresses, now)
    return found


def contact_at(session: OfficeSession, channel: str, addresses: Sequence[Address]) -> UUID | None:
    """Whoever has one of these addresses, the first if they are of several people.

    An id of which it was not noted where it means whom is taken for the same id of anywhere.
    """
    if len(addresses) == 1 and not addresses[0].scope:
        number = _number(session.dialect)
        [rows] = session.send(Call(number, number.values({"channel": channel, "address": addresses[0].address})))
        return rows[0][0] if rows else None
    known = select(ContactAddress.contact_id).where(
        ContactAddress.channel == channel, or_(*map(_is_or_unscoped, addresses))
    )
    first_first = case((_is_or_unscoped(addresses[0]), 0), else_=1)
    return session.scalars(known.order_by(first_first, ContactAddress.contact_id).limit(1)).first()


@cache
def _number(dialect: Dialect) -> Prepared:
    """Whoever has a number: of all looks the commonest, since every notice begins with one."""
    found = select(ContactAddress.contact_id).where(
        ContactAddress.channel == bindparam("channel"),
        ContactAddress.address == bindparam("address"),
        ContactAddress.scope == literal_column("''"),
    )
    return prepare(found, dialect)


def _is_or_unscoped(each: Address) -> ColumnElement[bool]:
    return and_(ContactAddress.address == each.address, ContactAddress.scope.in_(sorted({each.scope, ""})))


def _add(session: OfficeSession, addresses: Sequence[Address], values: Mapping[str, Any]) -> UUID | None:
    """A new contact; none if one of the addresses is somebody's by now, who can be found then."""
    contact_id: UUID = values["id"]
    session.execute(insert_into(session, Contact).values(values))
    if _give(session, contact_id, values["channel"], addresses, values["created_at"]) == len(addresses):
        return contact_id
    session.execute(delete(ContactAddress).where(ContactAddress.contact_id == contact_id))
    session.execute(delete(Contact).where(Contact.id == contact_id))
    return None


def _give(session: OfficeSession, contact_id: UUID, channel: str, addresses: Sequence[Address], now: datetime) -> int:
    """Let the contact have those of the addresses that nobody has; returns how many that are."""
    # Everybody takes them in the same order and before any lock of a contact, so that no two wait for each other.
    rows = [
        {
            "channel": channel,
            "address": each.address,
            "scope": each.scope,
            "contact_id": contact_id,
            "created_at": now,
        }
        for each in sorted(addresses)
    ]
    given = insert_into(session, ContactAddress).values(rows).on_conflict_do_nothing()
    return len(session.scalars(given.returning(ContactAddress.address)).all())
