"""The SQL of a turn: who wrote and where the conversation stands, and what the turn leaves behind."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, case, exists, func, insert, literal_column, select, update
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.messaging.heartbeats import CLOCK_SKEW, SENDER_SILENT
from panchayat.models import Contact, DeadLetter, Heartbeat, InboundMessage, MessageSid, Outbox
from panchayat.models.inserting import insert_for

#: How many messages are looked up in one statement.
_AT_ONCE: Final = 500

#: What a message to somebody is in as long as they may have read it.
_LEFT: Final = ("sending", "unknown", "sent", "delivered", "read")

_contact = Contact.__table__
_STATE_OF_CONTACT: Final = (
    _contact.c.id,
    _contact.c.state,
    _contact.c.language,
    _contact.c.language_chosen,
    _contact.c.notice_version,
    _contact.c.failures,
    _contact.c.last_message_at,
)


@dataclass(frozen=True, slots=True)
class Inbound:
    """A person at the counter, held by the row's lock until the turn ends.

    ``again`` says that this message was here before, and ``body`` is then what was answered on its request, as long
    as no receipt shows that it arrived. ``behind`` says that something sent to this person earlier is still on its
    way out; ``sender_alive`` that there is a process to send more than one answer. ``last_message_at`` is when the
    person's latest message was sent, this one or one that overtook it. ``offer_id`` is the last message to them that
    left with a list of ways on.
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


class Inbox:
    """Prebuilt statements, as few as there can be: every message of every person passes here."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def receive(
        self, *, channel: str, address: str, sid: str, language: str, profile_name: str | None, received_at: datetime
    ) -> Inbound:
        """Find or add the contact, which makes everything else of this person wait, and note the message's id."""
        sql = _statements(self._session.get_bind().dialect.name)
        answer_id = uuid7()
        contact = self._session.execute(
            sql.upsert,
            {
                "id": uuid7(),
                "channel": channel,
                "address": address,
                "language": language,
                "language_chosen": False,
                "state": {},
                "profile_name": profile_name,
                "failures": 0,
                "last_message_at": received_at,
                "created_at": self._now,
            },
        ).one()
        fresh = self._session.execute(
            sql.note, {"sid": sid, "contact_id": contact.id, "answer_id": answer_id, "received_at": received_at}
        ).first()
        around = self._session.execute(
            sql.around,
            {
                "contact": contact.id,
                "now": self._now,
                "silent": self._now - SENDER_SILENT,
                "ahead": self._now + CLOCK_SKEW,
            },
        ).one()
        before = None if fresh else self._unconfirmed(sid)
        return Inbound(
            contact_id=contact.id,
            state=contact.state,
            language=contact.language,
            language_chosen=contact.language_chosen,
            notice_version=contact.notice_version,
            failures=contact.failures,
            last_message_at=contact.last_message_at,
            answer_id=before.id if before else answer_id,
            again=fresh is None,
            body=before and str(before.payload["params"]["body"]),
            behind=around.behind,
            sender_alive=around.sender_alive,
            parked=around.parked,
            offer_id=around.offer_id,
        )

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
        self._session.execute(
            _KEEP,
            {
                "id": message_id,
                "contact_id": inbound.contact_id,
                "sid": sid,
                "body": body,
                "pin": pin,
                "media_count": media_count,
                "received_at": received_at,
            },
        )
        return message_id

    def save_state(
        self, inbound: Inbound, *, state: Mapping[str, Any], language: str, notice_version: str | None, failures: int
    ) -> None:
        """Store where the conversation stands now."""
        self._session.execute(
            _SAVE_STATE,
            {
                "contact": inbound.contact_id,
                "state": dict(state),
                "language": language,
                "notice_version": notice_version,
                "noticed_at": self._now if notice_version is not None else None,
                "failures": failures,
            },
        )

    def answer(self, inbound: Inbound, body: str) -> None:
        """Note the text that goes back on the request itself, until a receipt shows that it arrived."""
        self._session.execute(
            _ANSWER,
            {
                "id": inbound.answer_id,
                "contact_id": inbound.contact_id,
                "key": f"turn:{inbound.answer_id}",
                "payload": {"v": 1, "kind": "text", "params": {"body": body}},
                "worded": body,
                "state": "answering",
                "attempts": 1,
                "not_before": self._now,
                "created_at": self._now,
                "sent_at": self._now,
            },
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


@dataclass(frozen=True, slots=True)
class _Statements:
    upsert: Any
    note: Any
    around: Any


@functools.cache
def _statements(dialect: str) -> _Statements:
    contact = insert_for(dialect, Contact)
    owed: Any = select(literal_column("1")).where(Outbox.contact_id == bindparam("contact"))
    return _Statements(
        # Updating a column that no foreign key points at takes the one lock that foreign keys do not wait for.
        upsert=contact.on_conflict_do_update(
            index_elements=["channel", "address"],
            set_={
                # A message that comes late was overtaken by others, and need not say what its sender is called.
                "last_message_at": case(
                    (_contact.c.last_message_at > contact.excluded.last_message_at, _contact.c.last_message_at),
                    else_=contact.excluded.last_message_at,
                ),
                "profile_name": func.coalesce(contact.excluded.profile_name, _contact.c.profile_name),
            },
        ).returning(*_STATE_OF_CONTACT),
        note=insert_for(dialect, MessageSid).on_conflict_do_nothing().returning(MessageSid.sid),
        around=select(
            exists(owed.where(Outbox.state.in_(("queued", "sending")), Outbox.not_before <= bindparam("now"))).label(
                "behind"
            ),
            exists(owed.where(Outbox.state == "parked")).label("parked"),
            exists(
                select(literal_column("1")).where(
                    Heartbeat.process == "sender",
                    Heartbeat.at.between(bindparam("silent"), bindparam("ahead")),
                )
            ).label("sender_alive"),
            select(Outbox.id)
            .where(Outbox.contact_id == bindparam("contact"), Outbox.offers, Outbox.state.in_(_LEFT))
            .order_by(Outbox.sent_at.desc())
            .limit(1)
            .scalar_subquery()
            .label("offer_id"),
        ),
    )


_ARRIVED: Final = select(MessageSid.sid).where(MessageSid.sid.in_(bindparam("sids", expanding=True)))
_KEEP: Final = insert(InboundMessage)
_ANSWER: Final = insert(Outbox)
_SAVE_STATE: Final = (
    update(Contact)
    .where(_contact.c.id == bindparam("contact"))
    .values(
        state=bindparam("state"),
        language=bindparam("language"),
        notice_version=bindparam("notice_version"),
        noticed_at=func.coalesce(_contact.c.noticed_at, bindparam("noticed_at", type_=_contact.c.noticed_at.type)),
        failures=bindparam("failures"),
    )
)
