"""Taking identity numbers out of what people type, before it is kept or used anywhere."""

from __future__ import annotations

import re
from typing import Final

from stdnum import verhoeff

from chatbot.language import fold_digits

#: Twelve digits in any script, in groups or not (by fours with wider gaps too); "+91" before ten digits is a phone number.
_TWELVE: Final = re.compile(r"(?<![\d+])(?:\d(?:[ \-]?\d){11}|\d{4}[\s.–—-]{0,3}\d{4}[\s.–—-]{0,3}\d{4})(?!\d)")
UNSAID: Final = "••••"


def mask(text: str) -> str:
    """``text`` with every Aadhaar-like number (twelve digits, Verhoeff) shown by its last four digits only."""
    folded = fold_digits(text)
    parts, end = [], 0
    for found in _TWELVE.finditer(folded):
        digits = re.sub(r"\D", "", found[0])
        if digits[0] in "01" or not verhoeff.is_valid(digits):
            continue
        parts += [text[end : found.start()], f"XXXX XXXX {digits[-4:]}"]
        end = found.end()
    return "".join([*parts, text[end:]])
