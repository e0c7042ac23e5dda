"""The SQL of a turn: who wrote and where the conversation stands, and what the turn leaves behind."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import (
    Dialect,
    Select,
    String,
    Table,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from uuid_utils.compat import uuid7

from panchayat.core.pipelines import Call
from panchayat.core.prepared import Prepared, prepare
from panchayat.core.remembered import VERSIONS, Remembered
from panchayat.core.session import OfficeSession
from panchayat.messaging.addresses import Address, find_or_add
from panchayat.messaging.heartbeats import CLOCK_SKEW, SENDER_SILENT
from panchayat.models import Contact, ContactAddress, DeadLetter, Heartbeat, InboundMessage, MessageSid, Outbox
from panchayat.models.inserting import insert_for

#: How many messages are looked up in one statement.
_AT_ONCE: Final = 500

#: What the keys of answers to messages begin with; the answer's id follows.
TURN: Final = "turn:"

#: What a message to somebody is in as long as they may have read it.
_LEFT: Final = ("sending", "unknown", "sent", "delivered", "read")

_contact: Final = Contact.__table__
_address: Final = ContactAddress.__table__
_outbox: Final = cast(Table, Outbox.__table__)
#: How many statements begin a turn where nothing is quoted.
_WITHOUT_QUOTE: Final = 4


@dataclass(frozen=True, slots=True)
class QuotedMessage:
    """A message of ours that somebody quotes, as it stands in the outbox."""

    id: UUID
    key: str
    payload: Any
    worded: str | None
    created_at: datetime
    sent_at: datetime | None

    @property
    def words(self) -> str:
        """The words as they left."""
        return self.worded or str(self.payload["params"].get("body", ""))


@dataclass(frozen=True, slots=True)
class Inbound:
    """A person at the counter, held by the row's lock until the turn ends.

    ``again`` says that this message was here before, and ``body`` is then what was answered on its request, as long
    as no receipt shows that it arrived. ``behind`` says that something sent to this person earlier is still on its
    way out; ``sender_alive`` that there is a process to send more than one answer. ``last_message_at`` is when the
    person's latest message was sent, this one or one that overtook it. ``offer_id`` is the last message to them that
    left with a list of ways on. ``asked_in`` is the message in which the question that stands was put, ``asked_at`` when
    the turn that put it began, and ``seen_at`` when the channel reported that it was on the phone. ``quoted`` is the
    message of ours that this one quotes, if it is known.
    """

    contact_id: UUID
    state: Any
    language: str
    language_chosen: bool
    notice_version: str | None
    failures: int
    last_message_at: datetime
    answer_id: UUID
    again: bool
    body: str | None
    behind: bool
    sender_alive: bool
    parked: bool
    offer_id: UUID | None
    asked_in: UUID | None
    asked_at: datetime | None
    seen_at: datetime | None
    quoted: QuotedMessage | None


class Inbox:
    """One round trip before the conversation, one after it: every message of every person passes here."""

    def __init__(self, session: OfficeSession, now: datetime, remembered: Remembered) -> None:
        self._session = session
        self._now = now
        self._remembered = remembered

    def receive(
        self,
        *,
        channel: str,
        addresses: Sequence[Address],
        sid: str,
        language: Callable[[], str],
        profile_name: str | None,
        received_at: datetime,
        quotes: str | None = None,
    ) -> Inbound:
        """Find or add the contact, which makes everything else of this person wait, and note the message's id.

        Args:
            addresses: all that came, each once, the one that the message was sent from first. It decides whose message
                it is, and is where answers go from now on; the contact is given those of the others that nobody has.
            language: what a newcomer is spoken to in.
            quotes: the channel's id of the message that this one quotes, which may be one of ours.
        """
        answer_id = uuid7()
        known = {
            "channel": channel,
            "address": addresses[0].address,
            **{name: value for place, each in enumerate(addresses) for name, value in _named(place, each)},
            "profile_name": profile_name,
            "received_at": received_at,
            "sid": sid,
            "answer_id": answer_id,
            "now": self._now,
            "silent": self._now - SENDER_SILENT,
            "ahead": self._now + CLOCK_SKEW,
            "quotes": quotes,
        }
        statements = _first(self._session.dialect, len(addresses))
        if quotes is None:
            statements = statements[:_WITHOUT_QUOTE]
        calls = [Call(each, each.values(known)) for each in statements]
        caller, around, fresh, versions, *found = self._session.send(*calls)
        if not caller:
            find_or_add(self._session, addresses, self._newcomer(channel, addresses[0], language()))
            caller, around, fresh, versions, *found = self._session.send(*calls)
        self._remembered.versions = dict(versions)
        contact = dict(zip(_contact.columns.keys(), *caller, strict=True))
        self._session.meet(Contact, contact)
        [(behind, parked, sender_alive, offer_id, asked_at, seen_at)] = around
        before = None if fresh else self._unconfirmed(sid)
        return Inbound(
            contact_id=contact["id"],
            state=contact["state"],
            language=contact["language"],
            language_chosen=contact["language_chosen"],
            notice_version=contact["notice_version"],
            failures=contact["failures"],
            last_message_at=contact["last_message_at"],
            answer_id=before.id if before else answer_id,
            again=not fresh,
            body=before and str(before.payload["params"]["body"]),
            behind=bool(behind),
            sender_alive=bool(sender_alive),
            parked=bool(parked),
            offer_id=offer_id,
            asked_in=contact["asked_in"],
            asked_at=asked_at,
            seen_at=seen_at,
            quoted=next((QuotedMessage(*row) for rows in found for row in rows), None),
        )

    def _newcomer(self, channel: str, address: Address, language: str) -> dict[str, Any]:
        return {
            "id": uuid7(),
            "channel": channel,
            "address": address.address,
            "language": language,
            "language_chosen": False,
            "state": {},
            "failures": 0,
            "created_at": self._now,
        }

    def arrived(self, sids: Sequence[str]) -> set[str]:
        """Those of the messages, by the provider's ids, that were here within the last thirty days."""
        return {
            sid
            for start in range(0, len(sids), _AT_ONCE)
            for sid in self._session.scalars(_ARRIVED, {"sids": sids[start : start + _AT_ONCE]})
        }

    def keep(
        self, inbound: Inbound, *, sid: str, body: str, pin: str | None, media_count: int, received_at: datetime
    ) -> UUID:
        """Store the message as it is allowed to be stored; returns its id."""
        message_id = uuid7()
        self._session.insert_later(
            InboundMessage,
            id=message_id,
            contact_id=inbound.contact_id,
            sid=sid,
            body=body,
            pin=pin,
            media_count=media_count,
            received_at=received_at,
        )
        return message_id

    def save_state(
        self,
        inbound: Inbound,
        *,
        state: Mapping[str, Any],
        asked_in: UUID | None,
        language: str,
        notice_version: str | None,
        failures: int,
    ) -> None:
        """Store where the conversation stands now, and in which message the question that stands was put."""
        statement = _save_state(self._session.dialect)
        values = {
            "contact": inbound.contact_id,
            "new_state": dict(state),
            "new_asked_in": asked_in,
            "new_language": language,
            "new_notice_version": notice_version,
            "new_noticed_at": self._now if notice_version is not None else None,
            "new_failures": failures,
        }
        self._session.put_off(Call(statement, statement.values(values)))

    def answer(self, inbound: Inbound, body: str) -> None:
        """Note the text that goes back on the request itself, until a receipt shows that it arrived."""
        self._session.insert_later(
            Outbox,
            id=inbound.answer_id,
            contact_id=inbound.contact_id,
            key=f"{TURN}{inbound.answer_id}",
            payload={"v": 1, "kind": "text", "params": {"body": body}},
            state="answering",
            attempts=1,
            not_before=self._now,
            created_at=self._now,
            sent_at=self._now,
        )

    def dead_letter(self, inbound: Inbound, *, message_id: UUID, reference: str, error: str, frames: str) -> None:
        """Note a message whose turn failed, so that it can be understood and made good."""
        self._session.execute(
            insert(DeadLetter),
            {
                "id": uuid7(),
                "contact_id": inbound.contact_id,
                "inbound_id": message_id,
                "reference": reference,
                "error": error[:200],
                "frames": frames,
                "created_at": self._now,
            },
        )

    def _unconfirmed(self, sid: str) -> Any:
        """The answer that went back when the message was here first, until a receipt shows that it arrived."""
        return self._session.execute(
            select(Outbox.id, Outbox.payload)
            .join(MessageSid, MessageSid.answer_id == Outbox.id)
            .where(MessageSid.sid == sid, Outbox.state == "answering")
        ).one_or_none()


