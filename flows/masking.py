"""Taking identity numbers out of what people type, before it is kept or used anywhere."""

from __future__ import annotations

import re
from typing import Final

from stdnum import verhoeff

from chatbot.language.wording import fold_digits

#: What an Aadhaar number is called, where it is mistyped too.
_NAMED: Final = re.compile(r"আধার|आधार|\ba+dh?aa?r", re.IGNORECASE)
_BY_FOURS: Final = re.compile(r"\d{4}\D+\d{4}\D+\d{4}")
_ALL_BUT_FOUR: Final = re.compile(r"\d(?=(?:\D*\d){4})")
#: Twelve digits in any script, in groups or not (by fours with wider gaps too); "+91" before ten digits is a phone number.
_TWELVE: Final = re.compile(r"(?<![\d+])(?:\d(?:[ \-]?\d){11}|\d{4}[\s.–—-]{0,3}\d{4}[\s.–—-]{0,3}\d{4})(?!\d)")
UNSAID: Final = "••••"


def mask(text: str) -> str:
    """``text`` with every Aadhaar-like number shown by its last four digits only.

    That is twelve digits with the right check digit (Verhoeff); with a wrong one too, where they stand in fours or
    are called Aadhaar.
    """
    folded = fold_digits(text)
    named = _NAMED.search(text) is not None
    parts, end = [], 0
    for found in _TWELVE.finditer(folded):
        digits = re.sub(r"\D", "", found[0])
        meant = named or _BY_FOURS.fullmatch(found[0]) is not None or verhoeff.is_valid(digits)
        if digits[0] in "01" or not meant:
            continue
        parts += [text[end : found.start()], f"XXXX XXXX {digits[-4:]}"]
        end = found.end()
    return "".join([*parts, text[end:]])


def last_four_only(text: str) -> str:
    """``text`` with all of its digits hidden but the last four: for the answer to a question that wants no more."""
    return _ALL_BUT_FOUR.sub("X", fold_digits(text))
