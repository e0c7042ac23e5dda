"""Holds whose payment was told and that had no end: they end at check-in of the day of arrival.

Revision: 0014
"""

from __future__ import annotations

from datetime import UTC
from typing import Final

import sqlalchemy as sa
from alembic import op

from panchayat.lodging.rules import moment

revision: Final = "0014"
down_revision: Final = "0013"
branch_labels: Final = None
depends_on: Final = None

_BOOKING: Final = sa.table(
    "booking",
    sa.column("id", sa.Uuid()),
    sa.column("house_id", sa.Uuid()),
    sa.column("state", sa.String()),
    sa.column("payment_reference", sa.LargeBinary()),
    sa.column("arrival", sa.Date()),
    sa.column("held_until", sa.DateTime(timezone=True)),
)
_HOUSE: Final = sa.table("guest_house", sa.column("id", sa.Uuid()), sa.column("check_in", sa.Time()))


def upgrade() -> None:
    connection = op.get_bind()
    endless = (
        sa.select(_BOOKING.c.id, _BOOKING.c.arrival, _HOUSE.c.check_in)
        .join(_HOUSE, _HOUSE.c.id == _BOOKING.c.house_id)
        .where(_BOOKING.c.state == "HELD", _BOOKING.c.held_until.is_(None))
    )
    for booking_id, arrival, check_in in connection.execute(endless).all():
        ends = moment(arrival, check_in).astimezone(UTC)
        connection.execute(_BOOKING.update().where(_BOOKING.c.id == booking_id).values(held_until=ends))


def downgrade() -> None:
    told = _BOOKING.c.payment_reference.is_not(None)
    op.execute(_BOOKING.update().where(_BOOKING.c.state == "HELD", told).values(held_until=None))