def _named(place: int, each: Address) -> Iterator[tuple[str, str]]:
    yield f"address_{place}", each.address
    yield f"scope_{place}", each.scope


@functools.cache
def _first(dialect: Dialect, count: int) -> tuple[Prepared, ...]:
    """What begins the turn of somebody of whom so many addresses came: who it is, what is around, the message's id, and
    what still holds of that which the process remembers; and what is quoted, where something is.

    None of them finds or does anything where one of the addresses is not known yet. What is around is a statement of its
    own behind the one that waits for the person's lock: it sees what the turn before this one has left, which the waiting
    statement, begun before, does not.
    """
    caller = _owner(count)
    its: Any = select(literal_column("1")).where(Outbox.contact_id == caller.scalar_subquery())
    received_at = bindparam("received_at", type_=_contact.c.last_message_at.type)
    # A message that comes late was overtaken by others: it does not say where answers go, nor need it say a name.
    overtaken = _contact.c.last_message_at > received_at
    # Updating a column that no foreign key points at takes the one lock that foreign keys do not wait for.
    found = (
        update(Contact)
        .where(_contact.c.id == caller.scalar_subquery())
        .values(
            channel=case((overtaken, _contact.c.channel), else_=bindparam("channel")),
            address=case((overtaken, _contact.c.address), else_=bindparam("address")),
            last_message_at=case((overtaken, _contact.c.last_message_at), else_=received_at),
            profile_name=func.coalesce(
                bindparam("profile_name", type_=_contact.c.profile_name.type), _contact.c.profile_name
            ),
        )
        .returning(*_contact.columns)
    )
    asked = _outbox.alias("asked")
    around = select(
        exists(its.where(Outbox.state.in_(_words("queued", "sending")), Outbox.not_before <= bindparam("now"))),
        exists(its.where(Outbox.state == literal_column("'parked'"))),
        exists(
            select(literal_column("1")).where(
                Heartbeat.process == literal_column("'sender'"),
                Heartbeat.at.between(bindparam("silent"), bindparam("ahead")),
            )
        ),
        its.with_only_columns(Outbox.id)
        .where(Outbox.offers, Outbox.state.in_(_words(*_LEFT)))
        .order_by(Outbox.sent_at.desc())
        .limit(literal_column("1"))
        .scalar_subquery(),
        asked.c.created_at,
        asked.c.delivered_at,
    ).select_from(_contact.outerjoin(asked, asked.c.id == _contact.c.asked_in))
    around = around.where(_contact.c.id == caller.scalar_subquery())
    quoted = select(*(_outbox.c[each.name] for each in fields(QuotedMessage))).where(
        _outbox.c.provider_id == bindparam("quotes"), _outbox.c.contact_id == caller.scalar_subquery()
    )
    note = (
        insert_for(dialect.name, MessageSid)
        .from_select(
            ["sid", "contact_id", "answer_id", "received_at"],
            caller.with_only_columns(
                bindparam("sid", type_=String), _address.c.contact_id, bindparam("answer_id", type_=Uuid), received_at
            ),
        )
        .on_conflict_do_nothing()
        .returning(MessageSid.sid)
    )
    return tuple(prepare(each, dialect) for each in (found, around, note, VERSIONS, quoted))


