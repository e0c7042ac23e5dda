"""Guest houses, their rooms, bookings and refunds.

Revision: 0006
"""

from __future__ import annotations

from typing import Final

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
