"""Files that somebody has had erased.

Revision: 0009
"""

from __future__ import annotations

from typing import Final

from panchayat.migrations.checks import replace_check

revision: Final = "0009"
down_revision: Final = "0008"
branch_labels: Final = None
depends_on: Final = None

_BEFORE: Final = "state IN ('waiting', 'fetched', 'failed')"
_AFTER: Final = "state IN ('waiting', 'fetched', 'failed', 'erased')"


def upgrade() -> None:
    replace_check("media", "state", _BEFORE, _AFTER)


def downgrade() -> None:
    replace_check("media", "state", _AFTER, _BEFORE, meanwhile="DELETE FROM media WHERE state = 'erased'")
