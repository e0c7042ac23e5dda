"""Sending what the outbox holds: each message leaves once, in order, when it may; what is in doubt is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Table, and_, bindparam, func, select, update
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid4

from panchayat.messaging.contacts import SMS
from panchayat.messaging.delivery_policy import Decision, decide, next_morning
from panchayat.messaging.follow_up import has_gone_past
from panchayat.messaging.line import Due, next_in_line
from panchayat.messaging.outbox import Failure, as_sent
from panchayat.messaging.settlement import WRONG_CLOCK, Attempt, Entries, Undecided, own_entry
from panchayat.models import Contact, ContactAddress
from panchayat.models import Outbox as Row

#: How long the channel is given to report, or to list, a message before it is asked for it.
_TIME_TO_SHOW: Final = timedelta(seconds=60)
#: Between the two looks that prove that the channel never had a paper or a notice.
_BETWEEN_LOOKS: Final = timedelta(minutes=2)
_MOST_ATTEMPTS: Final = 12
#: How long an answer on the person's own request can take to be accepted, if the request is made again.
_ON_REQUEST: Final = timedelta(minutes=2)
#: Between two looks for what nothing decides, at most.
_LONGEST_WAIT: Final = timedelta(days=1)
#: What the channel may have, whether or not its id was told.
_MAY_HAVE_LEFT: Final = ("sending", "answering", "unknown", "sent", "delivered", "read")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process alone may send, until its lease ends; ``attempt`` counts from 1."""

    id: UUID
    contact_id: UUID
    address: str
    language: str
    kind: str
    params: dict[str, Any]
    attempt: int
    lease: UUID
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A message of which nobody knows whether it left: the words that would be in the channel's list, and since when.

    It would be listed under one of the person's ``addresses``: the one that they had last written from when it left.
    """

    id: UUID
    contact_id: UUID
    addresses: Sequence[str]
    worded: str
    attempt: int
    since: datetime


class Sending:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def claim(self, limit: int, lease_for: timedelta, leave_out: Collection[UUID] = ()) -> list[Claimed]:
        """At most ``limit`` messages to send now, each person's oldest only; what may not leave yet is put aside.

        They count as being sent from here on: a process that dies with them leaves them ``unknown``, not waiting.

        Args:
            leave_out: contacts who are to be left alone for now.
        """
        lease, lease_until = uuid4(), self._now + lease_for
        claimed: list[Claimed] = []
        while len(claimed) < limit:
            due = next_in_line(self._session, self._now, limit - len(claimed), leave_out)
            decided = [(row, self._decide(row)) for row in due]
            self._put_aside(decided)
            taken = [row for row, decision in decided if decision is Decision.SEND]
            self._take(taken, lease, lease_until)
            claimed += [_claimed(row, lease, lease_until) for row in taken]
            if len(taken) == len(due):
                break  # nothing was put aside that another message stood behind
        return claimed

    def worded(self, messages: Sequence[tuple[Claimed, str, bool]]) -> None:
        """Keep the words that each message leaves with, and whether they end with a list of ways on.

        A text has its words with it already.
        """
        words = update(_OUTBOX).where(_IS_HELD).values(worded=bindparam("words"), offers=bindparam("with_offers"))
        self._execute_each(
            words,
            [
                {**_held(message), "words": text, "with_offers": offers}
                for message, text, offers in messages
                if message.kind != "text"
            ],
        )

    def sent(self, messages: Sequence[tuple[Claimed, str]]) -> int:
        """The channel took these under its own ids; returns of how many that was kept.

        A message whose lease had ended, or of which a receipt was here first, stays as it is.
        """
        own_id = bindparam("own_id", type_=Row.provider_id.type)
        as_last = {**as_sent(messages[-1][1], self._now), "provider_id": own_id} if messages else {}
        return self._execute_each(
            update(_OUTBOX).where(_IS_HELD).values(error_code=None, **as_last),
            [{**_held(message), "own_id": provider_id} for message, provider_id in messages],
        )

    def refused(self, message: Claimed, failure: Failure) -> bool:
        """The channel certainly did not take it; false when the lease had ended."""
        return self._update(_still_held(message), **failure.values(self._now))

    def unknown(self, message: Claimed) -> bool:
        """Nobody knows whether the channel took it; false when the lease had ended."""
        return self._update(_still_held(message), state="unknown", lease=None, not_before=self._now + _TIME_TO_SHOW)

    def put_back(self, message: Claimed, wait: timedelta) -> bool:
        """It was not tried after all: it is for after ``wait``; false when the lease had ended."""
        return self._update(
            _still_held(message), state="queued", lease=None, attempts=Row.attempts - 1, not_before=self._now + wait
        )

    def unconfirmed(self, limit: int) -> list[Unconfirmed]:
        """Messages to look for in the channel's own list now; nobody else is given them for a minute."""
        rows = self._session.scalars(
            select(Row)
            .where(Row.state == "unknown", Row.not_before <= self._now)
            .order_by(Row.not_before)
            .limit(limit)
            .with_for_update(of=Row, skip_locked=True, key_share=True)
        ).all()
        for row in rows:
            row.not_before = self._now + _TIME_TO_SHOW
        addresses = self._addresses({row.contact_id for row in rows}) if rows else {}
        return [
            Unconfirmed(
                row.id,
                row.contact_id,
                addresses[row.contact_id],
                row.words,
                row.attempts,
                _handed_over(row) - WRONG_CLOCK,
            )
            for row in rows
        ]

    def _addresses(self, contact_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        own = select(ContactAddress.contact_id, ContactAddress.address).where(
            ContactAddress.contact_id.in_(contact_ids)
        )
        found: defaultdict[UUID, dict[str, None]] = defaultdict(dict)
        for contact_id, address in self._session.execute(own.order_by(ContactAddress.created_at)):
            found[contact_id][address] = None
        return {contact_id: list(addresses) for contact_id, addresses in found.items()}

    def settle(self, doubt: Unconfirmed, listed: Entries) -> None:
        """Decide whether a message left, by its own entry in the channel's list and nobody else's.

        What cannot be decided yet stays in doubt: a receipt, an answer about another message, or a person decides.

        Args:
            listed: every entry with these words that was made for these addresses since ``doubt.since``.
        """
        # Two that are settled at the same moment must not both be given the same entry.
        contact = self._session.get_one(Contact, doubt.contact_id, with_for_update={"key_share": True})
        row = self._session.scalars(select(Row).where(self._still(doubt))).one_or_none()
        if row is None:
            return
        others = self._since(doubt)
        known = {
            provider_id for each in (row, *others) for provider_id in (each.provider_id, *(each.earlier_ids or ()))
        }
        entries = {provider_id: made for provider_id, made in listed.items() if provider_id not in known}
        rivals = [
            _attempt(other)
            for other in others
            if other.provider_id is None and other.state in _MAY_HAVE_LEFT and other.words == doubt.worded
        ]
        try:
            own = own_entry(_attempt(row), rivals, entries)
        except Undecided:
            row.not_before = self._now + min(_TIME_TO_SHOW * 2**row.looks, _LONGEST_WAIT)
            row.looks += 1
            return
        if own is None:
            self._absent(row, contact)
        else:
            self._update(Row.id == row.id, **as_sent(own, self._now), absent_at=None)

    def _since(self, doubt: Unconfirmed) -> list[Row]:
        """Everything else that the channel may have made an entry of since then."""
        handed_over = func.coalesce(Row.sent_at, Row.created_at)
        others = select(Row).where(
            Row.contact_id == doubt.contact_id, Row.id != doubt.id, handed_over >= doubt.since - _ON_REQUEST
        )
        return list(self._session.scalars(others))

    def _absent(self, row: Row, contact: Contact) -> None:
        """The channel's list does not have the message.

        A text is sent again, unless the person has gone past it: at worst it is read twice. Anything else only when a
        second look proves it.
        """
        if row.attempts >= _MOST_ATTEMPTS:
            row.state = "failed"
        elif has_gone_past(row, contact):
            row.state = "suppressed"
        elif row.payload["kind"] == "text" or (row.absent_at and self._now - row.absent_at >= _BETWEEN_LOOKS):
            row.state, row.not_before, row.absent_at = "queued", self._now, None
        elif row.absent_at is None:
            row.absent_at, row.not_before = self._now, self._now + _BETWEEN_LOOKS

    def sort_out(self) -> None:
        """What waited in vain for its sending process, or for a receipt, is in doubt from now on."""
        self._update(
            and_(Row.state == "sending", Row.lease_until < self._now),
            state="unknown",
            lease=None,
            not_before=self._now + _TIME_TO_SHOW,
        )
        self._update(
            and_(Row.state == "answering", Row.created_at <= self._now - _TIME_TO_SHOW),
            state="unknown",
            not_before=self._now,
        )

    def _decide(self, row: Due) -> Decision:
        return decide(
            row.payload["kind"],
            row.payload["params"],
            row.created_at,
            last_message_at=row.last_message_at,
            stopped_at=row.stopped_at,
            now=self._now,
            windowed=row.channel != SMS,
        )

    def _put_aside(self, decided: Sequence[tuple[Due, Decision]]) -> None:
        instead: dict[Decision, dict[str, Any]] = {
            Decision.SUPPRESS: {"state": "suppressed"},
            Decision.PARK: {"state": "parked", "not_before": self._now},
            Decision.HOLD: {"not_before": next_morning(self._now)},
        }
        for decision, values in instead.items():
            if ids := [row.id for row, decided_so in decided if decided_so is decision]:
                self._update(Row.id.in_(ids), **values)

    def _take(self, rows: Sequence[Due], lease: UUID, lease_until: datetime) -> None:
        if rows:
            self._update(
                Row.id.in_([row.id for row in rows]),
                state="sending",
                lease=lease,
                lease_until=lease_until,
                attempts=Row.attempts + 1,
                sent_at=self._now,
                absent_at=None,
                looks=0,
            )
        for row in rows:
            if row.provider_id:
                earlier_ids = [*(row.earlier_ids or ()), row.provider_id]
                self._update(Row.id == row.id, earlier_ids=earlier_ids, provider_id=None)

    def _still(self, doubt: Unconfirmed) -> ColumnElement[bool]:
        return and_(Row.id == doubt.id, Row.state == "unknown", Row.attempts == doubt.attempt)

    def _update(self, where: ColumnElement[bool], **values: Any) -> bool:
        statement = update(Row).where(where).values(**values).execution_options(synchronize_session=False)
        return bool(cast(CursorResult[Any], self._session.execute(statement)).rowcount)

    def _execute_each(self, statement: Any, parameters: list[dict[str, Any]]) -> int:
        """The same for each, in one trip; returns how many rows it changed."""
        if not parameters:
            return 0
        return cast(CursorResult[Any], self._session.connection().execute(statement, parameters)).rowcount


_OUTBOX: Final = cast(Table, Row.__table__)
_IS_HELD: Final = and_(_OUTBOX.c.id == bindparam("of"), _OUTBOX.c.lease == bindparam("held"))


def _held(message: Claimed) -> dict[str, UUID]:
    return {"of": message.id, "held": message.lease}


def _still_held(message: Claimed) -> ColumnElement[bool]:
    return and_(Row.id == message.id, Row.lease == message.lease)


def _claimed(row: Due, lease: UUID, lease_until: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        contact_id=row.contact_id,
        address=row.address,
        language=row.language,
        kind=row.payload["kind"],
        params=row.payload["params"],
        attempt=row.attempts + 1,
        lease=lease,
        lease_until=lease_until,
    )


def _handed_over(row: Row) -> datetime:
    return row.sent_at or row.created_at


def _attempt(row: Row) -> Attempt:
    """When the message may have left: within its lease, or, with the answer to a request, as long as that lasts."""
    begun = _handed_over(row)
    return Attempt(begun, row.lease_until or begun + _ON_REQUEST)
