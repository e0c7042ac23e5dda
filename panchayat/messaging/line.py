"""Who is next in line: of what waits in the outbox, each person's oldest message, and whom it goes to.

The planner's statistics are as old as the last time they were gathered, and a burst is younger: what is said here is
said so that there is one good plan only, whatever they say.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, Select, bindparam, literal_column, select
from sqlalchemy.orm import Session, aliased

from panchayat.models import Contact, Outbox

#: A message with the columns that sending needs, and ``address``, ``channel``, ``language``, ``last_message_at`` and
#: ``stopped_at`` of whom it goes to.
Due = Row[Any]

#: A row that waits no longer than this keeps its person's later messages back, so that they stay in order.
_SHORT_WAIT: Final = timedelta(seconds=30)
#: Words of the statement itself, not values that it is given: only then is it known beforehand how rare they are.
_QUEUED: Final[ColumnElement[str]] = literal_column("'queued'")
_SENDING: Final[ColumnElement[str]] = literal_column("'sending'")


def next_in_line(session: Session, now: datetime, limit: int, leave_out: Collection[UUID] = ()) -> list[Due]:
    """At most ``limit`` messages that may be sent now, those first that have waited longest; their rows are locked.

    A person to whom something is being sent has to wait for the next, and so has one in ``leave_out``.
    """
    given: dict[str, Any] = {"now": now, "soon": now + _SHORT_WAIT, "limit": limit}
    if leave_out:
        given["leave_out"] = list(leave_out)
    return list(session.execute(_statement(some_left_out=bool(leave_out)), given))


@functools.cache
def _statement(*, some_left_out: bool) -> Select[Any]:
    being_sent, older = aliased(Outbox), aliased(Outbox)
    # The state is hidden from the index by state, which looks cheap whenever few were queued when it was last counted
    # and then has all that is queued looked through for every row. What is left is the index of one person's line,
    # which has no row that is not queued. As a question with an answer, not a condition on an id, it counts as one
    # that every other row passes, so that nobody gathers and sorts all rows to find the first of them.
    is_first = (
        select(older.id == Outbox.id)
        .where(
            older.contact_id == Outbox.contact_id,
            older.state.concat(literal_column("''")) == _QUEUED,
            older.not_before <= bindparam("soon"),
        )
        .order_by(older.id)
        .limit(1)
        .scalar_subquery()
    )
    due = select(
        Outbox.id,
        Outbox.contact_id,
        Outbox.payload,
        Outbox.created_at,
        Outbox.not_before,
        Outbox.attempts,
        Outbox.provider_id,
        Outbox.earlier_ids,
    ).where(
        Outbox.state == _QUEUED,
        Outbox.not_before <= bindparam("now"),
        # Looked up once for all: few are being sent at a time.
        Outbox.contact_id.not_in(select(being_sent.contact_id).where(being_sent.state == _SENDING)),
        is_first,
    )
    if some_left_out:
        due = due.where(Outbox.contact_id.not_in(bindparam("leave_out", expanding=True)))
    first = (
        due.order_by(Outbox.not_before)
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(of=Outbox, skip_locked=True, key_share=True)
        .subquery("first")
    )
    contact = (Contact.address, Contact.channel, Contact.language, Contact.last_message_at, Contact.stopped_at)
    return (
        select(first, *contact).join_from(first, Contact, Contact.id == first.c.contact_id).order_by(first.c.not_before)
    )
