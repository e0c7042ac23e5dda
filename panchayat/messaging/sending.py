"""Sending what the outbox holds: each message leaves once, in order, when it may; what is in doubt is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased
from uuid_utils.compat import uuid4

from panchayat.messaging.contacts import SMS
from panchayat.messaging.delivery_policy import Decision, decide, next_morning
from panchayat.messaging.follow_up import has_gone_past
from panchayat.messaging.outbox import Failure, as_sent
from panchayat.messaging.settlement import WRONG_CLOCK, Attempt, Entries, Undecided, own_entry
from panchayat.models import Contact, ContactAddress
from panchayat.models import Outbox as Row

#: A row that waits no longer than this keeps its person's later messages back, so that they stay in order.
_SHORT_WAIT: Final = timedelta(seconds=30)
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

    def claim(self, limit: int, lease_for: timedelta) -> list[Claimed]:
        """At most ``limit`` messages to send now, each person's oldest only; what may not leave yet is put aside.

        They count as being sent from here on: a process that dies with them leaves them ``unknown``, not waiting.
        """
        claimed: list[Claimed] = []
        while len(claimed) < limit and (due := self._due(limit - len(claimed))):
            for row, contact in due:
                if self._may_leave(row, contact):
                    claimed.append(self._take(row, contact, lease_for))
            self._session.flush()
        return claimed

    def worded(self, message: Claimed, text: str, *, offers: bool = False) -> None:
        """Keep the words that the message leaves with, and whether they end with a list of ways on."""
        self._update(self._held(message), worded=text, offers=offers)

    def sent(self, message: Claimed, provider_id: str) -> bool:
        """The channel took it; false when the lease had ended, or a receipt was here first."""
        return self._update(self._held(message), error_code=None, **as_sent(provider_id, self._now))

    def refused(self, message: Claimed, failure: Failure) -> bool:
        """The channel certainly did not take it; false when the lease had ended."""
        return self._update(self._held(message), **failure.values(self._now))

    def unknown(self, message: Claimed) -> bool:
        """Nobody knows whether the channel took it; false when the lease had ended."""
        return self._update(self._held(message), state="unknown", lease=None, not_before=self._now + _TIME_TO_SHOW)

    def put_back(self, message: Claimed, wait: timedelta) -> bool:
        """It was not tried after all: it is for after ``wait``; false when the lease had ended."""
        return self._update(
            self._held(message), state="queued", lease=None, attempts=Row.attempts - 1, not_before=self._now + wait
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
                _words(row),
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
            if other.provider_id is None and other.state in _MAY_HAVE_LEFT and _words(other) == doubt.worded
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

    def _due(self, limit: int) -> list[tuple[Row, Contact]]:
        other = aliased(Row)
        kept_back = exists().where(
            other.contact_id == Row.contact_id,
            other.id != Row.id,
            or_(
                other.state == "sending",
                and_(other.state == "queued", other.id < Row.id, other.not_before <= self._now + _SHORT_WAIT),
            ),
        )
        rows = self._session.execute(
            select(Row, Contact)
            .join(Contact, Contact.id == Row.contact_id)
            .where(Row.state == "queued", Row.not_before <= self._now, ~kept_back)
            .order_by(Row.not_before)
            .limit(limit)
            .with_for_update(of=Row, skip_locked=True, key_share=True)
        )
        return [(row, contact) for row, contact in rows]

    def _may_leave(self, row: Row, contact: Contact) -> bool:
        match decide(
            row.payload["kind"],
            row.payload["params"],
            row.created_at,
            last_message_at=contact.last_message_at,
            stopped_at=contact.stopped_at,
            now=self._now,
            windowed=contact.channel != SMS,
        ):
            case Decision.SEND:
                return True
            case Decision.SUPPRESS:
                row.state = "suppressed"
            case Decision.PARK:
                row.state, row.not_before = "parked", self._now
            case Decision.HOLD:
                row.not_before = next_morning(self._now)
        return False

    def _take(self, row: Row, contact: Contact, lease_for: timedelta) -> Claimed:
        lease, lease_until = uuid4(), self._now + lease_for
        row.state, row.lease, row.lease_until = "sending", lease, lease_until
        row.attempts += 1
        row.sent_at, row.absent_at, row.looks = self._now, None, 0
        if row.provider_id:
            row.earlier_ids, row.provider_id = [*(row.earlier_ids or ()), row.provider_id], None
        return Claimed(
            id=row.id,
            contact_id=contact.id,
            address=contact.address,
            language=contact.language,
            kind=row.payload["kind"],
            params=row.payload["params"],
            attempt=row.attempts,
            lease=lease,
            lease_until=lease_until,
        )

    def _held(self, message: Claimed) -> ColumnElement[bool]:
        return and_(Row.id == message.id, Row.lease == message.lease)

    def _still(self, doubt: Unconfirmed) -> ColumnElement[bool]:
        return and_(Row.id == doubt.id, Row.state == "unknown", Row.attempts == doubt.attempt)

    def _update(self, where: ColumnElement[bool], **values: Any) -> bool:
        statement = update(Row).where(where).values(**values).execution_options(synchronize_session=False)
        return bool(cast(CursorResult[Any], self._session.execute(statement)).rowcount)


def _words(row: Row) -> str:
    return row.worded or str(row.payload["params"].get("body", ""))


def _handed_over(row: Row) -> datetime:
    return row.sent_at or row.created_at


def _attempt(row: Row) -> Attempt:
    """When the message may have left: within its lease, or, with the answer to a request, as long as that lasts."""
    begun = _handed_over(row)
    return Attempt(begun, row.lease_until or begun + _ON_REQUEST)