def _owner(count: int) -> Select[tuple[UUID]]:
    """Whoever has the first of so many addresses, if each of them is somebody's."""
    first, *_others = each = [
        and_(_address.c.address == bindparam(f"address_{place}"), _address.c.scope == bindparam(f"scope_{place}"))
        for place in range(count)
    ]
    on_channel = _address.c.channel == bindparam("channel")
    owner: Select[tuple[UUID]] = select(_address.c.contact_id).where(on_channel, first)
    if count == 1:
        return owner
    known = select(func.count()).where(on_channel, or_(*each)).select_from(_address).correlate(None)
    return owner.where(known.scalar_subquery() == count)


@functools.cache
def _save_state(dialect: Dialect) -> Prepared:
    statement = (
        update(Contact)
        .where(_contact.c.id == bindparam("contact"))
        .values(
            state=bindparam("new_state", type_=_contact.c.state.type),
            asked_in=bindparam("new_asked_in", type_=_contact.c.asked_in.type),
            language=bindparam("new_language"),
            notice_version=bindparam("new_notice_version"),
            noticed_at=func.coalesce(
                _contact.c.noticed_at, bindparam("new_noticed_at", type_=_contact.c.noticed_at.type)
            ),
            failures=bindparam("new_failures"),
        )
    )
    return prepare(statement, dialect)


def _words(*words: str) -> list[Any]:
    """Words that stand in the statement itself: plans are made for them, and indices of a part of a table fit."""
    return [literal_column(f"'{word}'") for word in words]


_ARRIVED: Final = select(MessageSid.sid).where(MessageSid.sid.in_(bindparam("sids", expanding=True)))
