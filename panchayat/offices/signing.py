"""What whoever runs the service is told about offices for which nobody signs, or in which nobody works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from panchayat.offices.known import KnownOffice

#: So many are named; of the others it is said how many they are.
_NAMED: Final = 10


def nobody_signs(offices: Sequence[KnownOffice]) -> str:
    """Which offices these are, and what comes of it."""
    return (
        f"nobody signs for {_named(offices)}: certificates that are approved there wait until somebody does,"
        " and other papers name the post"
    )


def nobody_works(offices: Sequence[KnownOffice]) -> str:
    """In which offices nobody works on requests, and what comes of it."""
    return f"nobody works on requests in {_named(offices)}: what is filed there is told to nobody"


def _named(offices: Sequence[KnownOffice]) -> str:
    codes = ", ".join(office.code for office in offices[:_NAMED])
    more = f" and {len(offices) - _NAMED} more" if len(offices) > _NAMED else ""
    return f"{codes}{more}"
