"""Numbers of the office's own registers, such as ``12/BLD/2026``: compared without what people leave out or change."""

from __future__ import annotations

import unicodedata
from typing import Final

from panchayat.numbers import with_ascii_digits

#: What a register's number has at least: less than that would find papers by chance.
_SHORTEST: Final = 3
_LONGEST: Final = 60


def reference_key(text: str) -> str | None:
    """``text`` as two such numbers are compared: letters, digits and signs of any script, no blanks or strokes.

    None if it cannot be a register's number: too short, too long, or without a digit.
    """
    plain = unicodedata.normalize("NFC", with_ascii_digits(text)).casefold()
    key = "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LNM")
    return key if _SHORTEST <= len(key) <= _LONGEST and any(sign.isdecimal() for sign in key) else None
