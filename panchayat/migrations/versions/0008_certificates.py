"""Certificates at the door, and call-backs.

Revision: 0008
"""

from __future__ import annotations

from typing import Final

revision: Final = "0008"
down_revision: Final = "0007"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
